package main

import (
	"strings"

	"github.com/confscope/confscope/data"
)

// subject is what the JSON of every study of a run begins with: which run, and how it was
// judged.
type subject struct {
	Run        runReport        `json:"run"`
	Policy     policyReport     `json:"policy"`
	Confidence confidenceReport `json:"confidence"`
	Judge      string           `json:"judge"`
	Phrases    string           `json:"phrases,omitempty"` // the user's list, where one is used
}

type runReport struct {
	Name        string      `json:"name"`
	Fingerprint string      `json:"fingerprint"`
	Instances   int         `json:"instances"`
	Traces      int         `json:"traces"`
	Labels      labelReport `json:"labels"`
}

type labelReport struct {
	Unsafe  int `json:"unsafe"`
	Safe    int `json:"safe"`
	Unknown int `json:"unknown"`
}

type policyReport struct {
	Kind      string `json:"kind"`
	Warmup    int    `json:"warmup"`
	MaxTraces int    `json:"max_traces"`
	Invert    bool   `json:"invert"`
}

func newRunReport(run *data.Run) runReport {
	report := runReport{
		Name:        titleOf(run),
		Fingerprint: run.Source().Fingerprint,
		Instances:   run.Instances(),
		Traces:      run.Traces(),
	}
	for _, label := range run.Labels() {
		switch label {
		case data.LabelUnsafe:
			report.Labels.Unsafe++
		case data.LabelSafe:
			report.Labels.Safe++
		case data.LabelUnknown:
			report.Labels.Unknown++
		}
	}
	return report
}

func (v *viewer) subject() subject {
	return subject{
		Run: newRunReport(v.run),
		Policy: policyReport{
			Kind:      v.setup.Policy.Kind.String(),
			Warmup:    v.setup.Policy.Warmup,
			MaxTraces: v.sweep.At(0).MaxTraces,
			Invert:    v.setup.Invert,
		},
		Confidence: v.confidence(),
		Judge:      v.setup.Judge.String(),
		Phrases:    v.note,
	}
}

// preface is what a table must be read with, for people.
func (v *viewer) preface() string {
	lines := append([]string{data.PrintableLine(v.heading()), v.method()}, v.notes()...)
	return strings.Join(lines, "\n") + "\n"
}

// prefaceMarkdown is the same for a report.
func (v *viewer) prefaceMarkdown() string {
	text := "## " + markdownText(v.heading()) + "\n\n" + v.method() + ".\n\n"
	for _, note := range v.notes() {
		text += markdownText(note) + "\n\n"
	}
	return text
}

func (v *viewer) heading() string {
	heading := titleOf(v.run) + ": " + census(newRunReport(v.run))
	if set := v.run.Source().LabelsSet; set != "" {
		heading += ", labels of " + set
	}
	return heading
}

// notes are the sentences without which the figures can be read wrongly.
func (v *viewer) notes() []string {
	var notes []string
	if about := v.run.Source().About; about != "" {
		notes = append(notes, data.PrintableLine(about))
	}
	if v.note != "" {
		notes = append(notes, data.PrintableLine(v.note))
	}
	if sentence := leftOut(v.sweep.At(0)); sentence != "" {
		notes = append(notes, sentence)
	}
	return append(notes, majority(v.sweep.At(0)))
}
