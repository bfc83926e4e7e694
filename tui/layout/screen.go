package layout

// The smallest terminal that the screen is drawn in.
const (
	MinWidth  = 60
	MinHeight = 16
)

// Screen gives the boxes of a screen in the order in which focus visits them; nil when
// the size is below MinWidth x MinHeight. The boxes do not overlap and cover the screen.
func Screen(size Size, want Want) []Placed {
	if size.W < MinWidth || size.H < MinHeight {
		return nil
	}
	body := Rect{0, 0, size.W, size.H}
	head, body := body.top(1)
	foot, body := body.bottom(1)
	placed := []Placed{{Header, head, false}}
	switch want.Mode {
	case Help, Problems:
		return append(placed, Placed{Page, body, true}, Placed{Footer, foot, false})
	case Checks:
		return append(placed, Placed{Sheet, body, true}, Placed{Footer, foot, false})
	case Mapping:
		sheet, values := body.left(body.W / 2)
		if want.Zoom {
			return append(placed, Placed{want.Focus, body, true}, Placed{Footer, foot, false})
		}
		return append(placed, Placed{Sheet, sheet, true}, Placed{Values, values, true}, Placed{Footer, foot, false})
	default:
	}
	placed, body = frontMatter(placed, body, want)
	switch {
	case want.Zoom:
		placed = append(placed, Placed{want.Focus, body, true})
	case want.Mode == Instances:
		placed = append(placed, instances(body)...)
	case want.Mode == Instance:
		placed = append(placed, instance(body, want.Focus)...)
	case want.Mode == Published:
		placed = append(placed, published(body, want.Focus)...)
	case want.Mode == Points:
		placed = append(placed, points(body, want.Focus)...)
	case sheets(want.Mode):
		placed = append(placed, Placed{Sheet, body, true})
	default:
		placed = append(placed, overview(body, want.Focus)...)
	}
	return append(placed, Placed{Footer, foot, false})
}

// Roomy heights and widths: from these on, an element gets its comfortable form.
const (
	tall     = 22  // a border around the slider, the sentence on the run
	wide     = 116 // the meaning of the verdict and the policy share a line
	veryTall = 30
)

// frontMatter lays out what stands above the panes: what flagged means, what the run
// is, and the slider.
func frontMatter(placed []Placed, body Rect, want Want) ([]Placed, Rect) {
	if want.Mode == Overview || sheets(want.Mode) {
		lines := 2
		if body.W >= wide || body.H < tall-2 {
			lines = 1
		}
		var meaning Rect
		meaning, body = body.top(lines)
		placed = append(placed, Placed{Meaning, meaning, false})
		if want.About && want.Mode == Overview && body.H >= tall-4 {
			var about Rect
			about, body = body.top(1)
			placed = append(placed, Placed{About, about, false})
		}
	}
	height := 1
	switch {
	case body.H >= veryTall-6:
		height = 4
	case body.H >= tall-5:
		height = 3
	}
	slider, body := body.top(height)
	return append(placed, Placed{Slider, slider, height > 1}), body
}

// overview lays out the panes under the slider: two rows where there is room, one row
// with a shared slot where there is not.
func overview(body Rect, focus Pane) []Placed {
	switch {
	case body.W >= wide && body.H >= 18:
		upper, lower := body.top(upperRows(body.H))
		operating, rest := upper.left(41)
		confusion, curves := rest.left(37)
		spread, evolution := lower.left(lower.W * 54 / 100)
		return []Placed{
			{Operating, operating, true}, {Confusion, confusion, true}, {Curves, curves, true},
			{Spread, spread, true}, {Evolution, evolution, true},
		}
	case body.H >= 15:
		upper, lower := body.top(upperRows(body.H))
		operating, confusion := upper.left(min(41, upper.W-37))
		if upper.W < 78 {
			operating, confusion = upper.left(upper.W / 2)
		}
		curves, slot := lower.left(lower.W / 2)
		return []Placed{
			{Operating, operating, true}, {Confusion, confusion, true}, {Curves, curves, true},
			{oneOf(focus, Spread, Evolution), slot, true},
		}
	default:
		operating, slot := body.left(body.W / 2)
		return []Placed{
			{Operating, operating, true},
			{oneOf(focus, Confusion, Curves, Spread, Evolution), slot, true},
		}
	}
}

// upperRows is the height of the row of figures: all their lines, but never more than
// about half of what there is.
func upperRows(h int) int { return min(max(h*2/5, 9), 11) }

// oneOf is the focused pane where it is one of those that share a slot, else the first.
func oneOf(focus Pane, panes ...Pane) Pane {
	for _, p := range panes {
		if p == focus {
			return p
		}
	}
	return panes[0]
}

// instances lays out the table, with a preview of the chosen prompt where there is room.
func instances(body Rect) []Placed {
	if body.H < 18 {
		return []Placed{{Table, body, true}}
	}
	preview, table := body.bottom(min(8, body.H/3))
	return []Placed{{Table, table, true}, {Preview, preview, true}}
}

// instance lays out one prompt: its chart and traces on the left or above, the text
// beside or below.
func instance(body Rect, focus Pane) []Placed {
	switch {
	case body.W >= 100 && body.H >= 18:
		prompt, rest := body.top(min(6, body.H/5+1))
		left, text := rest.left(rest.W * 48 / 100)
		chart, traces := left.top(left.H / 2)
		return []Placed{
			{Prompt, prompt, true}, {TraceChart, chart, true}, {Traces, traces, true}, {Text, text, true},
		}
	case body.H >= 16:
		prompt, rest := body.top(3)
		upper, text := rest.top(rest.H / 2)
		chart, traces := upper.left(upper.W / 2)
		return []Placed{
			{Prompt, prompt, true}, {TraceChart, chart, true}, {Traces, traces, true}, {Text, text, true},
		}
	default:
		traces, slot := body.left(body.W / 2)
		return []Placed{{Traces, traces, true}, {oneOf(focus, Text, TraceChart, Prompt), slot, true}}
	}
}

// sheets reports whether a screen is a list of rows under the slider.
func sheets(m Mode) bool {
	return m == Judges || m == Compare || m == Published || m == Points || m == Slices || m == Runs
}

// published lays out a published sweep: the figures of the chosen point, and the rows of
// all points, of which some share a slot where there is little room.
func published(body Rect, focus Pane) []Placed {
	switch {
	case body.W >= wide && body.H >= 18:
		upper, sheet := body.top(upperRows(body.H))
		operating, rest := upper.left(41)
		confusion, curves := rest.left(37)
		return []Placed{{Sheet, sheet, true}, {Operating, operating, true}, {Confusion, confusion, true}, {Curves, curves, true}}
	case body.H >= 15:
		upper, sheet := body.top(9)
		operating, slot := upper.left(upper.W / 2)
		return []Placed{{Sheet, sheet, true}, {Operating, operating, true}, {oneOf(focus, Curves, Confusion), slot, true}}
	default:
		sheet, slot := body.left(body.W / 2)
		return []Placed{{Sheet, sheet, true}, {oneOf(focus, Operating, Confusion, Curves), slot, true}}
	}
}

// points lays out the operating points with the front beside or under them, or in their
// place where there is no room for both.
func points(body Rect, focus Pane) []Placed {
	switch {
	case body.W >= wide && body.H >= 12:
		sheet, front := body.left(body.W * 62 / 100)
		return []Placed{{Sheet, sheet, true}, {Front, front, true}}
	case body.H >= 26:
		sheet, front := body.top(body.H - 11)
		return []Placed{{Sheet, sheet, true}, {Front, front, true}}
	default:
		return []Placed{{oneOf(focus, Sheet, Front), body, true}}
	}
}
