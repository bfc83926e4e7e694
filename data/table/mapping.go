package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Mapping says which column of a table holds what; "" is a column that it has not. Its
// file is a JSON object with a key for each.
type Mapping struct {
	ID         string   `json:"id,omitempty"`         // rows with the same are one instance
	IDs        []string `json:"ids,omitempty"`        // several columns that make the id together, in place of ID
	Prompt     string   `json:"prompt,omitempty"`     // in place of an id where there is none
	Context    string   `json:"context,omitempty"`    // what stands before the prompt, where it is kept apart
	Text       string   `json:"text,omitempty"`       // one answer, or a list of them
	Sample     string   `json:"sample,omitempty"`     // number of the answer among those of its prompt
	Confidence string   `json:"confidence,omitempty"` // as the file gives it, in either direction
	Refused    string   `json:"refused,omitempty"`    // whether the answer refuses
	Harmful    string   `json:"harmful,omitempty"`    // whether the answer is harmful
	Label      string   `json:"label,omitempty"`      // whether the prompt is unsafe
	Topic      string   `json:"topic,omitempty"`      // subcategory of the prompt
	Tokens     string   `json:"tokens,omitempty"`     // number of tokens of the answer
	Logprobs   string   `json:"logprobs,omitempty"`   // tokens of the answer with their log-probabilities
	Verdict    string   `json:"verdict,omitempty"`    // the file's own verdict of the instance
	Category   string   `json:"category,omitempty"`   // refusal category of the instance
	Unsafe     []string `json:"unsafe,omitempty"`     // further words for unsafe, in Label and Verdict
	Safe       []string `json:"safe,omitempty"`       // and for safe
	Refusal    []string `json:"refusal,omitempty"`    // further words for a refusal, in Refused
	Compliance []string `json:"compliance,omitempty"` // and for an answer
	Unused     []string `json:"unused,omitempty"`     // columns that are left out knowingly, though a guess takes them
}

// maxMapping is far more than a mapping needs.
const maxMapping = 1 << 20

// ReadMapping reads a mapping file. Errors name the key.
func ReadMapping(r io.Reader) (Mapping, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxMapping))
	if err != nil {
		return Mapping{}, fmt.Errorf("reading the mapping: %w", err)
	}
	var m Mapping
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte(byteOrderMark))))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("reading the mapping: %w", mappingFault(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Mapping{}, fmt.Errorf("reading the mapping: %w", errExtra)
	}
	return m, nil
}

// mappingFault says what is wrong in the words of the file's author.
func mappingFault(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		wants := "the name of a column in quotes"
		if kind.Field == "" {
			return errors.New(`it has to be an object in braces, like {"id": "prompt_id", "text": "response"}`)
		}
		if listKey(kind.Field) {
			wants = `a list of texts, like ["a", "b"]`
		}
		return fmt.Errorf("key %q: expected %s, found %s", kind.Field, wants, kind.Value)
	}
	if key, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("key %s: there is no such key; the keys are %s", key, strings.Join(mappingKeys(), ", "))
	}
	return errors.New(`it is no JSON object in braces, like {"id": "prompt_id", "text": "response"}`)
}

func listKey(key string) bool {
	return slices.Contains([]string{"ids", "unsafe", "safe", "refusal", "compliance", "unused"}, key)
}

func mappingKeys() []string {
	var keys []string
	for f := range fieldCount {
		if key := f.key(); key != "" {
			keys = append(keys, key)
		}
	}
	return append(keys, "ids", "unsafe", "safe", "refusal", "compliance", "unused")
}

// Write writes a mapping file that ReadMapping reads.
func (m Mapping) Write(w io.Writer) error {
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

// slot gives the place of a field, nil for those that a mapping has not.
func (m *Mapping) slot(f field) *string {
	return [fieldCount]*string{
		fieldID: &m.ID, fieldPrompt: &m.Prompt, fieldContext: &m.Context, fieldText: &m.Text, fieldSample: &m.Sample, fieldConfidence: &m.Confidence,
		fieldRefused: &m.Refused, fieldHarmful: &m.Harmful, fieldLabel: &m.Label, fieldTopic: &m.Topic, fieldTokens: &m.Tokens,
		fieldLogprobs: &m.Logprobs, fieldVerdict: &m.Verdict, fieldCategory: &m.Category,
	}[f]
}

// Check reports whether the mapping can be used on a table with these columns: every
// column that it names is there, and it names something about answers. Errors name the key.
func (m Mapping) Check(names []string) error {
	if err := m.there(names); err != nil {
		return err
	}
	return m.sound(names)
}

// there reports a column that a table has not.
func (m Mapping) there(names []string) error {
	for f := range fieldCount {
		if slot := m.slot(f); slot != nil && *slot != "" && !slices.Contains(names, *slot) {
			return &NoColumn{f.key(), *slot, names}
		}
	}
	for _, id := range m.IDs {
		if !slices.Contains(names, id) {
			return &NoColumn{"ids", id, names}
		}
	}
	return nil
}

// NoColumn is the error for a mapping that names a column which a table has not.
type NoColumn struct {
	Key, Column string
	Has         []string // columns of the table
}

// Error names the key, the column and those that there are.
func (n *NoColumn) Error() string {
	return fmt.Sprintf("mapping, key %q: there is no column %q; the table has %s", n.Key, n.Column, quoted(n.Has))
}

// Others names the columns that there are, the first of many.
func (n *NoColumn) Others() string { return quoted(n.Has) }

// sound reports whether a mapping says enough about answers, and nothing twice.
func (m Mapping) sound(names []string) error {
	if err := m.twice(); err != nil {
		return err
	}
	if m.Text != "" || m.Confidence != "" || m.Refused != "" || m.Harmful != "" || m.Logprobs != "" {
		return nil
	}
	if m.Prompt != "" {
		return fmt.Errorf("it has prompts (column %q) but no answers: give it as the labels of a run, or name the column of the answers in a mapping, key \"text\"", m.Prompt)
	}
	return fmt.Errorf("no column for answers, their confidence or whether they refuse: name one in a mapping, key \"text\", \"confidence\" or \"refused\"; the table has %s", quoted(names))
}

// twice reports what a mapping says in two ways.
func (m Mapping) twice() error {
	if m.ID != "" && len(m.IDs) > 0 {
		return errors.New(`mapping, key "ids": give either id or ids`)
	}
	for _, word := range m.Unsafe {
		if slices.ContainsFunc(m.Safe, func(other string) bool { return plain(other) == plain(word) }) {
			return fmt.Errorf("mapping, key \"unsafe\": %q stands under safe too", word)
		}
	}
	return nil
}
