package neuroshardversion

import (
	"errors"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// ScheduleNEP schedules a NEP (S7, S9), at most [MaxNEPJSON] bytes: this project's NEP JSON (docs/nep-json.md) or the to_dict
// JSON of the Python reference.
//
// The schedule is checked as a whole. A NEP that is scheduled already, with the same effect, is success and changes nothing.
//
// It fails with [ErrSyntax], [ErrRange], [ErrLimit], [ErrSchema] or [ErrDuplicate] for JSON that is no NEP; [ErrConflict] where
// it contradicts the schedule, or its id has another effect already; [ErrHeight] for an activation height that has passed;
// [ErrNotice]; the errors of a store, as [Manager.Advance]; [ErrClosed]; or [ErrNoMemory]. Since 1.0.
func (m *Manager) ScheduleNEP(json []byte) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerScheduleNep(pointer, lend(json), err)
	})
}

// CatchUpNEP takes over a NEP that the network has agreed on already (S10), as a node does while it syncs: like
// [Manager.ScheduleNEP], but its height may have passed and its notice is not checked. Since 1.0.
func (m *Manager) CatchUpNEP(json []byte) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerCatchUpNep(pointer, lend(json), err)
	})
}

// RescheduleNEP moves a scheduled NEP, as in NEP-001, to another height (S10). Its notice starts anew, at the time reported
// last. The height is above the one reported last; the expected time is when that is to be, not before the time reported last.
//
// It fails with [ErrNotFound]; [ErrHeight] where the old or the new height has passed; [ErrNotice]; [ErrConflict];
// [ErrSyntax], [ErrRange] or [ErrLimit]; the errors of a store, as [Manager.Advance]; [ErrClosed]; or [ErrNoMemory]. Since 1.0.
func (m *Manager) RescheduleNEP(id string, height, expectedTime uint64) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerRescheduleNep(pointer, id, height, expectedTime, err)
	})
}

// CancelNEP cancels a scheduled NEP (S10). It stays in the list of NEPs as cancelled, and may be scheduled anew. The reason is
// for people: at most 1000 bytes of UTF-8 without control characters; it may be empty.
//
// It fails with [ErrNotFound]; [ErrHeight] where its height has passed; [ErrConflict] where another NEP builds on it;
// [ErrNotice] where another NEP becomes breaking without it, and lacks the notice; [ErrSyntax], [ErrRange] or [ErrLimit]; the
// errors of a store, as [Manager.Advance]; [ErrClosed]; or [ErrNoMemory]. Since 1.0.
func (m *Manager) CancelNEP(id, reason string) error {
	return do(m.get(), func(pointer uintptr, err *raw.Error) int32 {
		return raw.NsvManagerCancelNep(pointer, id, reason, err)
	})
}

// ActivateNEP confirms the activation of a scheduled NEP (S11). Heights activate NEPs; this says, once, whether it has
// happened. Nothing is recorded by it, and what is active when a manager is set up counts as confirmed.
//
// The message is Activated NEP-001, now at version 1.1.0 where it has, and says why not where it has not. It fails with
// [ErrSyntax], [ErrRange] or [ErrLimit] for what is no id, [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) ActivateNEP(id string) (activated bool, message string, err error) {
	return answer(m.get(), func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerActivateNep(pointer, id, out, err)
	})
}

// NEPCount is how many NEPs are known: active, scheduled and cancelled ones; 0 where m is closed. Since 1.0.
func (m *Manager) NEPCount() uint64 { return ask(m.get(), 0, raw.NsvManagerNepCount) }

// NEP is a NEP by index, as JSON (docs/nep-json.md) with its status, phase, days and blocks left.
//
// First come those with a place in the schedule, in order of activation, then the cancelled ones. Other goroutines may change
// the list between two calls. It fails with [ErrNotFound] past the end, [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) NEP(index uint64) ([]byte, error) {
	return obtain(m.get(), (*call).document, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerNepJson(pointer, index, out, err)
	})
}

// NEPs are all NEPs that are known, each as [Manager.NEP] has it. It fails with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (m *Manager) NEPs() ([][]byte, error) {
	var neps [][]byte
	for {
		nep, err := m.NEP(uint64(len(neps)))
		if errors.Is(err, ErrNotFound) {
			return neps, nil
		}
		if err != nil {
			return nil, err
		}
		neps = append(neps, nep)
	}
}

// FindNEP is a NEP by id, as JSON, like [Manager.NEP]. It fails with [ErrNotFound]; with [ErrSyntax], [ErrRange] or [ErrLimit]
// for what is no id; with [ErrClosed] or [ErrNoMemory]. Since 1.0.
func (m *Manager) FindNEP(id string) ([]byte, error) {
	return obtain(m.get(), (*call).document, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvManagerFindNepJson(pointer, id, out, err)
	})
}
