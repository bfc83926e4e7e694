package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/confscope/confscope/cmd/confscope/report"
)

// canHold says why a report cannot go into the folder; nil where it can.
func canHold(dir string, force bool) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return badUsage("--output %s: %w: name a folder", dir, bare(err))
	case len(entries) > 0 && !force:
		return badUsage("--output %s: the folder is not empty: name a new one, or say --force to write over an earlier report in it", dir)
	}
	return nil
}

// writeFolder puts the files into the folder, or leaves it as it was: all of them are
// written under other names first, and only when the last is on the disk do they get
// their own. What an earlier report had more than this one goes then; nothing else does.
func writeFolder(dir string, files []report.File) (err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return badOutput(dir, "making the folder", err)
	}
	for _, file := range files {
		if info, err := os.Lstat(filepath.Join(dir, file.Name)); err == nil && info.IsDir() {
			return badUsage("--output %s: %s in it is a folder, where a file of the report must go: name another", dir, file.Name)
		}
	}
	drafts, err := os.MkdirTemp(dir, ".report-*")
	if err != nil {
		return badOutput(dir, "writing the report", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(drafts)) }()
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(drafts, file.Name), file.Content, 0o666); err != nil {
			return badOutput(dir, "writing the report", err)
		}
	}
	kept := map[string]bool{}
	for _, file := range files {
		kept[file.Name] = true
		if err := os.Rename(filepath.Join(drafts, file.Name), filepath.Join(dir, file.Name)); err != nil {
			return badOutput(dir, "writing the report", err)
		}
	}
	return removeEarlier(dir, kept)
}

// removeEarlier takes away the files of an earlier report that this one does not have:
// beside a new page they would pass for its own.
func removeEarlier(dir string, kept map[string]bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("looking for an earlier report: %w", err)
	}
	for _, entry := range entries {
		if report.Owns(entry.Name()) && !kept[entry.Name()] && entry.Type().IsRegular() {
			if err := os.Remove(filepath.Join(dir, entry.Name())); err != nil {
				return fmt.Errorf("removing a file of an earlier report: %w", err)
			}
		}
	}
	return nil
}
