package neuroshardversion_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

const header = "../../include/neuroshard_version.h"

// unreached are the functions of the header that nothing here calls, and why.
var unreached = map[string]string{
	"nsv_version_ref": "pointers of Go are shared; the library's reference is released once",
	"nsv_network_ref": "likewise",
}

// sources is all Go of the package that is not a test.
func sources(t *testing.T) string {
	t.Helper()
	paths := must(filepath.Glob("*.go"))(t)
	var all strings.Builder
	for _, path := range paths {
		if !strings.HasSuffix(path, "_test.go") {
			all.Write(readFile(t, path))
		}
	}
	return all.String()
}

// camelCase is the name that SWIG gives a function of the header.
func camelCase(name string) string {
	var camel strings.Builder
	for _, word := range strings.Split(name, "_") {
		camel.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return camel.String()
}

func TestEveryFunctionOfTheHeaderIsReached(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^NSV_API [^;(]*\b(nsv_\w+)\(`).FindAllStringSubmatch(string(readFile(t, header)), -1)
	if len(declared) < 90 {
		t.Fatalf("only %d functions were found", len(declared))
	}
	all := sources(t)
	for _, function := range declared {
		name := function[1]
		reached := regexp.MustCompile(`\braw\.` + camelCase(name) + `\b`).MatchString(all)
		if _, excepted := unreached[name]; reached == excepted {
			t.Errorf("%s: reached: %t, excepted: %t", name, reached, excepted)
		}
	}
}

// inHeader is the number of a constant.
func inHeader(t *testing.T, text, name string) int64 {
	t.Helper()
	found := regexp.MustCompile(`\b` + name + `\s*=?\s*(-?\d+)\b`).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("%s is not in the header", name)
	}
	return must(strconv.ParseInt(found[1], 10, 64))(t)
}

func TestConstantsAreThoseOfTheHeader(t *testing.T) {
	text := string(readFile(t, header))
	for name, value := range map[string]int64{
		"NSV_MAX_VERSION_TEXT": nsv.MaxVersionText, "NSV_MAX_VERSION_JSON": nsv.MaxVersionJSON,
		"NSV_MAX_NETWORK_JSON": nsv.MaxNetworkJSON, "NSV_MAX_NEP_JSON": nsv.MaxNEPJSON,
		"NSV_MAX_ADVERTISEMENT": nsv.MaxAdvertisement, "NSV_MAX_FEATURES": nsv.MaxFeatures, "NSV_MAX_NEPS": nsv.MaxNEPs,
		"NSV_MAX_RECORD": nsv.MaxRecord, "NSV_MAX_HEIGHT": int64(nsv.MaxHeight),
	} {
		if inHeader(t, text, name) != value {
			t.Errorf("%s is %d here", name, value)
		}
	}
	if strings.Count(text, "#define NSV_MAX_") != 9 {
		t.Error("the header has other bounds")
	}
}

// A kind of constants: how many the header's enum has, and what a number of Go is called.
type kind struct {
	enum, prefix string
	name         func(number int64) string
	numbers      []int64
}

func numbers[T ~int32](constants ...T) (numbers []int64) {
	for _, constant := range constants {
		numbers = append(numbers, int64(constant))
	}
	return numbers
}

var kinds = []kind{
	{"nsv_compatibility", "NSV_", func(n int64) string { return nsv.Compatibility(n).String() },
		numbers(nsv.Identical, nsv.Compatible, nsv.UpgradeRecommended, nsv.Incompatible)},
	{"nsv_side", "NSV_SIDE_", func(n int64) string { return nsv.Side(n).String() },
		numbers(nsv.SideNone, nsv.SideLocal, nsv.SidePeer)},
	{"nsv_node_status", "NSV_NODE_", func(n int64) string { return nsv.NodeStatus(n).String() },
		numbers(nsv.NodeCompatible, nsv.NodeUpgradeRecommended, nsv.NodeMustUpgrade, nsv.NodeTooNew)},
	{"nsv_reason", "NSV_REASON_", func(n int64) string { return nsv.Reason(n).String() },
		numbers(nsv.ReasonDifferentNetwork, nsv.ReasonLocalHalted, nsv.ReasonPeerHalted, nsv.ReasonPeerUnsupported,
			nsv.ReasonNoCommonVersion, nsv.ReasonLocalTooNew, nsv.ReasonPeerTooNew, nsv.ReasonLocalStale, nsv.ReasonPeerStale,
			nsv.ReasonPeerSyncing, nsv.ReasonLocalSyncing, nsv.ReasonLocalUnsupported, nsv.ReasonDiverged,
			nsv.ReasonPeerBelowMinimum, nsv.ReasonPeerReady, nsv.ReasonVersions)},
	{"nsv_status", "", func(n int64) string { return nsv.Status(n).String() },
		numbers(nsv.StatusOK, nsv.StatusArgument, nsv.StatusSyntax, nsv.StatusRange, nsv.StatusLimit, nsv.StatusSchema,
			nsv.StatusDuplicate, nsv.StatusNotFound, nsv.StatusConflict, nsv.StatusHeight, nsv.StatusNoMemory, nsv.StatusInternal,
			nsv.StatusNotice, nsv.StatusIncompatible, nsv.StatusIO, nsv.StatusFull, nsv.StatusLocked, nsv.StatusReadOnly,
			nsv.StatusCorrupt, nsv.StatusFormat)},
}

func TestEnumsAreThoseOfTheHeader(t *testing.T) {
	text := string(readFile(t, header))
	for _, kind := range kinds {
		body := regexp.MustCompile(`enum ` + kind.enum + ` \{([^}]*)\}`).FindStringSubmatch(text)
		if body == nil {
			t.Fatalf("%s is not in the header", kind.enum)
		}
		if count := len(regexp.MustCompile(`NSV_\w+ = `).FindAllString(body[1], -1)); count != len(kind.numbers) {
			t.Errorf("%s has %d values in the header and %d here", kind.enum, count, len(kind.numbers))
		}
		for _, number := range kind.numbers {
			if name := kind.prefix + kind.name(number); inHeader(t, body[1], name) != number {
				t.Errorf("%s is %d here", name, number)
			}
		}
	}
}

func TestEveryStatusHasItsError(t *testing.T) {
	all := sources(t)
	for _, status := range kinds[len(kinds)-1].numbers {
		if nsv.Status(status) == nsv.StatusOK {
			continue
		}
		found := 0
		for _, sentinel := range sentinels {
			if sentinel == nil || (&nsv.Error{Status: nsv.Status(status)}).Is(sentinel) {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%v has %d errors", nsv.Status(status), found)
		}
	}
	if strings.Count(all, "error = statusError(") != len(sentinels) {
		t.Error("the package has other errors")
	}
}

func TestStructsAreThoseOfTheHeader(t *testing.T) {
	if size := unsafe.Sizeof(raw.Error{}); size != 512 {
		t.Errorf("an nsv_error has %d bytes", size)
	}
	if size := unsafe.Sizeof(raw.Verdict{}); size != 24 {
		t.Errorf("an nsv_verdict has %d bytes", size)
	}
}

func TestReleaseIsThatOfTheHeader(t *testing.T) {
	number := inHeader(t, string(readFile(t, header)), "NSV_LIBRARY_VERSION_NUMBER")
	if uint32(number) != nsv.LibraryVersionNumber() {
		t.Errorf("the library is %d, and the header %d", nsv.LibraryVersionNumber(), number)
	}
	version := must(nsv.Parse(nsv.LibraryVersion()))(t)
	if uint64(number) != version.Major()*1000000+version.Minor()*1000+version.Patch() {
		t.Errorf("the library is %v, and the header %d", version, number)
	}
}

func TestNothingPanics(t *testing.T) {
	if strings.Contains(sources(t), "panic(") {
		t.Error("something does")
	}
	if _, err := os.Stat("internal/raw/raw.go"); err != nil {
		t.Error(err)
	}
	if strings.Contains(string(readFile(t, "internal/raw/raw_wrap.c")), "_swig_gopanic(") {
		t.Error("SWIG's code does")
	}
}
