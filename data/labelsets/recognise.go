package labelsets

import (
	"bytes"
	"strings"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/table"
)

// shape is a published set as its files have it.
type shape struct {
	name    string
	columns []string // all of them must be there, in any case
	not     []string // none of these may: they belong to another set
	all     foreign.Label
}

// shapes are the published sets, those with more columns first.
func shapes() []shape {
	unsafe := foreign.LabelUnsafe
	return []shape{
		{name: "WildGuardMix", columns: []string{"prompt", "prompt_harm_label"}},
		{name: "ToxicChat", columns: []string{"user_input", "toxicity"}},
		{name: "XSTest", columns: []string{"id", "prompt", "type", "label", "focus"}},
		{name: "JailbreakBench", columns: []string{"goal", "target", "behavior", "category"}, not: []string{"label"}, all: unsafe},
		{name: "HarmBench", columns: []string{"behavior", "functionalcategory"}, not: []string{"label"}, all: unsafe},
		{name: "HarmBench", columns: []string{"behavior", "semanticcategory"}, not: []string{"label"}, all: unsafe},
		{name: "HarmBench", columns: []string{"behavior", "contextstring"}, not: []string{"label"}, all: unsafe},
		{name: "StrongREJECT", columns: []string{"forbidden_prompt", "category"}, not: []string{"label"}, all: unsafe},
		{name: "AdvBench", columns: []string{"goal", "target"}, not: []string{"label", "prompt"}, all: unsafe},
		{name: "SORRY-Bench", columns: []string{"question_id", "turns"}, not: []string{"label", "prompt"}, all: unsafe},
	}
}

// Recognise tells by its columns, and for twins by the name of the file, which set a
// table is. It is false for a table with neither a prompt nor a label.
func Recognise(columns []string, file string) (Set, bool) {
	have := map[string]string{} // names in small letters, to names as they are
	for _, name := range columns {
		if small := strings.ToLower(name); have[small] == "" {
			have[small] = name
		}
	}
	set := Set{Mapping: mapping(have)}
	for _, s := range shapes() {
		if !s.fits(have) {
			continue
		}
		set.Name, set.All = s.name, s.all
		set.special(have, file)
		break
	}
	return set, set.Mapping.Label != "" || set.Mapping.Prompt != ""
}

func (s shape) fits(have map[string]string) bool {
	for _, name := range s.columns {
		if have[name] == "" {
			return false
		}
	}
	for _, name := range s.not {
		if have[name] != "" {
			return false
		}
	}
	return true
}

// special sets what the names of columns alone do not tell.
func (s *Set) special(have map[string]string, file string) {
	switch s.Name {
	case "WildGuardMix":
		s.Mapping.Label = have["prompt_harm_label"]
	case "ToxicChat":
		s.Mapping.Prompt, s.Mapping.Label = have["user_input"], have["toxicity"]
	case "JailbreakBench":
		s.Mapping.Prompt = have["goal"] // Behavior is its short name
		if strings.Contains(strings.ToLower(file), "benign") {
			s.All = foreign.LabelSafe // the twin that has the same columns
		}
	case "HarmBench":
		s.Mapping.Prompt, s.Mapping.Context = have["behavior"], have["contextstring"]
	case "SORRY-Bench":
		s.Mapping.Prompt = have["turns"]
	}
}

// mapping takes for each key the column whose name stands first in a list.
func mapping(have map[string]string) table.Mapping {
	first := func(names ...string) string {
		for _, name := range names {
			if have[name] != "" {
				return have[name]
			}
		}
		return ""
	}
	return table.Mapping{
		ID:     first("instance_id", "id", "prompt_id", "conv_id", "custom_id", "question_id", "behaviorid"),
		Prompt: first("prompt", "user_input", "question", "goal", "behavior", "forbidden_prompt"),
		Topic:  first("topic", "subcategory", "category", "type", "functionalcategory", "semanticcategory"),
		Label:  first("label", "prompt_harm_label", "toxicity"),
	}
}

// Sniff reports whether a file that begins with head can be a set of labels. Every table
// with prompts looks like one, so tables with answers are to be recognised before.
func Sniff(head []byte, name string) bool {
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return true
	}
	if at := bytes.LastIndexByte(head, '\n'); at > 0 && bytes.IndexByte(head, 0) < 0 {
		head = head[:at+1] // the last line may be cut
	}
	look, err := table.Look(foreign.Input{Name: name, At: bytes.NewReader(head), Size: int64(len(head))})
	if err != nil {
		return false
	}
	_, ok := Recognise(look.Columns, name)
	return ok
}
