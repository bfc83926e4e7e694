package tui_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/demo"
	"github.com/confscope/confscope/tui"
	"github.com/confscope/confscope/tui/chart"
	"github.com/confscope/confscope/tui/theme"
)

// situation is something that a user can be looking at.
type situation struct {
	name string
	open func(testing.TB) *desk
}

// after is a situation that keys lead to.
func after(name string, open func(testing.TB) *desk, keys ...string) situation {
	return situation{name, func(tb testing.TB) *desk { return open(tb).press(keys...) }}
}

// stages are the screens at every stage of a load, and of runs that lack something:
// whatever a user does may meet any of them.
func stages() []situation {
	return []situation{
		{"before anything is read", unread},
		{"no record yet", noRecordYet},
		{"a part of the run", partial},
		{"a failed load", failed},
		{"a load that fails after a part", failedLate},
		{"a run without a trace", traceless},
		after("an instance without a label", unlabelled, "enter", "enter"),
		after("an instance without traces", ragged, "enter", "enter"),
		{"overview", openTokens},
		after("instances", openTokens, "enter", "down", "down"),
		after("instance", openTokens, "enter", "enter"),
	}
}

// situations are all the states of the screen that look different from each other.
func situations() []situation {
	return append(stages(), []situation{
		after("help", openTokens, "?"),
		after("help before anything is read", unread, "?"),
		after("the list before a record", noRecordYet, "enter", "enter"),
		after("the list of a part of the run", partial, "enter"),
		after("the list of a run without a trace", traceless, "enter"),
		after("overview, pins and typed digits", openTokens, "a", "L", "b", "5", "7"),
		after("confusion", openTokens, "tab"),
		after("evolution at full size", openTokens, "shift+tab", "enter"),
		after("problems", openTokens, "P"),
		after("text at full size", openTokens, "enter", "enter", "tab", "enter"),
		{"unlabelled", unlabelled},
		after("instances without a label", unlabelled, "enter"),
		after("an instance with 1 trace", ragged, "enter", "down", "enter"),
		after("an instance with 64 traces", ragged, "enter", "down", "down", "enter", "down", "end"),
		after("tokens", openStrip, "i", "right", "right"),
		after("tokens at full size", openStrip, "i", "enter", "end"),
		after("tokens in a list", openStrip, "down", "i", "end"),
		after("numbers without tokens", openStrip, "down", "down", "i"),
		after("tokens of another answer", openStrip, "i", "r", "shift+tab", "down", "down", "down"),
		after("filter menu", openTokens, "f"),
		after("checks", openTokens, "!"),
		after("judges", openTokens, "J"),
		after("a against b", openTokens, "a", "j", "v"),
		after("operating points", openTokens, "o"),
		after("front", openTokens, "o", "tab"),
		after("front with pins", openTokens, "a", "L", "L", "b", "L", "o", "tab", "enter"),
		after("floor field", openTokens, "o", "down", "down", "down", "e"),
		after("always k over the curves", openTokens, "B", "tab", "tab", "enter"),
		after("other rules over the curves", openTokens, "B", "B", "B", "tab", "tab"),
		after("the band over the curves", openTokens, "B", "B", "B", "B", "tab", "tab", "enter"),
		after("the band of a run without labels", unlabelled, "B", "B", "B", "B", "tab", "tab"),
		after("slices", openTokens, "d"),
		after("runs", openTokens, "R"),
		{"a published sweep", func(tb testing.TB) *desk { return openPublished(tb, changed()...) }},
		after("a published sweep, figures at full size", func(tb testing.TB) *desk { return openPublished(tb) }, "tab", "enter"),
		after("a published sweep against the run", func(tb testing.TB) *desk { return openChecked(tb, changed()...) }, "R", "G", "enter"),
		after("a published sweep over the curves", func(tb testing.TB) *desk { return openChecked(tb) }, "tab", "tab"),
		after("slices by topic", openTokens, "d", "h", "down"),
		after("a slice in the list", openTokens, "d", "down", "enter"),
		after("a chosen bin", openTokens, ">", ">", ">", "down"),
		after("a bin in the list", openTokens, ">", "enter"),
		after("mark menu", openTokens, "enter", "t"),
		after("note field", openTokens, "enter", "T", "o", "d", "d"),
		after("marked instances", openTokens, "enter", "t", "enter", "down", "t", "down", "enter"),
		after("marked instance", openTokens, "enter", "enter", "T", "o", "d", "d", "enter"),
		after("queue of the unmarked", openTokens, "enter", "u", "t", "enter"),
		after("checks before anything is read", unread, "!"),
		after("judges of a run without a trace", traceless, "J"),
		after("points of a run without a trace", traceless, "o"),
		after("slices of a run without labels", unlabelled, "d"),
		{"columns", openOdd},
		after("columns, a word", openOdd, "G"),
		after("columns, menu", openOdd, "down", "enter"),
		after("columns, values", openOdd, "down", "tab", "down"),
		after("columns at full size", openOdd, "down", "tab", "enter"),
		after("command menu", openTokens, ":", "j", "u"),
		after("search field", openTokens, "/", "b", "r", "e", "a", "d"),
		after("search", openTokens, "/", "b", "r", "e", "a", "d", "enter"),
		after("list, veiled", openTokens, "enter", "r"),
		after("instance, veiled", openTokens, "enter", "enter", "r"),
	}...)
}

// openTokens opens the smaller built-in run: 60 instances with everything that a file can
// hold, so that what is tried a thousand times takes seconds.
func openTokens(tb testing.TB) *desk { return openBuiltIn(tb, demo.Run2Tokens) }

// unread has a load of which nothing has come in yet.
func unread(tb testing.TB) *desk {
	tb.Helper()
	loading, err := demo.Start(demo.Run2, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	return sit(tb.Context(), tb, tui.Options{Name: "run.jsonl", Loading: loading, At: 200}).resize(120, 36)
}

// partial has read the first bite of a run and counted it; the rest does not come in.
func partial(tb testing.TB) *desk {
	tb.Helper()
	d := unread(tb)
	for d.later(d.app.Init()); d.state().Run == nil; {
		d.step()
	}
	next, ok := d.waiting[len(d.waiting)-1]().(tea.BatchMsg)
	if !ok || d.state().Load.Stage != tui.Loading {
		tb.Fatal("the demo came in one bite: it cannot show a part of a run")
	}
	d.waiting = next[:len(next)-1] // the last one would read on
	return d.settle()
}

// failed has a load that ends before it gave anything.
func failed(tb testing.TB) *desk {
	tb.Helper()
	return openReader(tb, iotest.ErrReader(errOnDisk())).read()
}

// failedLate has a load that is called off when a part is there.
func failedLate(tb testing.TB) *desk {
	tb.Helper()
	loading, err := demo.Start(demo.Run2, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	ctx, cancel := context.WithCancel(tb.Context())
	d := sit(ctx, tb, tui.Options{Name: "run.jsonl", Loading: loading, At: 200}).resize(120, 36)
	for d.later(d.app.Init()); d.state().Run == nil; {
		d.step()
	}
	cancel()
	if d.settle().state().Load.Stage != tui.Failed {
		tb.Fatalf("the load did not fail: %+v", d.state().Load)
	}
	return d
}

func errOnDisk() error { return errors.New("the disk\x1b[2J is gone") }

// openReader opens a run without labels, of which nothing has been read yet.
func openReader(tb testing.TB, predictions io.Reader) *desk {
	tb.Helper()
	loading, err := data.StartReader("rows", predictions, nil, allLists())
	if err != nil {
		tb.Fatal(err)
	}
	return sit(tb.Context(), tb, tui.Options{Name: "rows", Loading: loading, At: 200}).resize(120, 36)
}

// noRecordYet has a load whose first record has begun to come in, and no more.
func noRecordYet(tb testing.TB) *desk {
	tb.Helper()
	begun, _ := io.Pipe()
	d := openReader(tb, io.MultiReader(strings.NewReader(`{"instance_id": "a", "confid`), begun))
	tb.Cleanup(func() {
		if err := begun.Close(); err != nil {
			tb.Error(err)
		}
	})
	for d.later(d.app.Init()); d.state().Run == nil; {
		d.step()
	}
	next, ok := d.waiting[len(d.waiting)-1]().(tea.BatchMsg)
	if !ok || d.state().Run.Instances() != 0 {
		tb.Fatalf("there are %d records", d.state().Run.Instances())
	}
	d.waiting = next[:len(next)-1] // the last one would read on
	return d.settle()
}

// traceless has a run whose instances have no traces.
func traceless(tb testing.TB) *desk {
	tb.Helper()
	return openRows(tb, "safe:", "unsafe:")
}

func unlabelled(tb testing.TB) *desk {
	tb.Helper()
	return openRows(tb, "unknown: R.54 R.61 R.60 C.90", "unknown: C.1 H.2 Cnan")
}

// ragged has instances with no trace, one, and more than any pane has lines.
func ragged(tb testing.TB) *desk {
	tb.Helper()
	var many strings.Builder
	for i := range 64 {
		fmt.Fprintf(&many, " C.%d", 90-i)
	}
	return openRows(tb, "safe:", "unsafe: Rinf", "safe:"+many.String(), "unsafe: R? C-inf Hnan C1e300")
}

// look is a way in which the same state can be drawn.
type look struct {
	name   string
	styles theme.Styles
	glyphs chart.Glyphs
}

func looks() []look {
	return []look{
		{"dark", theme.New(true, false), chart.Block},
		{"light", theme.New(false, false), chart.Braille},
		{"mono, ascii", theme.New(true, true), chart.ASCII},
	}
}
