package neuroshardversion

import (
	"strings"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// A Version is a protocol version: a SemVer 2.0.0 version, a set of features and the list of active NEPs. It is ordered and
// hashed by SemVer precedence: build metadata, features and NEPs do not count.
//
// It is immutable, but for UnmarshalText and UnmarshalJSON, which make it another one. Its zero value is no version: it is as
// a nil or a closed one. Since 1.0.
type Version struct {
	handle *handle
}

func (v *Version) get() *handle {
	if v == nil {
		return nil
	}
	return v.handle
}

// NewVersion is the version major.minor.patch, without features or NEPs. It fails with [ErrNoMemory] alone. Since 1.0.
func NewVersion(major, minor, patch uint64) (*Version, error) {
	return create((*call).version, func(out *uintptr, err *raw.Error) int32 {
		return raw.NsvVersionNew(major, minor, patch, out, err)
	})
}

// Parse reads SemVer 2.0.0 text, and nothing but it (S1): at most [MaxVersionText] bytes, each number a uint64. It fails with
// [ErrSyntax], whose offset is the first byte that is wrong, [ErrRange] for a number that is too large, or [ErrLimit] for text
// that is too long. Since 1.0.
func Parse(text string) (*Version, error) {
	return create((*call).version, func(out *uintptr, err *raw.Error) int32 { return raw.NsvVersionParse(text, out, err) })
}

// ParseLenient is [Parse] that takes what people type: a leading v, and 1 or 1.2 for 1.0.0, 1.2.0. Since 1.0.
func ParseLenient(text string) (*Version, error) {
	return create((*call).version, func(out *uintptr, err *raw.Error) int32 {
		return raw.NsvVersionParseLenient(text, out, err)
	})
}

// VersionFromJSON reads {"major":1,"minor":0,"patch":0,"features":[…],"active_neps":[…]} (S15), at most [MaxVersionJSON] bytes.
//
// The three numbers are needed, the lists may be absent; prerelease and build are taken where present; other keys are ignored.
// It fails with [ErrSyntax], [ErrRange], [ErrLimit], [ErrSchema] or [ErrDuplicate], the message beginning with the JSON path or
// naming the byte. Since 1.0.
func VersionFromJSON(json []byte) (*Version, error) {
	return create((*call).version, func(out *uintptr, err *raw.Error) int32 {
		return raw.NsvVersionFromJson(lend(json), out, err)
	})
}

// CurrentVersion is the current version of the built-in network, with its features and active NEPs. It fails with
// [ErrNoMemory] alone. Since 1.0.
func CurrentVersion() (*Version, error) {
	return create((*call).version, func(out *uintptr, _ *raw.Error) int32 { return raw.NsvCurrentVersion(out) })
}

// With is a copy with these features and these active NEPs in place of its own.
//
// Features are names of the form [a-z][a-z0-9_]{0,63} (S3), at most [MaxFeatures]; NEPs are NEP- and three or more digits, in
// the order of activation, at most [MaxNEPs]. It fails with [ErrLimit], also for a version whose JSON would be longer than
// [MaxVersionJSON], or with [ErrSyntax], [ErrRange] or [ErrDuplicate], the message beginning with the place, as in features[2].
// Since 1.0.
func (v *Version) With(features, activeNEPs []string) (*Version, error) {
	names := append(append([]string{}, features...), activeNEPs...)
	sizes := make([]uint64, len(names)+1) // never empty, to have an address
	for i, name := range names {
		sizes[i] = uint64(len(name))
	}
	return obtain(v.get(), (*call).version, func(pointer uintptr, out *uintptr, err *raw.Error) int32 {
		return raw.NsvVersionWith(pointer, strings.Join(names, ""), &sizes[0], uint64(len(features)), uint64(len(activeNEPs)),
			out, err)
	})
}

// Close frees the version at once, where the garbage collector would some time. It never fails. Since 1.0.
func (v *Version) Close() error {
	v.get().close()
	return nil
}

// Major is MAJOR, and 0 where v is closed. Since 1.0.
func (v *Version) Major() uint64 { return ask(v.get(), 0, raw.NsvVersionMajor) }

// Minor is MINOR, and 0 where v is closed. Since 1.0.
func (v *Version) Minor() uint64 { return ask(v.get(), 0, raw.NsvVersionMinor) }

// Patch is PATCH, and 0 where v is closed. Since 1.0.
func (v *Version) Patch() uint64 { return ask(v.get(), 0, raw.NsvVersionPatch) }

// Prerelease is the pre-release without its -, empty for a release and where v is closed. Since 1.0.
func (v *Version) Prerelease() string { return ask(v.get(), "", raw.NsvVersionPrerelease) }

// Build is the build metadata without its +, empty where there is none and where v is closed. Since 1.0.
func (v *Version) Build() string { return ask(v.get(), "", raw.NsvVersionBuild) }

// String is the SemVer text, as in 1.2.3-rc.1, and empty where v is closed. Since 1.0.
func (v *Version) String() string { return ask(v.get(), "", raw.NsvVersionString) }

// Features are the features in ascending order, none where v is closed. Since 1.0.
func (v *Version) Features() []string {
	return ask(v.get(), nil, func(pointer uintptr) []string {
		return list(raw.NsvVersionFeatureCount(pointer), func(i uint64) string { return raw.NsvVersionFeatureAt(pointer, i) })
	})
}

// ActiveNEPs are the ids of the active NEPs in the order of activation, none where v is closed. Since 1.0.
func (v *Version) ActiveNEPs() []string {
	return ask(v.get(), nil, func(pointer uintptr) []string {
		return list(raw.NsvVersionActiveNepCount(pointer), func(i uint64) string { return raw.NsvVersionActiveNepAt(pointer, i) })
	})
}

// SupportsFeature tells whether the version has a feature. A name that is not one (malformed, empty) is a feature no version
// has; a closed version has none. Since 1.0.
func (v *Version) SupportsFeature(name string) bool {
	h := v.get()
	pointer, err := h.enter()
	if err != nil {
		return false
	}
	defer h.leave()
	return raw.NsvVersionSupportsFeature(pointer, name) == 1
}
