package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// RecordCount is how many records the log has, as far as the manager has taken them over (S21); 0 where m is closed. Those that
// another process adds to the store count from the next [Manager.Advance], [Manager.Rewind] or change of the schedule on.
// Since 1.0.
func (m *Manager) RecordCount() uint64 { return ask(m.get(), 0, raw.NsvManagerRecordCount) }

// Head is the hash of the last of these records: whoever keeps it can prove later that nothing before it was changed (S23). It
// is zero for a log without records. It fails with [ErrClosed] alone. Since 1.0.
func (m *Manager) Head() (Digest, error) {
	var head Digest
	err := do(m.get(), func(pointer uintptr, _ *raw.Error) int32 {
		return raw.NsvManagerHead(pointer, (*[32]byte)(&head))
	})
	return head, err
}

// Record is a record of the log, as it is kept: canonical JSON (RFC 8785; docs/log.md), at most [MaxRecord] bytes. The first
// one has the sequence 1. It fails with [ErrNotFound], also where a log in memory has forgotten it; [ErrCorrupt] or [ErrIO];
// [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) Record(sequence uint64) ([]byte, error) {
	return obtain(m.get(), (*call).document, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerRecordJson(pointer, sequence, out, err)
	})
}

// Export is records after one, as JSON Lines: whole lines, about a mebibyte, and the sequence of the last record in them.
//
// Begin with 0 and go on with last until no text comes: that was the end, and what is recorded later follows it. Records that
// another process has added come at once; only sound ones are given. [Manager.Records] does so record by record.
//
// It fails with [ErrCorrupt] or [ErrIO] where not even the next record is sound, [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) Export(after uint64) (jsonLines []byte, last uint64, err error) {
	jsonLines, err = obtain(m.get(), (*call).document, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		c := newCall()
		defer c.done()
		status := raw.NsvManagerExport(pointer, after, out, &c.number, err)
		last = c.number
		return status
	})
	if err != nil {
		return nil, after, err
	}
	return jsonLines, last, nil
}

// A LogVerification is what was found out about a log. Since 1.0.
type LogVerification struct {
	Sound       bool
	BadSequence uint64 // the first record that is bad or missing; 0 where the log is sound
	Reason      string // what is wrong; empty where the log is sound
}

// Verify checks every record of the log (S23): that it is unchanged and in its place, and that none is missing between. Where
// an expected head is given, a hash that [Manager.Head] gave once and that was kept elsewhere, one of the records must have it;
// else the log has lost its end, or was made anew from some record on.
//
// That the log is not sound is no error. It fails with [ErrIO] where it cannot be read, [ErrClosed] or [ErrNoMemory].
// Since 1.0.
func (m *Manager) Verify(expectedHead *Digest) (LogVerification, error) {
	var found LogVerification
	var err error
	found.Sound, found.Reason, err = answer(m.get(), func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerVerify(pointer, (*[32]byte)(expectedHead), &found.BadSequence, out, err)
	})
	return found, err
}
