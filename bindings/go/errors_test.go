package neuroshardversion_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

var sentinels = []error{
	nsv.ErrArgument, nsv.ErrSyntax, nsv.ErrRange, nsv.ErrLimit, nsv.ErrSchema, nsv.ErrDuplicate, nsv.ErrNotFound, nsv.ErrConflict,
	nsv.ErrHeight, nsv.ErrNoMemory, nsv.ErrInternal, nsv.ErrNotice, nsv.ErrIncompatible, nsv.ErrIO, nsv.ErrFull, nsv.ErrLocked,
	nsv.ErrReadOnly, nsv.ErrCorrupt, nsv.ErrFormat,
}

// expectError is for an error of one status, at one place.
func expectError(t *testing.T, err, sentinel error, offset int64) {
	t.Helper()
	var failure *nsv.Error
	if !errors.As(err, &failure) || failure.Offset != offset || failure.Message == "" {
		t.Fatalf("%#v, expected one at %d", err, offset)
	}
	for _, each := range sentinels {
		if errors.Is(err, each) != (each == sentinel) {
			t.Errorf("%v is %v: %t", err, each, errors.Is(err, each))
		}
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	_, err := nsv.Parse("1.02.3")
	expectError(t, err, nsv.ErrSyntax, 3)
	expectError(t, fmt.Errorf("while reading: %w", err), nsv.ErrSyntax, 3)
	const message = "invalid version: expected no digit after a leading zero at byte 3, found '2'"
	if errors.Is(err, nsv.ErrClosed) || err.Error() != message {
		t.Error(err)
	}
	_, err = nsv.Parse("1.2.18446744073709551616")
	expectError(t, err, nsv.ErrRange, 4)
	_, err = nsv.VersionFromJSON([]byte(`{"major":1,"minor":0,"patch":0,"features":["a","a"]}`))
	expectError(t, err, nsv.ErrDuplicate, nsv.NoOffset)
}

func TestErrorsToCompareWithHaveNames(t *testing.T) {
	if nsv.ErrSyntax.Error() != "neuroshardversion: NSV_ERROR_SYNTAX" {
		t.Error(nsv.ErrSyntax)
	}
	if nsv.Status(-1).String() != "NSV_STATUS_UNKNOWN" || nsv.Reason(-1).String() != "UNKNOWN" {
		t.Error(nsv.Status(-1), nsv.Reason(-1))
	}
}

// Texts that no version is: where the first byte is that is wrong.
var strangeTexts = map[string]struct {
	text   string
	offset int64
}{
	"empty":             {"", 0},
	"NUL":               {"1.0.0\x00", 5},
	"NUL inside":        {"1.\x000.0", 2},
	"not ASCII":         {"1.0.0-é", 6},
	"not ASCII, before": {"é1.0.0", 0},
	"a lone surrogate":  {"1.0.\xed\xa0\x80", 4},
	"not UTF-8":         {"\xff", 0},
}

func TestTextsArriveAsTheyAre(t *testing.T) {
	for name, strange := range strangeTexts {
		t.Run(name, func(t *testing.T) {
			_, err := nsv.Parse(strange.text)
			expectError(t, err, nsv.ErrSyntax, strange.offset)
			_, err = nsv.ParseLenient(strange.text)
			expectError(t, err, nsv.ErrSyntax, strange.offset)
			if err := new(nsv.Version).UnmarshalText([]byte(strange.text)); !errors.Is(err, nsv.ErrSyntax) {
				t.Error(err)
			}
		})
	}
}

func TestLongTextsAreRefused(t *testing.T) {
	long := strings.Repeat("1", 10_000_000)
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	version := must(nsv.NewVersion(1, 0, 0))(t)
	calls := map[string]func() error{
		"Parse":            func() error { _, err := nsv.Parse(long); return err },
		"ParseLenient":     func() error { _, err := nsv.ParseLenient(long); return err },
		"VersionFromJSON":  func() error { _, err := nsv.VersionFromJSON([]byte(long)); return err },
		"NetworkFromJSON":  func() error { _, err := nsv.NetworkFromJSON([]byte(long)); return err },
		"CheckPeer":        func() error { _, err := manager.CheckPeer([]byte(long)); return err },
		"Negotiate":        func() error { _, err := manager.Negotiate([]byte(long)); return err },
		"ScheduleNEP":      func() error { return manager.ScheduleNEP([]byte(long)) },
		"TranscriptDigest": func() error { _, err := nsv.TranscriptDigest([]byte(long), nil); return err },
		"many features":    func() error { _, err := version.With(make([]string, 1_000_000), nil); return err },
		"many NEPs":        func() error { _, err := version.With(nil, make([]string, 1_000_000)); return err },
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			if err := call(); !errors.Is(err, nsv.ErrLimit) {
				t.Error(err)
			}
		})
	}
	if version.SupportsFeature(long) {
		t.Error("a feature of ten million bytes")
	}
}

func TestNothingIsAnEmptyText(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	for _, nothing := range [][]byte{nil, {}} {
		_, err := manager.CheckPeer(nothing)
		expectError(t, err, nsv.ErrSyntax, 0)
		_, err = nsv.ImportManager(nsv.ManagerOptions{}, nothing)
		expectError(t, err, nsv.ErrArgument, nsv.NoOffset)
		if _, err := nsv.TranscriptDigest(nothing, nothing); err != nil {
			t.Error(err)
		}
	}
	if allowed, _, err := manager.CanParticipate(""); allowed || !errors.Is(err, nsv.ErrNotFound) {
		t.Error(err)
	}
}

func TestTextsInListsArriveAsTheyAre(t *testing.T) {
	version := must(nsv.NewVersion(1, 0, 0))(t)
	_, err := version.With([]string{"a", "", "c"}, nil)
	expectError(t, err, nsv.ErrSyntax, 0)
	if !strings.HasPrefix(err.Error(), "features[1]") {
		t.Error(err)
	}
	_, err = version.With([]string{"a"}, []string{"NEP-001", "NEP-\x00"})
	if !errors.Is(err, nsv.ErrSyntax) || !strings.HasPrefix(err.Error(), "active_neps[1]") {
		t.Error(err)
	}
	made := must(version.With([]string{"b", "a"}, []string{"NEP-002", "NEP-0001"}))(t)
	if fmt.Sprint(made.Features(), made.ActiveNEPs()) != "[a b] [NEP-002 NEP-001]" {
		t.Error(made.Features(), made.ActiveNEPs())
	}
}
