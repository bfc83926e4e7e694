package table

import "strings"

// field is what a column can mean.
type field uint8

const (
	fieldNone field = iota
	fieldID
	fieldPrompt
	fieldContext
	fieldText
	fieldSample
	fieldConfidence
	fieldRefused
	fieldHarmful
	fieldLabel
	fieldTopic
	fieldTokens
	fieldLogprobs
	fieldVerdict
	fieldCategory
	fieldModel
	fieldCount
)

// key is the name of a field in a mapping.
func (f field) key() string {
	return [fieldCount]string{
		"", "id", "prompt", "context", "text", "sample", "confidence", "refused", "harmful", "label", "topic", "tokens",
		"logprobs", "verdict", "category", "",
	}[f]
}

// fieldNames are the names that columns have in the wild, the best first, in small
// letters and without what separates words.
func fieldNames(f field) []string {
	return [fieldCount][]string{
		fieldID: {"instanceid", "promptid", "customid", "questionid", "exampleid", "behaviorid", "itemid", "convid", "qid", "id", "index", "idx"},
		fieldPrompt: {"prompt", "prompts", "userinput", "question", "questions", "goal", "behavior", "forbiddenprompt", "userprompt",
			"inputprompt", "instruction", "query", "testcase", "input"},
		fieldContext: {"contextstring"},
		fieldText: {"sampledresponses", "traces", "texts", "responses", "completions", "generations", "answers", "response", "responsetext",
			"completion", "answer", "answertext", "generation", "modeloutput", "modelresponse", "generatedtext", "output", "trace", "text", "prediction"},
		fieldSample: {"sampleindex", "sampleidx", "sampleid", "sample", "trialidx", "trialindex", "trial", "traceidx", "traceindex",
			"traceid", "generationid", "attempt", "repeat", "epoch", "rollout", "seed"},
		fieldConfidence: {"confidences", "confidence", "conf", "confidencescore", "confidencescores", "certainty", "meanlogprob", "avglogprob",
			"normalizedprobability", "probability", "prob", "semanticdensityvalues", "nll", "score"},
		fieldRefused:  {"refused", "isrefusal", "isrefused", "refusal", "refusals", "wildguardrefused", "responserefusallabel", "responserefusal"},
		fieldHarmful:  {"harmful", "isharmful", "wildguardharmful", "responseharmlabel", "responseharmfulness", "jailbroken", "isjailbreak", "isjailbroken", "isunsafe", "unsafe"},
		fieldLabel:    {"label", "promptharmlabel", "toxicity", "labels", "groundtruthlabel", "promptlabel", "islabelunsafe"},
		fieldTopic:    {"subcategory", "category", "type", "functionalcategory", "semanticcategory", "topic", "subdomain", "harmcategory"},
		fieldTokens:   {"tokenspertrace", "numtokens", "ntokens", "tokencount", "completiontokens", "outputtokens", "tokens"},
		fieldLogprobs: {"tokenlogprobs", "logprobs", "multiplelogprobs", "strips"},
		fieldVerdict:  {"finalprediction", "verdict"},
		fieldCategory: {"confidencecategory"},
		fieldModel:    {"model", "modelname", "modelid", "system", "llm"},
	}[f]
}

// nameIndex finds the meaning of a column by its name. It is made once for a table, which
// may have thousands.
type nameIndex map[string]ranked

// ranked is a meaning, and how well a name fits it: the smaller the better.
type ranked struct {
	field field
	rank  int
}

func newNameIndex() nameIndex {
	x := nameIndex{}
	for f := range fieldCount {
		for i, name := range fieldNames(f) {
			if _, taken := x[name]; !taken {
				x[name] = ranked{f, i}
			}
		}
	}
	return x
}

// field gives the meaning of a column by its name.
func (x nameIndex) field(name string) field {
	f, _ := x.ranked(name)
	return f
}

// ranked gives also how well the name fits. A name with dots means what its last part
// means, a little less well.
func (x nameIndex) ranked(name string) (field, int) {
	if one, known := x[plainName(name)]; known {
		return one.field, one.rank
	}
	last := plainName(name[strings.LastIndexByte(name, '.')+1:])
	if one, known := x[last]; known {
		return one.field, one.rank + 100
	}
	if strings.HasPrefix(last, "isjailbreak") {
		return fieldHarmful, 200
	}
	return fieldNone, 0
}

// plainName writes a name in small letters, without what separates words.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', '.', '/':
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(name)))
}
