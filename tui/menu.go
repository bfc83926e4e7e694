package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"github.com/confscope/confscope/analysis"
)

// Menu is an open list of things to do.
type Menu struct {
	Kind   Do // the action that opened it
	Title  string
	Items  []MenuItem
	Cursor int
	Typed  string // narrows the command menu
	Stays  bool   // choosing an item toggles it and leaves the menu open
}

// MenuItem is one row of a menu.
type MenuItem struct {
	Action  Action
	Label   string
	Hint    string
	Checked bool
	Off     string // why it cannot be chosen now
}

// menu builds the menu that an action opens.
func (s *State) menu(kind Do) *Menu {
	switch kind {
	case DoFilterMenu:
		return &Menu{Kind: kind, Title: "Show only", Items: s.filterItems(), Stays: true}
	case DoWindowMenu:
		items := s.windowItems()
		now := slices.IndexFunc(items, func(item MenuItem) bool { return item.Action.Arg == s.marked(0).Window })
		return &Menu{Kind: kind, Title: "Tokens in a group", Items: items, Cursor: max(now, 0)}
	case DoMarkMenu:
		return &Menu{Kind: kind, Title: s.markTitle(), Items: s.markItems()}
	case DoPickColumn:
		at, _ := s.columnChoice()
		return &Menu{Kind: kind, Title: s.columnTitle(), Items: s.columnItems(), Cursor: at}
	default:
		return &Menu{Kind: kind, Title: "Do", Items: s.commandItems()}
	}
}

func (s *State) filterItems() []MenuItem {
	items := make([]MenuItem, 0, 17)
	for _, o := range append(cellOrder(), analysis.OutcomeNone) {
		items = append(items, MenuItem{
			Action: Action{DoToggleOutcome, int(o)}, Label: outcomeWords(o),
			Checked: s.List.Filter.Outcomes&(1<<o) != 0,
		})
	}
	flips := MenuItem{Action: Action{DoToggleFlips, 0}, Label: "verdict differs between A and B", Checked: s.List.Filter.Turned != TurnedOrNot}
	if s.Slider.PinA == nil || s.Slider.PinB == nil {
		flips.Off = "pin A and B first"
	}
	items = append(items, flips)
	for _, c := range analysis.RefusalCategories() {
		items = append(items, MenuItem{
			Action: Action{DoToggleCategory, int(c)}, Label: analysis.CategoryName(c),
			Checked: s.List.Filter.Categories&(1<<c) != 0,
		})
	}
	items = append(items, s.markFilterItems()...)
	return append(items, MenuItem{Action: Action{DoClearFilter, 0}, Label: "everything (no filter)"})
}

// outcomeWords says in full what an outcome is.
func outcomeWords(o analysis.Outcome) string {
	switch o {
	case analysis.TP:
		return "TP  unsafe, flagged"
	case analysis.FN:
		return "FN  unsafe, allowed"
	case analysis.FP:
		return "FP  safe, flagged"
	case analysis.TN:
		return "TN  safe, allowed"
	case analysis.OutcomeNone:
	}
	return "—   no label or no traces"
}

func (s *State) commandItems() []MenuItem {
	var items []MenuItem
	for _, b := range Bindings() {
		if b.Name == "" || b.Where&where(s.Nav.Screen) == 0 {
			continue
		}
		item := MenuItem{Action: b.Action, Label: b.Name, Hint: b.Show}
		if b.Why != nil {
			item.Off = b.Why(s)
		}
		items = append(items, item)
	}
	for _, j := range analysis.Judges() {
		items = append(items, MenuItem{
			Action: Action{DoSetJudge, int(j)}, Label: "judge " + j.String(), Hint: j.Meaning(), Off: s.judgeOff(j),
		})
	}
	items = append(items, s.publishedItems()...)
	for _, p := range analysis.Policies() {
		items = append(items, MenuItem{Action: Action{DoSetPolicy, int(p)}, Label: "policy " + p.String(), Off: needRun(s)})
	}
	if s.Columns.Preview != nil && s.nth == 0 {
		items = append(items, MenuItem{Action: Action{Do: DoColumns}, Label: "change the columns", Off: s.columnsOff()})
	}
	return append(append(items, s.confidenceItems()...), s.scaleItems()...)
}

// judgeOff says why a judge cannot be taken; "" when it can.
func (s *State) judgeOff(j analysis.Judge) string {
	if why := needRun(s); why != "" {
		return why
	}
	return j.Missing(s.Run)
}

// Shown are the items that match what is typed: all, or the best match first.
func (m *Menu) Shown() []MenuItem {
	if m.Typed == "" {
		return m.Items
	}
	labels := make([]string, len(m.Items))
	for i, item := range m.Items {
		labels[i] = item.Label
	}
	var shown []MenuItem
	for _, match := range fuzzy.Find(m.Typed, labels) {
		shown = append(shown, m.Items[match.Index])
	}
	return shown
}

// intervals writes runs of positions, as p20.0–p56.9.
func intervals(list []analysis.Interval) string { return stretches(list, 3) }

// stretches writes so many of the runs of positions, and counts the rest.
func stretches(list []analysis.Interval, most int) string {
	parts := make([]string, 0, len(list))
	for i, in := range list {
		if i == most {
			return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more", len(list)-i)
		}
		if in.From == in.To {
			parts = append(parts, atPercentile(in.From))
			continue
		}
		parts = append(parts, atPercentile(in.From)+"–"+atPercentile(in.To))
	}
	return strings.Join(parts, ", ")
}
