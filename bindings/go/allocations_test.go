//go:build !race

// The race detector has pools forget what they keep.

package neuroshardversion_test

import (
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func TestHotCallsAllocateNothing(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	version := must(nsv.CurrentVersion())(t)
	advertisement := must(manager.Advertisement())(t)
	for name, call := range map[string]func() error{
		"CheckPeer":              func() error { return second(manager.CheckPeer(advertisement)) },
		"CheckPeerCompatibility": func() error { return second(manager.CheckPeerCompatibility(version)) },
		"Advance":                func() error { return manager.Advance(1, start) },
		"Compare":                func() error { version.Compare(version); return nil },
		"CheckCompatibility":     func() error { version.CheckCompatibility(version); return nil },
		"SupportsFeature":        func() error { version.SupportsFeature("diloco"); return nil },
		"Status":                 func() error { manager.Status(); return nil },
		"Height":                 func() error { manager.Height(); return nil },
	} {
		if allocations := testing.AllocsPerRun(1000, func() {
			if err := call(); err != nil {
				t.Error(err)
			}
		}); allocations >= 1 {
			t.Errorf("%s allocates %v times", name, allocations)
		}
	}
}
