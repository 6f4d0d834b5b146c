// Writing a calendar as text: the same grammar, years newest first.
#include <algorithm>
#include <utility>
#include <vector>

#include "srok/io/calendar_text.hpp"
#include "srok/time/civil.hpp"
#include "toml_tree.hpp"

namespace srok {
namespace {

// A TOML basic string.
std::string literal(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string month_day(unsigned month, unsigned day) {
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(month) + "-" + two(day);
}

std::string month_day(std::int32_t day) {
  const auto date = fields(from_day_number(day));
  return month_day(static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return "[" + out + "]";
}

// ["01-01..01-06", "01-08"]
std::string spans(const std::vector<std::int32_t>& days) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t last = i;
    while (last + 1 < days.size() && days[last + 1] == days[last] + 1) ++last;
    items.push_back(quoted(month_day(days[i]) + (last > i ? ".." + month_day(days[last]) : "")));
    i = last + 1;
  }
  return list(items);
}

// Holidays are told apart by both names; the key is made of the English one, or else a number.
class name_keys {
 public:
  std::string key(std::string_view en, std::string_view ru) {
    for (const name& known : names_) {
      if (known.en == en && known.ru == ru) return known.key;
    }
    std::string made;
    for (const char c : en) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) made += c;
      if (c >= 'A' && c <= 'Z') made += static_cast<char>(c - 'A' + 'a');
      if (c == ' ') made += '_';
    }
    const bool taken = std::any_of(names_.begin(), names_.end(),
                                   [&](const name& known) { return known.key == made; });
    if (made.empty() || taken) made += "_" + std::to_string(names_.size() + 1);
    names_.push_back({made, en, ru});
    return made;
  }

  std::string table() const {
    std::string out = "\n[names]\n";
    for (const name& known : names_) {
      out += known.key + " = { en = " + literal(known.en) + ", ru = " + literal(known.ru) + " }\n";
    }
    return out;
  }

 private:
  struct name {
    std::string key;
    std::string_view en, ru;
  };
  std::vector<name> names_;
};

// Days by holiday, in the order in which the holidays first occur.
class holiday_table {
 public:
  void add(const std::string& key, std::int32_t day) {
    auto at =
        std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return row.first == key; });
    if (at == rows_.end()) at = rows_.insert(at, {key, {}});
    at->second.push_back(day);
  }

  std::string text() const {
    std::string out;
    for (const auto& [key, days] : rows_) out += key + " = " + spans(days) + "\n";
    return out;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::int32_t>>> rows_;
};

std::string write_statutory(const calendar_tables& tables, name_keys& names) {
  if (tables.statutory.empty()) return {};
  holiday_table holidays;
  std::vector<std::int32_t> staying;
  for (const statutory_holiday& holiday : tables.statutory) {
    const std::int32_t day = to_day_number(
        civil(2000, static_cast<unsigned>(holiday.month), static_cast<unsigned>(holiday.day)));
    holidays.add(names.key(holiday.name, holiday.name_ru), day);
    if (!holiday.moves) staying.push_back(day);
  }
  return "\n[statutory]\nlaw = " + literal(tables.law) + "\nstay = " + spans(staying) +
         "\n\n[statutory.holidays]\n" + holidays.text();
}

class year_writer {
 public:
  year_writer(const calendar& source, const calendar_year& year, name_keys& names)
      : calendar_{source}, year_{year}, names_{names} {
    for (std::string_view rest = year.source; year.official && !rest.empty();) {
      const std::string_view act = rest.substr(0, rest.find("; "));
      acts_.push_back(act);
      rest.remove_prefix(std::min(act.size() + 2, rest.size()));
    }
  }

  std::string text() {
    sort_days();
    std::string out = "\n[[years]]\nyear = " + std::to_string(year_.year) + "\nstatus = " +
                      (!year_.official ? "\"projected\""
                       : imported_     ? "\"imported\""
                                       : "\"official\"") +
                      "\n";
    if (!acts_.empty()) {
      std::vector<std::string> acts;
      for (const std::string_view act : acts_) acts.push_back(literal(act));
      out += "acts = " + list(acts) + "\n";
    }
    if (law_ != calendar_.tables().law) out += "law = " + literal(law_) + "\n";
    if (!year_.note.empty()) out += "note = " + literal(year_.note) + "\n";
    if (!moved_.empty()) out += "moved = " + list(moved_) + "\n";
    if (!moved_by_law_.empty()) out += "moved_by_law = " + list(moved_by_law_) + "\n";
    if (!lost_.empty()) out += "lost = " + spans(lost_) + "\n";
    if (!days_off_.empty()) out += "days_off = " + spans(days_off_) + "\n";
    out += "short = " + list(short_) + "\nworked_weekends = " + spans(worked_weekends_) + "\n";
    if (!decree_off_.empty()) out += "decree_off = " + list(decree_off_) + "\n";
    out += totals("totals", 0, 0);
    if (!decree_off_.empty()) {
      out += totals("totals_decree_off", static_cast<int>(decree_off_.size()), decree_hours_);
    }
    return out + "[years.holidays]\n" + holidays_.text();
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
    for (std::int32_t day = begin; day < end && year_.source.empty(); ++day) {
      const bool eve = day + 1 < end && type(day + 1).kind() == day_kind::holiday;
      if (eve && type(day).kind() == day_kind::working) imported_ = true;
    }
  }

  void sort_day(const calendar_fact& fact) {
    const day_type type = this->type(fact.day);
    if (type.worked_weekend()) {
      worked_weekends_.push_back(fact.day);
      if (fact.moved_to == no_day) imported_ = true;
    }
    if (type.kind() == day_kind::holiday) sort_holiday(fact);
    if (type.kind() == day_kind::day_off) sort_day_off(fact);
    if (type.shortened()) short_.push_back(short_day(fact));
    if (type.kind() == day_kind::decree_off) {
      decree_off_.push_back("{ days = [" + quoted(month_day(fact.day)) +
                            "], act = " + literal(fact.source) + " }");
      decree_hours_ += type.base_short() ? 7 : 8;
    }
  }

  void sort_holiday(const calendar_fact& fact) {
    holidays_.add(names_.key(fact.name, fact.name_ru), fact.day);
    if (weekday_of(from_day_number(fact.day)) >= 5 && fact.moved_to == no_day) {
      lost_.push_back(fact.day);
    }
  }

  void sort_day_off(const calendar_fact& fact) {
    if (fact.moved_from == no_day) {
      imported_ = true;
      days_off_.push_back(fact.day);
      return;
    }
    std::string move =
        "{ from = " + quoted(month_day(fact.moved_from)) + ", to = " + quoted(month_day(fact.day));
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
    return "{ day = " + day + ", because = " + literal(fact.source) + " }";
  }

  std::string totals(const std::string& key, int off, int hours) const {
    return key + " = { working_days = " + std::to_string(year_.working_days - off) +
           ", days_off = " + std::to_string(year_.days_off + off) +
           ", hours_40 = " + std::to_string(year_.hours_40 - hours) + " }\n";
  }

  day_type type(std::int32_t day) const { return *calendar_.day(from_day_number(day)); }

  const calendar& calendar_;
  const calendar_year& year_;
  name_keys& names_;
  std::string_view law_;
  std::vector<std::string_view> acts_;
  std::vector<std::string> moved_, moved_by_law_, short_, decree_off_;
  std::vector<std::int32_t> lost_, days_off_, worked_weekends_;
  holiday_table holidays_;
  int decree_hours_ = 0;
  bool imported_ = false;
};

}  // namespace

std::string write_calendar(const calendar& calendar) {
  const calendar_tables& tables = calendar.tables();
  name_keys names;
  const std::string statutory = write_statutory(tables, names);
  std::string years;
  for (std::size_t i = tables.years.size(); i-- > 0;) {
    years += year_writer{calendar, tables.years[i], names}.text();
  }
  return "[calendar]\nname = " + literal(tables.name) + "\ntitle = " + literal(tables.title) +
         "\nversion = " + literal(tables.version) + "\n" + names.table() + statutory + years;
}

}  // namespace srok
