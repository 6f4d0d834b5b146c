// The [schedule] and [regulation] tables of a text, read but not yet compiled.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "io/toml_reader.hpp"
#include "srok/calendar/working_hours.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {

struct schedule_parts {
  working_hours hours;
  toml_value zone;
  std::optional<toml_value> calendar;
  toml_reader table;
};

schedule_parts read_schedule(const toml_reader& table);

// Finds the zone and the calendar (`calendar`, when given, in place of the one named) and compiles;
// what is wrong is told with its place in the text.
schedule compile_parts(const schedule_parts& parts, const calendar* calendar);

struct regulation_parts {
  std::shared_ptr<const struct owned_terms> owned;
  std::optional<toml_value> effective;
  schedule_parts hours;
};

regulation_parts read_regulation(const toml_reader& text);  // which has both tables
regulation compile_parts(const regulation_parts& parts, const calendar* calendar);

// An integer and h, m or s, or an error that says so.
business_duration duration_of(const toml_value& value);

// One of a setting's words, as the value that stands at its place in the list; absent: the first.
template <class Choice>
Choice choice_of(const toml_reader& table, std::string_view key,
                 std::initializer_list<std::string_view> words) {
  const auto value = table.optional(key);
  if (!value) return Choice{};
  const std::string word = value->string();
  std::string list;
  std::underlying_type_t<Choice> place = 0;
  for (const std::string_view known : words) {
    if (word == known) return static_cast<Choice>(place);
    list += (list.empty() ? "\"" : ", \"") + std::string{known} + "\"";
    ++place;
  }
  value->fail(std::string{key} + " = \"" + word + "\" is none of " + list);
}

}  // namespace srok
