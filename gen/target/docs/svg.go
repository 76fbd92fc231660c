package docs

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// The measures of a drawing, in pixels. Each state is a lane; each arrow is a row, so that no label is ever crossed. Lanes
// stand at shares of the width, whatever that is: text keeps its size on a phone and in the panel of the mock.
const (
	laneWidth = 132 // where there is room
	boxTop    = 12
	boxHeight = 34
	boxWidth  = 116
	rowHeight = 36
	firstRow  = boxTop + boxHeight + 42
	manyLanes = 8    // with more than these, boxes find no room on a wide page either
	startLane = 0.45 // the room of where things begin that are in no state yet, in lanes
)

// drawDiagram draws a diagram: the states side by side, each with a line below it, and the arrows between the lines.
// Colours come from the style sheet, and so does what becomes of the boxes where they find no room.
func drawDiagram(v htmlView, d *Diagram) template.HTML {
	class := "states"
	if len(d.States) > manyLanes {
		class = "states many"
	}
	height := firstRow + len(d.Arrows)*rowHeight - rowHeight/2
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="%s" width="%d" height="%d" role="group" aria-label="%s">`+"\n",
		class, int((startLane+float64(len(d.States)))*laneWidth), height, html.EscapeString(clean(d.Title)))
	for i, s := range d.States {
		d.drawState(&b, v, i, s, height)
	}
	for row, a := range d.Arrows {
		d.drawArrow(&b, a, firstRow+row*rowHeight)
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) // every text in it is escaped
}

// lane is the middle of a state's lane, as a share of the width; that of no state is where things begin.
func (d *Diagram) lane(state int) string { return fmt.Sprintf("%.1f%%", 100*d.share(float64(state))) }

// share is where a lane is, or something between two lanes, from 0 to 1.
func (d *Diagram) share(state float64) float64 {
	if state < 0 {
		return startLane / 2 / (startLane + float64(len(d.States)))
	}
	return (startLane + state + 0.5) / (startLane + float64(len(d.States)))
}

// drawState draws the box of a state, which leads to its meaning, and the line below it.
func (d *Diagram) drawState(b *strings.Builder, v htmlView, i int, s DiagramState, height int) {
	class := "state"
	if s.Final {
		class = "state final"
	}
	x := d.lane(i)
	fmt.Fprintf(b, `<line class="lane" x1="%s" y1="%d" x2="%s" y2="%d"/>`+"\n", x, boxTop+boxHeight, x, height)
	fmt.Fprintf(b, `<svg x="%s" y="%d"><a href="#%s" data-state="%s"><rect class="%s" x="%d" width="%d" height="%d" rx="8"/>%s</a></svg>`+"\n",
		x, boxTop, html.EscapeString(v.Part.anchor(s.Anchor)), html.EscapeString(s.Name), class, -boxWidth/2, boxWidth, boxHeight, stateText(s.Label))
}

// stateText is the label in a state's box, on two lines where it is long.
func stateText(label string) string {
	const most, middle = 16, boxHeight / 2
	label = clean(label)
	at := strings.LastIndexByte(label[:min(len(label), most)], ' ')
	if len(label) <= most || at < 0 {
		return fmt.Sprintf(`<text class="name" y="%d">%s</text>`, middle+5, shortText(label, most))
	}
	return fmt.Sprintf(`<text class="name small" y="%d">%s<tspan x="0" dy="14"> %s</tspan></text>`,
		middle-3, shortText(label[:at], most), shortText(label[at+1:], most+2))
}

// drawArrow draws an arrow and what brings it about, in a row of its own.
func (d *Diagram) drawArrow(b *strings.Builder, a Arrow, y int) {
	from, to := d.lane(a.From), d.lane(a.To)
	if a.From < 0 {
		fmt.Fprintf(b, `<circle class="start" cx="%s" cy="%d" r="6"/>`+"\n", from, y)
	}
	tip := "l-9-5v10z"
	switch {
	case a.From == a.To:
		fmt.Fprintf(b, `<svg x="%s" y="%d"><path class="arrow" d="M0-6h26v14h-20"/><path class="tip" d="M0 8l9-5v10z"/></svg>`, from, y)
	case a.From > a.To:
		tip = "l9-5v10z"
		fallthrough
	default:
		fmt.Fprintf(b, `<line class="arrow" x1="%s" y1="%d" x2="%s" y2="%d"/><svg x="%s" y="%d"><path class="tip" d="M0 0%s"/></svg>`, from, y, to, y, to, y, tip)
	}
	d.drawLabel(b, a, y)
}

// drawLabel writes above an arrow what brings it about: over its middle, and near an edge of the drawing away from that.
func (d *Diagram) drawLabel(b *strings.Builder, a Arrow, y int) {
	class, x := "label", (d.share(float64(a.From))+d.share(float64(a.To)))/2
	switch {
	case x < 1./3:
		class, x = "label begin", d.share(float64(min(a.From, a.To)))
	case x > 2./3:
		class, x = "label end", d.share(float64(max(a.From, a.To)))
	}
	lift := 7
	if a.From < 0 || a.From == a.To { // above what stands there
		lift = 10
	}
	fmt.Fprintf(b, `<text class="%s" x="%.1f%%" y="%d">%s</text>`+"\n", class, 100*x, y-lift, shortText(strings.Join(a.Labels, ", "), mostLabel))
}

// mostLabel is how many characters of a label find room on a phone.
const mostLabel = 48

// shortText is text fit to stand in a drawing, cut where it is too long to fit.
func shortText(s string, most int) string {
	r := []rune(strings.ReplaceAll(clean(s), "\n", " "))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return textHTML(string(r))
}

// sentences says each arrow of the drawing, for those who cannot see it.
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
