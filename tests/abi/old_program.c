/* A program of release 1.0.0: compiled with that release's header, and linked with a library that has that release's symbols
 * alone. It must run unchanged on every later library. It passes every struct at the size that the struct had then. */
#include <neuroshard_version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                                                                    \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "old_program: line %d: expected %s: %s\n", __LINE__, #condition, error.message); \
            exit(1);                                                                                         \
        }                                                                                                    \
    } while (0)

static nsv_error error = NSV_ERROR_INIT;

static nsv_version* parse(const char* text) {
    nsv_version* version = NULL;
    EXPECT(nsv_version_parse(text, strlen(text), &version, &error) == NSV_OK);
    return version;
}

/* What is behind a struct of this release is the program's own. */
static void verdicts_keep_their_size(const nsv_manager* manager) {
    struct {
        nsv_verdict verdict;
        unsigned char behind[64];
    } room = {NSV_VERDICT_INIT, {0}};
    memset(room.behind, 0xA5, sizeof room.behind);
    nsv_version* peer = parse("2.0.0");
    char* message = NULL;
    EXPECT(nsv_manager_check_peer_compatibility(manager, peer, &room.verdict, &error) == NSV_OK);
    EXPECT(room.verdict.level == NSV_INCOMPATIBLE && room.verdict.reason == NSV_REASON_VERSIONS);
    EXPECT(nsv_verdict_message(manager, peer, &room.verdict, &message, &error) == NSV_OK);
    puts(message);
    nsv_string_free(message);
    nsv_version_unref(peer);
    for (size_t i = 0; i < sizeof room.behind; ++i) EXPECT(room.behind[i] == 0xA5);
}

static void errors_keep_their_size(void) {
    struct {
        nsv_error error;
        unsigned char behind[64];
    } room = {NSV_ERROR_INIT, {0}};
    memset(room.behind, 0xA5, sizeof room.behind);
    nsv_version* version = NULL;
    EXPECT(nsv_version_parse("1.0.x", 5, &version, &room.error) == NSV_ERROR_SYNTAX);
    EXPECT(room.error.code == NSV_ERROR_SYNTAX && room.error.offset == 4 && version == NULL);
    puts(nsv_status_name(room.error.code));
    for (size_t i = 0; i < sizeof room.behind; ++i) EXPECT(room.behind[i] == 0xA5);
}

int main(void) {
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    options.supported_min = parse("1.0.0");
    options.supported_max = parse("1.2.0");
    nsv_manager* manager = NULL;
    EXPECT(nsv_manager_new(&options, &manager, &error) == NSV_OK);
    EXPECT(nsv_manager_advance(manager, 100, 1800000000, &error) == NSV_OK);
    EXPECT(nsv_manager_height(manager) == 100);
    EXPECT(nsv_version_compare(options.supported_min, options.supported_max) == -1);
    verdicts_keep_their_size(manager);
    errors_keep_their_size();
    nsv_manager_free(manager);
    nsv_version_unref((nsv_version*)options.supported_min);
    nsv_version_unref((nsv_version*)options.supported_max);
    return 0;
}
