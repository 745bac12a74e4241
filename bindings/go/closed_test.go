package neuroshardversion_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

// documented are the methods of what is closed, nil or zero that have no error, and what they give then.
var documented = map[string]any{
	"Version.Major": uint64(0), "Version.Minor": uint64(0), "Version.Patch": uint64(0), "Version.Hash": uint64(0),
	"Version.Prerelease": "", "Version.Build": "", "Version.String": "",
	"Version.Features": []string(nil), "Version.ActiveNEPs": []string(nil), "Version.SupportsFeature": false,
	"Version.Compare": 0, "Version.Less": false, "Version.Equal": true,
	"Version.CheckCompatibility": nsv.Incompatible, "Version.IsCompatible": false, "Version.SideToUpgrade": nsv.SideNone,
	"Network.ID": "", "Network.NoticeDays": uint64(0), "Network.GraceFromDay": uint64(0),
	"Network.Features": []nsv.Feature(nil), "Network.History": []nsv.HistoryEntry(nil), "Network.Roles": []nsv.Role(nil),
	"Manager.Status": nsv.NodeMustUpgrade, "Manager.Height": uint64(0), "Manager.Time": uint64(0),
	"Manager.NEPCount": uint64(0), "Manager.RecordCount": uint64(0),
}

// unclosed are methods that make something of the receiver, or give something that fails later.
var unclosed = map[string]bool{
	"Version.UnmarshalText": true, "Version.UnmarshalJSON": true, "Network.UnmarshalJSON": true, "Manager.Records": true,
}

// callAll calls every method, with zero values for arguments.
func callAll(t *testing.T, receiver any) {
	value := reflect.ValueOf(receiver)
	for i := 0; i < value.NumMethod(); i++ {
		name := value.Type().Elem().Name() + "." + value.Type().Method(i).Name
		if unclosed[name] {
			continue
		}
		method := value.Method(i)
		arguments := make([]reflect.Value, method.Type().NumIn())
		for j := range arguments {
			arguments[j] = reflect.Zero(method.Type().In(j))
		}
		results := method.Call(arguments)
		last := results[len(results)-1].Interface()
		expected, has := documented[name]
		switch {
		case has && !reflect.DeepEqual(last, expected):
			t.Errorf("%s gives %v", name, last)
		case !has && value.Type().Method(i).Name == "Close" && last != nil:
			t.Errorf("%s gives %v", name, last)
		case !has && value.Type().Method(i).Name != "Close" && !errors.Is(asError(last), nsv.ErrClosed):
			t.Errorf("%s gives %v", name, last)
		}
	}
}

func asError(value any) error {
	err, _ := value.(error)
	return err
}

func TestWhatIsClosedSaysSo(t *testing.T) {
	version := must(nsv.CurrentVersion())(t)
	network := must(nsv.Mainnet())(t)
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	readiness := must(nsv.NewReadiness(manager))(t)
	for _, closer := range []interface{ Close() error }{version, network, manager, readiness} {
		for i := 0; i < 2; i++ {
			if err := closer.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	for _, receiver := range []any{version, network, manager, readiness} {
		callAll(t, receiver)
	}
}

func TestWhatIsNilOrZeroSaysSo(t *testing.T) {
	for _, receiver := range []any{
		(*nsv.Version)(nil), (*nsv.Network)(nil), (*nsv.Manager)(nil), (*nsv.Readiness)(nil),
		new(nsv.Version), new(nsv.Network), new(nsv.Manager), new(nsv.Readiness),
	} {
		callAll(t, receiver)
	}
}

func TestNilCannotBecomeSomething(t *testing.T) {
	for _, err := range []error{
		(*nsv.Version)(nil).UnmarshalText([]byte("1.0.0")),
		(*nsv.Version)(nil).UnmarshalJSON([]byte(`{"major":1,"minor":0,"patch":0}`)),
		(*nsv.Network)(nil).UnmarshalJSON(must(must(nsv.Mainnet())(t).MarshalJSON())(t)),
	} {
		if !errors.Is(err, nsv.ErrClosed) {
			t.Error(err)
		}
	}
}

func TestClosedArgumentsSaySo(t *testing.T) {
	manager := must(nsv.NewManager(nsv.ManagerOptions{}))(t)
	closed := must(nsv.NewVersion(1, 0, 0))(t)
	closed.Close()
	network := new(nsv.Network)
	calls := map[string]func() error{
		"CheckPeerCompatibility": func() error { _, err := manager.CheckPeerCompatibility(closed); return err },
		"VerdictMessage":         func() error { _, err := manager.VerdictMessage(closed, nsv.Verdict{}); return err },
		"CompatibilityMessage": func() error {
			_, err := must(nsv.CurrentVersion())(t).CompatibilityMessage(closed)
			return err
		},
		"SupportedMin":  func() error { _, err := nsv.NewManager(nsv.ManagerOptions{SupportedMin: closed}); return err },
		"SupportedMax":  func() error { _, err := nsv.NewManager(nsv.ManagerOptions{SupportedMax: closed}); return err },
		"Network":       func() error { _, err := nsv.NewManager(nsv.ManagerOptions{Network: network}); return err },
		"ImportManager": func() error { _, err := nsv.ImportManager(nsv.ManagerOptions{Network: network}, nil); return err },
		"NewReadiness":  func() error { _, err := nsv.NewReadiness(nil); return err },
		"Records": func() error {
			records := new(nsv.Manager).Records(0)
			if records.Next() || records.JSON() != nil {
				t.Error("a record of nothing")
			}
			return records.Err()
		},
		"json.Marshal": func() error { _, err := json.Marshal(closed); return err },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, nsv.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	open := must(nsv.NewVersion(1, 0, 0))(t)
	if open.Compare(closed) != 1 || closed.Compare(open) != -1 || open.IsCompatible(closed) || closed.IsCompatible(open) {
		t.Error("what is closed is not before all that is not")
	}
}
