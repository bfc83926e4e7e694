package tui_test

import "testing"

// While a run grows, a screen of figures that take time steps from one whole picture to the
// next: none of them is ever missing meanwhile.
func TestFollowedStudiesStay(t *testing.T) {
	f := followRun(t, 40, false)
	f.look()
	f.press("J")
	f.grow(t, 100)
	missing := 0
	for n := 0; f.due != nil && (n == 0 || f.after == 0); n++ {
		due := f.due
		f.due, f.now = nil, f.now.Add(f.after)
		f.send(due(f.now))
		for len(f.waiting) > 0 {
			f.step()
			if r := f.state().Results; r.Panel == nil || r.Checkup == nil {
				missing++
			}
		}
		if n > 1000 {
			t.Fatal("the screen does not come to rest")
		}
	}
	if missing > 0 {
		t.Errorf("the judges or the checks were missing %d times", missing)
	}
	if n := f.state().Results.Sweep.Run().Instances(); n != 140 {
		t.Errorf("the figures are of %d instances: this tests nothing", n)
	}
}
