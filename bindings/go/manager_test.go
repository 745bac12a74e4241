package neuroshardversion_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const (
	start            = 1800000000
	activationHeight = 4464
	breakingNEP      = `{"id": "NEP-002", "title": "Protocol 2.0.0", "target_version": "2.0.0", "adds": ["mtp"],
		"activation_height": 4464, "announced_at": 1800000000, "expected_activation_time": 1802678400}`
)

// upgrading is a manager at block 1 that knows of a breaking upgrade and supports it.
func upgrading(t *testing.T) *nsv.Manager {
	t.Helper()
	return scheduled(t, nsv.ManagerOptions{SupportedMax: must(nsv.NewVersion(2, 0, 0))(t)})
}

func scheduled(t *testing.T, options nsv.ManagerOptions) *nsv.Manager {
	t.Helper()
	manager := must(nsv.NewManager(options))(t)
	if err := manager.Advance(1, start); err != nil {
		t.Fatal(err)
	}
	if err := manager.ScheduleNEP([]byte(breakingNEP)); err != nil {
		t.Fatal(err)
	}
	return manager
}

func TestAStoreIsOpenedAgain(t *testing.T) {
	store := filepath.Join(t.TempDir(), "élan", "protocol.db")
	options := nsv.ManagerOptions{Store: store, SupportedMax: must(nsv.NewVersion(2, 0, 0))(t), UnixTime: start}
	manager := scheduled(t, options)
	head := must(manager.Head())(t)
	manager.Close()
	again := must(nsv.NewManager(nsv.ManagerOptions{Store: store}))(t)
	defer again.Close()
	if must(again.Head())(t) != head || again.RecordCount() != 2 || again.Height() != 1 || again.Time() != start {
		t.Error(again.RecordCount(), again.Height(), again.Time())
	}
	if !must(again.SupportedMax())(t).Equal(options.SupportedMax) {
		t.Error("the supported range is forgotten")
	}
}

func TestAStoreThatIsOnlyRead(t *testing.T) {
	store := filepath.Join(t.TempDir(), "protocol.db")
	reading := nsv.ManagerOptions{Store: store, ReadOnly: true}
	if _, err := nsv.NewManager(reading); !errors.Is(err, nsv.ErrNotFound) {
		t.Error(err)
	}
	must(nsv.NewManager(nsv.ManagerOptions{Store: store}))(t).Close()
	manager := must(nsv.NewManager(reading))(t)
	defer manager.Close()
	if err := manager.ScheduleNEP([]byte(breakingNEP)); !errors.Is(err, nsv.ErrReadOnly) {
		t.Error(err)
	}
}

func TestStoresThatAreNone(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("no store\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for store, expected := range map[string]error{
		text:                            nsv.ErrFormat,
		filepath.Join(text, "below"):    nsv.ErrIO,
		filepath.Join(folder, "a\x00b"): nsv.ErrArgument,
	} {
		if _, err := nsv.NewManager(nsv.ManagerOptions{Store: store}); !errors.Is(err, expected) {
			t.Errorf("%q: %v", store, err)
		}
	}
}

func TestGrease(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{Grease: true}))(t)
	if advertisement := must(manager.Advertisement())(t); !bytes.Contains(advertisement, []byte(`"grease_`)) {
		t.Errorf("%s", advertisement)
	}
}

func TestADamagedStoreIsSalvaged(t *testing.T) {
	store := filepath.Join(t.TempDir(), "protocol.db")
	scheduled(t, nsv.ManagerOptions{Store: store}).Close()
	damaged := bytes.ReplaceAll(must(os.ReadFile(store))(t), []byte("Protocol 2.0.0"), []byte("Protocol 3.0.0"))
	if err := os.WriteFile(store, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := nsv.NewManager(nsv.ManagerOptions{Store: store}); !errors.Is(err, nsv.ErrCorrupt) {
		t.Error(err)
	}
	manager := must(nsv.NewManager(nsv.ManagerOptions{Store: store, Salvage: true}))(t)
	defer manager.Close()
	found := must(manager.Verify(nil))(t)
	if found.Sound || found.BadSequence != 2 || !strings.Contains(found.Reason, "record 2") {
		t.Errorf("%+v", found)
	}
	if manager.RecordCount() != 1 {
		t.Error(manager.RecordCount())
	}
}

func TestVerifyingWithAHead(t *testing.T) {
	manager := upgrading(t)
	head := must(manager.Head())(t)
	if found := must(manager.Verify(&head))(t); found != (nsv.LogVerification{Sound: true}) {
		t.Errorf("%+v", found)
	}
	if found := must(manager.Verify(new(nsv.Digest)))(t); found.Sound || found.Reason == "" {
		t.Errorf("%+v", found)
	}
}

func TestRecordsAreFollowed(t *testing.T) {
	manager := upgrading(t)
	records := manager.Records(0)
	follow := func() (sequences []uint64) {
		for records.Next() {
			if !bytes.Equal(records.JSON(), must(manager.Record(records.Sequence()))(t)) {
				t.Errorf("record %d is another one", records.Sequence())
			}
			sequences = append(sequences, records.Sequence())
		}
		if records.Err() != nil || records.JSON() != nil {
			t.Error(records.Err())
		}
		return sequences
	}
	if sequences := follow(); fmt.Sprint(sequences) != "[1 2]" {
		t.Error(sequences)
	}
	if err := manager.Advance(activationHeight, start+activationHeight); err != nil {
		t.Fatal(err)
	}
	if sequences := follow(); fmt.Sprint(sequences) != "[3]" {
		t.Error(sequences)
	}
	if sequences := follow(); sequences != nil || records.Sequence() != 3 {
		t.Error(sequences, records.Sequence())
	}
}

// More than a page of them.
func TestManyRecordsAreFollowed(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	for i := 0; i < 2000; i++ {
		if err := manager.CatchUpNEP([]byte(breakingNEP)); err != nil {
			t.Fatal(err)
		}
		if err := manager.CancelNEP("NEP-002", strings.Repeat("because ", 100)); err != nil {
			t.Fatal(err)
		}
	}
	page, last, err := manager.Export(0)
	if err != nil || last >= manager.RecordCount() {
		t.Fatalf("one page has all %d records: %v", last, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(page))
	records := manager.Records(0)
	for sequence := uint64(1); sequence <= manager.RecordCount(); sequence++ {
		if !records.Next() || records.Sequence() != sequence {
			t.Fatalf("record %d instead of %d: %v", records.Sequence(), sequence, records.Err())
		}
		if sequence <= last && (!lines.Scan() || !bytes.Equal(lines.Bytes(), records.JSON())) {
			t.Fatalf("record %d is another one", sequence)
		}
	}
	if records.Next() || records.Err() != nil {
		t.Error(records.Err())
	}
}

func TestAnExportIsImported(t *testing.T) {
	manager := upgrading(t)
	lines, last, err := manager.Export(0)
	if err != nil || last != 2 {
		t.Fatal(last, err)
	}
	copied := must(nsv.ImportManager(nsv.ManagerOptions{}, lines))(t)
	if must(copied.Head())(t) != must(manager.Head())(t) {
		t.Error("the copy has another head")
	}
	if _, err := nsv.ImportManager(nsv.ManagerOptions{}, bytes.ToUpper(lines)); !errors.Is(err, nsv.ErrCorrupt) {
		t.Error(err)
	}
}

func TestNEPsAreFound(t *testing.T) {
	manager := upgrading(t)
	var nep struct {
		ID     string
		Status string
	}
	if err := json.Unmarshal(must(manager.FindNEP("NEP-0002"))(t), &nep); err != nil {
		t.Fatal(err)
	}
	if nep.ID != "NEP-002" || nep.Status != "scheduled" {
		t.Error(nep)
	}
	if _, err := manager.FindNEP("NEP-003"); !errors.Is(err, nsv.ErrNotFound) {
		t.Error(err)
	}
	if _, err := manager.FindNEP("nep"); !errors.Is(err, nsv.ErrSyntax) {
		t.Error(err)
	}
	if _, err := manager.NEP(1); !errors.Is(err, nsv.ErrNotFound) {
		t.Error(err)
	}
}

func TestAVerdictThatIsNoneHasNoMessage(t *testing.T) {
	manager := upgrading(t)
	if _, err := manager.VerdictMessage(must(nsv.CurrentVersion())(t), nsv.Verdict{}); !errors.Is(err, nsv.ErrArgument) {
		t.Error(err)
	}
}
