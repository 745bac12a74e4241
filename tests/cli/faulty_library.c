/* A few of the library's functions, failing as the environment variable NEUROSHARD_FAULT says. A program that is linked
 * with this file calls these instead of the library's own. */
#include <stdlib.h>
#include <string.h>

#include "neuroshard_version.h"

static int fault_is(const char* name) {
    const char* const fault = getenv("NEUROSHARD_FAULT");
    return fault != NULL && strcmp(fault, name) == 0;
}

/* Version 1.1.0 with two active NEPs, a state that takes an upgrade of the network. */
int32_t nsv_manager_current_version(const nsv_manager* manager, nsv_version** out) {
    static const nsv_text neps[] = {NSV_TEXT("NEP-001"), NSV_TEXT("NEP-003")};
    nsv_version* plain = NULL;
    int32_t status = NSV_OK;
    (void)manager;
    if (fault_is("internal")) return NSV_ERROR_INTERNAL;
    if (fault_is("no_memory")) return NSV_ERROR_NO_MEMORY;
    status = nsv_version_new(1, 1, 0, &plain, NULL);
    if (status == NSV_OK) status = nsv_version_with(plain, NULL, 0, neps, 2, out, NULL);
    nsv_version_unref(plain);
    return status;
}

int32_t nsv_version_parse_lenient(const char* text, size_t size, nsv_version** out, nsv_error* error) {
    if (!fault_is("internal")) return nsv_version_parse(text, size, out, error);
    *error = (nsv_error)NSV_ERROR_INIT;
    error->code = NSV_ERROR_INTERNAL;
    strcpy(error->message, "a defect");
    return NSV_ERROR_INTERNAL;
}

int32_t nsv_manager_status(const nsv_manager* manager) {
    (void)manager;
    return fault_is("unknown_status") ? 99 : NSV_NODE_UPGRADE_RECOMMENDED;
}

/* A new owned text; nsv_string_free() ends in free(). */
static int32_t copy(const char* text, char** out) {
    *out = malloc(strlen(text) + 1);
    if (*out == NULL) return NSV_ERROR_NO_MEMORY;
    strcpy(*out, text);
    return NSV_OK;
}

int32_t nsv_manager_status_json(const nsv_manager* manager, char** out, nsv_error* error) {
    (void)manager;
    (void)error;
    return copy("{\"message\":\"upgrade this node when convenient\",\"upgrades\":[]}", out);
}

/* One cancelled NEP, which no network's definition can list. */
static int32_t cancelled_nep(char** out) {
    return copy(
        "{\"id\":\"NEP-002\",\"title\":\"Protocol 2.0.0\",\"target_version\":\"2.0.0\",\"activation_height\":4464,"
        "\"breaking\":false,\"supported\":false,\"status\":\"cancelled\",\"phase\":null,\"days_left\":7,\"blocks_left\":8,"
        "\"cancel_reason\":\"a defect\"}",
        out);
}

int32_t nsv_manager_nep_json(const nsv_manager* manager, uint64_t index, char** out, nsv_error* error) {
    (void)manager;
    (void)error;
    return index > 0 ? NSV_ERROR_NOT_FOUND : cancelled_nep(out);
}

int32_t nsv_manager_find_nep_json(const nsv_manager* manager, const char* id, size_t size, char** out, nsv_error* error) {
    (void)manager;
    (void)id;
    (void)size;
    (void)error;
    return cancelled_nep(out);
}

/* No definition of a network gets such an id past the library. */
const char* nsv_network_id(const nsv_network* network) {
    (void)network;
    return "a\"b\\c\nd";
}
