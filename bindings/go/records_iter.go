//go:build go1.23

package neuroshardversion

import "iter"

// All goes through the records in a for statement: their sequence and JSON. Ask Err behind it. Since 1.0.
//
//	for sequence, json := range records.All() {
func (r *Records) All() iter.Seq2[uint64, []byte] {
	return func(yield func(uint64, []byte) bool) {
		for r.Next() {
			if !yield(r.Sequence(), r.JSON()) {
				return
			}
		}
	}
}
