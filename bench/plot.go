package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// The plot's measures, in pixels. Both axes are logarithmic.
const (
	plotWidth, plotHeight = 780, 440
	left, right           = 70, 210
	top, bottom           = 46, 50
)

// series are the lines of the plot, each in a colour that is told apart on light and on dark ground.
var series = []struct{ name, colour string }{
	{"chargegen", "#1f77d0"},
	{"oapi-codegen", "#d9541e"},
	{"ogen", "#3a9a4b"},
	{"openapi-typescript", "#9a5fc0"},
}

// plotStyle is the ground and what is written on it, for readers who like it light and those who like it dark.
const plotStyle = `<style>
rect, .hollow { fill: #fff }
text { fill: #24292f }
.grid { stroke: #d8dee4 }
@media (prefers-color-scheme: dark) {
  rect, .hollow { fill: #0d1117 }
  text { fill: #e6edf3 }
  .grid { stroke: #30363d }
}
</style>
`

// plot draws the time to generate over the size of the spec.
func plot(curve map[string][]point) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img" aria-labelledby="t">`+"\n", plotWidth, plotHeight)
	b.WriteString(`<title id="t">Time to generate types and a client, over the number of copies of the charge resource</title>` + "\n")
	b.WriteString(plotStyle)
	fmt.Fprintf(&b, `<rect width="%d" height="%d"/>`+"\n", plotWidth, plotHeight)
	fmt.Fprintf(&b, `<text x="%d" y="20" font-size="14">Time to generate types and a client (whole process)</text>`+"\n", left)
	axes(&b)
	for i, s := range series {
		if points := curve[s.name]; len(points) > 0 {
			line(&b, s.name, s.colour, points, i)
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// x and y place a size and a time: 1 to 1,000 copies, 10 ms to 100 s.
func x(size int) float64 {
	return left + math.Log10(float64(size))/3*(plotWidth-left-right)
}

func y(t time.Duration) float64 {
	return plotHeight - bottom - (math.Log10(t.Seconds())+2)/4*(plotHeight-top-bottom)
}

func axes(b *strings.Builder) {
	for _, size := range sizes {
		fmt.Fprintf(b, `<path d="M%.1f %d V%d" class="grid"/>`+"\n", x(size), top, plotHeight-bottom)
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`+"\n", x(size), plotHeight-bottom+18, size)
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle">copies of the charge resource, ten operations each</text>`+"\n", x(32), plotHeight-10)
	for t := 10 * time.Millisecond; t <= 100*time.Second; t *= 10 {
		fmt.Fprintf(b, `<path d="M%d %.1f H%d" class="grid"/>`+"\n", left, y(t), plotWidth-right)
		fmt.Fprintf(b, `<text x="%d" y="%.1f" text-anchor="end">%s</text>`+"\n", left-8, y(t)+4, strings.Replace(seconds(t).String(), ".0", "", 1))
	}
}

// line draws the points of one program and its name where the line ends. A run that was broken off is a hollow point.
func line(b *strings.Builder, name, colour string, points []point, rank int) {
	var path []string
	for _, p := range points {
		path = append(path, fmt.Sprintf("%.1f %.1f", x(p.size), y(p.time)))
	}
	fmt.Fprintf(b, `<path d="M%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.Join(path, " L"), colour)
	note := name
	for _, p := range points {
		fill := `fill="` + colour + `"`
		if p.time >= patience {
			fill, note = `class="hollow"`, name+", broken off"
		}
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="4" %s stroke="%s"/>`+"\n", x(p.size), y(p.time), fill, colour)
	}
	at := top + 16 + 18*rank
	fmt.Fprintf(b, `<circle cx="%d" cy="%d" r="4" fill="%s"/><text x="%d" y="%d">%s</text>`+"\n", plotWidth-right+14, at-4, colour, plotWidth-right+24, at, note)
}
