package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui/layout"
)

// searchRun is a run in which it is easy to say by hand what a search finds.
func searchRun(tb testing.TB) *desk {
	tb.Helper()
	predictions := []byte(`{"instance_id": "a", "traces": ["Bread and butter", "No"], "confidences": [0.1, 0.2], "refused": [false, true]}
{"instance_id": "b", "traces": ["nothing", "no bread here"], "confidences": [0.1, 0.2], "refused": [false, true]}
{"instance_id": "c", "traces": ["10 eggs", "x (y"], "confidences": [0.1, 0.2], "refused": [false, true]}
{"instance_id": "d", "traces": ["", "ten"], "confidences": [0.1, 0.2], "refused": [false, true]}
`)
	labels := []byte(`{"id": "a", "prompt": "one", "label": "safe"}
{"id": "b", "prompt": "two", "label": "safe"}
{"id": "c", "prompt": "three", "label": "unsafe"}
{"id": "d", "prompt": "BREADwinner", "label": "unsafe"}
`)
	return openFiles(tb, predictions, labels)
}

// ids are those of the list, in its order.
func (d *desk) ids() string {
	var ids []string
	for _, i := range d.state().List.Rows {
		ids = append(ids, d.state().Run.ID(int(i)))
	}
	return strings.Join(ids, " ")
}

// A search looks through prompts and answers, whatever the case, for a text or a regular
// expression; an empty one lets all in again.
func TestSearch(t *testing.T) {
	d := searchRun(t)
	for _, c := range []struct {
		query   string
		regexp  bool
		ids     string
		because string
	}{
		{"bread", false, "a b d", "it stands in two answers and in a prompt, in any case"},
		{"BREAD", false, "a b d", "capitals in the query mean nothing, too"},
		{"e", false, "a b c d", "every instance has one"},
		{"(", false, "c", "a text is taken as it stands"},
		{"^(10|ten)", true, "c d", "it is a regular expression, matched text by text"},
		{`\bBREAD\b`, true, "a b", "breadwinner is another word"},
		{"zzz", false, "", "nobody says that"},
		{"", false, "a b c d", "no query lets all in"},
	} {
		d.look(c.query, c.regexp)
		if got := d.ids(); got != c.ids {
			t.Errorf("%q finds %q, want %q, because %s", c.query, got, c.ids, c.because)
		}
	}
}

// look searches for a query.
func (d *desk) look(query string, regexp bool) *desk {
	d.tb.Helper()
	d.press("/")
	for range 40 {
		d.press("backspace")
	}
	if d.state().List.Search.Query.Regexp != regexp {
		d.press("ctrl+r")
	}
	return d.write(query).press("enter")
}

// The field takes letters as they are: none of them quits, scrubs or opens anything.
func TestFieldTakesLettersLiterally(t *testing.T) {
	d := searchRun(t).press("/")
	const typed = "q?jLH[]%:!5abxwCmnrfsS/"
	d.write(typed).sees("the field shows what is typed", "search (text, ctrl+r: regexp) / "+typed)
	if s := d.state(); d.quits() || s.Slider.At != 200 || s.Slider.PinA != nil || s.Menu != nil || s.Nav.Screen != layout.Instances {
		t.Errorf("letters do something: %+v", s.Slider)
	}
	d.send(tea.PasteMsg{Content: "bread"}).settle().sees("pasted text goes into the field", typed+"bread")
	d.press("esc").misses("esc gives the field up", typed)
	if d.state().List.Search.Query.Text != "" || d.quits() {
		t.Error("esc searches or quits")
	}
	d.press("q")
	if !d.quits() {
		t.Error("after the field, q does not quit")
	}
}

// A regular expression that cannot be read is an error in words; the list stays whole and
// does not claim to be filtered, and the text is there to be mended.
func TestBadRegexp(t *testing.T) {
	d := searchRun(t).look("a(", true)
	d.sees("the expression is wrong", "the regular expression cannot be read", "Instances  4 of 4 ─")
	d.press("/").sees("it can be mended", "/ a(").press("backspace", "enter")
	if d.ids() != "a b d" {
		t.Errorf("the mended expression finds %q", d.ids())
	}
}

// Giving up the field leaves the search as it was, whatever was typed or switched in it.
func TestGivingUpTheField(t *testing.T) {
	d := searchRun(t).look("x (y", false)
	d.press("/", "ctrl+r").write("zzz").press("esc")
	if s := d.state().List.Search; s.Query.Regexp || s.Query.Text != "x (y" || d.ids() != "c" {
		t.Errorf("the search is %+v and shows %q", s.Query, d.ids())
	}
	d.sees("the title says what is searched", `text "x (y"`)
	d.press("/").sees("the field begins with the last query", "(text, ctrl+r: regexp) / x (y")
	d.press("ctrl+r").sees("ctrl+r takes a regular expression", "(regexp, ctrl+r: text) / x (y")
	d.press("ctrl+r").sees("and a text again", "(text, ctrl+r: regexp) / x (y")
}

// A new search takes the place of one that still runs, and what the old one finds later
// is dropped.
func TestNewSearchCancelsTheOld(t *testing.T) {
	d := searchRun(t)
	d.press("/").write("eggs").send(pressed("enter"))
	old := d.waiting
	d.waiting = nil
	d.look("bread", false)
	d.waiting = old
	if d.settle().ids() != "a b d" || d.state().List.Search.Found() != 3 {
		t.Errorf("the old search changes the list to %q, %d hits", d.ids(), d.state().List.Search.Found())
	}
}

// A search that begins while the run is read goes on to the end of the run, whether it is
// faster than the load or slower.
func TestSearchWhileLoading(t *testing.T) {
	for _, faster := range []bool{false, true} {
		d := unread(t)
		for d.later(d.app.Init()); d.state().Results == nil; {
			d.step()
		}
		loads := d.waiting
		part := d.state().Run.Instances()
		d.send(pressed("/"))
		for _, letter := range "bread" {
			d.send(pressed(string(letter)))
		}
		d.send(pressed("enter"))
		if faster {
			d.waiting = d.waiting[len(loads):]
			d.settle()
			d.waiting = loads
		}
		d.settle()
		s := d.state()
		if s.List.Search.Done != s.Run.Instances() || part >= s.Run.Instances() {
			t.Errorf("of %d instances, %d when it began, %d are searched", s.Run.Instances(), part, s.List.Search.Done)
		}
		found := s.List.Search.Found()
		if d.look("bread", false); s.List.Search.Found() != found || found == 0 {
			t.Errorf("the search finds %d, another one afterwards %d", found, s.List.Search.Found())
		}
	}
}

// What is searched for is marked in the prompt and in the answer.
func TestHitsAreMarked(t *testing.T) {
	d := searchRun(t).look("bread", false).press("end", "enter")
	hit := d.app.Styles().SearchHit.Render("BREAD")
	if !strings.Contains(d.app.View().Content, hit) {
		t.Errorf("the prompt's hit is not marked:\n%s", d.screen())
	}
	d.press("N", "down")
	if !strings.Contains(d.app.View().Content, d.app.Styles().SearchHit.Render("bread")) {
		t.Errorf("the answer's hit is not marked:\n%s", d.screen())
	}
	d.look("here", false).press("enter", "end")
	if !strings.Contains(d.app.View().Content, d.app.Styles().SearchHit.Render("here")) {
		t.Errorf("a new search does not mark its hits:\n%s", d.screen())
	}
	if d.look("no", false).press("esc"); !strings.Contains(d.app.View().Content, d.app.Styles().SearchHit.Render("no")) {
		t.Errorf("back at the instance, the newest search is not marked:\n%s", d.screen())
	}
}

// A run without texts has nothing to search, and says so or finds nothing.
func TestSearchWithoutTexts(t *testing.T) {
	loading, err := data.StartReader("rows", strings.NewReader(`{"instance_id": "a", "confidences": [1], "refused": [true]}`+"\n"), nil, data.Options{NoSpool: true})
	if err != nil {
		t.Fatal(err)
	}
	d := openLoading(t, loading).look("bread", false).fits(80, 24)
	if d.ids() != "" {
		t.Errorf("a run without texts has hits %q", d.ids())
	}
}

// A text that a packed file has to be unpacked for again says how far it is.
func TestRereadingIsSaid(t *testing.T) {
	d := searchRun(t).press("enter", "enter")
	d.state().Opened.Detail, d.state().Opened.Again = nil, &data.Rereading{Done: 1, Total: 3}
	d.sees("the text is on its way", "reading again from the start: 33 %").fits(80, 24).fits(60, 16)
}
