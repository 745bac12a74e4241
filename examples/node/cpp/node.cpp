// A node of a NeuroShard network, as small as one can be: it listens, dials peers, exchanges advertisements, keeps the
// connections that its manager approves of, passes NEPs on, and follows a ledger. ../README.md says what goes over the wire,
// what the ledger says on standard input, and what each line of standard output means.
//
// One thread does everything, event by event, so that what it prints is in the order in which it happened.
#include <csignal>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <list>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <neuroshard_version.hpp>

#include "transport.hpp"

namespace {

using neuroshard::Manager;

constexpr std::size_t most_peers = 256;
constexpr std::string_view id_key = R"({"id":")";
constexpr std::string_view scheduled = R"("status":"scheduled")";
constexpr std::string_view cancelled = R"("status":"cancelled")";

volatile std::sig_atomic_t stopping = 0;

/// One event on a line of standard output. Peers are not to be trusted with our lines.
void say(std::string_view event, std::initializer_list<std::pair<const char*, std::string_view>> fields = {}) {
    constexpr char digits[] = "0123456789abcdef";
    std::string line("event=");
    line += event;
    for (const auto& [key, value] : fields) {
        line.append("\t").append(key).append("=");
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 0x20 && byte < 0x7f)
                line += c;
            else
                line.append("\\x").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
        }
    }
    std::cout << line << '\n' << std::flush;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The id of a NEP as the library prints it.
std::string id_of(std::string_view nep) {
    const std::size_t end = nep.starts_with(id_key) ? nep.find('"', id_key.size()) : std::string_view::npos;
    if (end == std::string_view::npos) throw std::runtime_error("expected a NEP that begins with its id");
    return std::string(nep.substr(id_key.size(), end - id_key.size()));
}

struct Peer {
    explicit Peer(int socket) : connection(socket) {}

    Connection connection;
    std::string name = "unknown";  // as it calls itself; nothing depends on it
    std::string advertisement{};   // the last one, once it has sent one
};

class Node {
public:
    Node(std::string name, Manager manager)
        : name_(std::move(name)), manager_(std::move(manager)), listener_(listen_somewhere()) {}

    /// Until the ledger ends, or SIGTERM, which is let in only while there is nothing to do.
    void run(const sigset_t& let_in) {
        say("listening", {{"port", std::to_string(port_of(listener_.number()))}});
        view_changed();
        bool goes_on = true;
        while (goes_on && stopping == 0) {
            const short room = peers_.size() < most_peers ? POLLIN : 0;
            std::vector<pollfd> watched{{STDIN_FILENO, POLLIN, 0}, {listener_.number(), room, 0}};
            for (const Peer& peer : peers_) watched.push_back(peer.connection.watched());
            if (::ppoll(watched.data(), watched.size(), nullptr, &let_in) < 0) continue;
            auto next = watched.begin() + 2;
            for (auto peer = peers_.begin(); peer != peers_.end();) {
                const bool open = (next++)->revents == 0 || serve(*peer);
                peer = open ? std::next(peer) : peers_.erase(peer);
            }
            if (watched[1].revents != 0) meet(::accept(listener_.number(), nullptr, nullptr));
            if (watched[0].revents != 0) goes_on = read_ledger();
        }
        for (Peer& peer : peers_) {
            bid_farewell(peer, "the node stops");
            peer.connection.pump();
        }
        say("stopped");
    }

private:
    /// Both sides of a new connection say who they are, what they speak, and what is to come.
    void meet(int socket) {
        if (socket < 0) return;  // it is gone already
        Peer& peer = peers_.emplace_back(socket);
        peer.connection.send('I', name_);
        peer.connection.send('A', manager_.advertisement());
        for (const std::string& nep : manager_.neps()) {
            if (holds(nep, scheduled)) peer.connection.send('N', nep);
        }
    }

    void end(Peer& peer, std::string_view by, std::string_view message) {
        if (peer.connection.over()) return;
        say("closed", {{"peer", peer.name}, {"by", by}, {"message", message}});
        peer.connection.end();
    }
    void bid_farewell(Peer& peer, std::string_view message) {
        peer.connection.send('B', message);
        end(peer, "self", message);
    }

    /// False when the connection has ended.
    bool serve(Peer& peer) {
        try {
            const bool open = peer.connection.pump();
            while (!peer.connection.over()) {
                const std::optional<Frame> frame = peer.connection.next_frame(NSV_MAX_ADVERTISEMENT);
                if (!frame) break;
                hear(peer, *frame);
            }
            if (!open) end(peer, "peer", "it hung up");
            return open;
        } catch (const std::runtime_error& error) {  // garbage
            bid_farewell(peer, error.what());
            return true;
        }
    }

    void hear(Peer& peer, const Frame& frame) {
        switch (frame.kind) {
            case 'I': peer.name = frame.payload; return;
            case 'A': return judge(peer, frame.payload);
            case 'N':
                // Of somebody whom the manager has not approved of, nothing is learnt.
                if (!peer.advertisement.empty()) attempt("nep", [&] { learn(frame.payload, peer.name, false); });
                return;
            case 'B': return end(peer, "peer", frame.payload);
            default: return;  // nodes of the future say more
        }
    }

    /// What the manager makes of a peer's advertisement decides whether the connection is kept.
    void judge(Peer& peer, const std::string& advertisement) {
        const neuroshard::Verdict verdict = manager_.check_peer(advertisement);
        const std::string message = manager_.verdict_message(neuroshard::Version::from_json(advertisement), verdict);
        const std::string negotiated = verdict.can_talk() ? manager_.negotiate(advertisement).to_json() : "";
        peer.advertisement = advertisement;
        say("verdict", {{"peer", peer.name},
                        {"level", to_string(verdict.level)},
                        {"reason", to_string(verdict.reason)},
                        {"upgrade", to_string(verdict.upgrade)},
                        {"cut", std::to_string(verdict.cut_height)},
                        {"message", message},
                        {"negotiated", negotiated},
                        {"received", advertisement}});
        if (!verdict.can_talk()) bid_farewell(peer, message);
    }

    /// Every peer hears of it, and is judged anew.
    void view_changed() {
        const std::string advertisement = manager_.advertisement();
        say("view", {{"view", manager_.status_json()}, {"advertisement", advertisement}});
        for (Peer& peer : peers_) {
            peer.connection.send('A', advertisement);
            if (peer.connection.stuck()) end(peer, "self", "it does not read");
            if (!peer.connection.over() && !peer.advertisement.empty()) judge(peer, peer.advertisement);
        }
    }

    /// Schedules a NEP, and passes it on where it is news. Rumour does not bring back what the ledger has cancelled.
    void learn(const std::string& json, const std::string& from, bool from_ledger) {
        const std::string id = id_of(json);
        const std::optional<std::string> known = manager_.find_nep(id);
        const bool was_cancelled = known && holds(*known, cancelled);
        if (was_cancelled && !from_ledger) return;
        manager_.schedule_nep(json);
        if (known && !was_cancelled) return;
        say("nep", {{"id", id}, {"from", from}});
        const std::string news = manager_.find_nep(id).value();
        for (Peer& peer : peers_) peer.connection.send('N', news);
        view_changed();
    }

    template <typename Action>
    bool attempt(std::string_view command, Action action) {
        try {
            action();
            return true;
        } catch (const std::runtime_error& error) {
            say("refused", {{"command", command}, {"message", error.what()}});
            return false;
        }
    }

    /// False at its end.
    bool read_ledger() {
        char bytes[65536];
        const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0) return false;
        ledger_.append(bytes, static_cast<std::size_t>(got));
        for (std::size_t end; (end = ledger_.find('\n')) != std::string::npos; ledger_.erase(0, end + 1)) {
            const std::string line = ledger_.substr(0, end);
            const std::string command = line.substr(0, line.find(' '));
            if (attempt(command, [&] { obey(line); })) say("done", {{"command", command}});
        }
        return true;
    }

    /// One line of the ledger, or of the operator.
    void obey(const std::string& line) {
        std::istringstream words(line);
        std::string command, id, rest;
        std::uint64_t height = 0, time = 0;
        words >> command;
        const auto text = [&] { return std::getline(words >> std::ws, rest) ? rest : ""; };
        if (command == "advance" && words >> height >> time)
            manager_.advance(height, time);
        else if (command == "rewind" && words >> height >> time)
            manager_.rewind(height, time);
        else if (command == "catch-up")
            manager_.catch_up_nep(text());
        else if (command == "reschedule" && words >> id >> height >> time)
            manager_.reschedule_nep(id, height, time);
        else if (command == "cancel" && words >> id)
            manager_.cancel_nep(id, text());
        else if (command == "schedule")
            return learn(text(), "ledger", true);
        else if (command == "dial" && words >> height && height <= UINT16_MAX)
            return dial(static_cast<std::uint16_t>(height));
        else if (command == "hang-up" && words >> id)
            return hang_up(id);
        else
            throw std::runtime_error("no such command");
        view_changed();
    }

    void dial(std::uint16_t port) {
        if (peers_.size() == most_peers) throw std::runtime_error("cannot dial: there are too many peers");
        meet(connect_to(port));
    }

    void hang_up(const std::string& name) {
        for (Peer& peer : peers_) {
            if (peer.name == name) bid_farewell(peer, "the operator hung up");
        }
    }

    const std::string name_;
    Manager manager_;
    const Descriptor listener_;
    std::list<Peer> peers_{};
    std::string ledger_{};  // what has come of its next line
};

/// `1.0.0..2.0.0`
neuroshard::ManagerOptions options(const std::string& store, const std::string& range) {
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos) throw std::runtime_error("expected MIN..MAX, found " + range);
    return {.supported_min = neuroshard::Version::parse(range.substr(0, dots)),
            .supported_max = neuroshard::Version::parse(range.substr(dots + 2)),
            .store = store};
}

/// Lets SIGTERM in nowhere but where the node waits; gives the signals to let in there.
sigset_t expect_stop() {
    struct sigaction action {};
    action.sa_handler = [](int) { stopping = 1; };
    sigaction(SIGTERM, &action, nullptr);
    sigset_t termination, before;
    sigemptyset(&termination);
    sigaddset(&termination, SIGTERM);
    sigprocmask(SIG_BLOCK, &termination, &before);
    return before;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: node NAME STORE MIN..MAX\n";
        return 64;
    }
    try {
        const sigset_t let_in = expect_stop();
        Node(argv[1], Manager(options(argv[2], argv[3]))).run(let_in);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "node: " << error.what() << "\n";
        return 1;
    }
}
