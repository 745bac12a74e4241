package neuroshardversion_test

// Runs tests/vectors; tests/vectors/README.md says what the files mean.

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

const vectors = "../../tests/vectors"

func TestVectors(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(vectors, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(paths)
	var report strings.Builder
	total := 0
	for _, path := range paths {
		name := filepath.Base(path)
		count := 0
		t.Run(name, func(t *testing.T) { count = runFile(t, path) })
		fmt.Fprintf(&report, "vectors: %s: %d cases\n", name, count)
		total += count
	}
	fmt.Fprintf(&report, "vectors: total: %d cases\n", total)
	if total == 0 {
		t.Error("there are no cases")
	}
	if file := os.Getenv("VECTORS_REPORT"); file != "" {
		if err := os.WriteFile(file, []byte(report.String()), 0o666); err != nil {
			t.Error(err)
		}
	}
}

func runFile(t *testing.T, path string) int {
	file := newInputs(t, parse(t, readFile(t, path)))
	name := file.string("operation")
	file.string("about")
	file.get("rules")
	cases := file.array("cases")
	file.expectNoOtherKeys()
	operation, known := operations[name]
	if !known {
		t.Fatalf("unknown operation %s", name)
	}
	if len(cases) == 0 {
		t.Error("there are no cases")
	}
	for _, value := range cases {
		in := newInputs(t, value)
		t.Run(in.string("name"), func(t *testing.T) { runCase(t, in, operation) })
	}
	return len(cases)
}

func runCase(t *testing.T, in *inputs, operation func(*inputs) (any, error)) {
	in.t = t
	expected := map[string]any{}
	for _, outcome := range []string{"ok", "error"} {
		if in.has(outcome) {
			expected[outcome] = in.get(outcome)
		}
	}
	if len(expected) != 1 {
		t.Fatal("expected either ok or error")
	}
	got := map[string]any{}
	if ok, err := operation(in); err != nil {
		got["error"] = describeError(t, err)
	} else {
		got["ok"] = ok
	}
	expectSame(t, got, expected)
	in.expectNoOtherKeys()
}

func describeError(t *testing.T, err error) any {
	t.Helper()
	var failure *nsv.Error
	if !errors.As(err, &failure) {
		t.Fatalf("not of the library: %v", err)
	}
	var offset any
	if failure.Offset != nsv.NoOffset {
		offset = failure.Offset
	}
	return map[string]any{"status": failure.Status.String(), "offset": offset, "message": failure.Message}
}

// expectSame compares what may have types of Go with what was read from JSON.
func expectSame(t *testing.T, got, expected any) {
	t.Helper()
	if normal := parse(t, jsonOf(t, got)); !reflect.DeepEqual(normal, expected) {
		t.Errorf("got      %s\nexpected %s", jsonOf(t, got), jsonOf(t, expected))
	}
}
