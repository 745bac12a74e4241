#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "node.hpp"

namespace neuroshard::cli {
namespace {

std::string styled_level(Compatibility level, const Style& style) {
    switch (level) {
        case Compatibility::identical:
        case Compatibility::compatible: return style.good(to_string(level));
        case Compatibility::upgrade_recommended: return style.caution(to_string(level));
        case Compatibility::incompatible: break;
    }
    return style.bad(to_string(level));
}

std::string_view who(Side side) {
    switch (side) {
        case Side::none: break;
        case Side::local: return "you";
        case Side::peer: return "the peer";
    }
    return "nobody";
}

}  // namespace

Output compat_command(const Request& request) {
    open_node(request.arguments, Use::none);  // global options that are wrong are wrong here too
    const Version local = read_version("LOCAL", request.arguments.local);
    const Version peer = read_version("PEER", request.arguments.peer);
    const Compatibility level = local.check_compatibility(peer);
    const Side upgrade = local.side_to_upgrade(peer);
    const std::string message = local.compatibility_message(peer);
    const bool can_communicate = local.is_compatible(peer);

    Output output{.text = {}, .exit_code = can_communicate ? ExitCode::success : ExitCode::cannot_take_part};
    if (request.arguments.json) {
        const nlohmann::ordered_json document{{"local", local.string()},       {"peer", peer.string()},
                                              {"level", to_string(level)},     {"can_communicate", can_communicate},
                                              {"upgrade", to_string(upgrade)}, {"message", message}};
        output.text = document.dump(2) + '\n';
    } else {
        output.text = fmt::format("Level:    {}\nMessage:  {}\nUpgrade:  {}\n", styled_level(level, request.style), message,
                                  who(upgrade));
    }
    return output;
}

}  // namespace neuroshard::cli
