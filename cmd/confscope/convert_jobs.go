package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/atomicfile"
	"github.com/confscope/confscope/data/convert"
)

// conversion is one run and the file that it becomes.
type conversion struct {
	run    string // path of the run, "" for the built-in demo
	out    string
	format convert.Format
}

// jobs are the conversions that the command line asks for.
func (f convertFlags) jobs(args []string) ([]conversion, error) {
	out := f.out.text
	if out == "" {
		return nil, badUsage("convert writes a file: name it with -o, such as -o run.parquet, or a folder with / at its end")
	}
	if len(args) == 0 {
		args = []string{""}
	}
	folder := strings.HasSuffix(out, "/") || strings.HasSuffix(out, string(filepath.Separator))
	format, named := convert.FormatOf(out)
	switch {
	case f.format.text != "":
		format = formatNamed(f.format.text)
	case !named && !folder && isFolder(out):
		return nil, badUsage("--output %s: it is a folder: put / at its end to have a predictions.jsonl written into it", out)
	case !named && !folder:
		return nil, badUsage("--output %s: the name does not say what to write: let it end in .parquet, .jsonl, .jsonl.gz, .jsonl.zst or /, or give --format", out)
	case folder:
		format = convert.Lines
	}
	if !folder {
		if len(args) > 1 {
			return nil, badUsage("--output %s: %d runs do not go into one file: name a folder, with / at its end", out, len(args))
		}
		return []conversion{{args[0], out, format}}, nil
	}
	if len(args) == 1 {
		return []conversion{{args[0], filepath.Join(out, "predictions"+format.Ending()), format}}, nil
	}
	return several(args, out, format)
}

// several gives each of several runs a folder that is called like it.
func several(args []string, out string, format convert.Format) ([]conversion, error) {
	var jobs []conversion
	names := map[string]string{}
	for _, path := range args {
		name := runName(path)
		if before, twice := names[name]; twice {
			return nil, badUsage("%s and %s would both become %s: convert them one by one", before, path, filepath.Join(out, name))
		}
		names[name] = path
		jobs = append(jobs, conversion{path, filepath.Join(out, name, "predictions"+format.Ending()), format})
	}
	return jobs, nil
}

// runName is what a run's folder is called: like its file without what says how it is
// written, or like its folder where all files are called so.
func runName(path string) string {
	if path == "-" {
		return "stdin"
	}
	if name, ok := builtIn(path); ok {
		return strings.NewReplacer("/", "-", `\`, "-").Replace(name)
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	name := filepath.Base(path)
	if strings.HasPrefix(name, "predictions.") {
		name = filepath.Base(filepath.Dir(path))
	}
	endings := []string{".gz", ".zst", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".eval", ".pkl", ".pickle"}
	for range 2 { // .jsonl.gz
		if ending := filepath.Ext(name); slices.Contains(endings, strings.ToLower(ending)) && name != ending {
			name = strings.TrimSuffix(name, ending)
		}
	}
	if name == "." || name == ".." || name == string(filepath.Separator) {
		return "run"
	}
	return name
}

// name is the run in messages.
func (j conversion) name() string {
	if j.run == "" {
		return "the built-in run"
	}
	return j.run
}

// possible says before the work why it cannot be done; nil where it can.
func (j conversion) possible(force bool, labels string) error {
	there, err := os.Stat(j.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return badUsage("--output %s: %w: name another", j.out, bare(err))
	case there.IsDir():
		return badUsage("--output %s: it is a folder: put / at its end to have a predictions%s written into it", j.out, j.format.Ending())
	case !there.Mode().IsRegular():
		return badUsage("--output %s: it is not a plain file: name one that is, or a new one", j.out)
	}
	for _, input := range []string{j.run, labels} {
		if isFile(there, input) {
			return badUsage("--output %s: this is what is read: name another file", j.out)
		}
	}
	if !force {
		return badUsage("--output %s: the file is there already: name a new one, or say --force to write over it", j.out)
	}
	return nil
}

// apart says why the output cannot stand where it is to, once it is known what has been
// read: nothing may be written over its own input.
func (j conversion) apart(source data.Source) error {
	there, err := os.Stat(j.out)
	if err != nil {
		return nil // nothing is there that could be lost
	}
	folder := source.Path
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		folder = filepath.Dir(folder)
	} else if err == nil && inFolder(j.out, folder) {
		return badUsage("--output %s: it lies in the folder that is read: name a file elsewhere", j.out)
	}
	inputs := []string{source.Path}
	if source.LabelsName != "" && source.Path != "" {
		inputs = append(inputs, filepath.Join(folder, source.LabelsName))
	}
	for _, input := range inputs {
		if isFile(there, input) {
			return badUsage("--output %s: this is what is read: name another file", j.out)
		}
	}
	return nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isFile(info fs.FileInfo, path string) bool {
	other, err := os.Stat(path)
	return path != "" && err == nil && os.SameFile(info, other)
}

func inFolder(path, folder string) bool {
	whole, err := os.Stat(folder)
	above, errAbove := os.Stat(filepath.Dir(path))
	return err == nil && errAbove == nil && os.SameFile(whole, above)
}

// write writes the run under another name and then gives the file its own. Whatever goes
// wrong, what was there before is there still.
func (j conversion) write(ctx context.Context, run *data.Run, progress func(done int)) (report convert.Report, err error) {
	made, err := makeFolders(filepath.Dir(j.out))
	defer func() {
		if err != nil {
			for _, folder := range made {
				_ = os.Remove(folder) // which it does only where the folder is empty
			}
		}
	}()
	if err != nil {
		return report, badOutput(j.out, "making the folder", err)
	}
	file, err := atomicfile.Create(j.out)
	if err != nil {
		return report, j.unwritable(err)
	}
	defer func() { err = errors.Join(err, file.Abort()) }()
	disk := &watched{w: file}
	report, err = convert.Write(ctx, run, disk, j.format, progress)
	switch {
	case err == nil:
	case disk.failed != nil:
		return report, j.unwritable(disk.failed)
	case ctx.Err() != nil:
		return report, err
	default:
		return report, badInput("%w", err)
	}
	if err := ctx.Err(); err != nil {
		return report, err
	}
	if err := file.Commit(); err != nil {
		return report, j.unwritable(err)
	}
	return report, nil
}

func (j conversion) unwritable(err error) error {
	return badOutput(j.out, "cannot be written", err)
}

// watched remembers why the output could not be written, so that it is told apart from an
// input that cannot be read.
type watched struct {
	w      *atomicfile.File
	failed error
}

func (w *watched) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil && w.failed == nil {
		w.failed = err
	}
	return n, err
}

// makeFolders makes the folder and those above it, and lists those that were not there,
// the lowest first.
func makeFolders(path string) (made []string, err error) {
	for folder := path; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(folder); err == nil || folder == filepath.Dir(folder) {
			break
		}
		made = append(made, folder)
	}
	return made, os.MkdirAll(path, 0o777)
}
