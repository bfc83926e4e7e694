package table_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/confscope/confscope/data/foreign"
	"github.com/confscope/confscope/data/foreign/foreigntest"
	"github.com/confscope/confscope/data/table"
)

// flat is a row an answer, as data frames are saved.
type flat struct {
	PromptID   int64    `parquet:"prompt_id"`
	Prompt     string   `parquet:"prompt,dict"`
	Response   *string  `parquet:"response,optional"`
	Confidence *float64 `parquet:"confidence,optional"`
	Refused    bool     `parquet:"refused"`
	Label      *string  `parquet:"label,optional,dict"`
	Tokens     int32    `parquet:"num_tokens"`
	Score      float32  `parquet:"certainty_32"`
}

// listed is a row a prompt, with lists for its answers.
type listed struct {
	ID          string    `parquet:"id"`
	Responses   []string  `parquet:"responses,list"`
	Confidences []float64 `parquet:"confidences,list"`
	Refused     []bool    `parquet:"refused"` // a repeated column without the groups around it
	Answers     []answer  `parquet:"meta,list"`
}

type answer struct {
	Tokens int64  `parquet:"num_tokens"`
	Note   string `parquet:"note"`
}

func saved[T any](t *testing.T, rows []T, options ...parquet.WriterOption) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Parquet is read by its own schema, however it is packed and cut into row groups.
func TestParquet(t *testing.T) {
	var rows []flat
	var want strings.Builder
	for i := range 500 {
		r := flat{PromptID: 9007199254740993 + int64(i/5), Prompt: fmt.Sprint("q", i/5), Refused: i%2 == 0, Tokens: int32(i)}
		fmt.Fprintf(&want, "%d %q", r.PromptID, r.Prompt)
		if i%3 == 0 {
			r.Label = new(string)
			*r.Label = "unsafe"
			want.WriteString(" unsafe")
		}
		text, score := strings.Repeat("ä", i%7), float64(i)/4
		r.Response, r.Confidence = &text, &score
		rows = append(rows, r)
		fmt.Fprintf(&want, ": %s~%v%s%d\n", text, score, []string{"R", "C"}[i%2], i)
	}
	for _, codec := range []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Zstd, &parquet.Lz4Raw} {
		for _, version := range []int{1, 2} {
			content := saved(t, rows, parquet.Compression(codec), parquet.DataPageVersion(version), parquet.MaxRowsPerRowGroup(90), parquet.PageBufferSize(600))
			s := read(t, "t.parquet", content)
			if got := lines(s.Records); got != want.String() || len(s.Faults) > 0 {
				t.Errorf("%s, pages of version %d: %d records, faults %s, first lines\n%.300s\nwant\n%.300s", codec, version, len(s.Records), s.says(), got, want.String())
			}
			if s.Done[len(s.Done)-1] != int64(len(content)) || !table.Sniff([]byte(content), "t") {
				t.Errorf("%s: %d of %d bytes said to be read", codec, s.Done[len(s.Done)-1], len(content))
			}
		}
	}
	if _, err := table.Look(foreigntest.Input("t", saved(t, rows, parquet.Compression(&parquet.Brotli)))); err == nil || !strings.Contains(err.Error(), "zstd, snappy, gzip or LZ4") {
		t.Errorf("brotli: %v", err)
	}
}

// Lists are the answers of one row, with groups around their elements or without.
func TestParquetLists(t *testing.T) {
	content := saved(t, []listed{
		{"a", []string{"x", "y"}, []float64{1, 0.5}, []bool{true, false}, []answer{{3, "n"}, {4, ""}}},
		{"b", nil, nil, nil, nil},
		{"c", []string{"z"}, []float64{2, 3}, nil, []answer{{5, "m"}}},
	})
	s := read(t, "t.parquet", content)
	want := "a: x~1R3 y~0.5C4\nb:\nc: z~2-1 -~3\n"
	want = strings.Replace(want, "z~2-1", "z~25", 1)
	if got := lines(s.Records); got != want {
		t.Errorf("read\n%swant\n%sfaults %s", got, want, s.says())
	}
}

// A file that is damaged anywhere is an error or a fault; what stands in other row groups
// is read.
func TestParquetDamage(t *testing.T) {
	rows := make([]flat, 300)
	for i := range rows {
		text := fmt.Sprint("answer ", i)
		rows[i] = flat{PromptID: int64(i), Response: &text}
	}
	whole := saved(t, rows, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(100))
	f, err := parquet.OpenFile(strings.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	second := f.Metadata().RowGroups[1].Columns[0].MetaData.DataPageOffset
	broken := []byte(whole)
	for i := second; i < second+20; i++ {
		broken[i] ^= 0x55
	}
	s := read(t, "t.parquet", string(broken))
	if len(s.Records) != 200 || s.Records[100].ID != "200" || s.Records[100].Line != 201 {
		t.Errorf("%d records of the 200 in whole row groups; faults %s", len(s.Records), s.says())
	}
	if len(s.Faults) != 1 || s.Faults[0].Line != 101 || !strings.HasPrefix(s.Faults[0].Err.Error(), "100 rows of this row group cannot be read") {
		t.Errorf("faults %s", s.says())
	}
	for cut := 0; cut < len(whole); cut += 97 {
		if err := table.Read(t.Context(), foreigntest.Input("t", whole[:cut]), &sink{}); err == nil {
			t.Errorf("cut at %d of %d: no error", cut, len(whole))
		}
	}
	for at := 4; at < len(whole); at += 41 {
		bad := []byte(whole)
		bad[at] ^= 0x0F
		_ = table.Read(t.Context(), foreigntest.Input("t", string(bad)), &sink{}) // it must come back, with whatever it finds
	}
	footer := len(whole) - 8 - int(binary.LittleEndian.Uint32([]byte(whole[len(whole)-8:])))
	for at := footer; at < len(whole); at += 3 {
		bad := []byte(whole)
		bad[at] ^= 0xFF
		_ = table.Read(t.Context(), foreigntest.Input("t", string(bad)), &sink{}) // it must come back, with whatever it finds
	}
}

// The writer holds a row group, not the file; and reads of it are streamed as well.
func TestParquetRowGroups(t *testing.T) {
	text := strings.Repeat("a long answer ", 5000)
	var b bytes.Buffer
	w := table.NewWriter(&b)
	for i := range 600 {
		if err := w.Record(&foreign.Record{ID: fmt.Sprint(i), Traces: []foreign.Trace{{Text: &text, Confidence: 1, Tokens: -1}}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n < 2 {
		t.Errorf("%d row groups of %d bytes of text", n, 600*len(text))
	}
	if s := read(t, "t", b.String()); len(s.Records) != 600 || *s.Records[599].Traces[0].Text != text {
		t.Errorf("%d records of 600", len(s.Records))
	}
	if err := w.Record(&foreign.Record{ID: "late"}); err == nil {
		t.Error("a record is taken after the end")
	}
}
