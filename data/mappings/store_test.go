package mappings_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/confscope/confscope/data/mappings"
	"github.com/confscope/confscope/data/table"
)

func mapping() table.Mapping {
	return table.Mapping{ID: "case", Text: "said", Confidence: "sure", Label: "kind", Unsafe: []string{"bad\x1b[2J"}, Safe: []string{"fine"}}
}

// names are columns that must never become a path, a pattern or a command.
func names() []string {
	return []string{"case", "said", "sure", "kind", "../../etc/passwd", "a/b", "\x00", "\x1b]0;x\x07", strings.Repeat("x", 5000), ""}
}

func keep(t *testing.T, s mappings.Store, columns []string, m table.Mapping) {
	t.Helper()
	if err := s.Keep(columns, m); err != nil {
		t.Fatal(err)
	}
}

func TestKeptIsFound(t *testing.T) {
	home := t.TempDir()
	store := mappings.In(home)
	if _, found, err := store.Find(names()); found || err != nil {
		t.Fatalf("an empty store finds one: %v, %v", found, err)
	}
	keep(t, store, names(), mapping())
	turned := names()
	turned[0], turned[3] = turned[3], turned[0]
	for because, columns := range map[string][]string{"the columns are the same": names(), "their order plays no part": turned} {
		got, found, err := mappings.In(home).Find(columns)
		if err != nil || !found || !reflect.DeepEqual(got, mapping()) {
			t.Errorf("found %v, %v, %+v, although %s", found, err, got, because)
		}
	}
	for because, columns := range map[string][]string{
		"one column is missing": names()[1:], "one more is there": append(names(), "more"),
		"names that run together are others": append([]string{"casesaid"}, names()[2:]...),
	} {
		if _, found, err := store.Find(columns); found || err != nil {
			t.Errorf("found %v, %v, although %s", found, err, because)
		}
	}
}

// Whatever columns are called, the store holds one file with a name of ours, for its owner
// alone, and nothing of a draft.
func TestOneFileOfOurs(t *testing.T) {
	home := t.TempDir()
	store := mappings.In(home)
	keep(t, store, names(), mapping())
	again := mapping()
	again.Label = ""
	keep(t, store, names(), again)
	var files []string
	err := filepath.WalkDir(home, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) != 1 || files[0] != store.Path(names()) {
		t.Fatalf("the store holds %q, %v", files, err)
	}
	name := strings.TrimSuffix(filepath.Base(files[0]), ".json")
	if strings.Trim(name, "0123456789abcdef") != "" || len(name) != 40 {
		t.Errorf("the file is called %s", name)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is open to %v, %v", info.Mode(), err)
	}
	if got, _, err := store.Find(names()); err != nil || got.Label != "" {
		t.Errorf("the later one does not count: %+v, %v", got, err)
	}
}

func TestForget(t *testing.T) {
	store := mappings.In(t.TempDir())
	keep(t, store, names(), mapping())
	for _, want := range []bool{true, false} {
		if got, err := store.Forget(names()); got != want || err != nil {
			t.Errorf("there was one to forget: %v, %v; want %v", got, err, want)
		}
	}
	if _, found, _ := store.Find(names()); found {
		t.Error("it is found although it was forgotten")
	}
}

// What lies in a mapping's place and is none is told, with what to do, and never used.
func TestSpoiltFiles(t *testing.T) {
	for because, spoil := range map[string]func(path string) error{
		"it was cut":            func(path string) error { return os.WriteFile(path, []byte(`{"id": "ca`), 0o600) },
		"it names other things": func(path string) error { return os.WriteFile(path, []byte(`{"text": "nowhere"}`), 0o600) },
		"it is no mapping":      func(path string) error { return os.WriteFile(path, []byte(`{"colour": "red"}`), 0o600) },
		"it is a folder":        func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		store := mappings.In(t.TempDir())
		path := store.Path(names())
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		if _, found, err := store.Find(names()); found || err == nil || !strings.Contains(err.Error(), "confirm them anew") {
			t.Errorf("found %v and said %v, although %s", found, err, because)
		}
	}
}

func TestKeepRefuses(t *testing.T) {
	store := mappings.In(t.TempDir())
	if err := store.Keep([]string{"other"}, mapping()); err == nil || !strings.Contains(err.Error(), `no column "case"`) {
		t.Errorf("a mapping of other columns is kept: %v", err)
	}
	if err := (mappings.Store{}).Keep(names(), mapping()); err == nil || !strings.Contains(err.Error(), "XDG_STATE_HOME") {
		t.Errorf("without a place it says %v", err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mappings.In(blocked).Keep(names(), mapping()); err == nil || !strings.Contains(err.Error(), "XDG_STATE_HOME") {
		t.Errorf("below a file it says %v", err)
	}
}
