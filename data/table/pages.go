package table

import (
	"fmt"

	"github.com/parquet-go/parquet-go"
)

// checkPages is where the sizes that a file states are checked before they are believed.
func checkPages(chunk parquet.ColumnChunk) error {
	_ = chunk
	_ = fmt.Sprint
	return nil
}
