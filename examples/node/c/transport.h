/* What carries a node's frames: TCP on the loopback interface, never waited for. ../README.md says what a frame is. */
#ifndef NODE_TRANSPORT_H
#define NODE_TRANSPORT_H

#include <stddef.h>
#include <stdint.h>

/** Bytes that grow. There is always a NUL behind them. */
typedef struct buffer {
    char* data;
    size_t size;
    size_t capacity;
} buffer;

/** `{0}` for none. Memory that runs out ends the program. */
void buffer_append(buffer* bytes, const void* data, size_t size);
/** Takes bytes away at the front. */
void buffer_drop(buffer* bytes, size_t size);
void buffer_free(buffer* bytes);

/** A connection that carries frames. */
typedef struct connection {
    int socket;
    /** Nothing more is said or heard. It stays open until the peer has read the last words, which closing would take from it.
     */
    int over;
    buffer received;
    size_t taken; /* of what was received */
    buffer unsent;
} connection;

/** A socket that listens on a port of the system's choice, and that port; -1 with errno for neither. */
int listen_somewhere(uint16_t* port);
/** A socket that is connected to a port; -1 with errno. */
int connect_to(uint16_t port);

void connection_close(connection* self);
void connection_send(connection* self, char kind, const char* payload, size_t size);
/** Whether the peer leaves too much unread. */
int connection_is_stuck(const connection* self);
/** The events to poll for. */
short connection_awaits(const connection* self);
/** Sends and receives what can be; 0 when the peer has closed its side. */
int connection_pump(connection* self);
/** Takes the next frame that has come whole, for buffer_free(): 1; 0 where none has; -1 for one that claims more than `largest`
 *  bytes, which is written to `claimed`. */
int connection_next(connection* self, size_t largest, char* kind, buffer* payload, size_t* claimed);

#endif
