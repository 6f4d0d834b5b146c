#include "io/timeline_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/moment_text.hpp"
#include "io/timeline_words.hpp"

namespace srok::svg {
namespace {

// Below this many pixels a day nights are no longer drawn, only days off.
constexpr double nights_from = 7;

// What happened and what is promised; now only while something is still to come.
instant last_of(const timeline& told) {
  instant last = told.entries.empty() ? told.now : told.entries.back().at;
  for (const timeline_promise& p : told.promises) {
    last = std::max({last, p.until, p.ended == no_instant ? told.now : p.ended});
  }
  return is_over(told.state.state) ? last : std::max(last, told.now);
}

std::string_view month_name(unsigned month, language language) {
  static constexpr std::array<std::array<std::string_view, 12>, 2> names{
      {{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
       {"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}}};
  return names[language == language::english ? 0 : 1][month - 1];
}

std::string month_text(std::chrono::year_month_day f, language language) {
  return fmt::format("{} {}", month_name(static_cast<unsigned>(f.month()), language),
                     static_cast<int>(f.year()));
}

std::string weekday(civil_date date, language language) {
  const std::string text = day_text(date, language);
  return text.substr(0, text.find(' '));
}

std::string text(double x, double y, std::string_view anchor, std::string_view text) {
  return fmt::format(
      "<text class=\"date\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor,
      text);
}

std::string upright(double x, double top, double bottom) {
  return fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", x, top - 4, bottom);
}

std::string rectangle(double from, double to, double top, double bottom, std::string_view style) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n", style,
      from, top, std::max(to - from, 0.3), bottom - top);
}

}  // namespace

axis::axis(const timeline& told) : schedule_{told.governing.schedule()} {
  instant first = told.entries.empty() ? told.now : told.entries.front().at;
  for (const timeline_promise& p : told.promises) first = std::min({first, p.begin, p.until});
  first_ = on_wall(schedule_, first).date;
  end_date_ = on_wall(schedule_, last_of(told)).date + std::chrono::days{1};
  begin_ = midnight(first_);
  end_ = midnight(end_date_);
}

double axis::x(instant at) const {
  const auto from_begin = static_cast<double>((std::clamp(at, begin_, end_) - begin_).count());
  return left + (right - left) * from_begin / static_cast<double>((end_ - begin_).count());
}

// The horizon's end for a date beyond it.
instant axis::midnight(civil_date date) const {
  const auto at = schedule_.at_wall(wall_time{date.time_since_epoch()});
  if (at) return *at;
  return date <= schedule_.first_date() ? schedule_.horizon().begin() : schedule_.horizon().end();
}

std::string axis::columns(double top, double bottom) const {
  const double day = (right - left) / static_cast<double>((end_date_ - first_).count());
  std::string out = rectangle(left, right, top, bottom, "off");
  for (instant at = begin_; at < end_;) {
    const auto opens = schedule_.next_open(at);
    const auto closes = opens ? schedule_.next_close(*opens) : opens;
    if (!closes || *opens >= end_) break;
    if (day >= nights_from) {
      out += rectangle(x(*opens), x(*closes), top, bottom, "on");
      at = *closes;
    } else {
      const civil_date date = on_wall(schedule_, *opens).date;
      out += rectangle(x(midnight(date)), x(midnight(date + std::chrono::days{1})) + 0.1, top,
                       bottom, "on");
      at = std::max(*closes, midnight(date + std::chrono::days{1}));
    }
  }
  return out;
}

// As many dates as find room: every day under its month, every Monday, or the first of months.
std::string axis::dates(language language, double top, double bottom) const {
  const double day = (right - left) / static_cast<double>((end_date_ - first_).count());
  constexpr double number_room = 17, date_room = 46;  // pixels that "29" and "29 Apr" need
  const bool daily = day >= number_room;
  const bool weekly = !daily && day * 7 >= date_room;
  const unsigned months = static_cast<unsigned>(date_room / (day * 30)) + 1;
  std::string out;
  for (civil_date date = first_; date < end_date_; date += std::chrono::days{1}) {
    const auto f = fields(date);
    const auto number = static_cast<unsigned>(f.day());
    const auto month = static_cast<unsigned>(f.month());
    const double from = x(midnight(date));
    const bool shown =
        daily || (weekly ? weekday_of(date) == 0 : number == 1 && (month - 1) % months == 0);
    if (shown || day >= nights_from) out += upright(from, top, bottom);
    if (daily) {
      out += text(from + day / 2, top - 8, "middle", fmt::format("{}", number));
      if (day >= date_room)
        out += text(from + day / 2, top - 23, "middle", weekday(date, language));
    }
    // A month that is over before its name is written goes without.
    const bool first_month =
        date == first_ && fields(date + std::chrono::days{3}).month() == f.month();
    if (daily && (first_month || number == 1)) {
      out += text(from + 2, top - (day >= date_room ? 40 : 24), "start", month_text(f, language));
    } else if (shown && !daily && from < right - date_room) {
      out += text(from + 3, top - 8, "start",
                  weekly ? fmt::format("{} {}", number, month_name(month, language))
                         : month_text(f, language));
    }
  }
  return out;
}

std::string axis::draw(language language, double top, double bottom) const {
  return columns(top, bottom) + dates(language, top, bottom);
}

}  // namespace srok::svg
