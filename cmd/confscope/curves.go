package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/tui"
)

// publication is a published sweep among the arguments: a file with counts at a few
// percentiles, and without traces.
type publication struct {
	path string
	*analysis.Published
}

// title is what the publication is called, raw.
func (p *publication) title() string {
	if p.path == "-" {
		return "stdin"
	}
	return filepath.Base(p.path)
}

// heading says what the publication is.
func (p *publication) heading() string {
	return data.PrintableLine(p.title()) + ": " + p.Extent() + ", " + analysis.Unknown
}

// sortOut divides the arguments into published sweeps and runs, each in their order.
func (a *app) sortOut(ctx context.Context, args []string) (published []*publication, runs []string, err error) {
	for _, path := range args {
		one, err := a.publication(ctx, path)
		if err != nil {
			return nil, nil, err
		}
		if one == nil {
			runs = append(runs, path)
			continue
		}
		published = append(published, one)
	}
	return published, runs, nil
}

// sortOutFiles is sortOut for the screen, which comes up before anything is there to be
// read: what comes on standard input is taken for a run.
func (a *app) sortOutFiles(ctx context.Context, args []string) (published []*publication, runs []string, err error) {
	for _, path := range args {
		one, rest := []*publication(nil), []string{path}
		if path != "-" {
			if one, rest, err = a.sortOut(ctx, []string{path}); err != nil {
				return nil, nil, err
			}
		}
		published, runs = append(published, one...), append(runs, rest...)
	}
	return published, runs, nil
}

// needsTraces refuses a published sweep where a run is asked for.
func (a *app) needsTraces(cmd *cobra.Command, path string) error {
	one, err := a.publication(cmd.Context(), path)
	if one == nil || err != nil {
		return err
	}
	return badInput("%s: this is a published sweep, without traces, and %s needs them: confscope %s shows its points, and confscope compare RUN %s checks them",
		path, cmd.CommandPath(), path, path)
}

// withoutMethod refuses flags that say how traces are judged, where there are none.
func (a *app) withoutMethod(cmd *cobra.Command, one *publication, flags ...string) error {
	for _, name := range append(flags, "labels", "label-words", "mapping", "refusals", "cut-suffix", "judge", "policy", "confidence", "window", "invert", "warmup", "max-traces", "phrases") {
		if flag := cmd.Flags().Lookup(name); flag != nil && a.origin[name] == "--"+name {
			return badUsage("--%s does nothing here: %s is a published sweep, its verdicts are given and it has no traces: leave it out", name, data.PrintableLine(one.title()))
		}
	}
	return nil
}

// lonely is the fault of several published sweeps with no run to hold them against.
func lonely(published []*publication) error {
	const do = "give the run too, as in confscope compare RUN"
	if len(published) == 1 {
		return badUsage("%s is a published sweep, and a run is what it is held against: %s %s", published[0].path, do, published[0].path)
	}
	return badUsage("these %d files are all published sweeps, and a run is what they are held against: %s %s", len(published), do, published[0].path)
}

// publications are the published sweeps as the screen takes them.
func publications(published []*publication) []tui.Publication {
	var all []tui.Publication
	for _, one := range published {
		all = append(all, tui.Publication{Name: one.path, Published: one.Published})
	}
	return all
}

// screenOfPublished opens the screen on published sweeps alone.
func (a *app) screenOfPublished(cmd *cobra.Command, published []*publication, flags screenFlags) error {
	if err := a.withoutMethod(cmd, published[0]); err != nil {
		return err
	}
	path := published[0].path
	views := views{app: a, path: path, flags: flags}
	return a.left(cmd, path, tui.Run(cmd.Context(), tui.Options{
		Name:        path,
		Published:   publications(published),
		At:          nearest(flags.percentile.get),
		Appearance:  tui.Appearance{Theme: flags.theme.get, Mono: lookup(a.env, "NO_COLOR") != ""},
		Glyphs:      flags.glyphs.get,
		CommandLine: views.stamped,
	}))
}

// publishedWords are the words of the command that prints what the screen of a published
// sweep shows: alone, or against the run.
func publishedWords(s *tui.State, run []string) []string {
	file := s.Published[s.Over.Publication].Name
	if s.Run == nil {
		return []string{"sweep", file}
	}
	if len(run) == 0 {
		run = []string{"demo:run2"}
	}
	return join([]string{"compare"}, run, []string{file})
}
