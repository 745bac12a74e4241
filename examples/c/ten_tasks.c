/* Ten tasks of a node. The same program stands in examples/ in each language, and prints the same. */
#include <inttypes.h>
#include <neuroshard_version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char nep[] =
    "{\"id\": \"NEP-002\", \"title\": \"Protocol 2.0.0\", \"target_version\": \"2.0.0\", \"adds\": [\"mtp\"],"
    " \"activation_height\": 4464, \"announced_at\": 1800000000, \"expected_activation_time\": 1802678400}";

/* Ends the program where something fails that must not. */
static void check(int32_t status, const nsv_error* error) {
    if (status >= 0) return;
    fprintf(stderr, "%s: %s\n", nsv_status_name(status), error->message);
    exit(1);
}

static nsv_version* version_of(const char* text) {
    nsv_version* version = NULL;
    nsv_error error = NSV_ERROR_INIT;
    check(nsv_version_parse(text, strlen(text), &version, &error), &error);
    return version;
}

static char* advertisement_of(const nsv_manager* node) {
    char* text = NULL;
    nsv_error error = NSV_ERROR_INIT;
    check(nsv_manager_advertisement(node, &text, &error), &error);
    return text;
}

static nsv_verdict check_peer(const nsv_manager* node, const nsv_manager* peer) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_error error = NSV_ERROR_INIT;
    char* received = advertisement_of(peer);
    check(nsv_manager_check_peer(node, received, strlen(received), &verdict, &error), &error);
    nsv_string_free(received);
    return verdict;
}

static void parse_a_version(void) {
    /* 1. Parse a version, and learn where one is wrong */
    nsv_version* version = version_of("1.2.3-rc.1+build.5");
    nsv_error error = NSV_ERROR_INIT;
    int32_t status;
    printf("%s has major %" PRIu64 " and pre-release %s\n", nsv_version_string(version), nsv_version_major(version),
           nsv_version_prerelease(version));
    nsv_version_unref(version);
    status = nsv_version_parse("1.02.3", 6, &version, &error);
    printf("%s at byte %" PRIu64 ": %s\n", nsv_status_name(status), error.offset, error.message);
}

static int ascending(const void* a, const void* b) {
    return nsv_version_compare(*(nsv_version* const*)a, *(nsv_version* const*)b);
}

static void sort_versions(void) {
    /* 2. Sort versions */
    nsv_version* versions[3] = {version_of("1.10.0"), version_of("1.9.0"), version_of("1.10.0-rc.1")};
    qsort(versions, 3, sizeof versions[0], ascending);
    for (int i = 0; i < 3; ++i) {
        printf("%s\n", nsv_version_string(versions[i]));
        nsv_version_unref(versions[i]);
    }
}

static void compare_with_a_peer(void) {
    /* 3. Ask how two versions get on */
    nsv_version* mine = version_of("1.0.0");
    nsv_version* peer = version_of("1.1.0");
    char* message = NULL;
    nsv_error error = NSV_ERROR_INIT;
    check(nsv_compatibility_message(mine, peer, &message, &error), &error);
    printf("%s: %s\n", nsv_compatibility_name(nsv_version_check_compatibility(mine, peer)), message);
    nsv_string_free(message);
    nsv_version_unref(mine);
    nsv_version_unref(peer);
}

static void use_a_feature(void) {
    /* 4. Use a feature only where it is there */
    nsv_version* version = NULL;
    if (nsv_current_version(&version) != NSV_OK) exit(1);
    printf("%s %s diloco and %s mtp\n", nsv_version_string(version),
           nsv_version_supports_feature(version, "diloco", 6) == 1 ? "has" : "lacks",
           nsv_version_supports_feature(version, "mtp", 3) == 1 ? "has" : "lacks");
    nsv_version_unref(version);
}

static nsv_manager* open_a_node(const char* store) {
    /* 5. Open a node's store */
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_manager* node = NULL;
    nsv_network* network = NULL;
    nsv_error error = NSV_ERROR_INIT;
    nsv_version* oldest = version_of("1.0.0");
    nsv_version* newest = version_of("2.0.0");
    options.supported_min = oldest;
    options.supported_max = newest;
    options.store = store;
    options.store_size = strlen(store);
    check(nsv_manager_new(&options, &node, &error), &error);
    nsv_version_unref(oldest); /* the manager has its own references */
    nsv_version_unref(newest);
    check(nsv_manager_advance(node, 1, 1800000000, &error), &error); /* the ledger's height and time */
    if (nsv_manager_network(node, &network) != NSV_OK) exit(1);
    printf("%s at block %" PRIu64 ": %s\n", nsv_network_id(network), nsv_manager_height(node),
           nsv_node_status_name(nsv_manager_status(node)));
    nsv_network_unref(network);
    return node;
}

static void check_a_peer(const nsv_manager* node, const nsv_manager* peer) {
    /* 6. Check a peer by its advertisement */
    const nsv_verdict verdict = check_peer(node, peer);
    nsv_version* version = NULL;
    char* message = NULL;
    nsv_error error = NSV_ERROR_INIT;
    if (nsv_manager_current_version(peer, &version) != NSV_OK) exit(1);
    check(nsv_verdict_message(node, version, &verdict, &message, &error), &error);
    printf("%s because of %s\n%s\n", nsv_compatibility_name(verdict.level), nsv_reason_name(verdict.reason), message);
    nsv_string_free(message);
    nsv_version_unref(version);
}

static void negotiate_with_a_peer(const nsv_manager* node, const nsv_manager* peer) {
    /* 7. Negotiate what both may use */
    char* received = advertisement_of(peer);
    nsv_version* common = NULL;
    nsv_error error = NSV_ERROR_INIT;
    check(nsv_manager_negotiate(node, received, strlen(received), &common, &error), &error);
    printf("%s with %" PRIu64 " features\n", nsv_version_string(common), nsv_version_feature_count(common));
    nsv_version_unref(common);
    nsv_string_free(received);
}

static void pass_an_upgrade(nsv_manager* node, nsv_manager* peer) {
    /* 8. Schedule an upgrade, and pass its block */
    char* message = NULL;
    nsv_error error = NSV_ERROR_INIT;
    check(nsv_manager_schedule_nep(node, nep, sizeof nep - 1, &error), &error);
    printf("to be cut at block %" PRIu64 "\n", check_peer(node, peer).cut_height);
    check(nsv_manager_advance(node, 4464, 1802678400, &error), &error);
    check(nsv_manager_advance(peer, 4464, 1802678400, &error), &error);
    check(nsv_manager_activate_nep(node, "NEP-002", 7, &message, &error), &error);
    printf("%s; the peer: %s\n", message, nsv_compatibility_name(check_peer(node, peer).level));
    nsv_string_free(message);
}

static void ask_for_a_role(const nsv_manager* node) {
    /* 9. Ask whether the node may train */
    char* reason = NULL;
    nsv_error error = NSV_ERROR_INIT;
    const int32_t allowed = nsv_manager_can_participate_in_training(node, &reason, &error);
    check(allowed, &error);
    printf("%s: %s\n", allowed == 1 ? "yes" : "no", reason);
    nsv_string_free(reason);
}

static void audit_the_log(const nsv_manager* node) {
    /* 10. Prove what happened */
    uint8_t head[32], head_of_copy[32];
    uint64_t last = 0;
    char* reason = NULL;
    char* lines = NULL;
    nsv_manager* copy = NULL;
    nsv_error error = NSV_ERROR_INIT;
    const int32_t sound = nsv_manager_verify(node, NULL, NULL, &reason, &error);
    check(sound, &error);
    printf("%" PRIu64 " records, %s\n", nsv_manager_record_count(node), sound == 1 ? "sound" : reason);
    nsv_string_free(reason);
    check(nsv_manager_export(node, 0, &lines, &last, &error), &error);
    check(nsv_manager_import(NULL, lines, strlen(lines), &copy, &error), &error);
    if (nsv_manager_head(node, head) != NSV_OK || nsv_manager_head(copy, head_of_copy) != NSV_OK) exit(1);
    puts(memcmp(head, head_of_copy, sizeof head) == 0 ? "the export has the same head" : "the export is another log");
    nsv_manager_free(copy);
    nsv_string_free(lines);
}

int main(int argc, char** argv) {
    nsv_manager *node, *peer = NULL;
    nsv_error error = NSV_ERROR_INIT;
    if (argc != 2) {
        fputs("usage: ten_tasks STORE\n", stderr);
        return 64;
    }
    parse_a_version();
    sort_versions();
    compare_with_a_peer();
    use_a_feature();
    node = open_a_node(argv[1]);
    check(nsv_manager_new(NULL, &peer, &error), &error); /* its software is older, and it has not heard of the upgrade */
    check_a_peer(node, peer);
    negotiate_with_a_peer(node, peer);
    pass_an_upgrade(node, peer);
    ask_for_a_role(node);
    audit_the_log(node);
    nsv_manager_free(peer);
    nsv_manager_free(node);
    return 0;
}
