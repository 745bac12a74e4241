package neuroshardversion_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	nsv "github.com/neuroshard-ai/libneuroshard-version/bindings/go"
)

// inputs is an object of inputs, which remembers the keys it was asked for.
type inputs struct {
	t      *testing.T
	values map[string]any
	asked  map[string]bool
}

func newInputs(t *testing.T, value any) *inputs {
	t.Helper()
	values, ok := value.(map[string]any)
	if !ok {
		t.Fatalf("%v is no object", value)
	}
	return &inputs{t, values, map[string]bool{}}
}

func (in *inputs) has(key string) bool {
	in.asked[key] = true
	_, has := in.values[key]
	return has
}

func (in *inputs) get(key string) any {
	in.t.Helper()
	if !in.has(key) {
		in.t.Fatalf("the input %s is missing", key)
	}
	return in.values[key]
}

func (in *inputs) expectNoOtherKeys() {
	in.t.Helper()
	for key := range in.values {
		if !in.asked[key] {
			in.t.Errorf("unknown key %s", key)
		}
	}
}

func (in *inputs) string(key string) string { return as[string](in.t, in.get(key)) }
func (in *inputs) array(key string) []any   { return as[[]any](in.t, in.get(key)) }

// number is an N.
func (in *inputs) number(key string) uint64 {
	in.t.Helper()
	number, err := strconv.ParseUint(in.string(key), 10, 64)
	if err != nil {
		in.t.Fatal(err)
	}
	return number
}

// text is a T.
func (in *inputs) text(key string) string { return text(in.t, in.get(key)) }

// json is a J.
func (in *inputs) json(key string) []byte { return jsonText(in.t, in.get(key)) }

// version is a V.
func (in *inputs) version(key string) (*nsv.Version, error) { return version(in.t, in.get(key)) }

func (in *inputs) texts(key string) []string {
	texts := []string{}
	for _, value := range in.array(key) {
		texts = append(texts, text(in.t, value))
	}
	return texts
}

func (in *inputs) network() (*nsv.Network, error) {
	if !in.has("network") {
		return nsv.Mainnet()
	}
	return nsv.NetworkFromJSON(readFile(in.t, filepath.Join(vectors, "networks", in.string("network")+".json")))
}

// as is a value of JSON that must be of a type.
func as[T any](t *testing.T, value any) T {
	t.Helper()
	typed, ok := value.(T)
	if !ok {
		t.Fatalf("%v is no %T", value, typed)
	}
	return typed
}

func text(t *testing.T, value any) string {
	t.Helper()
	if text, ok := value.(string); ok {
		return text
	}
	in := newInputs(t, value)
	defer in.expectNoOtherKeys()
	if in.has("repeat") {
		times, err := as[json.Number](t, in.get("times")).Int64()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Repeat(in.string("repeat"), int(times))
	}
	decoded, err := hex.DecodeString(in.string("hex"))
	if err != nil {
		t.Fatal(err)
	}
	return string(decoded)
}

func jsonText(t *testing.T, value any) []byte {
	t.Helper()
	if object, ok := value.(map[string]any); ok && len(object) == 1 {
		if value, ok := object["value"]; ok {
			return jsonOf(t, value)
		}
	}
	return []byte(text(t, value))
}

func version(t *testing.T, value any) (*nsv.Version, error) {
	t.Helper()
	if text, ok := value.(string); ok {
		return nsv.Parse(text)
	}
	in := newInputs(t, value)
	defer in.expectNoOtherKeys()
	return nsv.VersionFromJSON([]byte(in.text("json")))
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// parse keeps numbers as they are written.
func parse(t *testing.T, document []byte) (value any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func jsonOf(t *testing.T, value any) []byte {
	t.Helper()
	document, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return document
}
