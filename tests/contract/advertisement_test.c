/* What nodes tell each other, and what follows: S15 to S19, and counts of many peers. */
#include "upgrades.h"

#define PEER "{\"major\":1,\"minor\":0,\"patch\":0,\"features\":[\"diloco\",\"unknown_here\"],\"active_neps\":[\"NEP-009\"]}"

static nsv_verdict verdict_on(const nsv_manager* manager, const char* advertisement) {
    nsv_verdict verdict = NSV_VERDICT_INIT;
    assert_succeeds(nsv_manager_check_peer(manager, advertisement, strlen(advertisement), &verdict, error));
    return verdict;
}

static void an_advertisement_is_the_documented_object(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "0.9.0", "1.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    advance_to(manager, 59, 0);
    assert_owned(advertisement_of(manager),
                 "{\"major\":1,\"minor\":0,\"patch\":0,\"features\":[\"diloco\",\"dynamic_layers\",\"ecdsa_signatures\","
                 "\"gossip_proofs\",\"inference_market\",\"ponw\",\"robust_aggregation\"],\"active_neps\":[],"
                 "\"network\":\"neuroshard-mainnet\",\"supported\":{\"min\":\"0.9.0\",\"max\":\"1.0.0\"},\"height\":59,"
                 "\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":60}}");
    advance_to(manager, 60, 0);
    assert_owned_contains(advertisement_of(manager),
                          "\"upgrade_id\":{\"digest\":\"e0d7ff898a3b0465\",\"next\":60},\"halted\":true}");
    nsv_manager_free(manager);
}

static void the_upgrade_id_is_the_advertised_one(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    for (uint64_t height = 59; height <= 60; ++height) {
        uint8_t digest[8];
        uint64_t next = UINT64_MAX;
        char text[64];
        advance_to(manager, height, 0);
        assert_int_equal(nsv_manager_upgrade_id(manager, digest, &next), NSV_OK);
        assert_int_equal(next, height == 59 ? 60 : 0);
        (void)snprintf(text, sizeof text, "\"digest\":\"%02x%02x%02x%02x%02x%02x%02x%02x\",\"next\":%d", digest[0], digest[1],
                       digest[2], digest[3], digest[4], digest[5], digest[6], digest[7], (int)next);
        assert_owned_contains(advertisement_of(manager), text);
    }
    nsv_manager_free(manager);
}

static void grease_is_one_more_feature_that_changes_and_is_never_negotiated(void** state) {
    (void)state;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    nsv_manager* greasing = NULL;
    nsv_manager* const plain = manager_of(NULL, NULL, NULL);
    char last[17] = "";
    options.flags = NSV_MANAGER_GREASE;
    assert_succeeds(nsv_manager_new(&options, &greasing, error));
    for (uint64_t height = 0; height < 5; ++height) {
        nsv_version* both = NULL;
        nsv_version* advertised = NULL;
        advance_to(greasing, height, 0);
        char* const text = advertisement_of(greasing);
        const char* const name = strstr(text, "\"grease_");
        assert_non_null(name);
        assert_int_equal(name[16], '"');
        assert_int_equal(strspn(name + 8, "0123456789abcdef"), 8);
        assert_int_not_equal(strncmp(last, name, 16), 0);
        memcpy(last, name, 16);
        assert_succeeds(nsv_version_from_json(text, strlen(text), &advertised, error)); /* its features are sorted */
        assert_int_equal(nsv_version_feature_count(advertised), 8);
        nsv_manager* const nodes[] = {plain, greasing};
        for (size_t i = 0; i < COUNT_OF(nodes); ++i) {
            assert_succeeds(nsv_manager_negotiate(nodes[i], text, strlen(text), &both, error));
            assert_int_equal(nsv_version_feature_count(both), 7);
            nsv_version_unref(both);
        }
        nsv_version_unref(advertised);
        nsv_string_free(text);
    }
    nsv_manager_free(plain);
    nsv_manager_free(greasing);
}

static void a_verdict_is_written_as_a_whole_and_only_then(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    const uint32_t sizes[] = {0, 1, 16, sizeof(nsv_verdict) - 1, 4097, INT32_MAX, UINT32_MAX};
    struct {
        nsv_verdict known;
        unsigned char tail[64];
    } verdict;
    memset(&verdict, 0x5a, sizeof verdict);
    for (size_t i = 0; i < COUNT_OF(sizes); ++i) {
        verdict.known.size = sizes[i];
        const nsv_verdict before = verdict.known;
        assert_fails(char*, nsv_manager_check_peer(manager, BYTES(PEER), &verdict.known, error), NSV_ERROR_ARGUMENT,
                     NSV_NO_OFFSET, "verdict.size");
        assert_memory_equal(&verdict.known, &before, sizeof before);
    }
    verdict.known.size = sizeof(nsv_verdict) + 8;
    assert_succeeds(nsv_manager_check_peer(manager, BYTES(PEER), &verdict.known, error));
    assert_int_equal(verdict.known.level, NSV_IDENTICAL);
    assert_int_equal(verdict.known.reason, NSV_REASON_VERSIONS);
    assert_int_equal(verdict.known.upgrade, NSV_SIDE_NONE);
    assert_int_equal(verdict.known.cut_height, 0);
    for (size_t i = 0; i < 8; ++i) assert_int_equal(verdict.tail[i], 0);
    assert_int_equal(verdict.tail[8], 0x5a);
    nsv_manager_free(manager);
}

static void negotiation_gives_a_version_of_its_own(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_version* both = NULL;
    assert_succeeds(nsv_manager_negotiate(manager, BYTES(PEER), &both, error));
    nsv_manager_free(manager);
    assert_string_equal(nsv_version_string(both), "1.0.0");
    assert_int_equal(nsv_version_feature_count(both), 1);
    assert_string_equal(nsv_version_feature_at(both, 0), "diloco");
    assert_int_equal(nsv_version_active_nep_count(both), 0);
    nsv_version_unref(both);
}

static void those_who_cannot_talk_negotiate_nothing(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    const char elsewhere[] = "{\"major\":1,\"minor\":0,\"patch\":0,\"network\":\"elsewhere\"}";
    assert_fails(nsv_version*, nsv_manager_negotiate(manager, BYTES("{\"major\":2,\"minor\":0,\"patch\":0}"), &out, error),
                 NSV_ERROR_INCOMPATIBLE, NSV_NO_OFFSET, "Major version mismatch");
    assert_fails(nsv_version*, nsv_manager_negotiate(manager, BYTES(elsewhere), &out, error), NSV_ERROR_INCOMPATIBLE,
                 NSV_NO_OFFSET, "the peer is not on neuroshard-mainnet");
    assert_int_equal(verdict_on(manager, elsewhere).reason, NSV_REASON_DIFFERENT_NETWORK);
    nsv_manager_free(manager);
}

static void a_transcript_digest_is_the_same_for_both_sides_and_binds_every_byte(void** state) {
    (void)state;
    char* const longest = repeated('x', NSV_MAX_ADVERTISEMENT + 1);
    uint8_t ours[32];
    uint8_t theirs[32];
    uint8_t other[32];
    assert_succeeds(nsv_transcript_digest(BYTES("one"), BYTES("another"), ours, error));
    assert_succeeds(nsv_transcript_digest(BYTES("another"), BYTES("one"), theirs, error));
    assert_memory_equal(ours, theirs, sizeof ours);
    const nsv_text different[][2] = {{NSV_TEXT("one"), NSV_TEXT("anothes")},
                                     {NSV_TEXT("onea"), NSV_TEXT("nother")},
                                     {NSV_TEXT("one"), NSV_TEXT("another\0")},
                                     {NSV_TEXT(""), NSV_TEXT("oneanother")},
                                     {NSV_TEXT("one"), NSV_TEXT("one")}};
    for (size_t i = 0; i < COUNT_OF(different); ++i) {
        const nsv_text* const pair = different[i];
        assert_succeeds(nsv_transcript_digest(pair[0].data, pair[0].size, pair[1].data, pair[1].size, other, error));
        assert_memory_not_equal(ours, other, sizeof ours);
    }
    assert_succeeds(nsv_transcript_digest(longest, NSV_MAX_ADVERTISEMENT, longest, NSV_MAX_ADVERTISEMENT, other, error));
    memcpy(theirs, other, sizeof other);
    assert_fails(char*, nsv_transcript_digest(longest, NSV_MAX_ADVERTISEMENT + 1, BYTES("b"), other, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "65536");
    assert_fails(char*, nsv_transcript_digest(BYTES("a"), longest, NSV_MAX_ADVERTISEMENT + 1, other, error), NSV_ERROR_LIMIT,
                 NSV_NO_OFFSET, "65537");
    assert_fails(char*, nsv_transcript_digest(NULL, 0, BYTES("b"), other, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "a is NULL");
    assert_fails(char*, nsv_transcript_digest(BYTES("a"), NULL, 1, other, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "b is NULL");
    assert_fails(char*, nsv_transcript_digest(BYTES("a"), BYTES("b"), NULL, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "digest is NULL");
    assert_memory_equal(theirs, other, sizeof other);
    free(longest);
}

static char* counts_of(const nsv_readiness* readiness) {
    char* json = NULL;
    assert_succeeds(nsv_readiness_to_json(readiness, &json, error));
    return json;
}

static void readiness_counts_peers_and_what_is_none(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    nsv_readiness* readiness = NULL;
    assert_scheduled(manager, NEP("NEP-001", "2.0.0", "60", ""));
    assert_succeeds(nsv_readiness_new(manager, &readiness, error));
    nsv_manager_free(manager);
    const char old[] = "{\"major\":1,\"minor\":0,\"patch\":0,\"supported\":{\"min\":\"1.0.0\",\"max\":\"1.0.0\"}}";
    const char ready[] = "{\"major\":1,\"minor\":0,\"patch\":0,\"supported\":{\"min\":\"1.0.0\",\"max\":\"2.0.0\"}}";
    assert_succeeds(nsv_readiness_add(readiness, BYTES(old), error));
    assert_succeeds(nsv_readiness_add(readiness, BYTES(ready), error));
    assert_succeeds(nsv_readiness_add(readiness, BYTES(PEER), error));
    assert_fails(char*, nsv_readiness_add(readiness, BYTES("{\"major\":1}"), error), NSV_ERROR_SCHEMA, NSV_NO_OFFSET,
                 "$.minor");
    assert_fails(char*, nsv_readiness_add(readiness, BYTES("{"), error), NSV_ERROR_SYNTAX, 1, "byte 1");
    assert_owned_contains(counts_of(readiness), "\"peers\":3,\"invalid\":4,\"can_talk\":3,"); /* each was refused twice */
    assert_owned_contains(counts_of(readiness), "\"ready\":1,\"undeclared\":1,");
    assert_owned_contains(counts_of(readiness),
                          "\"cuts\":[{\"height\":60,\"nep\":\"NEP-001\",\"target_version\":\"2.0.0\",\"peers\":1}]");
    nsv_readiness_free(readiness);
}

static void readiness_is_bounded(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "2.0.0");
    nsv_readiness* readiness = NULL;
    assert_succeeds(nsv_readiness_new(manager, &readiness, error));
    for (int i = 1; i <= 1500; ++i) {
        char peer[256];
        (void)snprintf(peer, sizeof peer,
                       "{\"major\":1,\"minor\":%d,\"patch\":0,\"height\":0,\"upgrade_id\":{\"digest\":"
                       "\"e0d7ff898a3b0465\",\"next\":%d}}",
                       i, 5000 + i);
        assert_succeeds(nsv_readiness_add(readiness, peer, strlen(peer), error));
    }
    assert_owned_contains(counts_of(readiness), "\"other_versions\":500,");
    assert_owned_contains(counts_of(readiness), "\"other_cuts\":500,");
    nsv_readiness_free(readiness);
    nsv_manager_free(manager);
}

static void functions_refuse_null(void** state) {
    (void)state;
    nsv_manager* const manager = manager_of(NULL, "1.0.0", "1.0.0");
    nsv_readiness* readiness = NULL;
    nsv_verdict verdict = {sizeof verdict, 1, 2, 3, 4};
    const nsv_verdict before = verdict;
    assert_succeeds(nsv_readiness_new(manager, &readiness, error));
#define REFUSES_NULL(call, argument) assert_fails(void*, call, NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, argument " is NULL")
    REFUSES_NULL(nsv_manager_check_peer(NULL, BYTES(PEER), &verdict, error), "manager");
    REFUSES_NULL(nsv_manager_check_peer(manager, NULL, 0, &verdict, error), "advertisement");
    REFUSES_NULL(nsv_manager_check_peer(manager, BYTES(PEER), NULL, error), "verdict");
    REFUSES_NULL(nsv_manager_negotiate(manager, BYTES(PEER), NULL, error), "out");
    REFUSES_NULL(nsv_manager_advertisement(manager, NULL, error), "out");
    REFUSES_NULL(nsv_readiness_new(manager, NULL, error), "out");
    REFUSES_NULL(nsv_readiness_add(NULL, BYTES(PEER), error), "readiness");
    REFUSES_NULL(nsv_readiness_add(readiness, NULL, 0, error), "advertisement");
    REFUSES_NULL(nsv_readiness_to_json(readiness, NULL, error), "out");
#undef REFUSES_NULL
    assert_fails(nsv_version*, nsv_manager_negotiate(NULL, BYTES(PEER), &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "manager is NULL");
    assert_fails(nsv_version*, nsv_manager_negotiate(manager, NULL, 3, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET,
                 "advertisement is NULL");
    assert_fails(char*, nsv_manager_advertisement(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "manager is NULL");
    assert_fails(nsv_readiness*, nsv_readiness_new(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "manager is NULL");
    assert_fails(char*, nsv_readiness_to_json(NULL, &out, error), NSV_ERROR_ARGUMENT, NSV_NO_OFFSET, "readiness is NULL");
    assert_memory_equal(&verdict, &before, sizeof verdict);
    assert_owned_contains(counts_of(readiness), "\"peers\":0,\"invalid\":0,");
    nsv_readiness_free(readiness);
    nsv_readiness_free(NULL);
    nsv_manager_free(manager);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_advertisement_is_the_documented_object),
        cmocka_unit_test(the_upgrade_id_is_the_advertised_one),
        cmocka_unit_test(grease_is_one_more_feature_that_changes_and_is_never_negotiated),
        cmocka_unit_test(a_verdict_is_written_as_a_whole_and_only_then),
        cmocka_unit_test(negotiation_gives_a_version_of_its_own),
        cmocka_unit_test(those_who_cannot_talk_negotiate_nothing),
        cmocka_unit_test(a_transcript_digest_is_the_same_for_both_sides_and_binds_every_byte),
        cmocka_unit_test(readiness_counts_peers_and_what_is_none),
        cmocka_unit_test(readiness_is_bounded),
        cmocka_unit_test(functions_refuse_null),
    };
    return cmocka_run_group_tests_name("advertisement", tests, NULL, NULL);
}
