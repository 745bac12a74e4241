/* What a later release of the library may do: answer with numbers that this package does not know. */
#include <neuroshard_version.h>
#include <string.h>

int32_t nsv_manager_check_peer(const nsv_manager* manager, const char* advertisement, size_t size, nsv_verdict* verdict,
                               nsv_error* error) {
    (void)manager;
    if (size != 0 && advertisement[0] == '!') {
        error->code = -12345;
        error->offset = 3;
        strcpy(error->message, "too late");
        return error->code;
    }
    verdict->level = 12345;
    verdict->reason = 71;
    verdict->upgrade = -1;
    verdict->cut_height = UINT64_MAX;
    return NSV_OK;
}

const char* nsv_reason_name(int32_t reason) { return reason == 71 ? "MOON_PHASE" : "UNKNOWN"; }

int32_t nsv_manager_status(const nsv_manager* manager) {
    (void)manager;
    return 77;
}
