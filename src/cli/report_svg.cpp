#include "cli/report_svg.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "cli/calendar_svg.hpp"
#include "io/xml.hpp"

namespace srok::cli {
namespace {

struct part {
  const char* style;  // its class in the drawing
  const char* fill;
  const char* ink;
  const char* legend;
  std::size_t tally::*count;
};

// In the order in which bars are stacked, from the left and from below.
constexpr std::array<part, 4> parts{{
    {"i", "#2e8b63", "#ffffff", "in time", &tally::in_time},
    {"l", "#c8371f", "#ffffff", "late", &tally::late},
    {"o", "#f1c75b", "#5c4400", "open", &tally::open},
    {"u", "#d5dae1", "#4a5563", "closed unanswered", &tally::unanswered},
}};

constexpr int width = 1000, margin = 40, right = width - margin;
constexpr int head = 132, bar = 26, row = 40, names = 120;
constexpr int bars_left = margin + names, bars_right = right - 170;
constexpr int months_height = 200, months_head = 70, foot = 74;
constexpr double label_needs = 30;  // pixels for a number of three digits

std::string styles() {
  std::string out =
      "<style>text{font-family:'Helvetica Neue',Helvetica,Arial,'DejaVu Sans',sans-serif;"
      "fill:#1f2933}.h{font-size:15px;font-weight:600}.q{font-size:12px;fill:#6b7683}"
      ".e{text-anchor:end}.c{text-anchor:middle}.n{font-size:12px;text-anchor:middle}"
      ".p{font-size:14px}.s{font-size:14px;font-weight:600;text-anchor:end}"
      ".t{stroke:#e3e7ec;stroke-width:1}";
  for (const part& each : parts) {
    out += fmt::format(".{0} rect,rect.{0}{{fill:{1}}}.{0} text{{fill:{2}}}", each.style, each.fill,
                       each.ink);
  }
  return out + "</style>\n";
}

std::string count_text(const tally& counts) {
  return fmt::format("{} {}", counts.tickets, counts.tickets == 1 ? "ticket" : "tickets");
}

std::string title_of(const report_row& of) {
  std::string out = fmt::format("<title>{}: {}, {} of those decided in time", xml_text(of.name),
                                count_text(of.counts), share_text(of.counts));
  for (const part& each : parts) {
    out += fmt::format("; {} {}", of.counts.*each.count, each.legend);
  }
  return out + "</title>";
}

std::string draw_legend() {
  constexpr std::array<int, parts.size()> widths{78, 58, 64, 150};
  std::string out;
  int x = right;
  for (const int each : widths) x -= each;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += fmt::format(
        "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"14\" height=\"14\" rx=\"3\"/>"
        "<text class=\"q\" x=\"{}\" y=\"{}\">{}</text>\n",
        parts[i].style, x, head - 62, x + 20, head - 50, parts[i].legend);
    x += widths[i];
  }
  return out;
}

// A priority: its parts as shares of one whole bar.
std::string draw_priority(const report_row& of, int y) {
  std::string out = fmt::format(
      "<g>{}<text class=\"p\" x=\"{}\" y=\"{}\">{}</text>\n"
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"#eef0f3\"/>\n",
      title_of(of), margin, y + 18, xml_text(of.name), bars_left, y, bars_right - bars_left, bar);
  double x = bars_left;
  for (const part& each : parts) {
    const std::size_t count = of.counts.*each.count;
    if (count == 0) continue;
    const double wide = static_cast<double>(count) * (bars_right - bars_left) /
                        static_cast<double>(of.counts.tickets);
    out += fmt::format(
        "<g class=\"{}\"><rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" rx=\"3\"/>",
        each.style, x, y, std::max(wide - 1.5, 1.0), bar);
    if (wide >= label_needs) {
      out += fmt::format("<text class=\"n\" x=\"{:.1f}\" y=\"{}\">{}</text>", x + wide / 2, y + 17,
                         count);
    }
    out += "</g>\n";
    x += wide;
  }
  return out + fmt::format(
                   "<text class=\"s\" x=\"{}\" y=\"{}\">{}</text>"
                   "<text class=\"q e\" x=\"{}\" y=\"{}\">{}</text></g>\n",
                   bars_right + 72, y + 18, share_text(of.counts), right, y + 18,
                   count_text(of.counts));
}

struct columns {
  double pitch, wide, pixels_a_ticket;
  std::size_t label_every;
};

columns layout_of(const std::vector<report_row>& months) {
  constexpr double widest = 84, label_wide = 46, most_fill = 0.72;
  std::size_t most = 1;
  for (const report_row& month : months) most = std::max(most, month.counts.tickets);
  const double pitch =
      std::min(widest, double{right - margin} / static_cast<double>(months.size()));
  return {pitch, pitch * most_fill, double{months_height} / static_cast<double>(most),
          static_cast<std::size_t>(label_wide / pitch) + 1};
}

// A month: its parts as tickets, on a scale that all months share.
std::string draw_month(const report_row& of, const columns& at, double x, int base, bool labelled) {
  std::string out = "<g>" + title_of(of) + "\n";
  double y = base;
  for (const part& each : parts) {
    const std::size_t count = of.counts.*each.count;
    if (count == 0) continue;
    const double high = static_cast<double>(count) * at.pixels_a_ticket;
    y -= high;
    out += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "rx=\"2\"/>\n",
        each.style, x, y, at.wide, std::max(high - 1, 0.5));
  }
  if (labelled) {
    constexpr std::size_t year_digits = 4;
    const auto number = static_cast<unsigned>(std::stoul(of.name.substr(of.name.rfind('-') + 1)));
    const double middle = x + at.wide / 2;
    out += fmt::format(
        "<text class=\"n\" x=\"{0:.1f}\" y=\"{1:.1f}\">{2}</text>"
        "<text class=\"q c\" x=\"{0:.1f}\" y=\"{3}\">{4} {5}</text>"
        "<text class=\"q c\" x=\"{0:.1f}\" y=\"{6}\">{7}</text>\n",
        middle, y - 7, share_text(of.counts), base + 18, month_name(number).substr(0, 3),
        of.name.substr(0, year_digits), base + 34, of.counts.tickets);
  }
  return out + "</g>\n";
}

}  // namespace

std::string share_text(const tally& counts) {
  const auto share = counts.share_in_time();
  return share ? fmt::format("{:.1f}%", *share * 100) : "-";
}

std::string draw_report(const sla_report& report, std::string_view subtitle) {
  const int months_top = head + static_cast<int>(report.by_priority.size()) * row + months_head;
  const int base = months_top + months_height;
  const int height = base + foot;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\">\n{2}<rect width=\"{0}\" height=\"{1}\" fill=\"#fafbfc\"/>\n"
      "<text x=\"{3}\" y=\"62\" font-size=\"36\" font-weight=\"700\">{4}</text>"
      "<text class=\"p\" x=\"{3}\" y=\"84\">answered in time</text>\n"
      "<text class=\"q e\" x=\"{5}\" y=\"44\">{6}</text>\n",
      width, height, styles(), margin, share_text(report.all), right, xml_text(subtitle));
  out += draw_legend();
  int y = head;
  for (const report_row& each : report.by_priority) {
    out += draw_priority(each, y);
    y += row;
  }
  if (report.by_month.empty()) return out + "</svg>\n";
  out += fmt::format(
      "<text class=\"h\" x=\"{0}\" y=\"{1}\">By month of submission</text>\n"
      "<line class=\"t\" x1=\"{0}\" y1=\"{2}\" x2=\"{3}\" y2=\"{2}\"/>\n",
      margin, months_top - 34, base, right);
  const columns at = layout_of(report.by_month);
  for (std::size_t i = 0; i < report.by_month.size(); ++i) {
    out += draw_month(report.by_month[i], at, margin + at.pitch * static_cast<double>(i), base,
                      i % at.label_every == 0);
  }
  return out + "</svg>\n";
}

}  // namespace srok::cli
