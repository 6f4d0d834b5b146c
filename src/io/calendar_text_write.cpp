// Writing a calendar as text: the same grammar, years newest first. Nothing is written that could
// not be read.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "io/calendar_block.hpp"
#include "io/limits.hpp"
#include "io/shown_text.hpp"
#include "io/toml_tree.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/time/civil.hpp"
#include "utf8.hpp"
#include "wording.hpp"

namespace srok {
namespace {

// The number of a code point.
std::uint32_t number_of(std::string_view letter) {
  if (letter.size() == 1) return static_cast<unsigned char>(letter[0]);
  std::uint32_t number = static_cast<unsigned char>(letter[0]) & 0x7FU >> letter.size();
  for (const char c : letter.substr(1))
    number = number << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return number;
}

// A TOML basic string. What is not shown is escaped: a name may be anybody's, and the text goes to
// a terminal. It lies below U+10000. A byte that is not UTF-8 stays, for the reader to refuse.
std::string literal(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = code_point_length(text);
    const std::string_view letter = text.substr(0, std::max<std::size_t>(length, 1));
    if (letter == "\"" || letter == "\\") {
      out.append("\\").append(letter);
    } else if (length != 0 && !is_shown(letter)) {
      out += fmt::format("\\u{:04X}", number_of(letter));
    } else {
      out += letter;
    }
    text.remove_prefix(letter.size());
  }
  return out += '"';
}

std::string month_day(std::int32_t day) {
  return to_text(from_day_number(day)).substr(5);
}

std::string list(const std::vector<std::string>& items) {
  return "[" + joined(items) + "]";
}

// The same month and day in a year that has all of them.
std::int32_t in_leap_year(std::int32_t day) {
  const auto date = fields(from_day_number(day));
  return to_day_number(
      civil(any_leap_year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
}

// ["01-01..01-06", "01-08"]. A holiday's days are those of any year: "02-28..03-01" has the 29th.
std::string spans(const std::vector<std::int32_t>& days) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t last = i;
    while (last + 1 < days.size() && in_leap_year(days[last + 1]) == in_leap_year(days[last]) + 1) {
      ++last;
    }
    items.push_back(quoted(month_day(days[i]) + (last > i ? ".." + month_day(days[last]) : "")));
    i = last + 1;
  }
  return list(items);
}

// Holidays are told apart by names and days; the key is made of the English name.
class holiday_keys {
 public:
  std::string key(std::string_view en, std::string_view ru, const std::string& days) {
    for (const holiday& known : holidays_) {
      if (known.en == en && known.ru == ru && known.days == days) return known.key;
    }
    if (holidays_.size() == most_days_of_year) {
      throw error(status::bad_argument,
                  "more than " + std::to_string(most_days_of_year) +
                      " holidays that differ in name or days; a calendar text holds no more, so "
                      "write fewer years");
    }
    std::string made;
    for (const char c : en.substr(0, longest_key / 2)) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) made += c;
      if (c >= 'A' && c <= 'Z') made += static_cast<char>(c - 'A' + 'a');
      if (c == ' ') made += '_';
    }
    const auto taken = [&](const std::string& key) {
      return std::any_of(holidays_.begin(), holidays_.end(),
                         [&](const holiday& known) { return known.key == key; });
    };
    const std::string stem = made + "_";
    for (std::size_t n = holidays_.size() + 1; made.empty() || taken(made); ++n) {
      made = stem + std::to_string(n);
    }
    holidays_.push_back({made, en, ru, days});
    return made;
  }

  std::string table() const {
    std::string out = "\n[holidays]\n";
    for (const holiday& known : holidays_) {
      out += known.key + " = { days = " + known.days + ", en = " + literal(known.en) +
             ", ru = " + literal(known.ru) + " }\n";
    }
    return out;
  }

  // The days alone of some of them: all names may be 3 MB, too much for each year to read.
  std::string days_of(const std::set<std::string>& wanted) const {
    std::string out = "\n[holidays]\n";
    for (const holiday& known : holidays_) {
      if (wanted.contains(known.key)) {
        out += known.key + " = { days = " + known.days + ", en = \"x\" }\n";
      }
    }
    return out;
  }

 private:
  struct holiday {
    std::string key;
    std::string_view en, ru;
    std::string days;
  };
  std::vector<holiday> holidays_;
};

// The days of each holiday of a year, in the order in which the holidays first occur.
class holidays_of_year {
 public:
  void add(std::string_view en, std::string_view ru, std::int32_t day) {
    auto at = std::find_if(rows_.begin(), rows_.end(),
                           [&](const row& r) { return r.en == en && r.ru == ru; });
    if (at == rows_.end()) at = rows_.insert(at, {en, ru, {}});
    at->days.push_back(day);
  }

  // `used` gets their keys, too.
  std::string text(holiday_keys& keys, std::set<std::string>& used) const {
    std::vector<std::string> names;
    for (const row& r : rows_) {
      const std::string key = keys.key(r.en, r.ru, spans(r.days));
      names.push_back(quoted(key));
      used.insert(key);
    }
    return "holidays = " + list(names) + "\n";
  }

 private:
  struct row {
    std::string_view en, ru;
    std::vector<std::int32_t> days;
  };
  std::vector<row> rows_;
};

std::string write_statutory(const calendar_tables& tables, holiday_keys& keys,
                            std::set<std::string>& used) {
  if (tables.statutory.empty()) return {};
  holidays_of_year holidays;
  std::vector<std::int32_t> staying;
  for (const statutory_holiday& holiday : tables.statutory) {
    const std::int32_t day = to_day_number(civil(
        any_leap_year, static_cast<unsigned>(holiday.month), static_cast<unsigned>(holiday.day)));
    holidays.add(holiday.name, holiday.name_ru, day);
    if (!holiday.moves) staying.push_back(day);
  }
  return "\n[statutory]\nlaw = " + literal(tables.law) + "\n" + holidays.text(keys, used) +
         "stay = " + spans(staying) + "\n";
}

class year_writer {
 public:
  year_writer(const calendar& source, const calendar_year& year, holiday_keys& keys)
      : calendar_{source}, year_{year}, keys_{keys} {
    for (std::string_view rest = year.source; year.official && !rest.empty();) {
      const std::string_view act = rest.substr(0, rest.find("; "));
      acts_.push_back(act);
      rest.remove_prefix(std::min(act.size() + 2, rest.size()));
    }
  }

  // What stands behind its status.
  std::string text(std::set<std::string>& used) {
    sort_days();
    std::string out;
    if (!acts_.empty()) {
      std::vector<std::string> acts;
      for (const std::string_view act : acts_) acts.push_back(literal(act));
      out += "acts = " + list(acts) + "\n";
    }
    if (law_ != calendar_.tables().law) out += "law = " + literal(law_) + "\n";
    if (!year_.note.empty()) out += "note = " + literal(year_.note) + "\n";
    out += holidays_.text(keys_, used);
    if (!moved_.empty()) out += "moved = " + list(moved_) + "\n";
    if (!moved_by_law_.empty()) out += "moved_by_law = " + list(moved_by_law_) + "\n";
    if (!lost_.empty()) out += "lost = " + spans(lost_) + "\n";
    if (!days_off_.empty()) out += "days_off = " + spans(days_off_) + "\n";
    out += "short = " + list(short_) + "\nworked_weekends = " + spans(worked_weekends_) + "\n";
    if (!decree_off_.empty()) out += "decree_off = " + list(decrees()) + "\n";
    out += "months = " + list(months()) + "\n" + totals("totals", 0, 0);
    if (!decree_off_.empty()) {
      out += totals("totals_decree_off", decree_days_, decree_hours_);
    }
    return out;
  }

 private:
  void sort_days() {
    const std::int32_t begin = to_day_number(first_of_year(year_.year));
    const std::int32_t end = to_day_number(first_of_year(year_.year + 1));
    law_ = calendar_.tables().law;
    for (const calendar_fact& fact : calendar_.tables().facts) {
      if (fact.day < begin || fact.day >= end) continue;
      if (type(fact.day).kind() == day_kind::holiday) law_ = fact.source;
    }
    for (const calendar_fact& fact : calendar_.tables().facts) {
      if (fact.day >= begin && fact.day < end) sort_day(fact);
    }
  }

  void sort_day(const calendar_fact& fact) {
    const day_type type = this->type(fact.day);
    if (type.worked_weekend()) worked_weekends_.push_back(fact.day);
    if (type.kind() == day_kind::holiday) sort_holiday(fact);
    if (type.kind() == day_kind::day_off) sort_day_off(fact);
    if (type.shortened()) short_.push_back(short_day(fact));
    if (type.kind() == day_kind::decree_off) {
      if (decree_off_.empty() || decree_off_.back().act != fact.source) {
        decree_off_.push_back({fact.source, {}});
      }
      decree_off_.back().days.push_back(fact.day);
      ++decree_days_;
      decree_hours_ += type.base_short() ? 7 : 8;
    }
  }

  void sort_holiday(const calendar_fact& fact) {
    holidays_.add(fact.name, fact.name_ru, fact.day);
    if (is_weekend(fact.day) && fact.moved_to == no_day) {
      lost_.push_back(fact.day);
    }
  }

  void sort_day_off(const calendar_fact& fact) {
    if (fact.moved_from == no_day) {
      days_off_.push_back(fact.day);
      return;
    }
    std::string move = "{ from = " + quoted(with_weekday(fact.moved_from)) +
                       ", to = " + quoted(with_weekday(fact.day));
    const auto act = std::find(acts_.begin(), acts_.end(), fact.source);
    if (act != acts_.end() && act != acts_.begin()) {
      move += ", act = " + std::to_string(act - acts_.begin() + 1);
    }
    (fact.source == law_ && act == acts_.end() ? moved_by_law_ : moved_).push_back(move + " }");
  }

  // A short day whose source is neither the law nor its move has a reason of its own.
  std::string short_day(const calendar_fact& fact) const {
    const std::string day = quoted(month_day(fact.day));
    if (fact.source == law_ || type(fact.day).base_short() || fact.moved_to != no_day) return day;
    return "{ day = " + quoted(with_weekday(fact.day)) + ", because = " + literal(fact.source) +
           " }";
  }

  std::vector<std::string> decrees() const {
    std::vector<std::string> out;
    for (const decree& each : decree_off_) {
      out.push_back("{ days = " + spans(each.days) + ", act = " + literal(each.act) + " }");
    }
    return out;
  }

  std::vector<std::string> months() const {
    std::array<int, 12> working_days{};
    const civil_date end = first_of_year(year_.year + 1);
    for (civil_date date = first_of_year(year_.year); date < end; date += std::chrono::days{1}) {
      if (type(to_day_number(date)).works()) {
        ++working_days[static_cast<unsigned>(fields(date).month()) - 1];
      }
    }
    std::vector<std::string> out;
    for (const int days : working_days) out.push_back(std::to_string(days));
    return out;
  }

  std::string totals(const std::string& key, int off, int hours) const {
    return key + " = { working_days = " + std::to_string(year_.working_days - off) +
           ", days_off = " + std::to_string(year_.days_off + off) +
           ", hours_40 = " + std::to_string(year_.hours_40 - hours) + " }\n";
  }

  day_type type(std::int32_t day) const { return *calendar_.day(from_day_number(day)); }

  struct decree {
    std::string_view act;
    std::vector<std::int32_t> days;
  };

  const calendar& calendar_;
  const calendar_year& year_;
  holiday_keys& keys_;
  std::string_view law_;
  std::vector<std::string_view> acts_;
  std::vector<std::string> moved_, moved_by_law_, short_;
  std::vector<decree> decree_off_;
  std::vector<std::int32_t> lost_, days_off_, worked_weekends_;
  holidays_of_year holidays_;
  int decree_days_ = 0, decree_hours_ = 0;
};

std::string head(std::string_view name, std::string_view title, std::string_view version) {
  return "[calendar]\nname = " + literal(name) + "\ntitle = " + literal(title) +
         "\nversion = " + literal(version) + "\n";
}

// Empty: the text can be read.
std::string fault_of(const std::string& text) {
  try {
    (void)parse_calendar(text);
  } catch (const error& fault) {
    return fault.what();
  }
  return {};
}

// The year with its status. A publisher's year may break a rule of official ones (an eve that is
// not short, a day off from nowhere), and only the reader knows all of them.
std::string with_status(const calendar_year& year, const std::string& rules,
                        const std::string& text) {
  const auto as = [&](const char* status) {
    return "\n[[years]]\nyear = " + std::to_string(year.year) + "\nstatus = \"" + status + "\"\n" +
           text;
  };
  if (!year.official) return as("projected");
  std::string official = as("official");
  return fault_of(rules + official).empty() ? official : as("imported");
}

}  // namespace

std::string write_calendar(const calendar& calendar) {
  const calendar_tables& tables = calendar.tables();
  holiday_keys keys;
  std::set<std::string> by_law;
  const std::string statutory = write_statutory(tables, keys, by_law);
  std::string years;
  for (std::size_t i = tables.years.size(); i-- > 0;) {
    std::set<std::string> used = by_law;
    const std::string text = year_writer{calendar, tables.years[i], keys}.text(used);
    years +=
        with_status(tables.years[i], head("x", "x", "x") + keys.days_of(used) + statutory, text);
  }
  std::string text =
      head(tables.name, tables.title, tables.version) + keys.table() + statutory + years;
  if (const std::string fault = fault_of(text); !fault.empty()) {
    throw error(status::bad_argument,
                "this calendar cannot be written, for it could not be read: " + fault +
                    "; write fewer years");
  }
  return text;
}

}  // namespace srok
