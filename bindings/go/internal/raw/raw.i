// What Go wraps: the C header. link.go has the command that writes raw.go and raw_wrap.c; without -intgosize they fit a Go int
// of any size. Nothing here allocates on the Go side, and a call of the library is one call of C.
%module raw

%{
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "neuroshard_version.h"
%}

%include <stdint.i>
%go_import("strings")

%rename("%(camelcase)s") "";

// Go has its own: typed constants, and structs of the same layout.
%rename("$ignore", %$isenum) "";
%rename("$ignore", %$isenumitem) "";
%rename("$ignore", %$isconstant) "";
%ignore nsv_error;
%ignore nsv_text;
%ignore nsv_manager_options;
%ignore nsv_verdict;

%insert(go_wrapper) %{
// Error is nsv_error.
type Error struct {
	Size    uint32
	Code    int32
	Offset  uint64
	Message [496]byte
}

// Verdict is nsv_verdict.
type Verdict struct {
	Size      uint32
	Level     int32
	Reason    int32
	Upgrade   int32
	CutHeight uint64
}

// lend is memory that a call may write to or read, as a string.
func lend(memory unsafe.Pointer, size uintptr) string {
	text := struct {
		memory unsafe.Pointer
		size   int
	}{memory, int(size)}
	return *(*string)(unsafe.Pointer(&text))
}
%}

%{
typedef char go_has_another_nsv_error[sizeof(nsv_error) == 512 && offsetof(nsv_error, message) == 16 ? 1 : -1];
typedef char go_has_another_nsv_verdict[sizeof(nsv_verdict) == 24 && offsetof(nsv_verdict, cut_height) == 16 ? 1 : -1];
%}

// A C int is 32 bits wide wherever Go runs, a Go int is not.
%typemap(gotype) int32_t "int32"

// Handles, borrowed and made.
%typemap(gotype) nsv_version*, const nsv_version* "uintptr"
%typemap(gotype) nsv_network*, const nsv_network* "uintptr"
%typemap(gotype) nsv_manager*, const nsv_manager* "uintptr"
%typemap(gotype) nsv_readiness*, const nsv_readiness* "uintptr"

// Memory of Go that a call writes to or reads crosses as a string does, for then cgo knows without looking that there are no
// pointers of Go in it. To look for them at run time takes longer than all else of a call.
%define MEMORY(c_type, go_type)
%typemap(gotype) c_type "*" #go_type
%typemap(imtype) c_type "string"
%typemap(goin) c_type %{ $result = lend(unsafe.Pointer($input), unsafe.Sizeof(*$input)) %}
%typemap(in) c_type %{ $1 = ($1_ltype)$input.p; %}
%enddef
MEMORY(nsv_error*, Error)
MEMORY(nsv_verdict*, Verdict)
MEMORY(const nsv_verdict*, Verdict)
MEMORY(nsv_version**, uintptr)
MEMORY(nsv_network**, uintptr)
MEMORY(nsv_manager**, uintptr)
MEMORY(nsv_readiness**, uintptr)
MEMORY(char**, uintptr)
MEMORY(uint64_t*, uint64)
MEMORY(uint8_t[8], [8]byte)
MEMORY(uint8_t[32], [32]byte)
MEMORY(const uint8_t*, [32]byte)

// A text goes in where Go keeps it, by address and size. An empty one may have no address in Go, which the library refuses.
%typemap(gotype) (const char* text, size_t size) "string"
%typemap(in) (const char* text, size_t size) %{
  $1 = $input.n == 0 ? (char *)"" : $input.p;
  $2 = (size_t)$input.n;
%}
%apply (const char* text, size_t size) {
  (const char* json, size_t size), (const char* json_lines, size_t size), (const char* advertisement, size_t size),
  (const char* name, size_t size), (const char* role, size_t size), (const char* id, size_t id_size),
  (const char* reason, size_t reason_size), (const char* a, size_t a_size), (const char* b, size_t b_size),
  (const char* store, size_t store_size)
};

// A text that is borrowed comes out as a copy; NULL as an empty one.
%typemap(out) const char* %{
  $result.p = (char *)$1;
  $result.n = $1 == NULL ? 0 : (intgo)strlen($1);
%}
%typemap(goout) const char* %{ $result = strings.Clone($1) %}

// A text that is owned is a handle. NsvOwnedText lends it until NsvStringFree.
%typemap(gotype) char* owned "uintptr"
%typemap(in) char* owned %{ $1 = *($&1_ltype)&$input; %}
%typemap(freearg) char* owned ""
%apply char* owned { char* text };
%typemap(out) char* nsv_owned_text = const char*;
%typemap(goout) char* nsv_owned_text ""

// Replaced below by functions that take no pointers inside of what they point to, which cgo forbids.
%ignore nsv_manager_new;
%ignore nsv_manager_import;
%ignore nsv_version_with;

%include "neuroshard_version.h"

%rename(NsvManagerNew) go_manager_new;
%rename(NsvManagerImport) go_manager_import;
%rename(NsvVersionWith) go_version_with;
%ignore go_options;

%inline %{
static char* nsv_owned_text(char* owned) { return owned; }

static nsv_manager_options go_options(uint32_t flags, const nsv_network* network, const nsv_version* supported_min,
                                      const nsv_version* supported_max, const char* store, size_t store_size,
                                      uint64_t unix_time) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    options.flags = flags;
    options.network = network;
    options.supported_min = supported_min;
    options.supported_max = supported_max;
    options.store = store_size == 0 ? NULL : store;
    options.store_size = store_size;
    options.unix_time = unix_time;
    return options;
}

static int32_t go_manager_new(uint32_t flags, const nsv_network* network, const nsv_version* supported_min,
                              const nsv_version* supported_max, const char* store, size_t store_size, uint64_t unix_time,
                              nsv_manager** out, nsv_error* error) {
    const nsv_manager_options options =
        go_options(flags, network, supported_min, supported_max, store, store_size, unix_time);
    return nsv_manager_new(&options, out, error);
}

static int32_t go_manager_import(uint32_t flags, const nsv_network* network, const nsv_version* supported_min,
                                 const nsv_version* supported_max, const char* store, size_t store_size, uint64_t unix_time,
                                 const char* json_lines, size_t size, nsv_manager** out, nsv_error* error) {
    const nsv_manager_options options =
        go_options(flags, network, supported_min, supported_max, store, store_size, unix_time);
    return nsv_manager_import(&options, json_lines, size, out, error);
}

/* The texts lie behind each other: first the features, then the NEPs, each as long as `sizes` says. */
static int32_t go_version_with(const nsv_version* version, const char* text, size_t size, uint64_t* sizes,
                               uint64_t feature_count, uint64_t active_nep_count, nsv_version** out, nsv_error* error) {
    const uint64_t count = feature_count + active_nep_count;
    nsv_text* texts = (nsv_text*)calloc(count + 1, sizeof *texts);
    int32_t status = NSV_ERROR_NO_MEMORY;
    uint64_t i;
    (void)size;
    if (texts == NULL) {
        error->code = status;
        error->offset = NSV_NO_OFFSET;
        strcpy(error->message, "out of memory");
        return status;
    }
    for (i = 0; i < count; ++i) {
        texts[i].data = text;
        texts[i].size = sizes[i];
        text += sizes[i];
    }
    status = nsv_version_with(version, texts, feature_count, texts + feature_count, active_nep_count, out, error);
    free(texts);
    return status;
}
%}
