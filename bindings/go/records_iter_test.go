//go:build go1.23

package neuroshardversion_test

import (
	"fmt"
	"testing"
)

func TestRecordsInAForStatement(t *testing.T) {
	records := upgrading(t).Records(0)
	var found []uint64
	next := func(sequence uint64, json []byte) bool {
		found = append(found, sequence)
		return len(json) != 0 && sequence != 1
	}
	records.All()(next)
	records.All()(next)
	if fmt.Sprint(found) != "[1 2]" || records.Err() != nil {
		t.Error(found, records.Err())
	}
}
