// SPDX-License-Identifier: Apache-2.0

// Package neuroshardversion tells who may talk to whom in a NeuroShard network, what two nodes may use together, and what an
// upgrade of the network means for a node. It carries the calls of the C library libneuroshard_version, which must be
// installed where pkg-config finds it; the build tag static links the static library.
//
// [Version] and [Network] are immutable values. A [Manager] is one node's view of its network. A [Readiness] counts over many
// peers' advertisements.
//
// Heights are blocks, times are Unix seconds; both are at most [MaxHeight]. Texts that people write are strings; JSON
// documents are byte slices. Both are handed over as the bytes they are, and must be UTF-8 without NUL.
//
// # Errors
//
// What the library refuses is an [*Error], with its status, the byte of the input and a message. Ask for a status with
// [errors.Is] and [ErrSyntax] and its like. Anything that is nil, zero or closed gives [ErrClosed], or the value that its
// method names where it has no error. Nothing here panics.
//
// # Ownership
//
// The garbage collector frees what is not used any more. Close frees it at once, which matters for a [Manager] with a store
// and where very many values are made. Close may be called at any time and as often as one likes; a call that is under way
// ends first. Values that came from another one do not need it any longer.
//
// # Threads
//
// Everything may be used by any number of goroutines at once. Only UnmarshalText, UnmarshalJSON and a [Records] iterator are
// for one goroutine at a time, as they change what they are called on.
package neuroshardversion
