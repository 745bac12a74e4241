package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// MarshalText is the SemVer text, without features and NEPs, or [ErrClosed]. Since 1.0.
func (v *Version) MarshalText() ([]byte, error) {
	h := v.get()
	pointer, err := h.enter()
	if err != nil {
		return nil, err
	}
	defer h.leave()
	return []byte(raw.NsvVersionString(pointer)), nil
}

// UnmarshalText makes v the version that [Parse] reads; where that fails, v stays as it was. It is for one goroutine at a time.
// Since 1.0.
func (v *Version) UnmarshalText(text []byte) error { return v.become(Parse(string(text))) }

// MarshalJSON is the inverse of [VersionFromJSON]: compact, features sorted, the five keys first; prerelease and build behind
// them only where the version has them. Nothing is lost. It fails with [ErrClosed] or [ErrNoMemory] alone. Since 1.0.
func (v *Version) MarshalJSON() ([]byte, error) {
	return obtain(v.get(), (*call).document, raw.NsvVersionToJson)
}

// UnmarshalJSON makes v the version that [VersionFromJSON] reads; where that fails, and for null, v stays as it was. It is for
// one goroutine at a time. Since 1.0.
func (v *Version) UnmarshalJSON(json []byte) error {
	if string(json) == "null" {
		return nil
	}
	return v.become(VersionFromJSON(json))
}

// become makes v another version. The one it was may still be used through copies of v; the garbage collector knows.
func (v *Version) become(other *Version, err error) error {
	if err != nil {
		return err
	}
	if v == nil {
		return ErrClosed
	}
	*v = *other
	return nil
}
