// The timeline of a breaking upgrade, drawn for a terminal.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "input.hpp"
#include "node.hpp"
#include "timeline.hpp"

namespace neuroshard::cli {
namespace {

using nlohmann::ordered_json;

using Cells = std::array<std::string, 4>;

constexpr std::size_t cell_width = 15;
constexpr std::size_t box_width = 11;    // inside
constexpr std::size_t frame_width = 62;  // inside

std::string repeated(std::string_view text, std::size_t count) {
    std::string result;
    while (count-- > 0) result += text;
    return result;
}

std::string rule(std::string_view left, std::string_view right) {
    return fmt::format("{}{}{}\n", left, repeated("─", frame_width), right);
}

/// A line of the frame; `content` is as wide as the frame's inside.
std::string framed(std::string_view content) { return fmt::format("│{}│\n", content); }

/// One cell below each milestone. What `paint` does to a cell must not change its width.
template <typename Paint>
std::string cells_line(const Cells& cells, Paint paint) {
    std::string content = " ";
    for (std::size_t i = 0; i < cells.size(); ++i)
        content += paint(i, centred(shortened(cells[i], cell_width - 1), cell_width));
    return framed(content + " ");
}

std::string cells_line(const Cells& cells) {
    return cells_line(cells, [](std::size_t, std::string cell) { return cell; });
}

template <typename Text>
Cells for_each_milestone(const Timeline& timeline, Text text) {
    Cells cells;
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = text(timeline.milestones[i]);
    return cells;
}

/// The boxes; the one of the present phase stands out.
std::string boxes(const Timeline& timeline, const Style& style) {
    const auto line = [&](auto text) {
        return cells_line(for_each_milestone(timeline, text), [&](std::size_t i, const std::string& cell) {
            return i == timeline.now ? style.heading(cell) : cell;
        });
    };
    const std::string edge = repeated("─", box_width);
    return line([&](const Milestone&) { return "┌" + edge + "┐"; }) +
           line([](const Milestone& milestone) { return "│" + centred(milestone.caption[0], box_width) + "│"; }) +
           line([](const Milestone& milestone) { return "│" + centred(milestone.caption[1], box_width) + "│"; }) +
           line([&](const Milestone&) { return "└" + edge + "┘"; });
}

std::string now_lines(const Timeline& timeline, const Style& style) {
    std::string lines;
    for (const std::string& text : {std::string("▲"), timeline.today.empty() ? "now" : "now, " + timeline.today}) {
        Cells cells;
        cells[timeline.now] = text;
        lines += cells_line(
            cells, [&](std::size_t i, const std::string& cell) { return i == timeline.now ? style.heading(cell) : cell; });
    }
    return lines;
}

std::string nodes_line(const std::string& nodes, const std::string& in_the_end, const Style& style) {
    return cells_line({nodes + ":", "✓ Working", "✓ Working", in_the_end}, [&](std::size_t i, const std::string& cell) {
        if (i == 0) return cell;
        return cell.find("✗") == std::string::npos ? style.good(cell) : style.bad(cell);
    });
}

std::string figure(const Timeline& timeline, const Style& style) {
    const std::string blank = framed(std::string(frame_width, ' '));
    const auto each = [&](auto text) { return cells_line(for_each_milestone(timeline, text)); };
    return rule("┌", "┐") + framed(style.heading(centred(timeline.title, frame_width))) + rule("├", "┤") + blank +
           each([](const Milestone& milestone) { return milestone.day; }) +
           each([](const Milestone& milestone) { return milestone.date; }) + each([](const Milestone&) { return "│"; }) +
           each([](const Milestone&) { return "▼"; }) + boxes(timeline, style) + now_lines(timeline, style) + blank +
           nodes_line(timeline.old_nodes, "✗ Disconnected", style) + nodes_line(timeline.new_nodes, "✓ Working", style) +
           blank + rule("└", "┘");
}

std::string timeline_text(const Timeline& timeline, const Style& style) {
    const std::string support = fmt::format("{} {}", timeline.supported ? "supports" : "does not support", timeline.target);
    return figure(timeline, style) +
           field_list({{"Upgrade", timeline.subtitle},
                       {"In force", timeline.activation},
                       {"This node", fmt::format("{}; {}", timeline.node,
                                                 timeline.supported ? style.good(support + " ✓") : style.bad(support + " ✗"))},
                       {"What to do", timeline.instruction}});
}

constexpr const char* nothing_pending = "No breaking upgrade is pending.";

std::string text_of(const Manager& manager, const Style& style, const std::optional<ordered_json>& nep) {
    if (!nep) return fmt::format("{}\n", nothing_pending);
    if (!has_timeline(*nep)) return sentence_of(*nep) + '\n';
    return timeline_text(make_timeline(manager, *nep), style);
}

std::string svg_of(const Manager& manager, const std::optional<ordered_json>& nep) {
    if (!nep) return message_svg(std::string(manager.network().id()), nothing_pending);
    if (!has_timeline(*nep)) return message_svg(nep->at("id").get<std::string>(), sentence_of(*nep));
    return timeline_svg(make_timeline(manager, *nep));
}

}  // namespace

Output network_timeline_command(const Request& request) {
    const Arguments& arguments = request.arguments;
    std::optional<std::string> id;
    if (arguments.timeline_id) id = read_nep_id(*arguments.timeline_id);
    const Manager manager = open_node(arguments, Use::read).manager;
    const std::optional<ordered_json> nep = upgrade_to_draw(manager, id);
    if (arguments.json) return {.text = timeline_json(manager, nep).dump(2) + '\n'};
    if (arguments.svg_file == "-") return {.text = svg_of(manager, nep)};
    if (arguments.svg_file) write_to_file(*arguments.svg_file, svg_of(manager, nep));
    return {.text = text_of(manager, request.style, nep)};
}

}  // namespace neuroshard::cli
