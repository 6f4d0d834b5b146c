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

// 0, no date, for one too far away for a note (90 years), as no_day is from any.
std::int16_t distance(std::int32_t other, std::int32_t day_number) {
  const std::int64_t days = std::int64_t{other} - day_number;
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

// Of two texts for one entry the last is kept; the other is looked at again when it comes again.
std::uint16_t& note_writer::known_texts::number_at(std::string_view text,
                                                   std::string_view other) noexcept {
  const auto is_same = [](std::string_view a, std::string_view b) {
    return a.data() == b.data() && a.size() == b.size();
  };
  const auto place = reinterpret_cast<std::uintptr_t>(text.data()) ^
                     reinterpret_cast<std::uintptr_t>(other.data());
  entry& e = entries_[(place ^ place >> 8) % entries_.size()];
  if (!is_same(e.text, text) || !is_same(e.other, other)) e = {text, other, 0};
  return e.number;
}

note_writer::note_writer(parts& p, const calendar* calendar) : p_{p} {
  if (calendar) facts_ = calendar->tables().facts;
  p_.notes.reserve(facts_.size());
  p_.names.push_back({});
  p_.sources.push_back(0);
}

void note_writer::write(std::int32_t day_number, hours_rule rule, day_type type) {
  while (!facts_.empty() && facts_.front().day < day_number) facts_ = facts_.subspan(1);
  const calendar_fact* fact =
      !facts_.empty() && facts_.front().day == day_number ? facts_.data() : nullptr;
  if (rule == hours_rule::weekly && fact == nullptr && !type.shortened()) return;
  day_note note{.day = static_cast<std::uint16_t>(day_number - p_.first_day + 1)};
  note.why = static_cast<std::uint8_t>(reason_of(rule, type));
  if (rule == hours_rule::exception) {
    note.name = name("working hours set for this date", "режим работы, установленный на эту дату");
    note.source = source("[schedule.dates]");
  } else if (fact) {
    note.moved_from = distance(fact->moved_from, day_number);
    note.moved_to = distance(fact->moved_to, day_number);
    note.name = name(fact->name, fact->name_ru);
    note.source = source(fact->source);
  }
  p_.notes.push_back(note);
}

std::uint16_t note_writer::name(std::string_view english, std::string_view russian) {
  std::uint16_t& number = names_.number_at(english, russian);
  if (number == 0) {
    const name_pair pair{p_.text.place_of(english), p_.text.place_of(russian)};
    number = number_of(p_.names, pair, [&](const name_pair& other) {
      return other.english == pair.english && other.russian == pair.russian;
    });
  }
  return number;
}

std::uint16_t note_writer::source(std::string_view text) {
  std::uint16_t& number = sources_.number_at(text, {});
  if (number == 0) {
    const std::uint32_t place = p_.text.place_of(text);
    number = number_of(p_.sources, place, [&](std::uint32_t other) { return other == place; });
  }
  return number;
}

}  // namespace srok::engine
