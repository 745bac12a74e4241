/* The calls that use a store. */
#include "log_scenarios.h"

#define TEMPLATE "template.db"
#define SHORT "short.db"

nsv_manager* manager;
static char* told; /* the log of the store, as JSON Lines */
static nsv_version* supported;
static nsv_version* newer;

/* ----------------------------------------------------------------------------------------- What there is before -- */

static void no_store(void) {}
static void a_store(void) { copy_file(TEMPLATE, STORE); }
static void a_short_store(void) { copy_file(SHORT, STORE); }

static void a_manager(void) {
    a_store();
    manager = open_store(STORE, 0);
    advance_to(manager, MADE_HEIGHT, ANNOUNCED);
}

/* What was read before has to be read again after another connection's write. */
static void a_manager_beside_another(void) {
    a_manager();
    nsv_manager* const other = open_store(STORE, 0);
    assert_scheduled(other, NEP("NEP-010", "2.1.0", "400", ""));
    nsv_manager_free(other);
}

/* A WAL that is still to be moved into the store. */
static void a_manager_that_has_written(void) {
    a_manager();
    assert_scheduled(manager, NEP("NEP-010", "2.1.0", "400", ""));
}

/* --------------------------------------------------------------------------------------------------- The calls -- */

static int32_t open_as(uint32_t flags, const nsv_version* max, nsv_error* error) {
    nsv_manager_options options = store_options(STORE);
    options.flags = flags;
    options.supported_max = max;
    return nsv_manager_new(&options, &manager, error);
}
static int32_t open_new(nsv_error* error) { return open_as(0, supported, error); }
static int32_t open_again(nsv_error* error) { return open_as(0, NULL, error); }
static int32_t open_newer(nsv_error* error) { return open_as(0, newer, error); }
static int32_t open_to_read(nsv_error* error) { return open_as(NSV_MANAGER_READ_ONLY, NULL, error); }

static int32_t import(nsv_error* error) {
    const nsv_manager_options options = store_options(STORE);
    return nsv_manager_import(&options, told, strlen(told), &manager, error);
}

static int32_t schedule(nsv_error* error) {
    return nsv_manager_schedule_nep(manager, BYTES(NEP("NEP-010", "2.1.0", "400", "")), error);
}
static int32_t catch_up(nsv_error* error) {
    return nsv_manager_catch_up_nep(manager, BYTES(NEP("NEP-010", "1.1.0", "45", "")), error);
}
static int32_t cancel(nsv_error* error) { return nsv_manager_cancel_nep(manager, BYTES("NEP-003"), BYTES("a reason"), error); }
static int32_t reschedule(nsv_error* error) {
    return nsv_manager_reschedule_nep(manager, BYTES("NEP-002"), 110, NOTICED, error);
}
static int32_t advance(nsv_error* error) { return nsv_manager_advance(manager, 200, ANNOUNCED, error); }
static int32_t follow(nsv_error* error) { return nsv_manager_advance(manager, MADE_HEIGHT + 1, ANNOUNCED, error); }
static int32_t go_back(nsv_error* error) { return nsv_manager_rewind(manager, 30, ANNOUNCED, error); }

static int32_t read_record(nsv_error* error) {
    char* record = NULL;
    const int32_t status = nsv_manager_record_json(manager, 1, &record, error);
    if (status != NSV_OK) return status;
    assert_int_equal(strncmp(record, told, strlen(record)), 0);
    nsv_string_free(record);
    return status;
}

static int32_t export(nsv_error* error) {
    char* lines = NULL;
    uint64_t last = 0;
    const int32_t status = nsv_manager_export(manager, 0, &lines, &last, error);
    if (status != NSV_OK) {
        assert_null(lines);
        return status;
    }
    if (last == MADE_RECORDS + 1) {
        assert_int_equal(strncmp(lines, told, strlen(told)), 0);
    } else { /* whole records up to what could not be read */
        assert_in_range(last, 1, MADE_RECORDS);
        assert_int_equal(strncmp(lines, told, strlen(lines)), 0);
        assert_int_equal(lines[strlen(lines) - 1], '\n');
    }
    nsv_string_free(lines);
    return status;
}

/* A log that cannot be read is not called unsound. */
static int32_t verify(nsv_error* error) {
    const int32_t answer = nsv_manager_verify(manager, NULL, NULL, NULL, error);
    assert_int_not_equal(answer, 0);
    return answer == 1 ? NSV_OK : answer;
}

static int32_t close_store(nsv_error* error) {
    (void)error;
    nsv_manager_free(manager);
    manager = NULL;
    return NSV_OK;
}

scenario scenarios[SCENARIOS] = {
    {"opening a new store", no_store, open_new, 1, false},
    {"opening a store", a_store, open_again, MADE_RECORDS, false},
    {"opening a store with newer software", a_store, open_newer, MADE_RECORDS + 1, false},
    {"opening a store for reading", a_store, open_to_read, MADE_RECORDS, false},
    {"nsv_manager_import, new store", no_store, import, MADE_RECORDS, false},
    {"nsv_manager_import, older store", a_short_store, import, MADE_RECORDS, false},
    {"nsv_manager_schedule_nep", a_manager, schedule, MADE_RECORDS + 1, false},
    {"nsv_manager_schedule_nep, beside another", a_manager_beside_another, schedule, MADE_RECORDS + 1, true},
    {"nsv_manager_catch_up_nep", a_manager, catch_up, MADE_RECORDS + 2, false},
    {"nsv_manager_cancel_nep", a_manager, cancel, MADE_RECORDS + 1, false},
    {"nsv_manager_reschedule_nep", a_manager, reschedule, MADE_RECORDS + 1, false},
    {"nsv_manager_advance, two activations", a_manager, advance, MADE_RECORDS + 2, false},
    {"nsv_manager_advance, beside another", a_manager_beside_another, follow, MADE_RECORDS + 1, true},
    {"nsv_manager_rewind", a_manager, go_back, MADE_RECORDS + 1, false},
    {"nsv_manager_record_json", a_manager_beside_another, read_record, MADE_RECORDS, false},
    {"nsv_manager_export", a_manager_beside_another, export, MADE_RECORDS, false},
    {"nsv_manager_verify", a_manager_beside_another, verify, MADE_RECORDS, false},
    {"nsv_manager_free", a_manager_that_has_written, close_store, MADE_RECORDS + 1, false},
};

const scenario* scenario_named(const char* name) {
    for (size_t i = 0; i < SCENARIOS; ++i) {
        if (strcmp(scenarios[i].name, name) == 0) return &scenarios[i];
    }
    fail_msg("no scenario %s", name);
    return NULL;
}

/* --------------------------------------------------------------------------------------- Before and afterwards -- */

/* The stores that scenarios begin with. */
int make_scenarios(void** state) {
    if (enter_directory(state) != 0) return -1;
    supported = version_of("3.0.0");
    newer = version_of("4.0.0");
    nsv_manager* const made = make_store(TEMPLATE);
    told = export_of(made);
    nsv_manager_free(made);
    const nsv_manager_options options = store_options(SHORT);
    nsv_manager* shorter = NULL;
    const char* line = told;
    for (int i = 0; i < 3; ++i) line = strchr(line, '\n') + 1;
    assert_succeeds(nsv_manager_import(&options, told, (size_t)(line - told), &shorter, error));
    nsv_manager_free(shorter);
    return 0;
}

int free_scenarios(void** state) {
    nsv_string_free(told);
    nsv_version_unref(supported);
    nsv_version_unref(newer);
    return leave_directory(state);
}

void begin_scenario(const scenario* tested) {
    remove_store(STORE);
    manager = NULL;
    tested->prepare();
}

char* state_afterwards(void) {
    if (manager == NULL) manager = open_store(STORE, 0);
    return log_state_of(manager);
}

void check_reopened(void) {
    const uint64_t height = nsv_manager_height(manager);
    const uint64_t time = nsv_manager_time(manager);
    advance_to(manager, height, time); /* what another has recorded */
    assert_sound(manager);
    char* const expected = log_state_of(manager);
    nsv_manager_free(manager);
    manager = open_store(STORE, 0);
    advance_to(manager, height, time);
    assert_log_state(manager, expected);
    assert_sound(manager);
    free(expected);
    nsv_manager_free(manager);
}

char* call_unhindered(const scenario* tested) {
    begin_scenario(tested);
    nsv_error error = sentinel_error();
    assert_int_equal(tested->call(&error), NSV_OK);
    check_untouched(&error, __FILE__, __LINE__);
    char* const after = state_afterwards();
    assert_int_equal(nsv_manager_record_count(manager), tested->records);
    check_reopened();
    return after;
}
