package tui_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data/curves"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/layout"
)

//go:embed testdata/published.json
var publishedText string

// published is the sweep of the demo as the reference would have published it, with some
// of its text changed.
func published(tb testing.TB, oldnew ...string) tui.Publication {
	tb.Helper()
	for n := 0; n < len(oldnew); n += 2 {
		if !strings.Contains(publishedText, oldnew[n]) {
			tb.Fatalf("the published sweep does not hold %q", oldnew[n])
		}
	}
	file, err := curves.Read([]byte(strings.NewReplacer(oldnew...).Replace(publishedText)))
	if err != nil {
		tb.Fatal(err)
	}
	return tui.Publication{Name: "papers/safety.json", Published: analysis.NewPublished(file)}
}

// openPublished opens a published sweep alone.
func openPublished(tb testing.TB, oldnew ...string) *desk {
	tb.Helper()
	o := tui.Options{Name: "papers/safety.json", Published: []tui.Publication{published(tb, oldnew...)}, At: 200}
	return sit(tb.Context(), tb, o).resize(120, 36).read()
}

// openChecked opens the demo with a published sweep beside it.
func openChecked(tb testing.TB, oldnew ...string) *desk {
	tb.Helper()
	loading, err := demo.Start(demo.Run2, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	o := tui.Options{Name: demo.Run2, Loading: loading, Published: []tui.Publication{published(tb, oldnew...)}, At: 200}
	return sit(tb.Context(), tb, o).resize(120, 36).read()
}

// changed is what a careless publication could have: a count off by one at p20, and a
// precision that its counts do not give at p30.
func changed() []string {
	return []string{"\"tp\": 695,\n        \"tn\": 20,\n        \"fp\": 951,\n        \"fn\": 59\n      },\n      \"sensitivity\": 0.9217506631299734,\n      \"specificity\": 0.02059732234809475,\n      \"precision\": 0.4222357229647631",
		"\"tp\": 694,\n        \"tn\": 20,\n        \"fp\": 951,\n        \"fn\": 60\n      },\n      \"sensitivity\": 0.9217506631299734,\n      \"specificity\": 0.02059732234809475,\n      \"precision\": 0.9"}
}

func TestGoldenPublished(t *testing.T) {
	alone, checked, differing := openPublished(t, changed()...), openChecked(t).press("R", "G", "enter"), openChecked(t, changed()...).press("y", "R", "G", "enter")
	for _, size := range goldenSizes() {
		alone.resize(size.w, size.h).golden("published-" + size.name)
		checked.resize(size.w, size.h).golden("published-reproduced-" + size.name)
		differing.resize(size.w, size.h).golden("published-differs-" + size.name)
	}
	openChecked(t).golden("published-overlay-120x36")
	if checked.state().Nav.Screen != layout.Published {
		t.Error("the screen of runs does not lead to the published sweep")
	}
}

// The slider of a published sweep stands at its points only, whatever moves it.
func TestPublishedSliderJumps(t *testing.T) {
	d := openPublished(t)
	for _, c := range []struct {
		keys []string
		at   analysis.Position
		says string
	}{
		{nil, 200, "point 1 of 8"}, {[]string{"right"}, 300, "p30"}, {[]string{"."}, 400, "p40"}, {[]string{","}, 300, "p30"},
		{[]string{"L"}, 400, "p40"}, {[]string{"left", "left", "left"}, 200, "point 1 of 8"},
		{[]string{"5", "7", "%"}, 600, "p57.0 is not published: the point next to it is p60.0"},
		{[]string{"down"}, 700, "p70"}, {[]string{"G"}, 900, "point 8 of 8"}, {[]string{"g"}, 200, "point 1 of 8"},
		{[]string{"]"}, 600, "p60"}, {[]string{"]", "]", "]"}, 800, "no published count changes any further"}, {[]string{"["}, 700, "p70"},
		{[]string{"a"}, 700, "pins stand at positions of a run"},
	} {
		if d.press(c.keys...); d.at() != c.at {
			t.Errorf("%q leads to %v, want %v", c.keys, d.at(), c.at)
		}
		d.sees("the screen says where it is", c.says)
	}
	d.press("8", "0", "%").sees("figures are those of the point", "TP      697   FN       57", "sensitivity  92.4 %", "savings      48.0 %   as typed")
	if d.quits() || d.state().Slider.PinA != nil {
		t.Error("something has come of a key that does nothing here")
	}
}

// A point in tenths of tenths is a point like any other.
func TestPublishedOffTheGrid(t *testing.T) {
	d := openPublished(t, `"percentile": 30`, `"percentile": 20.04`).press("right")
	d.sees("the point is named as it is published", "p20.04, from its counts", "point 2 of 8")
	d.press("left").sees("its neighbour is another", "p20, from its counts", "point 1 of 8")
	openChecked(t, `"percentile": 30`, `"percentile": 20.04`).press("R", "G", "enter", "right").
		sees("the run is replayed there", "20.04", "3.57", "p20.04, from its counts")
}

// Whatever needs traces says why it cannot be had.
func TestPublishedSaysWhatItCannot(t *testing.T) {
	d := openPublished(t)
	for _, key := range []string{"j", "c", "y", "!", "J", "o", "v", "d", "R", "/", "P"} {
		d.press(key).sees(key+" gives the reason", "no traces here: confscope RUN FILE checks it")
		if d.state().Nav.Screen != layout.Published {
			t.Fatalf("%s leads to screen %d", key, d.state().Nav.Screen)
		}
		d.press("esc")
	}
	d.press(":")
	for _, item := range d.state().Menu.Items {
		if strings.HasPrefix(item.Label, "judge") && item.Off == "" {
			t.Errorf("%q can be chosen without traces", item.Label)
		}
	}
	d.press("esc", "?").sees("help is there all the same", "Slider").press("esc", "enter", "tab", "enter").sees("a pane fills the screen", "false alarm").press("q")
	if !d.quits() {
		t.Error("q does not quit")
	}
}

// A publication beside its run is laid over the curves, and checked point by point with
// the method of the moment.
func TestPublishedAgainstTheRun(t *testing.T) {
	d := openChecked(t)
	d.sees("it is over the curves", "Trade-off · published", "published acc 41.4 %, here 41.4 %", "point by point")
	d.press("right").sees("between the points nothing is published", "nothing published at p21.0")
	d.press("B").sees("B takes it off", "nothing lies over the curves").press("B", "B", "B", "B", "B").sees("and brings it back after the others", "dots: what is published")
	d.press("R", "G", "enter").sees("the run gives what is published", "REPRODUCED: the run gives every published figure, at all 8 positions", "here          695            59")
	d.press("y").sees("another policy does not, and the one that does is named", "NOT REPRODUCED", "TP -1 FN +1 FP -1 TN +1", "the published counts are those of judge answered with policy sweep")
	d.press("y", "y", "y").sees("back at the first", "REPRODUCED")
	if d.press("down", "enter"); d.state().Nav.Screen != layout.Overview || d.at() != 300 {
		t.Errorf("enter leads to screen %d at %v", d.state().Nav.Screen, d.at())
	}
	if d.press("esc"); d.state().Nav.Screen != layout.Published {
		t.Errorf("esc leads to screen %d", d.state().Nav.Screen)
	}
	d.press("esc", "esc", ":").write("published").press("enter").sees("the command menu knows it", "Published safety.json against this run")
}

// What the file types beside counts that are right is held against the run, too, and so is
// the method that it states.
func TestPublishedTamperedAgainstTheRun(t *testing.T) {
	for _, c := range []struct {
		old, new string
		says     []string
	}{
		{`"f1_score": 0.5791666666666667`, `"f1_score": 0.9`, []string{"counts reproduced, but the file contradicts itself: f1_score is stated as 0.9 at p20", "other f1_score"}},
		{`"cost_reduction": "1.9x"`, `"cost_reduction": "7.0x"`, []string{"NOT REPRODUCED: ", "cost_reduction is stated as 7 at p80", "other cost_reduction"}},
		{`"results"`, `"judge": "refused", "results"`, []string{"NOT REPRODUCED AS STATED", "judge refused, not answered"}},
		{`"tn": 19`, `"tn": -1`, []string{"NOT REPRODUCED AS A WHOLE: 1 result of the file cannot be used"}},
	} {
		d := openChecked(t, c.old, c.new).press("R", "G", "enter")
		for _, says := range c.says {
			d.sees(c.new, says)
		}
		if strings.Contains(d.screen(), "every published figure") {
			t.Errorf("%s: the screen says that every figure is given", c.new)
		}
	}
}

// Other instances are told before any method is tried.
func TestPublishedOtherInstances(t *testing.T) {
	openChecked(t, `"fn": 59`, `"fn": 58`).press("R", "G", "enter").
		sees("no method can make up for an instance", "not the same instances or labels: 753 unsafe and 971 safe are published at p20", "can make them agree")
}

// Names and texts of the file never reach the terminal as they are.
func TestPublishedHostile(t *testing.T) {
	evil := published(t, `"results"`, `"judge": "\u001b[2J\u202e", "run": {"name": "\u001b]0;x\u0007"}, "results"`, `"2.8x"`, `"\u001b[31m"`)
	evil.Name = "dir/a\x1b[2J\u202eb.json"
	d := sit(t.Context(), t, tui.Options{Name: evil.Name, Published: []tui.Publication{evil}, At: 200}).resize(120, 36).read()
	for range 2 {
		if strings.ContainsAny(d.screen(), "\x1b\x07\u202e") {
			t.Errorf("a hostile text is on the screen:\n%q", d.screen())
		}
		d.press("L", "?", "esc")
	}
}

// With ASCII glyphs the screens of a published sweep have no other character.
func TestPublishedInASCII(t *testing.T) {
	for _, d := range []*desk{openPublished(t, changed()...), openChecked(t, changed()...), openChecked(t, changed()...).press("R", "G", "enter")} {
		d.state().Look.Glyphs = chart.ASCII
		for _, size := range goldenSizes() {
			drawn := strings.ReplaceAll(d.resize(size.w, size.h).screen(), "Run 2 · WildGuardMix", "")
			if at := strings.IndexFunc(drawn, func(r rune) bool { return r > '~' }); at >= 0 {
				t.Errorf("%s: %q", size.name, drawn[at:min(at+40, len(drawn))])
			}
		}
	}
}

// The mouse drags from point to point, and a click on the figures opens nothing.
func TestPublishedMouse(t *testing.T) {
	d := openPublished(t).press("m")
	for x := 5; x < 118; x++ {
		d.click(x, 3)
		if at := d.at(); at%100 != 0 || at < 200 || at > 900 {
			t.Fatalf("a click at column %d leads to %v", x, at)
		}
	}
	before := d.at()
	if d.click(50, 9); d.at() != before || d.state().Nav.Screen != layout.Published {
		t.Errorf("a click on a count leads to screen %d at %v", d.state().Nav.Screen, d.at())
	}
}
