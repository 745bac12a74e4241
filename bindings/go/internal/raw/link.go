// Package raw is the C interface, function by function, as SWIG wraps it: raw.i says how. Handles are the C pointers as
// uintptr; whoever calls keeps what they belong to alive until the call has returned. Texts that come back are copies.
package raw

/*
#cgo !static pkg-config: neuroshard_version
#cgo static LDFLAGS: -l:libneuroshard_version.a -Wl,--as-needed
#cgo static pkg-config: --static neuroshard_version

#include <neuroshard_version.h>
#if NSV_LIBRARY_VERSION_NUMBER < 1000000
#error "this Go package needs libneuroshard_version 1.0.0 or later; pkg-config has found an older neuroshard_version.h"
#endif
*/
import "C"

//go:generate swig -go -cgo -Wall -Werror -I../../../../include -o raw_wrap.c raw.i
