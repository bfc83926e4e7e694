package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// Prompt reads the prompt of instance i: the label file's, else the record's own; ok is
// false where there is none.
func (r *Run) Prompt(i int) (prompt string, ok bool, err error) {
	return r.promptBy(&reader{run: r}, i)
}

func (r *Run) promptBy(rd *reader, i int) (prompt string, ok bool, err error) {
	prompt, ok, err = r.joinedPrompt(i)
	if err != nil || ok || !r.own.hasPrompt(i) {
		return prompt, ok, err
	}
	if err := rd.load(i); err != nil {
		return "", false, err
	}
	prompt, ok = rd.ownPrompt()
	return prompt, ok, nil
}

// joinedPrompt reads the prompt of instance i from the label file.
func (r *Run) joinedPrompt(i int) (prompt string, ok bool, err error) {
	if r.labels == nil || r.row[i] == noRow {
		return "", false, nil
	}
	return r.labels.prompt(int(r.row[i]))
}

// EachPrompt visits the prompts of the instances from..to-1 in order until visit says
// false. Instances without a prompt are not visited.
func (r *Run) EachPrompt(ctx context.Context, from, to int, visit func(instance int, prompt []byte) bool) error {
	rd := &reader{run: r, ahead: readAhead}
	for i := from; i < to; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		prompt, ok, err := r.promptBy(rd, i)
		if err != nil {
			return err
		}
		if ok && !visit(i, []byte(prompt)) {
			return nil
		}
	}
	return nil
}

func (t *labelTable) prompt(row int) (string, bool, error) {
	if t.length[row] == 0 {
		return "", false, nil // the row could not be read
	}
	text := make([]byte, t.length[row])
	n, err := t.src.ReadAt(text, t.at[row])
	if n < len(text) {
		if err == nil || errors.Is(err, io.EOF) {
			err = errChanged
		}
		return "", false, t.failed(row, err)
	}
	again := &labelRow{}
	if err := t.decode(again, text); err != nil || !bytes.Equal(again.values[fieldID], t.id(row)) {
		return "", false, t.failed(row, errChanged)
	}
	return string(again.values[fieldPrompt]), again.rank[fieldPrompt] > 0, nil
}

// decode reads the text of a row again.
func (t *labelTable) decode(row *labelRow, text []byte) error {
	if t.table == nil {
		return row.decode(text)
	}
	fields, err := t.table.reader(bytes.NewReader(text)).Read()
	if err == nil {
		t.table.fill(row, fields)
	}
	return err
}

func (t *labelTable) failed(row int, err error) error {
	return fmt.Errorf("reading the prompt of %s:%d: %w", t.name, t.line[row], err)
}
