package neuroshardversion_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"sort"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

func TestNumbersOf64Bits(t *testing.T) {
	version := must(nsv.NewVersion(math.MaxUint64, 0, math.MaxInt64+1))(t)
	if version.Major() != math.MaxUint64 || version.Patch() != math.MaxInt64+1 {
		t.Error(version)
	}
	if text := version.String(); text != "18446744073709551615.0.9223372036854775808" {
		t.Error(text)
	}
}

func TestVersionsAreSorted(t *testing.T) {
	var versions nsv.Versions
	for _, text := range []string{"2.0.0", "1.0.0", "1.0.0-rc.1", "1.10.0", "1.9.0"} {
		versions = append(versions, must(nsv.Parse(text))(t))
	}
	versions = append(versions, new(nsv.Version))
	sort.Sort(versions)
	if text := fmt.Sprint(versions); text != "[ 1.0.0-rc.1 1.0.0 1.9.0 1.10.0 2.0.0]" {
		t.Error(text)
	}
}

func TestEqualVersionsHaveEqualHashes(t *testing.T) {
	one := must(nsv.Parse("1.0.0+a"))(t)
	other := must(must(nsv.Parse("1.0.0+b"))(t).With([]string{"mtp"}, nil))(t)
	if !one.Equal(other) || one.Hash() != other.Hash() || one.Less(other) || one.Hash() == must(nsv.Parse("1.0.1"))(t).Hash() {
		t.Error("not equal")
	}
}

func TestNothingIsLostInJSON(t *testing.T) {
	version := must(must(nsv.Parse("1.2.3-rc.1+build.5"))(t).With([]string{"mtp", "diloco"}, []string{"NEP-002", "NEP-001"}))(t)
	var read nsv.Version
	if err := json.Unmarshal(must(json.Marshal(version))(t), &read); err != nil {
		t.Fatal(err)
	}
	if read.String() != version.String() || !reflect.DeepEqual(read.Features(), version.Features()) ||
		!reflect.DeepEqual(read.ActiveNEPs(), version.ActiveNEPs()) {
		t.Errorf("%s", jsonOf(t, &read))
	}
}

func TestVersionsAreTexts(t *testing.T) {
	version := must(nsv.Parse("1.2.3-rc.1"))(t)
	if text := must(version.MarshalText())(t); string(text) != "1.2.3-rc.1" {
		t.Errorf("%s", text)
	}
}

func TestAFailedUnmarshalChangesNothing(t *testing.T) {
	version := must(nsv.Parse("1.2.3"))(t)
	network := must(nsv.Mainnet())(t)
	for _, err := range []error{
		version.UnmarshalText([]byte("1.2")), version.UnmarshalJSON([]byte(`{"major":1,"minor":2,"patch":-3}`)),
		network.UnmarshalJSON([]byte("{}")),
	} {
		var failure *nsv.Error
		if !errors.As(err, &failure) {
			t.Error(err)
		}
	}
	for _, err := range []error{version.UnmarshalJSON([]byte("null")), network.UnmarshalJSON([]byte("null"))} {
		if err != nil {
			t.Error(err)
		}
	}
	if version.String() != "1.2.3" || network.ID() != "neuroshard-mainnet" {
		t.Error(version, network.ID())
	}
}

func TestANetworkIsReadFromItsJSON(t *testing.T) {
	var network nsv.Network
	if err := json.Unmarshal(must(json.Marshal(must(nsv.Mainnet())(t)))(t), &network); err != nil {
		t.Fatal(err)
	}
	if network.ID() != "neuroshard-mainnet" || !reflect.DeepEqual(network.Features(), must(nsv.Mainnet())(t).Features()) {
		t.Errorf("%s", jsonOf(t, &network))
	}
}
