#include "builtin/write_regulation_tables.hpp"

#include <fmt/format.h>

#include "builtin/literal.hpp"

namespace srok {
namespace {

std::string write_image(std::span<const std::uint64_t> image) {
  std::string out;
  for (std::size_t i = 0; i < image.size(); ++i) {
    out += fmt::format("{:#x},{}", image[i], i % 8 == 7 ? "\n" : "");
  }
  return out;
}

std::string write_priorities(const regulation& regulation) {
  std::string out;
  for (const priority_terms& terms : regulation.priorities()) {
    out += fmt::format("{{{}, working_days{{{}}}}},\n", literal(terms.name),
                       terms.answer_within.count());
  }
  return out;
}

std::string write_deferrals(const regulation& regulation) {
  std::string out;
  for (const deferral_terms& terms : regulation.deferrals()) {
    out += fmt::format("{{{}, {}}},\n", literal(terms.reason), terms.stops_timers);
  }
  return out;
}

// Each with a comma behind it; an array needs one number at least.
std::string write_warnings(const regulation& regulation) {
  std::string out;
  for (const std::int32_t percent : regulation.terms().warnings)
    out += fmt::format("{}, ", percent);
  return out;
}

// Likewise.
std::string write_words(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out += fmt::format("{}, ", literal(word));
  return out;
}

template <class Choice>
std::string write_choice(std::string_view type, Choice choice) {
  return fmt::format("static_cast<srok::{}>({})", type, static_cast<std::int64_t>(choice));
}

template <class Choices>
std::string write_choices(std::string_view type, const Choices& choices) {
  std::string out = "{";
  for (const auto choice : choices) out += write_choice(type, choice) + ", ";
  return out + "}";
}

std::string write_settings(const settings& s) {
  return fmt::format(
      "{{{}, {}, {}, {}, {}, {}, {}, {}, {}, business_duration{{std::chrono::seconds{{{}}}}}, "
      "priority{{{}}}, {}, {}, {}}}",
      write_choice("day_rule", s.day_rule), write_choice("landing", s.landing),
      write_choice("queued_timer", s.queued_timer),
      write_choice("on_priority_change", s.on_priority_change),
      write_choice("after_user_reply", s.after_user_reply),
      write_choice("after_auto_close", s.after_auto_close),
      write_choice("silence_after", s.silence_after), s.auto_close, s.active_limit,
      s.priority_right_after.seconds(), s.default_priority.place(), s.out_of_turn,
      write_choices("order_key", s.order), write_choices("reply_effect", s.replies));
}

}  // namespace

std::string write_regulation_tables(const regulation& regulation, std::string_view input) {
  const regulation_terms& terms = regulation.terms();
  return fmt::format(
      "// MACHINE-GENERATED from {} by srok_generate, DO NOT EDIT.\n"
      "constexpr std::uint64_t schedule_image[] = {{\n{}}};\n"
      "constexpr priority_terms regulation_priorities[] = {{\n{}}};\n"
      "constexpr deferral_terms regulation_deferrals[] = {{\n{}}};\n"
      "constexpr std::int32_t regulation_warnings[] = {{{}0}};\n"
      "constexpr std::string_view regulation_must_contain[] = {{{}\"\"}};\n"
      "constexpr std::string_view regulation_not_supported[] = {{{}\"\"}};\n"
      "constexpr regulation_terms regulation_tables = {{\n{}, {}, from_unix({}), "
      "regulation_priorities, regulation_deferrals, {{regulation_warnings, {}}}, "
      "{{regulation_must_contain, {}}}, {{regulation_not_supported, {}}}, {}}};\n",
      input, write_image(regulation.schedule().tables().image), write_priorities(regulation),
      write_deferrals(regulation), write_warnings(regulation), write_words(terms.must_contain),
      write_words(terms.not_supported), literal(terms.title), literal(terms.edition),
      terms.effective == no_instant ? "to_unix(no_instant)"
                                    : std::to_string(to_unix(terms.effective)),
      terms.warnings.size(), terms.must_contain.size(), terms.not_supported.size(),
      write_settings(terms.settings));
}

}  // namespace srok
