#include "engine/notes.hpp"

#include <algorithm>

namespace srok::engine {
namespace {

reason reason_of(hours_rule rule, day_type type) {
  switch (rule) {
    case hours_rule::exception:
      return reason::exception;
    case hours_rule::holiday:
      return reason::holiday;
    case hours_rule::day_off:
      return reason::moved_day;
    case hours_rule::decree_off:
      return reason::decree_off;
    case hours_rule::weekly:
    case hours_rule::worked_weekend:
      break;
  }
  if (type.kind() == day_kind::weekend) return reason::weekend;
  return type.shortened() ? reason::short_day : reason::working;
}

// 0, no date, also for one too far away for a note (90 years).
std::int16_t distance(std::int32_t other, civil_date date) {
  if (other == no_day) return 0;
  const std::int64_t days = std::int64_t{other} - to_day_number(date);
  return days == static_cast<std::int16_t>(days) ? static_cast<std::int16_t>(days)
                                                 : std::int16_t{0};
}

// The number of an entry in a table; it is added when it is new.
template <class Entry, class Same>
std::uint16_t number_of(std::vector<Entry>& table, const Entry& entry, Same same) {
  const auto found = std::find_if(table.begin(), table.end(), same);
  const auto number = static_cast<std::uint16_t>(found - table.begin());
  if (found == table.end()) table.push_back(entry);
  return number;
}

}  // namespace

note_writer::note_writer(parts& p, const calendar* calendar) : p_{p}, calendar_{calendar} {
  p_.names.push_back({});
  p_.sources.push_back(0);
}

void note_writer::write(civil_date date, hours_rule rule, day_type type) {
  const calendar_fact* fact = calendar_ ? calendar_->fact(date) : nullptr;
  if (rule == hours_rule::weekly && fact == nullptr && !type.shortened()) return;
  day_note note{.day = static_cast<std::uint16_t>(to_day_number(date) - p_.first_day + 1)};
  note.why = static_cast<std::uint8_t>(reason_of(rule, type));
  if (rule == hours_rule::exception) {
    note.name = name("working hours set for this date", "режим работы, установленный на эту дату");
    note.source = source("[schedule.dates]");
  } else if (fact) {
    note.moved_from = distance(fact->moved_from, date);
    note.moved_to = distance(fact->moved_to, date);
    note.name = name(fact->name, fact->name_ru);
    note.source = source(fact->source);
  }
  p_.notes.push_back(note);
}

std::uint16_t note_writer::name(std::string_view english, std::string_view russian) {
  const name_pair pair{p_.text.place_of(english), p_.text.place_of(russian)};
  return number_of(p_.names, pair, [&](const name_pair& other) {
    return other.english == pair.english && other.russian == pair.russian;
  });
}

std::uint16_t note_writer::source(std::string_view text) {
  const std::uint32_t place = p_.text.place_of(text);
  return number_of(p_.sources, place, [&](std::uint32_t other) { return other == place; });
}

}  // namespace srok::engine
