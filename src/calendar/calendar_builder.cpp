// Putting the tables of a calendar together: plain weeks, then what deviates from them.
#include "calendar/calendar_builder.hpp"

#include <utility>

#include "srok/time/civil.hpp"

namespace srok {

calendar_builder::calendar_builder(int first_year)
    : owned_{std::make_shared<owned_tables>()},
      first_day_{to_day_number(first_of_year(first_year))} {
  owned_->tables.first_year = first_year;
}

calendar_builder::calendar_builder(const calendar& base) : calendar_builder(base.first_year()) {
  const calendar_tables& from = base.tables();
  owned_->base = base;
  owned_->tables = from;
  owned_->days.assign(from.days.begin(), from.days.end());
  owned_->years.assign(from.years.begin(), from.years.end());
  owned_->statutory.assign(from.statutory.begin(), from.statutory.end());
  for (const calendar_fact& fact : from.facts) facts_.emplace_hint(facts_.end(), fact.day, fact);
}

std::string_view calendar_builder::keep(std::string text) {
  if (const auto known = kept_.find(text); known != kept_.end()) return *known;
  return *kept_.insert(owned_->texts.emplace_back(std::move(text))).first;
}

void calendar_builder::add_year(calendar_year year) {
  const std::int32_t end = to_day_number(first_of_year(year.year + 1));
  for (std::int32_t day = to_day_number(first_of_year(year.year)); day < end; ++day) {
    owned_->days.push_back(
        day_type{is_weekend(day) ? day_kind::weekend : day_kind::working}.code());
  }
  owned_->years.push_back(year);
}

day_type calendar_builder::type(std::int32_t day) const {
  return day_type{owned_->days[static_cast<std::size_t>(day - first_day_)]};
}

const calendar_fact* calendar_builder::fact(std::int32_t day) const {
  const auto at = facts_.find(day);
  return at != facts_.end() ? &at->second : nullptr;
}

calendar_fact& calendar_builder::mark(std::int32_t day, day_type type, std::string_view source) {
  owned_->days[static_cast<std::size_t>(day - first_day_)] = type.code();
  calendar_fact& fact = facts_[day];
  fact.day = day;
  fact.source = source;
  return fact;
}

void calendar_builder::move_day_off(std::int32_t from, std::int32_t to, std::string_view source) {
  facts_[from].moved_to = to;
  mark(to, day_kind::day_off, source).moved_from = from;
}

bool calendar_builder::is_holiday(std::int32_t day) const {
  if (day < first_day_ + static_cast<std::int32_t>(owned_->days.size())) {
    return type(day).kind() == day_kind::holiday;
  }
  if (next_begins_with_holiday_) return *next_begins_with_holiday_;
  for (const statutory_holiday& holiday : owned_->statutory) {
    if (holiday.month == 1 && holiday.day == 1) return true;
  }
  return false;
}

bool calendar_builder::is_eve(std::int32_t day) const {
  const std::int32_t replaced = moved_to(day);
  return is_holiday(day + 1) || (replaced != no_day && is_holiday(replaced + 1));
}

std::int32_t calendar_builder::moved_to(std::int32_t day) const {
  const calendar_fact* known = fact(day);
  return known != nullptr ? known->moved_to : no_day;
}

std::int32_t calendar_builder::next_working_day(std::int32_t day) const {
  const std::int32_t end = first_day_ + static_cast<std::int32_t>(owned_->days.size());
  for (++day; day < end; ++day) {
    if (type(day).works() && !type(day).worked_weekend()) return day;
  }
  return no_day;
}

void calendar_builder::count_last_year() {
  calendar_year& year = last_year();
  const std::int32_t end = first_day_ + static_cast<std::int32_t>(owned_->days.size());
  for (std::int32_t day = to_day_number(first_of_year(year.year)); day < end; ++day) {
    ++(type(day).works() ? year.working_days : year.days_off);
    if (type(day).shortened()) ++year.short_days;
  }
  year.hours_40 = 8 * year.working_days - year.short_days;
}

void calendar_builder::name_eves() {
  const std::int32_t end = first_day_ + static_cast<std::int32_t>(owned_->days.size());
  for (auto& [day, fact] : facts_) {
    if (!type(day).shortened() || !fact.name.empty() || !fact.name_ru.empty()) continue;
    const std::int32_t replaced = fact.moved_to != no_day ? fact.moved_to : day;
    std::string_view name, name_ru;
    if (const calendar_fact* next = this->fact(replaced + 1);
        next != nullptr && is_holiday(replaced + 1)) {
      name = next->name;
      name_ru = next->name_ru;
    } else if (replaced + 1 == end && is_holiday(end)) {
      name = owned_->statutory.front().name;
      name_ru = owned_->statutory.front().name_ru;
    }
    if (!name.empty()) fact.name = keep("eve of " + std::string{name});
    if (!name_ru.empty()) fact.name_ru = keep("канун: " + std::string{name_ru});
  }
}

calendar calendar_builder::finish() && {
  name_eves();
  for (const auto& [day, fact] : facts_) owned_->facts.push_back(fact);
  calendar_tables& tables = owned_->tables;
  tables.days = owned_->days;
  tables.years = owned_->years;
  tables.facts = owned_->facts;
  tables.statutory = owned_->statutory;
  return calendar{tables, owned_};
}

}  // namespace srok
