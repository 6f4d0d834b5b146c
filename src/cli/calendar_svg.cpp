// A year as a drawing: a sheet of four by three months, one rounded square a day.
#include "cli/calendar_svg.hpp"

#include <fmt/core.h>

#include <array>

#include "cli/session.hpp"
#include "io/xml.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct look {
  const char* style;  // its class in the drawing
  const char* fill;
  const char* ink;
  const char* legend;
};

// The order is that of the legend.
constexpr std::array<look, 7> looks{{
    {"w", "#ffffff", "#1f2933", "working day"},
    {"s", "#fdf0cd", "#7a5b00", "short day, an hour less by law"},
    {"x", "#dcefe3", "#14603a", "worked weekend"},
    {"e", "#eef0f3", "#8a94a3", "weekend"},
    {"o", "#fbdcd3", "#a63a1e", "day off moved here"},
    {"h", "#c8371f", "#ffffff", "public holiday"},
    {"d", "#e3dcf5", "#54399b", "off by presidential decree"},
}};

const look& look_of(day_type type) {
  switch (type.kind()) {
    case day_kind::short_day:
      return looks[1];
    case day_kind::weekend:
      return looks[3];
    case day_kind::day_off:
      return looks[4];
    case day_kind::holiday:
      return looks[5];
    case day_kind::decree_off:
      return looks[6];
    case day_kind::working:
      break;
  }
  return looks[type.worked_weekend() ? 2 : 0];
}

constexpr int cell = 30, gap = 3, month_width = 7 * (cell + gap), month_height = 268;
constexpr int margin = 40, between = 34, head = 104, columns = 4;
constexpr int width = 2 * margin + columns * month_width + (columns - 1) * between;
constexpr int height = head + 3 * month_height + 66;

std::string styles() {
  std::string out =
      "<style>text{font-family:'Helvetica Neue',Helvetica,Arial,'DejaVu Sans',sans-serif}"
      ".n{font-size:13px;text-anchor:middle}.m{font-size:16px;font-weight:600;fill:#1f2933}"
      ".q{font-size:11px;fill:#8a94a3}.k{font-size:10px;fill:#8a94a3;text-anchor:middle}";
  for (const look& each : looks) {
    out +=
        fmt::format(".{0} rect{{fill:{1}}}.{0} text{{fill:{2}}}", each.style, each.fill, each.ink);
  }
  return out + ".w rect{stroke:#e3e7ec}</style>\n";
}

std::string draw_day(const calendar& source, civil_date date, int x, int y) {
  const std::string about = describe_day(source, date);
  const std::string title = fmt::format("<title>{} {}{}</title>", weekday_name(date), to_text(date),
                                        about.empty() ? "" : ": " + xml_text(about));
  const look& style = look_of(*source.day(date));
  return fmt::format(
      "<g class=\"{}\">{}<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>"
      "<text class=\"n\" x=\"{}\" y=\"{}\">{}</text></g>\n",
      style.style, title, x, y, cell, cell, x + cell / 2, y + 20,
      static_cast<unsigned>(fields(date).day()));
}

std::string draw_month(const calendar& source, int year, unsigned month, int x, int y) {
  int working = 0;
  std::string days;
  int row = 0;
  for (unsigned day = 1; day <= days_in_month(year, month); ++day) {
    const civil_date date = civil(year, month, day);
    const int column = weekday_of(date);
    if (column == 0 && day > 1) ++row;
    working += source.day(date)->works() ? 1 : 0;
    days += draw_day(source, date, x + column * (cell + gap), y + 40 + row * (cell + gap));
  }
  std::string out = fmt::format(
      "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>"
      "<text class=\"q\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{} working days</text>\n",
      x, y + 14, month_name(month), x + month_width - gap, y + 14, working);
  for (int column = 0; column < 7; ++column) {
    out += fmt::format("<text class=\"k\" x=\"{}\" y=\"{}\">{}</text>",
                       x + column * (cell + gap) + cell / 2, y + 33,
                       weekday_name(from_day_number(column + 4)));  // 1970-01-05 was a Monday
  }
  return out + "\n" + days;
}

std::string draw_legend(int y) {
  constexpr std::array<int, looks.size()> widths{116, 232, 136, 98, 162, 130, 200};
  std::string out;
  int x = margin;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    out += fmt::format(
        "<g class=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"16\" height=\"16\" rx=\"4\"/></g>"
        "<text class=\"q\" x=\"{}\" y=\"{}\">{}</text>\n",
        looks[i].style, x, y, x + 22, y + 12, looks[i].legend);
    x += widths[i];
  }
  return out;
}

}  // namespace

std::string draw_year(const calendar& source, int year) {
  const calendar_year& facts = *source.year(year);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\">\n{2}<rect width=\"{0}\" height=\"{1}\" fill=\"#fafbfc\"/>\n"
      "<text x=\"{3}\" y=\"56\" font-size=\"34\" font-weight=\"700\" fill=\"#1f2933\">{4}</text>\n"
      "<text class=\"q\" x=\"{5}\" y=\"40\" text-anchor=\"end\">{6} working days, {7} short · {8} "
      "hours of a 40-hour week · {9} days off{10}</text>\n"
      "<text class=\"q\" x=\"{5}\" y=\"58\" text-anchor=\"end\">{11}</text>\n",
      width, height, styles(), margin, year, width - margin - gap, facts.working_days,
      facts.short_days, facts.hours_40, facts.days_off, facts.official ? "" : " · projected",
      xml_text(facts.source));
  for (unsigned month = 1; month <= 12; ++month) {
    const int place = static_cast<int>(month) - 1;
    out += draw_month(source, year, month, margin + place % columns * (month_width + between),
                      head + place / columns * month_height);
  }
  return out + draw_legend(height - 44) + "</svg>\n";
}

std::string describe_day(const calendar& source, civil_date date) {
  const day_type type = *source.day(date);
  const calendar_fact* fact = source.fact(date);
  const auto dated = [](std::int32_t day) {
    return std::string{weekday_name(from_day_number(day))} + " " + to_text(from_day_number(day));
  };
  std::string out;
  if (type.kind() == day_kind::holiday && fact != nullptr) {
    out = fact->name.empty() ? fact->name_ru : fact->name;
    if (fact->moved_to != no_day) out += ", its day off is " + dated(fact->moved_to);
  } else if (type.kind() == day_kind::day_off) {
    const bool known = fact != nullptr && fact->moved_from != no_day;
    out = known ? "day off in place of " + dated(fact->moved_from) : "day off, moved here";
  } else if (type.kind() == day_kind::decree_off) {
    out = "off by decree: " + std::string{fact != nullptr ? fact->source : ""};
  } else if (type.worked_weekend()) {
    const bool known = fact != nullptr && fact->moved_to != no_day;
    out = "worked" + (known ? ", its day off is " + dated(fact->moved_to) : std::string{});
  }
  if (type.shortened()) out += out.empty() ? "short day" : ", short";
  return out;
}

std::string_view month_name(unsigned month) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  return names[month - 1];
}

unsigned days_in_month(int year, unsigned month) {
  using namespace std::chrono;
  return static_cast<unsigned>(
      year_month_day_last{std::chrono::year{year}, month_day_last{std::chrono::month{month}}}
          .day());
}

}  // namespace srok::cli
