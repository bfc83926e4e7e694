package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/confscope/confscope/analysis"
	"github.com/confscope/confscope/data"
)

// Commands are all of tui's IO and long work. Each runs on its own and answers with one
// message; none touches the state.

// readBite reads the next part of the run.
func readBite(ctx context.Context, loading *data.Loading) tea.Cmd {
	return func() tea.Msg {
		progress, err := loading.Next(ctx)
		return biteRead{progress, err}
	}
}

// compute marks the run for the phrases that the judge needs, where it is not marked
// yet, and sweeps it.
func compute(run *data.Run, setup analysis.Setup, gen int, taken Taken) tea.Cmd {
	return func() tea.Msg {
		if list, marked := neededMarks(run, setup.Judge); !marked {
			with, err := run.Mark(context.Background(), list)
			if err != nil {
				return swept{gen: gen, err: err}
			}
			run = with
		}
		results, err := newResults(run, setup, gen)
		if err == nil {
			results.Taken = taken
		}
		return swept{gen, run, results, err}
	}
}

// distribute counts the histograms by one split and the evolution of a sweep.
func distribute(r *Results, split analysis.Split) tea.Cmd {
	return func() tea.Msg { return distributed{r.withDistributions(split)} }
}

// sortRows filters and sorts the instances of a large run.
func sortRows(key rowsKey, hits []uint64) tea.Cmd {
	return func() tea.Msg { return rowsMade{key, makeRows(key, hits)} }
}

// readPrompts reads the prompts of some instances.
func readPrompts(run *data.Run, instances []int) tea.Cmd {
	return func() tea.Msg {
		prompts := make(map[int]string, len(instances))
		var failed error
		for _, i := range instances {
			prompt, _, err := run.Prompt(i)
			if err != nil && failed == nil {
				failed = err
			}
			// One that cannot be read is an empty one, or it would be asked for for ever.
			prompts[i] = data.PrintableLine(prompt)
		}
		return promptsRead{prompts, failed}
	}
}

// detailSpan bounds one step of reading the texts of an instance: where a packed file has
// to be unpacked again, the screen says between the steps how far that is.
const detailSpan = 200 * time.Millisecond

// readDetail reads all texts of one instance, or goes on with that.
func readDetail(run *data.Run, instance int) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), detailSpan)
		defer cancel()
		detail, err := run.DetailContext(ctx, instance)
		return detailRead{run, instance, detail, err}
	}
}

// writeView writes the screen as plain text to a new file in the working directory, under
// the command that shows it again.
func writeView(command, content string) tea.Cmd {
	return func() tea.Msg {
		files, err := newFiles("confscope-view-%d.txt")
		if err != nil {
			return viewWritten{err: fmt.Errorf("writing this view: %w", err)}
		}
		file := files[0]
		content := "# " + data.PrintableLine(command) + "\n\n" + ansi.Strip(content)
		for line := range strings.SplitSeq(content, "\n") {
			if _, err = fmt.Fprintln(file, strings.TrimRight(line, " ")); err != nil {
				break
			}
		}
		return viewWritten{file.Name(), errors.Join(err, file.Close())}
	}
}
