/* Asks whether this node may talk to peers of the versions given on the command line. */
#include <neuroshard_version.h>
#include <stdio.h>
#include <string.h>

static int check(const nsv_manager* manager, const char* text) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_version* peer = NULL;
    char* message = NULL;
    int failed = nsv_version_parse(text, strlen(text), &peer, &error) != NSV_OK ||
                 nsv_manager_check_peer_compatibility(manager, peer, &verdict, &error) != NSV_OK ||
                 nsv_verdict_message(manager, peer, &verdict, &message, &error) != NSV_OK;

    if (failed) {
        fprintf(stderr, "%s: %s\n", text, error.message);
    } else {
        printf("%-8s %-20s %s\n", text, nsv_compatibility_name(verdict.level), message);
    }
    nsv_string_free(message);
    nsv_version_unref(peer);
    return failed;
}

int main(int argc, char** argv) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_manager* manager = NULL;
    int failed = 0;
    int i;

    if (nsv_manager_new(NULL, &manager, &error) != NSV_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    for (i = 1; i < argc; i++) {
        failed |= check(manager, argv[i]);
    }
    nsv_manager_free(manager);
    return failed;
}
