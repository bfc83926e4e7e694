package data_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/confscope/confscope/data"
	"github.com/confscope/confscope/data/foreign"
)

// Records say what the file says, whatever stands in the Run's columns meanwhile.
func TestEachRecordIsAsRecorded(t *testing.T) {
	lines := `{"instance_id":"a","confidences":[0.25,null],"traces":["x"],"refused":[true],"mood":1}` + "\n" +
		`{"instance_id":"a","confidences":[],"confidence_category":"uncertain_refusal"}` + "\n"
	run, err := data.Read("run", strings.NewReader(lines), nil, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	computed := run.WithConfidences([]float64{7, 8}, data.Confidence{Name: "tail", Scale: data.ScaleDeepConf, Basis: data.BasisComputed})
	seen := 0
	err = computed.EachRecord(t.Context(), 0, computed.Instances(), func(r *foreign.Record) error {
		switch seen++; seen {
		case 1:
			two := len(r.Traces) == 2 && r.Traces[0].Confidence == 0.25 && foreign.IsAbsent(r.Traces[1].Confidence) &&
				*r.Traces[0].Text == "x" && r.Traces[1].Text == nil && r.Traces[0].Refused == foreign.FlagTrue && r.Traces[1].Refused == foreign.FlagAbsent
			if !two || strings.Join(r.Others, " ") != "mood" || r.Scale != data.ScaleSurprisal.String() {
				t.Errorf("%+v: want what the file says, and the field that has no place", r)
			}
		default:
			if len(r.Traces) != 0 || r.Category != "uncertain_refusal" || !r.Whole || len(r.Others) > 0 {
				t.Errorf("%+v: want an instance of its own without traces", r)
			}
		}
		return nil
	})
	if err != nil || seen != 2 {
		t.Errorf("%d records, %v", seen, err)
	}
}

// A visit may end the visits, and so may the context; a run whose texts are not kept says so.
func TestEachRecordEnds(t *testing.T) {
	lines := strings.Repeat(`{"instance_id":"a","confidences":[1]}`+"\n", 5)
	run, err := data.Read("run", strings.NewReader(lines), nil, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	enough, seen := errors.New("enough"), 0
	if err := run.EachRecord(t.Context(), 1, 5, func(*foreign.Record) error { seen++; return enough }); !errors.Is(err, enough) || seen != 1 {
		t.Errorf("%v after %d visits", err, seen)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := run.EachRecord(ctx, 0, 5, func(*foreign.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended gives %v", err)
	}
	lost, err := data.Read("run", strings.NewReader(lines), nil, data.Options{NoSpool: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := lost.EachRecord(t.Context(), 0, 5, func(*foreign.Record) error { return nil }); err == nil || lost.KeepsTexts() || !run.KeepsTexts() {
		t.Errorf("without a copy: %v", err)
	}
}
