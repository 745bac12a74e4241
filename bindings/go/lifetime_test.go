package neuroshardversion_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

// residentBytes is the memory of the process, that of the library included.
func residentBytes(t *testing.T) int64 {
	t.Helper()
	fields := bytes.Fields(must(os.ReadFile("/proc/self/statm"))(t))
	return must(strconv.ParseInt(string(fields[1]), 10, 64))(t) * int64(os.Getpagesize())
}

// expectNoGrowth does something very often, a hundredth at a time, after a while of getting warm.
func expectNoGrowth(t *testing.T, times int, what func()) {
	t.Helper()
	var before int64
	for round := 0; round < 110; round++ {
		for i := 0; i < times/100; i++ {
			what()
		}
		collect()
		if round == 9 {
			before = residentBytes(t)
		}
	}
	if grown := residentBytes(t) - before; grown > 48<<20 {
		t.Errorf("grown by %d bytes", grown)
	}
}

// collect frees what is not used any more: its finalizers are done when those of two objects are that came later.
func collect() {
	for i := 0; i < 2; i++ {
		done := make(chan struct{})
		runtime.SetFinalizer(new([64]byte), func(*[64]byte) { close(done) })
		runtime.GC()
		<-done
	}
}

func TestClosingFrees(t *testing.T) {
	expectNoGrowth(t, 1_000_000, func() { must(nsv.Parse("1.2.3-rc.1"))(t).Close() })
}

func TestTheGarbageCollectorFrees(t *testing.T) {
	expectNoGrowth(t, 1_000_000, func() { must(nsv.Parse("1.2.3-rc.1"))(t) })
}

func TestFailedParsesLeaveNothing(t *testing.T) {
	expectNoGrowth(t, 1_000_000, func() {
		if _, err := nsv.Parse("1.02.3"); err == nil {
			t.Error("parsed")
		}
	})
}

func TestTextsAreFreed(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	version := must(nsv.CurrentVersion())(t)
	peer := must(nsv.NewVersion(2, 0, 0))(t)
	advertisement := must(manager.Advertisement())(t)
	expectNoGrowth(t, 50_000, func() {
		must(version.MarshalJSON())(t)
		must(version.CompatibilityMessage(peer))(t)
		must(manager.Advertisement())(t)
		must(manager.Negotiate(advertisement))(t)
		if _, _, err := manager.CanParticipate("training"); err != nil {
			t.Error(err)
		}
	})
}

func TestClosingManagersFreesThem(t *testing.T) {
	expectNoGrowth(t, 5_000, func() {
		manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
		must(nsv.NewReadiness(manager))(t).Close()
		must(manager.Network())(t).Close()
		manager.Close()
	})
}

func TestTheGarbageCollectorFreesManagers(t *testing.T) {
	expectNoGrowth(t, 5_000, func() {
		must(nsv.NewReadiness(must(nsv.NewManager(nsv.ManagerOptions{}))(t)))(t)
	})
}

func TestEverythingOutlivesWhatItCameFrom(t *testing.T) {
	network := must(nsv.Mainnet())(t)
	version := must(nsv.NewVersion(1, 0, 0))(t)
	manager := must(nsv.NewManager(nsv.ManagerOptions{Network: network, SupportedMin: version, SupportedMax: version}))(t)
	network.Close()
	version.Close()
	network = must(manager.Network())(t)
	current := must(manager.CurrentVersion())(t)
	readiness := must(nsv.NewReadiness(manager))(t)
	advertisement := must(manager.Advertisement())(t)
	manager.Close()
	collect()
	if err := readiness.Add(advertisement); err != nil {
		t.Error(err)
	}
	genesis := must(network.Genesis())(t)
	network.Close()
	if current.String() != "1.0.0" || !genesis.Equal(current) {
		t.Error(current, genesis)
	}
}

func TestCopiesShareTheVersion(t *testing.T) {
	duplicate := *must(nsv.Parse("1.2.3"))(t)
	collect()
	if duplicate.String() != "1.2.3" {
		t.Error(duplicate.String())
	}
	other := duplicate
	duplicate.Close()
	if other.String() != "" {
		t.Error("closed, and still there")
	}
}

func TestUnmarshallingLeavesCopiesAlone(t *testing.T) {
	version := must(nsv.Parse("1.2.3"))(t)
	duplicate := *version
	if err := version.UnmarshalText([]byte("2.0.0")); err != nil {
		t.Fatal(err)
	}
	collect()
	if duplicate.String() != "1.2.3" || version.String() != "2.0.0" {
		t.Error(duplicate.String(), version)
	}
}

func TestClosingLetsGoOfTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "protocol.db")
	manager := must(nsv.NewManager(nsv.ManagerOptions{Store: path}))(t)
	if !isOpen(t, path) {
		t.Fatal("the store is not open")
	}
	manager.Close()
	if isOpen(t, path) {
		t.Error("the store is still open")
	}
}

// isOpen tells whether the process has a file open.
func isOpen(t *testing.T, path string) bool {
	t.Helper()
	const descriptors = "/proc/self/fd"
	for _, entry := range must(os.ReadDir(descriptors))(t) {
		if target, _ := os.Readlink(filepath.Join(descriptors, entry.Name())); target == path {
			return true
		}
	}
	return false
}
