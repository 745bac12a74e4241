/* A store on Windows: whose its files are, and one that cannot be taken away. */
#include "log_stores.h"

#include <windows.h>

#include <aclapi.h>

/* Nobody but the user has rights, whatever the directory around it gives to others. Wine adds the system itself. */
static void check_rights(const char* path, BYTE handed_down) {
    PACL rights = NULL;
    PSECURITY_DESCRIPTOR descriptor = NULL;
    PSID owner = NULL;
    char name[64];
    (void)snprintf(name, sizeof name, "%s", path);
    assert_int_equal(GetNamedSecurityInfoA(name, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, &owner,
                                           NULL, &rights, NULL, &descriptor),
                     ERROR_SUCCESS);
    bool of_owner = false;
    for (DWORD i = 0; i < rights->AceCount; ++i) {
        ACCESS_ALLOWED_ACE* right = NULL;
        assert_true(GetAce(rights, i, (void**)&right));
        assert_int_equal(right->Header.AceType, ACCESS_ALLOWED_ACE_TYPE);
        assert_int_equal(right->Header.AceFlags & (OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE), handed_down);
        const bool is_owner = EqualSid(&right->SidStart, owner) != 0;
        assert_true(is_owner || IsWellKnownSid(&right->SidStart, WinLocalSystemSid));
        of_owner = of_owner || is_owner;
    }
    assert_true(of_owner);
    (void)LocalFree(descriptor);
}

static void what_is_made_is_for_its_owner_alone(void** state) {
    (void)state;
    assert_int_equal(make_directory("there"), 0);
    nsv_manager_free(open_store("there/a/b/" STORE, 0));
    check_rights("there/a", OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE);
    check_rights("there/a/b", OBJECT_INHERIT_ACE | CONTAINER_INHERIT_ACE);
    check_rights("there/a/b/" STORE, 0);
}

static void a_store_in_use_cannot_be_taken_away(void** state) {
    (void)state;
    nsv_manager* const manager = make_store(STORE);
    assert_false(MoveFileA(STORE, "elsewhere"));
    assert_int_equal(GetLastError(), ERROR_SHARING_VIOLATION);
    assert_scheduled(manager, NEP("NEP-010", "2.1.0", "400", ""));
    nsv_manager_free(manager);
    assert_true(MoveFileA(STORE, "elsewhere"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        STORE_TEST(what_is_made_is_for_its_owner_alone),
        STORE_TEST(a_store_in_use_cannot_be_taken_away),
    };
    return cmocka_run_group_tests_name("log_rights_windows", tests, NULL, NULL);
}
