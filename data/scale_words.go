package data

import "strings"

// scaleOfWords gives the scale that a file's own words about its confidences name, as in
// "DeepConf token confidence = -mean logprob of the top-k candidates"; ScaleUnknown where
// they name none that could not be taken for another.
func scaleOfWords(text string) Scale {
	text = strings.ToLower(text)
	says := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(text, word) {
				return true
			}
		}
		return false
	}
	switch {
	// First: what DeepConf computes is a negated mean of log-probabilities too.
	case says("deepconf", "top-k", "top k", "topk", "top_k", "top-20", "top 20"):
		return ScaleDeepConf
	case says("nll", "surprisal", "neg_avg_logprob", "negative log", "negative mean log", "-mean(log", "-mean log"):
		return ScaleSurprisal
	case says("exp(mean", "geometric mean", "probability") && !says("log-probability", "log probability"):
		return ScaleProbability
	case says("agreement", "consensus", "vote share"):
		return ScaleAgreement
	}
	return ScaleUnknown
}
