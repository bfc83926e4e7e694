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

// fieldByName gives the meaning of a column by its name.
func fieldByName(name string) field {
	f, _ := rankedByName(name)
	return f
}

// rankedByName gives also how well the name fits: the smaller the better. A name with
// dots means what its last part means, a little less well.
func rankedByName(name string) (field, int) {
	for rank, tried := range []string{name, name[strings.LastIndexByte(name, '.')+1:]} {
		tried = plainName(tried)
		for f := range fieldCount {
			for i, known := range fieldNames(f) {
				if tried == known {
					return f, i + rank*100
				}
			}
		}
	}
	if strings.HasPrefix(plainName(name[strings.LastIndexByte(name, '.')+1:]), "isjailbreak") {
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
