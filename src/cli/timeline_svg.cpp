// The timeline of a breaking upgrade as a self-contained SVG document, light or dark as its reader's system is.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "output.hpp"
#include "timeline.hpp"

namespace neuroshard::cli {
namespace {

constexpr double width = 1000;
constexpr double right_edge = 968;
constexpr double track_y = 196;
constexpr double box_width = 160;
constexpr double column(std::size_t i) { return 196.0 + 198.0 * static_cast<double>(i); }

// Longer texts are cut: nobody knows the reader's fonts, so these many columns fit even where letters are wide.
constexpr std::size_t line_columns = 66;
constexpr std::size_t label_columns = 15;
constexpr std::size_t box_columns = 13;

constexpr const char* style_sheet = R"(
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
         font-size: 16px; fill: #1f2328; text-anchor: middle; }
  .card { fill: #ffffff; stroke: #d1d9e0; }
  .title { font-size: 25px; font-weight: 700; letter-spacing: 1.5px; }
  .day { font-size: 18px; font-weight: 700; }
  .muted { font-size: 14px; fill: #59636e; }
  .label { font-size: 15px; font-weight: 600; text-anchor: start; }
  .track { stroke: #d1d9e0; stroke-width: 4; stroke-linecap: round; }
  .passed { stroke: #0969da; }
  .stop { fill: #ffffff; stroke: #afb8c1; stroke-width: 3; }
  .stop.passed { fill: #0969da; stroke: #0969da; }
  .link { stroke: #d1d9e0; stroke-width: 2; }
  .guide { stroke: #afb8c1; stroke-width: 1.5; stroke-dasharray: 4 4; }
  .box { fill: #f6f8fa; stroke: #d1d9e0; stroke-width: 1.5; }
  .box.present { fill: #ddf4ff; stroke: #0969da; stroke-width: 2.5; }
  .pin { fill: #0969da; }
  .pin-text { font-size: 14px; font-weight: 600; fill: #ffffff; }
  .works { fill: #dafbe1; } .works-text { fill: #116329; font-weight: 600; }
  .cut { fill: #ffebe9; } .cut-text { fill: #a40e26; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .card { fill: #0d1117; stroke: #3d444d; }
    .muted { fill: #9198a1; }
    .track, .link { stroke: #3d444d; }
    .passed { stroke: #4493f8; }
    .stop { fill: #0d1117; stroke: #656c76; }
    .stop.passed { fill: #4493f8; stroke: #4493f8; }
    .guide { stroke: #656c76; }
    .box { fill: #151b23; stroke: #3d444d; }
    .box.present { fill: #121d2f; stroke: #4493f8; }
    .pin { fill: #1f6feb; } .pin-text { fill: #ffffff; }
    .works { fill: #12261e; } .works-text { fill: #56d364; }
    .cut { fill: #35161a; } .cut-text { fill: #ff7b72; }
  }
)";

/// Text as XML takes it, which has no way to write U+FFFE and U+FFFF.
std::string escaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\xef':
                if (text.substr(i, 3) == "\xef\xbf\xbe" || text.substr(i, 3) == "\xef\xbf\xbf") {
                    result += "\xef\xbf\xbd";
                    i += 2;
                    break;
                }
                [[fallthrough]];
            default: result += text[i];
        }
    }
    return result;
}

std::string text_at(double x, double y, std::string_view css_class, std::string_view text) {
    const std::string attribute = css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class);
    return fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\"{}>{}</text>\n", x, y, attribute, escaped(text));
}

std::string line_between(double x1, double y1, double x2, double y2, std::string_view css_class) {
    return fmt::format("<line x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\" class=\"{}\"/>\n", x1, y1, x2, y2,
                       css_class);
}

std::string rectangle(double x, double y, double w, double h, double radius, std::string_view css_class) {
    return fmt::format("<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"{:.0f}\" class=\"{}\"/>\n", x,
                       y, w, h, radius, css_class);
}

/// A document of a card with something on it; `title` and `description` are for those who do not see it.
std::string document(double height, std::string_view title, std::string_view description, std::string_view content) {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "role=\"img\" aria-labelledby=\"title description\">\n"
        "<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n<style>{4}</style>\n{5}{6}</svg>\n",
        width, height, escaped(title), escaped(description), style_sheet, rectangle(2, 2, width - 4, height - 4, 16, "card"),
        content);
}

/// Where the node stands on the track: at the milestone it passed last, and on towards the next as time goes.
double present_x(const Timeline& timeline) {
    const double from = column(timeline.now);
    if (timeline.now + 1 == timeline.milestones.size()) return from;
    const std::uint64_t start = timeline.milestones[timeline.now].time;
    const std::uint64_t end = timeline.milestones[timeline.now + 1].time;
    if (timeline.time <= start) return from;
    // Late as it may be, the next phase has not begun.
    constexpr double closest = 0.85;
    const double passed = end <= start ? 1 : static_cast<double>(timeline.time - start) / static_cast<double>(end - start);
    return from + (column(timeline.now + 1) - from) * std::min(passed, closest);
}

std::string track(const Timeline& timeline) {
    std::string svg = line_between(column(0), track_y, right_edge, track_y, "track") +
                      line_between(column(0), track_y, present_x(timeline), track_y, "track passed");
    for (std::size_t i = 0; i < timeline.milestones.size(); ++i) {
        const Milestone& milestone = timeline.milestones[i];
        svg +=
            text_at(column(i), track_y - 48, "day", milestone.day) + text_at(column(i), track_y - 26, "muted", milestone.date);
        svg += line_between(column(i), track_y, column(i), track_y + 72, "link");
        svg += fmt::format("<circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"9\" class=\"stop{}\"/>\n", column(i), track_y,
                           i <= timeline.now ? " passed" : "");
    }
    return svg;
}

/// The flag that says where the node stands, kept inside the card.
std::string present(const Timeline& timeline) {
    constexpr double character_width = 8.5;
    const std::string text = timeline.today.empty() ? "Now" : "Now: " + timeline.today;
    const double x = present_x(timeline);
    const double flag_width = character_width * static_cast<double>(text.size()) + 20;
    const double left = std::clamp(x - flag_width / 2, width - right_edge, right_edge - flag_width);
    return fmt::format("<path d=\"M{:.0f} {:.0f}l9 12h-18z\" class=\"pin\"/>\n", x, track_y + 13) +
           rectangle(left, track_y + 24, flag_width, 26, 13, "pin") +
           text_at(left + flag_width / 2, track_y + 42, "pin-text", text);
}

std::string boxes(const Timeline& timeline) {
    constexpr double y = track_y + 72;
    std::string svg;
    for (std::size_t i = 0; i < timeline.milestones.size(); ++i) {
        const auto& caption = timeline.milestones[i].caption;
        svg += rectangle(column(i) - box_width / 2, y, box_width, 62, 10, i == timeline.now ? "box present" : "box");
        svg += text_at(column(i), y + 27, "", shortened(caption[0], box_columns)) +
               text_at(column(i), y + 48, "", shortened(caption[1], box_columns));
    }
    return svg;
}

std::string bar(double from, double to, double y, bool works) {
    return rectangle(from + 2, y, to - from - 4, 36, 8, works ? "works" : "cut") +
           text_at((from + to) / 2, y + 24, works ? "works-text" : "cut-text", works ? "✓ Working" : "✗ Disconnected");
}

std::string nodes(const std::string& name, double y, bool works_in_the_end) {
    return text_at(32, y + 24, "label", shortened(name, label_columns)) + bar(column(0), column(1), y, true) +
           bar(column(1), column(3), y, true) + bar(column(3), right_edge, y, works_in_the_end);
}

std::string description(const Timeline& timeline) {
    std::string text = fmt::format("{}. In force {}. ", timeline.subtitle, timeline.activation);
    for (const Milestone& milestone : timeline.milestones) {
        text += fmt::format("{}, {}: {} {}. ", milestone.day, milestone.date, milestone.caption[0], milestone.caption[1]);
    }
    return text + fmt::format("{} work until then and are disconnected from then on; {} keep working.", timeline.old_nodes,
                              timeline.new_nodes);
}

/// A text in lines that fit, broken between words.
std::vector<std::string> wrapped(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const std::string longer = lines.empty() ? std::string(word) : fmt::format("{} {}", lines.back(), word);
        if (!lines.empty() && shortened(longer, line_columns) == longer) {
            lines.back() = longer;
        } else {
            lines.push_back(shortened(word, line_columns));
        }
    }
    return lines;
}

}  // namespace

std::string timeline_svg(const Timeline& timeline) {
    constexpr double rows_y = track_y + 162;
    const std::string support =
        fmt::format("{} {}", timeline.supported ? "✓ This node supports" : "✗ This node does not support",
                    shortened(timeline.target, line_columns / 2));
    const std::string content = text_at(width / 2, 54, "title", timeline.title) +
                                text_at(width / 2, 86, "muted", shortened(timeline.subtitle, line_columns)) + track(timeline) +
                                boxes(timeline) + present(timeline) + nodes(timeline.old_nodes, rows_y, false) +
                                nodes(timeline.new_nodes, rows_y + 46, true) +
                                line_between(column(3), track_y + 134, column(3), rows_y + 88, "guide") +
                                text_at(width / 2, rows_y + 122, "muted", "In force " + timeline.activation) +
                                text_at(width / 2, rows_y + 148, timeline.supported ? "works-text" : "cut-text", support);
    return document(rows_y + 176, timeline.title, description(timeline), content);
}

std::string message_svg(const std::string& title, const std::string& message) {
    std::string content = text_at(width / 2, 54, "day", shortened(title, line_columns));
    double y = 86;
    for (const std::string& line : wrapped(message)) {
        content += text_at(width / 2, y, "muted", line);
        y += 22;
    }
    return document(y + 12, title, message, content);
}

}  // namespace neuroshard::cli
