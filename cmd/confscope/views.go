package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/atomicfile"
	"github.com/confscope/confscope/tui"
)

// views keeps how each run was last looked at, one small file a run, named by the run's
// content: a run that was moved is known again, and one that was written anew is not.
type views struct {
	dir   string // "" where the environment names no place
	app   *app
	path  string // the run, as the user wrote it
	flags screenFlags
}

// stateDir is where views are kept; "" where there is no home.
func stateDir(env []string) string {
	home := stateHome(env)
	if home == "" {
		return ""
	}
	return filepath.Join(home, "confscope", "views")
}

// stateHome is where programs keep what they remember, by the XDG rules; "" where there is
// no home.
func stateHome(env []string) string {
	base := lookup(env, "XDG_STATE_HOME")
	if !filepath.IsAbs(base) {
		home := lookup(env, "HOME")
		if home == "" {
			return ""
		}
		base = filepath.Join(home, ".local", "state")
	}
	return base
}

// file is where the view of the run is kept, "" where it cannot be. The fingerprint is
// hex by contract, and checked, for it names a file.
func (v views) file(run *data.Run) string {
	content := run.Source().Fingerprint
	if v.dir == "" || content == "" || strings.Trim(content, "0123456789abcdef") != "" {
		return ""
	}
	return filepath.Join(v.dir, content+".json")
}

// resume finds the last view of the run. What a flag or a setting states now wins over
// what was so then. A view that cannot be read is as good as none.
func (v views) resume(run *data.Run) (tui.Session, bool) {
	text, err := os.ReadFile(v.file(run))
	var kept tui.Session
	if err != nil || json.Unmarshal(text, &kept) != nil {
		return tui.Session{}, false
	}
	given := v.app.origin
	if given["percentile"] != "" {
		kept.At = nearest(v.flags.percentile.get).Percentile()
	}
	if given["phrases"] != "" {
		kept.Judge = "" // whoever gives phrases wants them read
	}
	if given["judge"] != "" {
		kept.Judge = v.flags.judge.get.String()
	}
	if given["policy"] != "" {
		kept.Policy = v.flags.policy.get.String()
	}
	if given["invert"] != "" {
		kept.Invert = v.flags.invert.get
	}
	if given["confidence"] != "" {
		kept.Confidence = v.flags.confidence.get.Kind.String()
		if window := v.flags.confidence.get.Window; window > 0 {
			kept.Window = window
		}
	}
	if given["window"] != "" {
		kept.Window = v.flags.window.get
	}
	return kept, true
}

// save keeps the view. A place that cannot be written is told, and fails nothing: the
// screen has done its work.
func (v views) save(run *data.Run, session tui.Session) error {
	file := v.file(run)
	if file == "" {
		return nil
	}
	if err := replace(file, session); err != nil {
		v.app.say(fmt.Sprintf("this view will not come back next time: %s: %v: see that the folder is yours and the disk has room, or set XDG_STATE_HOME to another", v.dir, bare(err)))
	}
	return nil
}

// replace writes the file whole or not at all, so that no reader, and no second screen on
// the same run, ever meets half of it.
func replace(path string, session tui.Session) error {
	text, err := json.Marshal(session)
	if err != nil {
		return err
	}
	return atomicfile.WritePrivate(path, text)
}
