package neuroshardversion

import (
	"errors"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// Status says what kind of error an [Error] is. The numbers are stable; later releases may add some. Since 1.0.
type Status int32

// The statuses.
const (
	// StatusOK is no error.
	StatusOK Status = 0
	// StatusArgument is for arguments that contradict each other, or a value that is none.
	StatusArgument Status = -10
	// StatusSyntax is for text that does not follow its grammar; the offset is the byte.
	StatusSyntax Status = -20
	// StatusRange is for a number beyond what its type or its rule allows.
	StatusRange Status = -30
	// StatusLimit is for input longer, deeper or more numerous than its documented bound.
	StatusLimit Status = -40
	// StatusSchema is for JSON that is well formed but of the wrong shape; the message begins with the JSON path.
	StatusSchema Status = -50
	// StatusDuplicate is for a feature, NEP, role or JSON key given twice.
	StatusDuplicate Status = -60
	// StatusNotFound is for a role, feature, NEP, record or store that is not there.
	StatusNotFound Status = -70
	// StatusConflict is for a NEP that contradicts what is scheduled or in force; a log that contradicts another one, or the
	// network.
	StatusConflict Status = -80
	// StatusHeight is for a height that has passed where one to come is needed, or the reverse.
	StatusHeight Status = -90
	// StatusNoMemory is for memory that ran out. Nothing has changed; the call may be repeated.
	StatusNoMemory Status = -100
	// StatusInternal is for a defect of the library; please report it. Nothing has changed.
	StatusInternal Status = -110
	// StatusNotice is for a breaking upgrade with less notice than the network requires.
	StatusNotice Status = -120
	// StatusIncompatible is for two nodes that cannot talk and have nothing to negotiate.
	StatusIncompatible Status = -130
	// StatusIO is for a store that cannot be read or written; the message has the system's reason. The call may be repeated.
	StatusIO Status = -140
	// StatusFull is for a store whose disk has no room. Nothing has changed; the call may be repeated.
	StatusFull Status = -150
	// StatusLocked is for a store that another process has kept locked for five seconds. Nothing has changed; the call may be
	// repeated.
	StatusLocked Status = -160
	// StatusReadOnly is for a store that may only be read, because it was opened so or its file is. Nothing has changed.
	StatusReadOnly Status = -170
	// StatusCorrupt is for a log that is damaged or has been tampered with; the message begins with the first bad record.
	StatusCorrupt Status = -180
	// StatusFormat is for a file that is no store, or a store that only a newer release can read. It was left as it is.
	StatusFormat Status = -190
)

// String is the name of the status in the C interface, as in NSV_ERROR_SYNTAX, and NSV_STATUS_UNKNOWN for one that the library
// does not have.
func (s Status) String() string { return raw.NsvStatusName(int32(s)) }

// NoOffset is the [Error.Offset] where no single byte is to blame. Since 1.0.
const NoOffset int64 = -1

// An Error is what the library refused and why. Since 1.0.
type Error struct {
	// Status is the kind of error.
	Status Status
	// Offset is the byte of the input that is wrong, or [NoOffset].
	Offset int64
	// Message is one line for people. For JSON it begins with the path, as in $.features[2].
	Message string
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Is tells whether the target is the error of this status, as in errors.Is(err, ErrSyntax).
func (e *Error) Is(target error) bool {
	status, ok := target.(statusError)
	return ok && Status(status) == e.Status
}

// A statusError is an error to compare with.
type statusError Status

func (e statusError) Error() string { return "neuroshardversion: " + Status(e).String() }

// Errors to compare with by [errors.Is], one for each status. Since 1.0.
var (
	ErrArgument     error = statusError(StatusArgument)
	ErrSyntax       error = statusError(StatusSyntax)
	ErrRange        error = statusError(StatusRange)
	ErrLimit        error = statusError(StatusLimit)
	ErrSchema       error = statusError(StatusSchema)
	ErrDuplicate    error = statusError(StatusDuplicate)
	ErrNotFound     error = statusError(StatusNotFound)
	ErrConflict     error = statusError(StatusConflict)
	ErrHeight       error = statusError(StatusHeight)
	ErrNoMemory     error = statusError(StatusNoMemory)
	ErrInternal     error = statusError(StatusInternal)
	ErrNotice       error = statusError(StatusNotice)
	ErrIncompatible error = statusError(StatusIncompatible)
	ErrIO           error = statusError(StatusIO)
	ErrFull         error = statusError(StatusFull)
	ErrLocked       error = statusError(StatusLocked)
	ErrReadOnly     error = statusError(StatusReadOnly)
	ErrCorrupt      error = statusError(StatusCorrupt)
	ErrFormat       error = statusError(StatusFormat)
)

// ErrClosed is what anything gives that is nil, was never made or has been closed. Since 1.0.
var ErrClosed = errors.New("neuroshardversion: nil or closed")
