package neuroshardversion

import (
	"encoding/hex"

	"github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"
)

// A Digest is a SHA-256. Since 1.0.
type Digest [32]byte

// String is the digest in 64 hex digits.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// TranscriptDigest is a digest of the two advertisements of a connection as they were sent (S19), the same whichever is a.
// Compare it with the peer's over a channel that authenticates: if they differ, somebody changed what was advertised. Neither
// is parsed. It fails with [ErrLimit] beyond [MaxAdvertisement] bytes, or [ErrNoMemory]. Since 1.0.
func TranscriptDigest(a, b []byte) (Digest, error) {
	c := newCall()
	defer c.done()
	var digest Digest
	err := c.check(raw.NsvTranscriptDigest(lend(a), lend(b), (*[32]byte)(&digest), &c.err))
	return digest, err
}
