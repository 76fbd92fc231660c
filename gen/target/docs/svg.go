package docs

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// The measures of a drawing. Each state is a lane; each arrow is a row, so that no label is ever crossed.
const (
	laneWidth  = 132
	laneHead   = 34
	rowHeight  = 38
	boxWidth   = 116
	startLane  = 44 // where things begin that are in no state yet
	drawMargin = 12
)

// drawDiagram draws a diagram: the states side by side, each with a line below it, and the arrows between the lines.
// Colours come from the style sheet.
func drawDiagram(v htmlView, d *Diagram) template.HTML {
	width := startLane + len(d.States)*laneWidth + drawMargin
	height := laneHead + 2*drawMargin + len(d.Arrows)*rowHeight + drawMargin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d" width="%d" height="%d" role="group" aria-label="%s">`+"\n", width, height, width, height, html.EscapeString(d.describe()))
	for i, s := range d.States {
		drawState(&b, v, i, s, height)
	}
	for row, a := range d.Arrows {
		drawArrow(&b, a, laneHead+3*drawMargin+row*rowHeight+rowHeight/2)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) // every text in it is escaped
}

// laneX is the middle of a state's lane; that of no state is where things begin.
func laneX(state int) int {
	if state < 0 {
		return startLane / 2
	}
	return startLane + state*laneWidth + laneWidth/2
}

// drawState draws the box of a state, which leads to its meaning, and the line below it.
func drawState(b *strings.Builder, v htmlView, i int, s DiagramState, height int) {
	x := laneX(i)
	class := "state"
	if s.Final {
		class = "state final"
	}
	fmt.Fprintf(b, `<line class="lane" x1="%d" y1="%d" x2="%d" y2="%d"/>`+"\n", x, laneHead+drawMargin, x, height-drawMargin)
	fmt.Fprintf(b, `<a href="#%s" data-state="%s"><rect class="%s" x="%d" y="%d" width="%d" height="%d" rx="8"/>%s</a>`+"\n",
		html.EscapeString(v.Part.anchor(s.Anchor)), html.EscapeString(s.Name), class, x-boxWidth/2, drawMargin, boxWidth, laneHead, stateText(s.Label, x))
}

// stateText is the label in a state's box, on two lines where it is long.
func stateText(label string, x int) string {
	const most, middle = 16, drawMargin + laneHead/2
	label = clean(label)
	at := strings.LastIndexByte(label[:min(len(label), most)], ' ')
	if len(label) <= most || at < 0 {
		return fmt.Sprintf(`<text class="name" x="%d" y="%d">%s</text>`, x, middle+5, shortText(label, most))
	}
	return fmt.Sprintf(`<text class="name small" x="%d" y="%d">%s<tspan x="%d" dy="14"> %s</tspan></text>`,
		x, middle-3, shortText(label[:at], most), x, shortText(label[at+1:], most+2))
}

// drawArrow draws an arrow and what brings it about, in a row of its own.
func drawArrow(b *strings.Builder, a Arrow, y int) {
	from, to := laneX(a.From), laneX(a.To)
	label := shortText(strings.Join(a.Labels, ", "), 60)
	if a.From < 0 {
		fmt.Fprintf(b, `<circle class="start" cx="%d" cy="%d" r="6"/>`+"\n", from, y)
	}
	if from == to {
		fmt.Fprintf(b, `<path class="arrow" d="M%d %dh34v14h-28"/>`, from, y-6)
		drawTip(b, from, y+8, 1)
		fmt.Fprintf(b, `<text class="label left" x="%d" y="%d">%s</text>`+"\n", from+40, y+5, label)
		return
	}
	side := 1 // on which side of its end the arrow comes from
	if from < to {
		side = -1
	}
	fmt.Fprintf(b, `<path class="arrow" d="M%d %dH%d"/>`, from, y, to+6*side)
	drawTip(b, to, y, side)
	fmt.Fprintf(b, `<text class="label" x="%d" y="%d">%s</text>`+"\n", (from+to)/2, y-6, label)
}

// drawTip draws the tip of an arrow that comes from one side.
func drawTip(b *strings.Builder, x, y, side int) {
	fmt.Fprintf(b, `<path class="tip" d="M%d %dl%d-5v10z"/>`, x, y, 9*side)
}

// shortText is text fit to stand in a drawing, cut where it is too long to fit.
func shortText(s string, most int) string {
	r := []rune(strings.ReplaceAll(clean(s), "\n", " "))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return textHTML(string(r))
}

// describe says the drawing in words, for those who cannot see it.
func (d *Diagram) describe() string {
	return clean(d.Title + ". " + strings.Join(d.sentences(), " "))
}

// sentences says each arrow of the drawing.
func (d *Diagram) sentences() []string {
	var all []string
	for _, a := range d.Arrows {
		from := "The beginning"
		if a.From >= 0 {
			from = d.States[a.From].Label
		}
		all = append(all, from+" leads to "+d.States[a.To].Label+" by "+strings.Join(a.Labels, ", ")+".")
	}
	return all
}
