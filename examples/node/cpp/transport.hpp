// What carries a node's frames: TCP on the loopback interface, never waited for. ../README.md says what a frame is.
#ifndef NODE_TRANSPORT_HPP
#define NODE_TRANSPORT_HPP

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

inline std::runtime_error system_error(const std::string& what) {
    return std::runtime_error(what + ": " + std::strerror(errno));
}

/// An open file of the system's.
class Descriptor {
public:
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }
    int number() const noexcept { return number_; }

private:
    const int number_;
};

inline sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

/// A socket that listens on a port of the system's choice.
inline int listen_somewhere() {
    const sockaddr_in address = loopback(0);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(socket, SOMAXCONN) != 0) {
        throw system_error("cannot listen");
    }
    return socket;
}

inline std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) throw system_error("cannot listen");
    return ntohs(address.sin_port);
}

inline int connect_to(std::uint16_t port) {
    const sockaddr_in address = loopback(port);
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
    const auto error = system_error("cannot dial");
    ::close(socket);
    throw error;
}

struct Frame {
    char kind;
    std::string payload;
};

/// A connection that carries frames.
class Connection {
public:
    explicit Connection(int socket) noexcept : socket_(socket) {}

    void send(char kind, std::string_view payload) {
        if (over_) return;
        unsent_ += kind;
        for (int shift = 24; shift >= 0; shift -= 8) unsent_ += static_cast<char>(payload.size() >> shift & 0xff);
        unsent_ += payload;
    }
    /// Nothing more is said or heard. It stays open until the peer has read the last words, which closing would take from it.
    void end() noexcept { over_ = true; }
    bool over() const noexcept { return over_; }
    /// Whether the peer leaves too much unread.
    bool stuck() const noexcept { return unsent_.size() > most_unsent; }

    pollfd watched() const noexcept {
        return {socket_.number(), static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    }
    /// Sends and receives what can be; false when the peer has closed its side.
    bool pump() {
        if (over_ && stuck()) unsent_.clear();
        const ssize_t sent = ::send(socket_.number(), unsent_.data(), unsent_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0) unsent_.erase(0, static_cast<std::size_t>(sent));
        if (over_ && unsent_.empty()) ::shutdown(socket_.number(), SHUT_WR);
        char bytes[65536];
        const ssize_t got = ::recv(socket_.number(), bytes, sizeof bytes, MSG_DONTWAIT);
        if (got <= 0) return got < 0 && errno == EAGAIN;
        if (!over_) received_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }
    /// The next frame that has come whole.
    std::optional<Frame> next_frame(std::size_t largest) {
        const std::string_view left = std::string_view(received_).substr(taken_);
        if (left.size() >= header_size) {
            std::size_t size = 0;
            for (const char c : left.substr(1, 4)) size = size << 8 | static_cast<unsigned char>(c);
            if (size > largest) {
                throw std::runtime_error("expected a frame of at most " + std::to_string(largest) + " bytes, found " +
                                         std::to_string(size));
            }
            if (left.size() - header_size >= size) {
                taken_ += header_size + size;
                return Frame{left.front(), std::string(left.substr(header_size, size))};
            }
        }
        received_.erase(0, taken_);
        taken_ = 0;
        return std::nullopt;
    }

private:
    static constexpr std::size_t header_size = 5;  // the kind, and four bytes of size
    static constexpr std::size_t most_unsent = 1 << 20;

    Descriptor socket_;
    std::string received_{}, unsent_{};
    std::size_t taken_ = 0;  // of what was received
    bool over_ = false;
};

#endif
