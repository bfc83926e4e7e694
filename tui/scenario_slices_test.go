package tui_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/layout"
)

func TestGoldenSlices(t *testing.T) {
	d := openDemo(t)
	for _, size := range []layout.Size{{W: 120, H: 36}, {W: 80, H: 24}, {W: 60, H: 16}} {
		name := fmt.Sprintf("-%dx%d", size.W, size.H)
		d.resize(size.W, size.H).press("d").golden("slices"+name).press("esc", ">", ">", ">", ">", ">", ">", ">", ">", "down")
		d.golden("bin"+name).press("enter").golden("bin-instances"+name).press("esc", "esc", "shift+tab", "shift+tab", "shift+tab")
	}
}

// The slices say for each what the whole run says for all, move with the slider, and open
// the instances that they count.
func TestSlices(t *testing.T) {
	d := openDemo(t).resize(200, 60).press("d")
	for range analysis.SliceWays() {
		s := d.state()
		by := s.Over.Slicing
		if s.Results.SlicedBy != by {
			t.Fatalf("the screen is about %s, and slices by %s are there", by, s.Results.SlicedBy)
		}
		d.sees("the title names the way", "Slices by "+by.String())
		for _, at := range []analysis.Position{0, 200, 1000} {
			s.Slider.At = at
			checkSlices(t, d)
		}
		for g := range s.Results.Slices.Len() {
			name, size := s.Results.Slices.Name(g), s.Results.Slices.Size(g)
			d.press("home")
			for range g + 1 {
				d.press("down")
			}
			d.press("enter").sees("the slice is listed and named", by.String()+" "+name)
			if n := len(s.List.Rows); n != size {
				t.Errorf("%s %s has %d instances, and its list %d", by, name, size, n)
			}
			d.press("esc")
		}
		d.press("h")
	}
	d.press("home", "enter")
	if n := len(d.state().List.Rows); n != 1725 || d.state().List.Filter.Active() {
		t.Errorf("the whole run lists %d instances", n)
	}
}

// checkSlices holds the rows on the screen to the slices.
func checkSlices(t *testing.T, d *desk) {
	t.Helper()
	s := d.state()
	whole, slices := s.Results.Sweep.At(s.Slider.At), s.Results.Slices
	for g := range min(slices.Len(), 20) {
		p := slices.At(g, s.Slider.At)
		want := []string{strings.Fields(slices.Name(g))[0], plainCount(slices.Size(g))}
		for _, rates := range [][2]analysis.Rate{{p.Accuracy(), whole.Accuracy()}, {p.Sensitivity(), whole.Sensitivity()}, {p.Specificity(), whole.Specificity()}} {
			want = append(want, plainRate(rates[0], rates[1])...)
		}
		line := lineWith(d, "  "+slices.Name(g)+" ")
		at := 0
		for _, cell := range want {
			found := strings.Index(line[at:], cell)
			if found < 0 {
				t.Fatalf("at %d, %q does not hold %q in this order", s.Slider.At, line, want)
			}
			at += found + len(cell)
		}
	}
}

func plainCount(n int) string {
	if n >= 1000 {
		return fmt.Sprintf("%d,%03d", n/1000, n%1000)
	}
	return strconv.Itoa(n)
}

// plainRate is a rate as a row of slices shows it: value, arrow, interval.
func plainRate(r, whole analysis.Rate) []string {
	value, ok := r.Value()
	if !ok {
		return []string{"—"}
	}
	lo, hi, _ := r.Wilson()
	from, to, _ := whole.Wilson()
	arrow := " "
	if lo > to {
		arrow = "▲"
	}
	if hi < from {
		arrow = "▼"
	}
	return []string{fmt.Sprintf("%.1f%s", value*100, arrow), fmt.Sprintf("%.1f–%.1f", lo*100, hi*100)}
}

// lineWith is the first line of the screen with a text.
func lineWith(d *desk, text string) string {
	for _, line := range d.lines() {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}

// A slice stays itself when another judge moves the slices about.
func TestSliceFilterGoesByName(t *testing.T) {
	d := openRows(t, "safe: R.1 R.2 R.3", "unsafe: R.1 C.2 C.3", "unsafe: R.1 R.2 C.3", "safe: C.1 R.2 C.3 R.4")
	d.press("d", "h", "h", "h").sees("they are sliced by agreement", "all traces agree").press("down", "enter")
	before := fmt.Sprint(d.state().List.Rows)
	name := d.state().List.Filter.Slice.Name
	for range analysis.Judges() {
		d.press("j")
		s := d.state()
		for _, i := range s.List.Rows {
			if got := s.Results.Slices.Name(s.Results.Slices.Of(int(i))); got != name {
				t.Errorf("judge %s: instance %d of the slice %q is listed for %q", s.Method.Setup.Judge, i, got, name)
			}
		}
	}
	if before != "[0]" {
		t.Errorf("the slice of those that agree lists %s", before)
	}
}

// Topics are the file's own texts: what does not print is shown by its escape.
func TestHostileTopic(t *testing.T) {
	predictions := []byte(`{"instance_id": "a", "confidences": [0.1], "refused": [true], "traces": ["x"]}` + "\n")
	labels := []byte(`{"id": "a", "label": "unsafe", "subcategory": "\u001b[2Jtopic\u202e"}` + "\n")
	d := openFiles(t, predictions, labels).press("d", "h")
	d.sees("the topic is in the table", `\x1b[2Jtopic\u202e`).press("down", "enter").sees("and in the title", `topic \x1b[2Jtopic\u202e`)
}

// > and < choose bins of the histogram, up and down the histogram, and what enter lists has
// as many traces in the bin as the note says.
func TestEveryBinOpensItsInstances(t *testing.T) {
	d := openDemo(t)
	for _, split := range analysis.Splits() {
		for d.state().Over.Split != split {
			d.press("h")
		}
		d.press(">")
		groups := len(d.state().Results.Spreads[split].At(200))
		for n := range groups + 3 {
			checkBin(t, d)
			if d.press("down"); n >= groups {
				d.press(">", ">", ">", ">", ">")
			}
		}
		if d.press("esc"); d.state().Over.Bin.On {
			t.Error("esc leaves the bin chosen")
		}
	}
}

// checkBin lists the chosen bin and counts it again, trace by trace.
func checkBin(t *testing.T, d *desk) {
	t.Helper()
	s := d.state()
	spread, bin := s.Results.Spreads[s.Over.Split], s.Over.Bin
	group := spread.At(s.Slider.At)[bin.Group]
	count := int(group.Used[bin.Bin] + group.Unused[bin.Bin])
	noun := "traces"
	if count == 1 {
		noun = "trace"
	}
	d.sees("the note says what the bin holds", fmt.Sprintf(": %s %s, %s · %s used", plainCount(count), noun, group.Name, plainCount(int(group.Used[bin.Bin]))))
	d.press("enter")
	held := 0
	for _, i := range s.List.Rows {
		n := spread.Held(int(i), s.Slider.At, bin.Group, bin.Bin)
		if n == 0 {
			t.Errorf("%s, bin %d: instance %d is listed without a trace in it", group.Name, bin.Bin, i)
		}
		held += n
	}
	if held != count {
		t.Errorf("%s, bin %d: the instances listed have %d traces in it, the bin counts %d", group.Name, bin.Bin, held, count)
	}
	d.press("esc")
	if s.Over.Bin != bin || s.Nav.Focus != layout.Spread {
		t.Errorf("esc does not lead back to the bin: %+v, pane %d", s.Over.Bin, s.Nav.Focus)
	}
}

// < begins at the right end, > at the left one, and neither goes beyond.
func TestBinsEnd(t *testing.T) {
	d := openRows(t, "safe: C.1 C.5 C.9", "unsafe: C.5 C.6 C.7").press("<")
	for n, group := range d.state().Results.Spreads[analysis.SplitCorrectness].At(200) {
		ends := filled(group)
		if bin := d.state().Over.Bin; bin != (tui.Bin{On: true, Group: n, Bin: ends[len(ends)-1]}) {
			t.Errorf("%s: < begins with %+v, the bins with traces are %v", group.Name, bin, ends)
		}
		for k := len(ends) - 1; k > 0; k-- {
			d.press("<")
		}
		if bin := d.state().Over.Bin; bin.Bin != ends[0] {
			t.Errorf("%s: < ends with %+v, the bins with traces are %v", group.Name, bin, ends)
		}
		if d.press("<").sees("that was the last one", "no trace of this group lies further that way"); d.state().Over.Bin.Bin != ends[0] {
			t.Errorf("the choice goes beyond the last bin to %+v", d.state().Over.Bin)
		}
		d.press("esc", "<", "down", ">", ">", ">", ">")
	}
	unread(t).press(">").sees("nothing is counted yet", "there are no results yet")
}

// filled are the bins of a group that hold a trace.
func filled(g analysis.Group) (bins []int) {
	for bin := range analysis.Bins {
		if g.Used[bin]+g.Unused[bin] > 0 {
			bins = append(bins, bin)
		}
	}
	return bins
}

// A click on a bar chooses its bin, and the pointer stands where the click was; a second
// click opens it.
func TestClickBins(t *testing.T) {
	for _, size := range []layout.Size{{W: 120, H: 36}, {W: 80, H: 24}, {W: 60, H: 16}, {W: 200, H: 60}} {
		d := openDemo(t).resize(size.W, size.H).press("m", "shift+tab", "shift+tab")
		placed, ok := layout.Find(d.state().Placed(), layout.Spread)
		if !ok {
			t.Fatalf("%+v: no histogram is shown", size)
		}
		inner := placed.Rect.Inner()
		y := inner.Y + inner.H/2 - 1
		for _, x := range []int{inner.X, inner.X + inner.W/2, inner.X + inner.W/3} {
			d.click(x, y)
			if column := pointerColumn(d, inner.X, inner.X+inner.W); column != x {
				t.Errorf("%+v: a click in column %d sets the pointer into column %d", size, x, column)
			}
		}
		bin := d.state().Over.Bin
		if d.click(inner.X+inner.W/3, y); d.state().Nav.Screen != layout.Instances || d.state().List.Filter.Bin.Bin != bin.Bin {
			t.Errorf("%+v: a second click leads to screen %d, %+v", size, d.state().Nav.Screen, d.state().List.Filter)
		}
	}
}

// pointerColumn is the column of the pointer between two columns of the screen.
func pointerColumn(d *desk, from, to int) int {
	for _, line := range d.lines() {
		cells := []rune(line)
		for x := from; x < min(to, len(cells)); x++ {
			if cells[x] == '▼' {
				return x
			}
		}
	}
	return -1
}
