/* A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
 * connections that its manager approves of, passes NEPs on, and follows a ledger. ../README.md says what goes over the wire,
 * what the ledger says on standard input, and what each line of standard output means.
 *
 * One thread does everything, event by event, so that what it prints is in the order in which it happened. */
#define _GNU_SOURCE /* for ppoll */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <neuroshard_version.h>

#include "transport.h"

enum { most_peers = 256 };

#define ID_KEY "{\"id\":\""
#define SCHEDULED "\"status\":\"scheduled\""
#define CANCELLED "\"status\":\"cancelled\""

typedef struct peer {
    connection connection;
    buffer name;          /* as it calls itself; nothing depends on it */
    buffer advertisement; /* the last one, once it has sent one */
} peer;

typedef struct node {
    const char* name;
    nsv_manager* manager;
    int listener;
    uint16_t port;
    peer peers[most_peers];
    size_t peer_count;
    buffer ledger; /* what has come of its next line */
} node;

static volatile sig_atomic_t stopping = 0;

static void request_stop(int signal_number) {
    (void)signal_number;
    stopping = 1;
}

/* A value of an event. Peers are not to be trusted with our lines. */
static void print_value(const char* text, size_t size) {
    for (size_t i = 0; i < size; ++i) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte >= 0x20 && byte < 0x7f)
            putchar(byte);
        else
            printf("\\x%02x", byte);
    }
}

/* One event on a line of standard output: keys and values in turn, up to a NULL. */
static void say(const char* event, ...) {
    printf("event=%s", event);
    va_list fields;
    va_start(fields, event);
    for (const char* key; (key = va_arg(fields, const char*)) != NULL;) {
        const char* const value = va_arg(fields, const char*);
        printf("\t%s=", key);
        print_value(value, strlen(value));
    }
    va_end(fields);
    putchar('\n');
    fflush(stdout);
}

/* What the node cannot go on after: memory that ran out, for the rest cannot happen here. */
static void must(int32_t status) {
    if (status >= NSV_OK) return;
    fprintf(stderr, "node: %s\n", nsv_status_name(status));
    exit(1);
}

static void set_text(buffer* text, const char* data, size_t size) {
    buffer_drop(text, text->size);
    buffer_append(text, data, size);
}

/* ------------------------------------------------------------------------------------------------- connections -- */

/* Both sides of a new connection say who they are, what they speak, and what is to come. */
static void meet(node* self, int socket) {
    if (socket < 0) return; /* it is gone already */
    peer* const other = &self->peers[self->peer_count++];
    memset(other, 0, sizeof *other);
    other->connection.socket = socket;
    set_text(&other->name, "unknown", strlen("unknown"));
    connection_send(&other->connection, 'I', self->name, strlen(self->name));
    char* text;
    must(nsv_manager_advertisement(self->manager, &text, NULL));
    connection_send(&other->connection, 'A', text, strlen(text));
    nsv_string_free(text);
    for (uint64_t i = 0; nsv_manager_nep_json(self->manager, i, &text, NULL) == NSV_OK; ++i) {
        if (strstr(text, SCHEDULED) != NULL) connection_send(&other->connection, 'N', text, strlen(text));
        nsv_string_free(text);
    }
}

static void end(peer* other, const char* by, const char* message) {
    if (other->connection.over) return;
    say("closed", "peer", other->name.data, "by", by, "message", message, NULL);
    other->connection.over = 1;
}

static void bid_farewell(peer* other, const char* message) {
    connection_send(&other->connection, 'B', message, strlen(message));
    end(other, "self", message);
}

static void forget(node* self, size_t index) {
    peer* const other = &self->peers[index];
    connection_close(&other->connection);
    buffer_free(&other->name);
    buffer_free(&other->advertisement);
    memmove(other, other + 1, (--self->peer_count - index) * sizeof *other);
}

/* ------------------------------------------------------------------------------------------------------- peers -- */

static void report(const node* self, const peer* other, const nsv_verdict* verdict, const char* message) {
    char cut[24];
    char* negotiated = NULL;
    snprintf(cut, sizeof cut, "%" PRIu64, verdict->cut_height);
    if (verdict->level != NSV_INCOMPATIBLE) {
        nsv_version* version;
        must(nsv_manager_negotiate(self->manager, other->advertisement.data, other->advertisement.size, &version, NULL));
        must(nsv_version_to_json(version, &negotiated, NULL));
        nsv_version_unref(version);
    }
    say("verdict", "peer", other->name.data, "level", nsv_compatibility_name(verdict->level), "reason",
        nsv_reason_name(verdict->reason), "upgrade", nsv_side_name(verdict->upgrade), "cut", cut, "message", message,
        "negotiated", negotiated == NULL ? "" : negotiated, "received", other->advertisement.data, NULL);
    nsv_string_free(negotiated);
}

/* What the manager makes of a peer's advertisement decides whether the connection is kept. */
static void judge(const node* self, peer* other, const char* advertisement, size_t size) {
    nsv_error error = NSV_ERROR_INIT;
    nsv_verdict verdict = NSV_VERDICT_INIT;
    nsv_version* version;
    if (nsv_manager_check_peer(self->manager, advertisement, size, &verdict, &error) != NSV_OK ||
        nsv_version_from_json(advertisement, size, &version, &error) != NSV_OK) {
        bid_farewell(other, error.message);
        return;
    }
    if (advertisement != other->advertisement.data) set_text(&other->advertisement, advertisement, size);
    char* message;
    must(nsv_verdict_message(self->manager, version, &verdict, &message, NULL));
    report(self, other, &verdict, message);
    if (verdict.level == NSV_INCOMPATIBLE) bid_farewell(other, message);
    nsv_string_free(message);
    nsv_version_unref(version);
}

/* Every peer hears of it, and is judged anew. */
static void view_changed(node* self) {
    char *advertisement, *status;
    must(nsv_manager_advertisement(self->manager, &advertisement, NULL));
    must(nsv_manager_status_json(self->manager, &status, NULL));
    say("view", "view", status, "advertisement", advertisement, NULL);
    for (size_t i = 0; i < self->peer_count; ++i) {
        peer* const other = &self->peers[i];
        connection_send(&other->connection, 'A', advertisement, strlen(advertisement));
        if (connection_is_stuck(&other->connection)) end(other, "self", "it does not read");
        if (!other->connection.over && other->advertisement.size != 0) {
            judge(self, other, other->advertisement.data, other->advertisement.size);
        }
    }
    nsv_string_free(advertisement);
    nsv_string_free(status);
}

static int fail(nsv_error* error, const char* message) {
    snprintf(error->message, sizeof error->message, "%s", message);
    return 0;
}

/* Schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled. 0 where it is
 * refused, and why. */
static int learn(node* self, const char* json, size_t size, const char* from, int from_ledger, nsv_error* error) {
    const char* const id = json + strlen(ID_KEY);
    if (strncmp(json, ID_KEY, strlen(ID_KEY)) != 0 || strchr(id, '"') == NULL) {
        return fail(error, "expected a NEP that begins with its id");
    }
    const size_t id_size = (size_t)(strchr(id, '"') - id);
    char* known = NULL;
    const int32_t status = nsv_manager_find_nep_json(self->manager, id, id_size, &known, error);
    if (status != NSV_OK && status != NSV_ERROR_NOT_FOUND) return 0;
    const int was_cancelled = known != NULL && strstr(known, CANCELLED) != NULL;
    const int is_news = known == NULL || was_cancelled;
    nsv_string_free(known);
    if (was_cancelled && !from_ledger) return 1;
    if (nsv_manager_schedule_nep(self->manager, json, size, error) != NSV_OK) return 0;
    if (!is_news) return 1;
    char* news;
    must(nsv_manager_find_nep_json(self->manager, id, id_size, &news, NULL));
    char id_text[32];
    snprintf(id_text, sizeof id_text, "%.*s", (int)id_size, id);
    say("nep", "id", id_text, "from", from, NULL);
    for (size_t i = 0; i < self->peer_count; ++i) connection_send(&self->peers[i].connection, 'N', news, strlen(news));
    nsv_string_free(news);
    view_changed(self);
    return 1;
}

static void hear(node* self, peer* other, char kind, const buffer* payload) {
    nsv_error error = NSV_ERROR_INIT;
    switch (kind) {
        case 'I': set_text(&other->name, payload->data, payload->size); return;
        case 'A': judge(self, other, payload->data, payload->size); return;
        case 'N':
            /* Of somebody whom the manager has not approved of, nothing is learnt. */
            if (other->advertisement.size != 0 && !learn(self, payload->data, payload->size, other->name.data, 0, &error)) {
                say("refused", "command", "nep", "message", error.message, NULL);
            }
            return;
        case 'B': end(other, "peer", payload->data); return;
        default: return; /* nodes of the future say more */
    }
}

/* 0 when the connection has ended. */
static int serve(node* self, peer* other) {
    const int open = connection_pump(&other->connection);
    char kind;
    buffer payload = {0};
    size_t claimed;
    int next = 0;
    while (!other->connection.over &&
           (next = connection_next(&other->connection, NSV_MAX_ADVERTISEMENT, &kind, &payload, &claimed)) > 0) {
        hear(self, other, kind, &payload);
        buffer_drop(&payload, payload.size);
    }
    buffer_free(&payload);
    if (next < 0) {
        char message[96];
        snprintf(message, sizeof message, "expected a frame of at most %d bytes, found %zu", NSV_MAX_ADVERTISEMENT, claimed);
        bid_farewell(other, message);
    }
    if (!open) end(other, "peer", "it hung up");
    return open;
}

/* ------------------------------------------------------------------------------------------------------ ledger -- */

static int dial(node* self, uint64_t port, nsv_error* error) {
    if (self->peer_count == most_peers) return fail(error, "cannot dial: there are too many peers");
    const int socket = connect_to((uint16_t)port);
    if (socket < 0) {
        snprintf(error->message, sizeof error->message, "cannot dial: %s", strerror(errno));
        return 0;
    }
    meet(self, socket);
    return 1;
}

static void hang_up(node* self, const char* name) {
    for (size_t i = 0; i < self->peer_count; ++i) {
        if (strcmp(self->peers[i].name.data, name) == 0) bid_farewell(&self->peers[i], "the operator hung up");
    }
}

/* One line of the ledger, or of the operator: a command, and what follows it. 0 where it is refused, and why. */
static int obey(node* self, const char* command, const char* rest, nsv_error* error) {
    nsv_manager* const manager = self->manager;
    char id[64];
    uint64_t height, time;
    int skipped = 0;
    int32_t status = NSV_OK;
    if (strcmp(command, "advance") == 0 && sscanf(rest, "%" SCNu64 " %" SCNu64, &height, &time) == 2)
        status = nsv_manager_advance(manager, height, time, error);
    else if (strcmp(command, "rewind") == 0 && sscanf(rest, "%" SCNu64 " %" SCNu64, &height, &time) == 2)
        status = nsv_manager_rewind(manager, height, time, error);
    else if (strcmp(command, "catch-up") == 0)
        status = nsv_manager_catch_up_nep(manager, rest, strlen(rest), error);
    else if (strcmp(command, "reschedule") == 0 && sscanf(rest, "%63s %" SCNu64 " %" SCNu64, id, &height, &time) == 3)
        status = nsv_manager_reschedule_nep(manager, id, strlen(id), height, time, error);
    else if (strcmp(command, "cancel") == 0 && sscanf(rest, "%63s %n", id, &skipped) == 1)
        status = nsv_manager_cancel_nep(manager, id, strlen(id), rest + skipped, strlen(rest + skipped), error);
    else if (strcmp(command, "schedule") == 0)
        return learn(self, rest, strlen(rest), "ledger", 1, error);
    else if (strcmp(command, "dial") == 0 && sscanf(rest, "%" SCNu64, &height) == 1 && height <= 65535)
        return dial(self, height, error);
    else if (strcmp(command, "hang-up") == 0) {
        hang_up(self, rest);
        return 1;
    } else
        return fail(error, "no such command");
    if (status == NSV_OK) view_changed(self);
    return status == NSV_OK;
}

static void follow(node* self, char* line) {
    nsv_error error = NSV_ERROR_INIT;
    char* const blank = strchr(line, ' ');
    if (blank != NULL) *blank = '\0';
    if (obey(self, line, blank == NULL ? "" : blank + 1, &error))
        say("done", "command", line, NULL);
    else
        say("refused", "command", line, "message", error.message, NULL);
}

/* 0 at its end. */
static int read_ledger(node* self) {
    char bytes[65536];
    const ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
    if (got <= 0) return 0;
    buffer_append(&self->ledger, bytes, (size_t)got);
    for (char* line_end; (line_end = strchr(self->ledger.data, '\n')) != NULL;) {
        *line_end = '\0';
        const size_t size = (size_t)(line_end - self->ledger.data) + 1;
        follow(self, self->ledger.data);
        buffer_drop(&self->ledger, size);
    }
    return 1;
}

/* -------------------------------------------------------------------------------------------------------- node -- */

/* Waits for something to happen, and sees to it; 0 when the ledger has ended. */
static int step(node* self, const sigset_t* let_in) {
    struct pollfd watched[2 + most_peers] = {{STDIN_FILENO, POLLIN, 0}, {self->listener, 0, 0}};
    const size_t count = self->peer_count;
    if (count < most_peers) watched[1].events = POLLIN;
    for (size_t i = 0; i < count; ++i) {
        watched[2 + i].fd = self->peers[i].connection.socket;
        watched[2 + i].events = connection_awaits(&self->peers[i].connection);
    }
    if (ppoll(watched, 2 + count, NULL, let_in) < 0) return 1;
    for (size_t i = count; i-- > 0;) {
        if (watched[2 + i].revents != 0 && !serve(self, &self->peers[i])) forget(self, i);
    }
    if (watched[1].revents != 0) meet(self, accept(self->listener, NULL, NULL));
    return watched[0].revents == 0 || read_ledger(self);
}

/* Until the ledger ends, or SIGTERM, which is let in only while there is nothing to do. */
static void run(node* self) {
    sigset_t termination, let_in;
    struct sigaction action;
    char port[8];
    memset(&action, 0, sizeof action);
    action.sa_handler = request_stop;
    sigaction(SIGTERM, &action, NULL);
    sigemptyset(&termination);
    sigaddset(&termination, SIGTERM);
    sigprocmask(SIG_BLOCK, &termination, &let_in);
    snprintf(port, sizeof port, "%u", (unsigned)self->port);
    say("listening", "port", port, NULL);
    view_changed(self);
    while (!stopping && step(self, &let_in)) continue;
    for (size_t i = self->peer_count; i-- > 0; forget(self, i)) {
        bid_farewell(&self->peers[i], "the node stops");
        connection_pump(&self->peers[i].connection);
    }
    say("stopped", NULL);
}

/* For `MIN..MAX`. */
static int32_t open_manager(const char* store, const char* range, nsv_manager** out, nsv_error* error) {
    const char* const dots = strstr(range, "..");
    nsv_version *min = NULL, *max = NULL;
    nsv_manager_options options = NSV_MANAGER_OPTIONS_INIT;
    int32_t status = nsv_version_parse(range, dots == NULL ? strlen(range) : (size_t)(dots - range), &min, error);
    if (status == NSV_OK)
        status = nsv_version_parse(dots == NULL ? range : dots + 2, strlen(dots == NULL ? range : dots + 2), &max, error);
    options.supported_min = min;
    options.supported_max = max;
    options.store = store;
    options.store_size = strlen(store);
    if (status == NSV_OK) status = nsv_manager_new(&options, out, error);
    nsv_version_unref(min);
    nsv_version_unref(max);
    return status;
}

int main(int argc, char** argv) {
    static node self; /* large */
    nsv_error error = NSV_ERROR_INIT;
    if (argc != 4) {
        fputs("usage: node NAME STORE MIN..MAX\n", stderr);
        return 64;
    }
    self.name = argv[1];
    self.listener = listen_somewhere(&self.port);
    if (self.listener < 0) {
        perror("node: cannot listen");
        return 1;
    }
    if (open_manager(argv[2], argv[3], &self.manager, &error) != NSV_OK) {
        fprintf(stderr, "node: %s\n", error.message);
        return 1;
    }
    run(&self);
    close(self.listener);
    buffer_free(&self.ledger);
    nsv_manager_free(self.manager);
    return 0;
}
