// The [regulation] table: priorities with their budgets, and the settings.
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "io/schedule_reader.hpp"
#include "io/toml_reader.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/sla/event.hpp"
#include "wording.hpp"

namespace srok {

// The terms of a regulation that was read from text, with the strings they look into.
struct owned_terms {
  regulation_terms terms;
  std::deque<std::string> texts;
  std::vector<priority_terms> priorities;
  std::vector<deferral_terms> deferrals;
  std::vector<std::int32_t> warnings;
  std::vector<std::string_view> must_contain;
  std::vector<std::string_view> not_supported;
  std::vector<exception_date> dates;
  std::vector<closure> closures;

  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

namespace {

void read_priorities(const toml_reader& table, owned_terms& owned) {
  constexpr std::int64_t most_days = 10'000;
  for (const toml_entry& entry : table.entries()) {
    if (owned.priorities.size() == regulation::most_priorities) {
      table.fail(entry.key_at, "a regulation has at most " +
                                   std::to_string(regulation::most_priorities) + " priorities");
    }
    const auto days = static_cast<std::int32_t>(entry.value.integer(0, most_days));
    owned.priorities.push_back({owned.keep(entry.key), working_days{days}});
  }
  if (owned.priorities.empty()) {
    table.fail("no priority is named; write one a line, the least urgent first, such as low = 8");
  }
}

// Clauses 3.9 and 4.12, and what 5.2 and 5.3 lead to; a regulation may add reasons and change
// these.
constexpr std::string_view known_reasons[] = {"cannot_reproduce",
                                              "insufficient_information",
                                              "needs_development",
                                              "user_violation",
                                              "out_of_scope",
                                              "unconstructive",
                                              "abusive"};

void read_deferrals(const std::optional<toml_reader>& table, owned_terms& owned) {
  for (const std::string_view reason : known_reasons) owned.deferrals.push_back({reason, true});
  if (!table) return;
  enum class timers : std::uint8_t { stops, runs };
  for (const toml_entry& entry : table->entries()) {
    const auto known = std::find_if(owned.deferrals.begin(), owned.deferrals.end(),
                                    [&](const deferral_terms& d) { return d.reason == entry.key; });
    const bool stops = choice_of<timers>(*table, entry.key, {"stops", "runs"}) == timers::stops;
    if (known != owned.deferrals.end()) {
      known->stops_timers = stops;
    } else {
      if (owned.deferrals.size() == regulation::most_deferrals) {
        table->fail(entry.key_at, "a regulation has at most " +
                                      std::to_string(regulation::most_deferrals) +
                                      " reasons to defer, the built-in ones among them");
      }
      owned.deferrals.push_back({owned.keep(entry.key), stops});
    }
  }
}

// Clauses 3.8 and 3.5.
void read_replies(const std::optional<toml_reader>& table, settings& s) {
  if (!table) return;
  for (std::size_t kind = 0; kind < reply_kinds; ++kind) {
    const std::string_view name = reply_name(static_cast<reply_kind>(kind));
    if (!table->optional(name)) continue;
    s.replies[kind] = choice_of<reply_effect>(*table, name, {"asks", "reacts", "nothing"});
  }
}

std::optional<priority> priority_called(std::string_view name, const owned_terms& owned) {
  const auto& known = owned.priorities;
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const priority_terms& p) { return p.name == name; });
  if (found == known.end()) return std::nullopt;
  return priority{static_cast<std::int32_t>(found - known.begin())};
}

priority priority_of(const toml_value& value, const owned_terms& owned) {
  const std::string name = value.string();
  if (const auto known = priority_called(name, owned)) return *known;
  value.fail(quoted(name) + " is no priority of [regulation.priorities]; there is " +
             joined(owned.priorities, [](const priority_terms& p) { return quoted(p.name); }));
}

bool switched_on(const toml_reader& table, std::string_view key) {
  enum class position : std::uint8_t { on, off };
  return choice_of<position>(table, key, {"on", "off"}) == position::on;
}

// The keys named, each once, then the rest in their usual order: so no two tickets ever tie.
work_order_keys order_of(const toml_value& list) {
  constexpr std::array<std::string_view, 6> names = {"out_of_turn", "due_date",  "channel",
                                                     "due",         "submitted", "id"};
  std::vector<order_key> keys;
  const auto named = [&](order_key key) { return std::count(keys.begin(), keys.end(), key) != 0; };
  for (const toml_value& item : list.array()) {
    const std::string word = item.string();
    const auto found = std::find(names.begin(), names.end(), word);
    const auto key = static_cast<order_key>(found - names.begin());
    if (found == names.end() || named(key)) {
      item.fail(quoted(word) + " is no key of the order of work, or there twice; there are " +
                joined(names));
    }
    keys.push_back(key);
  }
  for (const order_key key : default_order) {
    if (!named(key)) keys.push_back(key);
  }
  work_order_keys order{};
  std::copy(keys.begin(), keys.end(), order.begin());
  return order;
}

void read_settings(const toml_reader& table, owned_terms& owned) {
  settings& s = owned.terms.settings;
  s.day_rule = choice_of<day_rule>(table, "day_rule", {"elapsed", "whole"});
  s.landing = choice_of<landing>(table, "landing", {"nearest", "farthest"});
  s.queued_timer = choice_of<queued_timer>(table, "queued_timer", {"waits", "runs"});
  s.on_priority_change = choice_of<on_priority_change>(
      table, "on_priority_change", {"from_start", "from_change", "keep_fraction"});
  s.after_user_reply =
      choice_of<after_user_reply>(table, "after_user_reply", {"restart", "resume"});
  s.after_auto_close =
      choice_of<after_auto_close>(table, "after_auto_close", {"reopen", "stay_closed"});
  s.silence_after = choice_of<silence_after>(table, "silence_after", {"reaction", "question"});
  s.auto_close = switched_on(table, "auto_close");
  if (const auto limit = table.optional("active_limit")) {
    s.active_limit = static_cast<std::int32_t>(limit->integer(1, 1'000'000));
  }
  if (const auto right = table.optional("priority_right_after")) {
    s.priority_right_after = duration_of(*right);
  }
  if (const auto name = table.optional("default_priority")) {
    s.default_priority = priority_of(*name, owned);
  }
  for (const toml_value& percent : table.optional_array("warnings")) {
    if (owned.warnings.size() == regulation::most_warnings) {
      percent.fail("a regulation has at most " + std::to_string(regulation::most_warnings) +
                   " warnings, one a percent");
    }
    owned.warnings.push_back(static_cast<std::int32_t>(percent.integer(1, 100)));
  }
  if (const auto keys = table.optional("order")) s.order = order_of(*keys);
  if (const auto names = table.optional("out_of_turn")) {
    for (const toml_value& name : names->array()) {
      s.out_of_turn |= std::uint32_t{1} << priority_of(name, owned).place();
    }
  } else if (const auto emergency = priority_called("emergency", owned)) {
    s.out_of_turn = std::uint32_t{1} << emergency->place();
  }
}

// The list `key` of [regulation.`name`]; nothing is asked when the table is absent.
std::vector<std::string_view> read_words(const toml_reader& regulation, std::string_view name,
                                         std::string_view key, owned_terms& owned) {
  std::vector<std::string_view> words;
  const auto table = regulation.optional_table(name);
  if (!table) return words;
  for (const toml_value& item : table->array(key)) {
    const std::string word = item.string();
    if (words.size() == regulation::most_words) {
      item.fail("\"" + std::string{key} + "\" holds at most " +
                std::to_string(regulation::most_words) + " entries");
    }
    if (word.empty()) item.fail("an empty word names nothing; leave it out");
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      item.fail("\"" + word + "\" is listed twice");
    }
    words.push_back(owned.keep(word));
  }
  return words;
}

// A bare date is its midnight in the schedule's zone.
instant effective_of(const toml_value& value, const schedule& schedule) {
  if (!value.is_date()) return value.moment();
  const auto at = schedule.at_wall(wall_time{value.date()});
  if (!at) value.fail("this date lies outside the horizon of the schedule");
  return *at;
}

}  // namespace

regulation_parts read_regulation(const toml_reader& text) {
  const toml_reader table = text.table("regulation");
  const auto owned = std::make_shared<owned_terms>();
  owned->terms.title = owned->keep(table.string("title"));
  owned->terms.edition = owned->keep(table.optional_string("edition").value_or(""));
  auto effective = table.optional("effective");
  read_priorities(table.table("priorities"), *owned);
  read_deferrals(table.optional_table("deferral"), *owned);
  read_settings(table, *owned);
  read_replies(table.optional_table("replies"), owned->terms.settings);
  owned->must_contain = read_words(table, "ticket", "must_contain", *owned);
  owned->not_supported = read_words(table, "scope", "not_supported", *owned);
  schedule_parts hours = read_schedule(text.table("schedule"));
  owned->dates = hours.hours.dates;
  owned->closures = hours.hours.closures;
  owned->terms.priorities = owned->priorities;
  owned->terms.deferrals = owned->deferrals;
  owned->terms.warnings = owned->warnings;
  owned->terms.must_contain = owned->must_contain;
  owned->terms.not_supported = owned->not_supported;
  owned->terms.dates = owned->dates;
  owned->terms.closures = owned->closures;
  return {owned, std::move(effective), std::move(hours)};
}

regulation compile_parts(const regulation_parts& parts, const calendar* calendar) {
  // What a regulation lives on: the parts may be compiled again, by another calendar.
  struct compiled_terms {
    std::shared_ptr<const owned_terms> owned;
    regulation_terms terms;
  };
  const schedule schedule = compile_parts(parts.hours, calendar);
  const auto made =
      std::make_shared<compiled_terms>(compiled_terms{parts.owned, parts.owned->terms});
  if (parts.effective) made->terms.effective = effective_of(*parts.effective, schedule);
  return {made->terms, schedule, made};
}

regulation parse_regulation(std::string_view toml, std::string_view source,
                            const calendar* calendar) {
  const toml_reader text = parse_toml(toml, source);
  const regulation_parts parts = read_regulation(text);
  text.finish();
  return compile_parts(parts, calendar);
}

}  // namespace srok
