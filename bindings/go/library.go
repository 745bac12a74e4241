package neuroshardversion

import "github.com/neuroshard-ai/libneuroshard-version/bindings/go/internal/raw"

// Bounds of what is read; more is refused with [ErrLimit] before it is looked at. Since 1.0.
const (
	MaxVersionText   = 255     // bytes of a version's text
	MaxVersionJSON   = 65536   // bytes of a version's JSON
	MaxNetworkJSON   = 1048576 // bytes of a network's definition
	MaxNEPJSON       = 65536   // bytes of a NEP's JSON
	MaxAdvertisement = 65536   // bytes of a node's advertisement
	MaxFeatures      = 256     // features of a version, or in a registry
	MaxNEPs          = 4096    // active NEPs of a version, or in a schedule
	MaxRecord        = 1114112 // bytes of a record of the log
)

// MaxHeight is the largest height and time: 2^53 - 1, which every JSON reader keeps exactly. Since 1.0.
const MaxHeight uint64 = 9007199254740991

// LibraryVersion is the release of the library that is loaded, as in 1.0.0; not a protocol version. Since 1.0.
func LibraryVersion() string { return raw.NsvLibraryVersion() }

// LibraryVersionNumber is the release of the library that is loaded as MAJOR * 1000000 + MINOR * 1000 + PATCH. Since 1.0.
func LibraryVersionNumber() uint32 { return uint32(raw.NsvLibraryVersionNumber()) }
