package main

import (
	"bufio"
	"context"
	"io"
	"runtime/debug"
	"strings"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// app is one invocation of the program.
type app struct {
	process
	out *bufio.Writer // process.stdout, buffered
	// settled is the exit code of an invocation that ends well: what was asked for may be
	// an answer that a script branches on, and then there is nothing to say on stderr.
	settled int
	oneLine bool // JSON is written as one line: there will be more documents
	tables  tableNotes
	origin  map[string]string // where a flag's value came from, by flag name
}

const rootLong = `confscope moves a confidence threshold over a safety evaluation and shows what it does: how many answers
would have been sampled, and what the verdicts would have been.

RUN is a trace file, a folder that holds one run, or - for standard input. Its bytes tell what it is: predictions.jsonl, a table with
one row a trace (CSV, JSONL, JSON or Parquet), OpenAI or vLLM batch output, an Inspect log, a DeepConf pickle, lm-eval
samples, each also packed with gzip or zstd; or the JSON of a published sweep, which has no traces. Labels stand in a
file beside the run, or in that of --labels.

Without RUN the built-in demo opens; demo:run2-tokens is a smaller one, with tokens and their log-probabilities. Output
that is not a terminal gets a summary as plain text.

Every flag is also an environment variable (--max-traces is CONFSCOPE_MAX_TRACES) and a key in
$XDG_CONFIG_HOME/confscope/config.toml (max-traces = 10); a flag beats the environment, which beats the file. A flag that
would do nothing for RUN is refused; such a setting is passed over.

Exit codes: 0 done, 1 check found something or compare a publication that differs, 2 the run cannot be read, 64 wrong
flag, argument or setting, 130 interrupted.`

const rootExamples = `confscope
confscope results/predictions.jsonl --labels test.jsonl
confscope batch_output.jsonl --confidence tail
confscope results | less
confscope sweep results --percentiles 0:100:1 --format csv
confscope instances results -p 20 --outcome fn`

// newRoot builds the commands anew, so that two runs in one process share nothing.
func newRoot(a *app) *cobra.Command {
	root := newTree(a)
	root.AddCommand(newManual(a))
	root.SetHelpFunc(a.help)
	return root
}

func newTree(a *app) *cobra.Command {
	root := newScreen(a)
	root.Long, root.Example = rootLong, rootExamples
	root.Version = version()
	root.SetVersionTemplate("confscope {{.Version}}\n")
	root.SuggestionsMinimumDistance = 2
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetIn(a.stdin)
	root.SetOut(a.out)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(flagFault)
	root.AddCommand(newSweep(a), newInstances(a))
	root.AddCommand(newCheck(a), newCompare(a), newJudges(a), newChoose(a), newSlices(a), newBaselines(a))
	root.AddCommand(newTriage(a), newReport(a), newConvert(a), newMapping(a))
	describe(root)
	return root
}

// help prints a command's help through fang. Only help and the manual page go there:
// on any error fang asks the terminal for its colours first, and an error must be one
// plain sentence.
func (a *app) help(cmd *cobra.Command, _ []string) {
	words := strings.Fields(cmd.CommandPath())[1:]
	// A write that fails is met again, and judged, when run flushes the same writer.
	_ = a.styled(cmd.Context(), append(words, "--help"))
}

func newManual(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page",
		Hidden: true,
		Args:   noMoreThan(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.styled(cmd.Context(), []string{"man"})
		},
	}
}

// styled runs a command that only describes the program.
func (a *app) styled(ctx context.Context, args []string) error {
	tree := newTree(a)
	tree.SetArgs(args)
	silent := func(io.Writer, fang.Styles, error) {}
	return fang.Execute(ctx, tree, fang.WithErrorHandler(silent), fang.WithVersion(version()))
}

// version is the module's version as the Go command stamped it, or the commit where
// the program was built from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(version unknown)"
	}
	return info.Main.Version
}

// noMoreThan accepts up to n arguments, and says what the command takes.
func noMoreThan(n int, takes string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		hint := ""
		if near := cmd.Root().SuggestionsFor(args[0]); !cmd.HasParent() && len(near) > 0 {
			hint = "; did you mean the command " + near[0] + "?"
		}
		return badUsage("%s takes %s, not %s (%s)%s", cmd.CommandPath(), takes, things(len(args), "argument"), strings.Join(args, " "), hint)
	}
}
