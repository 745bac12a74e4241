#include "transport.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { header_size = 5 /* the kind, and four bytes of size */, most_unsent = 1 << 20 };

void buffer_append(buffer* bytes, const void* data, size_t size) {
    if (bytes->capacity - bytes->size <= size) {
        bytes->capacity = 2 * (bytes->size + size) + 64;
        bytes->data = realloc(bytes->data, bytes->capacity);
        if (bytes->data == NULL) {
            perror("node");
            exit(1);
        }
    }
    if (size != 0) memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
    bytes->data[bytes->size] = '\0';
}

void buffer_drop(buffer* bytes, size_t size) {
    if (size == 0) return;
    memmove(bytes->data, bytes->data + size, bytes->size - size + 1);
    bytes->size -= size;
}

void buffer_free(buffer* bytes) {
    free(bytes->data);
    memset(bytes, 0, sizeof *bytes);
}

static struct sockaddr_in loopback(uint16_t port) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int listen_somewhere(uint16_t* port) {
    struct sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (const struct sockaddr*)&address, size) != 0 || listen(listener, SOMAXCONN) != 0 ||
        getsockname(listener, (struct sockaddr*)&address, &size) != 0) {
        return -1;
    }
    *port = ntohs(address.sin_port);
    return listener;
}

int connect_to(uint16_t port) {
    const struct sockaddr_in address = loopback(port);
    const int connected = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connected, (const struct sockaddr*)&address, sizeof address) == 0) return connected;
    const int reason = errno;
    close(connected);
    errno = reason;
    return -1;
}

void connection_close(connection* self) {
    close(self->socket);
    buffer_free(&self->received);
    buffer_free(&self->unsent);
}

void connection_send(connection* self, char kind, const char* payload, size_t size) {
    if (self->over) return;
    const uint32_t wire_size = htonl((uint32_t)size);
    buffer_append(&self->unsent, &kind, 1);
    buffer_append(&self->unsent, &wire_size, sizeof wire_size);
    buffer_append(&self->unsent, payload, size);
}

int connection_is_stuck(const connection* self) { return self->unsent.size > most_unsent; }

short connection_awaits(const connection* self) { return self->unsent.size == 0 ? POLLIN : POLLIN | POLLOUT; }

int connection_pump(connection* self) {
    if (self->over && connection_is_stuck(self)) buffer_drop(&self->unsent, self->unsent.size);
    const ssize_t sent = send(self->socket, self->unsent.data, self->unsent.size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) buffer_drop(&self->unsent, (size_t)sent);
    if (self->over && self->unsent.size == 0) shutdown(self->socket, SHUT_WR);
    char bytes[65536];
    const ssize_t got = recv(self->socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got <= 0) return got < 0 && errno == EAGAIN;
    if (!self->over) buffer_append(&self->received, bytes, (size_t)got);
    return 1;
}

int connection_next(connection* self, size_t largest, char* kind, buffer* payload, size_t* claimed) {
    const size_t left = self->received.size - self->taken;
    if (left >= header_size) {
        const char* const header = self->received.data + self->taken;
        uint32_t wire_size;
        memcpy(&wire_size, header + 1, sizeof wire_size);
        const size_t size = ntohl(wire_size);
        if (size > largest) {
            *claimed = size;
            return -1;
        }
        if (left - header_size >= size) {
            *kind = *header;
            buffer_append(payload, header + header_size, size);
            self->taken += header_size + size;
            return 1;
        }
    }
    buffer_drop(&self->received, self->taken);
    self->taken = 0;
    return 0;
}
