package atomicfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/atomicfile"
)

func begin(t *testing.T, path, content string) *atomicfile.File {
	t.Helper()
	f, err := atomicfile.Create(path)
	if err == nil {
		_, err = f.Write([]byte(content))
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names lists a folder.
func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// The place changes in one step, at Commit; nothing else is left.
func TestCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	for _, text := range []string{"first", "second"} {
		f := begin(t, path, text)
		if text == "second" && content(t, path) != "first" {
			t.Error("the file changes before it is finished")
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		if err := f.Abort(); err != nil {
			t.Errorf("aborting behind the end: %v", err)
		}
		if got := content(t, path); got != text || names(t, filepath.Dir(path)) != "out" {
			t.Errorf("%q in %s, want %q alone", got, names(t, filepath.Dir(path)), text)
		}
		if _, err := f.Write(nil); err == nil || f.Commit() == nil {
			t.Error("a finished file is written to")
		}
	}
}

func TestAbort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	if err := begin(t, path, "x").Abort(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, filepath.Dir(path)); got != "" {
		t.Errorf("%s is left", got)
	}
}

// Two at a time do not meet: the last to finish wins, and neither takes the other's draft.
func TestTwoAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("long", 60))
	a := begin(t, path, "a")
	b := begin(t, path, "b")
	for _, f := range []*atomicfile.File{b, a} {
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	if got := content(t, path); got != "a" {
		t.Errorf("%q, want a", got)
	}
}

// What a dead program has left goes; what only looks like it stays.
func TestAbandonedDraftsAreRemoved(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{".out.draft-12345-0", ".out.draft-notes", ".other.draft-12345-0", "out.draft-1-0"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := begin(t, filepath.Join(folder, "out"), "x").Commit(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, folder); got != ".other.draft-12345-0 .out.draft-notes out out.draft-1-0" {
		t.Errorf("%s", got)
	}
}

// A link stays one, and what is no plain file is refused.
func TestPlaces(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(folder, "link")
	for _, target := range []string{"target", filepath.Join(folder, "later")} {
		if err := os.RemoveAll(link); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		for range 2 { // to what is not there, and to what is
			if err := begin(t, link, target).Commit(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 || content(t, link) != target {
				t.Errorf("to %s: %v, %v", target, info, err)
			}
		}
	}
	if f, err := atomicfile.Create(folder); err == nil {
		t.Errorf("a folder is replaced: %v", f.Abort())
	}
	var fault *fs.PathError
	if _, err := atomicfile.Create(filepath.Join(folder, "none", "out")); !errors.As(err, &fault) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that is not there: %v", err)
	}
}
