package docs

import (
	"fmt"
	"math"
	"strconv"
)

// The papers that links stand on, as the style sheet has them, and the contrast that WCAG 2 asks of text at level AA.
var (
	paperLight = colour{0xff, 0xff, 0xff}
	paperDark  = colour{0x14, 0x18, 0x1f}
)

const enough = 4.5

// colour is red, green and blue from 0 to 255.
type colour [3]float64

// parseColour reads #rrggbb, which must be well-formed.
func parseColour(s string) colour {
	var c colour
	for i := range c {
		n, _ := strconv.ParseUint(s[1+2*i:3+2*i], 16, 8)
		c[i] = float64(n)
	}
	return c
}

// String writes the colour as #rrggbb.
func (c colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(c[0]+0.5), int(c[1]+0.5), int(c[2]+0.5))
}

// luminance is how bright the colour is, from 0 to 1, as WCAG 2 reckons it.
func (c colour) luminance() float64 {
	var part [3]float64
	for i, v := range c {
		v /= 255
		if v <= 0.04045 {
			part[i] = v / 12.92
		} else {
			part[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*part[0] + 0.7152*part[1] + 0.0722*part[2]
}

// contrast is how far two colours stand apart, from 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// readable is the colour nearest to c, on the way to black or white, that can be read on paper.
func (c colour) readable(paper colour) colour {
	goal := colour{}
	if paper.luminance() < 0.5 {
		goal = colour{255, 255, 255}
	}
	for step := 0.0; step <= 1; step += 0.05 {
		var mixed colour
		for i := range mixed {
			mixed[i] = math.Round(c[i] + (goal[i]-c[i])*step)
		}
		if contrast(mixed, paper) >= enough {
			return mixed
		}
	}
	return goal
}
