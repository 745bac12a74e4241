package neuroshardversion

import "bytes"

// Records goes through the records of a log. Use it like a [bufio.Scanner]:
//
//	records := manager.Records(0)
//	for records.Next() {
//		fmt.Printf("%d %s\n", records.Sequence(), records.JSON())
//	}
//	if err := records.Err(); err != nil {
//		return err
//	}
//
// It is for one goroutine at a time, and needs no closing. Since 1.0.
type Records struct {
	manager *Manager
	page    []byte // records that come next
	last    uint64 // sequence of the last one of them
	json    []byte
	err     error
}

// Records are the records after the one of a sequence, 0 for all that the log has. Since 1.0.
func (m *Manager) Records(after uint64) *Records { return &Records{manager: m, last: after} }

// Next goes to the next record and tells whether there is one. Where there is none, it may be asked again: what has been
// recorded since comes then (S22). Since 1.0.
func (r *Records) Next() bool {
	r.json = nil
	if len(r.page) == 0 {
		r.page, r.last, r.err = r.manager.Export(r.last)
	}
	if len(r.page) == 0 {
		return false
	}
	r.json, r.page, _ = bytes.Cut(r.page, []byte{'\n'})
	return true
}

// JSON is the record, as [Manager.Record] has it; nil before the first call of Next and where that said no. Since 1.0.
func (r *Records) JSON() []byte { return r.json }

// Sequence is the sequence of the record that Next went to last. Since 1.0.
func (r *Records) Sequence() uint64 { return r.last - uint64(bytes.Count(r.page, []byte{'\n'})) }

// Err is why Next said no: nil where the log has no more records, else the error of [Manager.Export]. Since 1.0.
func (r *Records) Err() error { return r.err }
