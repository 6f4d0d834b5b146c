// Names and sentences of the statuses, and the exception that carries them.
#include "srok/status.hpp"

#include <algorithm>
#include <array>

#include "srok/error.hpp"

namespace srok {
namespace {

struct status_words {
  status code;
  std::string_view word;
  std::string_view name;
  std::string_view text;
};

constexpr std::array<status_words, 16> words{{
    {status::ok, "ok", "SROK_OK", "All is well."},
    {status::bad_argument, "bad_argument", "SROK_BAD_ARGUMENT",
     "An argument is not allowed: a null pointer, a negative budget, or a number outside its list; "
     "see the function's description."},
    {status::buffer_too_small, "buffer_too_small", "SROK_BUFFER_TOO_SMALL",
     "The buffer is too small and nothing was written; call again with at least the length "
     "returned."},
    {status::bad_text, "bad_text", "SROK_BAD_TEXT",
     "The text or the dump cannot be read; the error message names what is wrong and, in a text, "
     "its line and column."},
    {status::some_rows_failed, "some_rows_failed", "SROK_SOME_ROWS_FAILED",
     "Some rows of the batch have no answer; look at the status of each row."},
    {status::unknown_calendar, "unknown_calendar", "SROK_UNKNOWN_CALENDAR",
     "There is no built-in calendar of that name; use \"ru\" or load one from text."},
    {status::unknown_year, "unknown_year", "SROK_UNKNOWN_YEAR",
     "The date lies outside the years of the calendar; load a newer calendar text."},
    {status::unknown_zone, "unknown_zone", "SROK_UNKNOWN_ZONE",
     "The time zone is not known here; use an IANA name such as \"Europe/Moscow\" and install the "
     "zone data."},
    {status::beyond_horizon, "beyond_horizon", "SROK_BEYOND_HORIZON",
     "The answer lies outside the time the schedule knows; load a newer calendar or compile the "
     "schedule with a forecast."},
    {status::never_open, "never_open", "SROK_NEVER_OPEN",
     "The schedule has no working time at all; give at least one weekday its hours."},
    {status::bad_events, "bad_events", "SROK_BAD_EVENTS",
     "The events of the ticket contradict each other; the error message names the event."},
    {status::unsupported_channel, "unsupported_channel", "SROK_UNSUPPORTED_CHANNEL",
     "Tickets are accepted through the portal and by email only."},
    {status::out_of_memory, "out_of_memory", "SROK_OUT_OF_MEMORY", "There is not enough memory."},
    {status::io, "io", "SROK_IO",
     "A file cannot be read or written; check its path and permissions."},
    {status::internal, "internal", "SROK_INTERNAL",
     "srok has contradicted itself; please report it with the input that led here."},
    {status{-1}, "unknown_status", "SROK_UNKNOWN_STATUS",
     "This number is not a status of this version of srok."},
}};

constexpr const status_words& words_of(status code) noexcept {
  for (const status_words& w : words) {
    if (w.code == code) return w;
  }
  return words.back();
}

std::string without_nul(std::string text) {
  std::replace(text.begin(), text.end(), '\0', '?');
  return text;
}

std::string lead(std::string_view source, place at, std::string_view sentence) {
  std::string text{source};
  if (at.line != 0) {
    if (text.empty())
      text = "line ";
    else
      text += ':';
    text += std::to_string(at.line);
    if (at.column != 0) text += ':' + std::to_string(at.column);
  }
  if (!text.empty()) text += ": ";
  return text.append(sentence);
}

}  // namespace

std::string_view status_name(status code) noexcept {
  return words_of(code).name;
}

std::string_view status_word(status code) noexcept {
  return words_of(code).word;
}

std::string_view status_text(status code) noexcept {
  return words_of(code).text;
}

void throw_status(status code) {
  throw error(code, std::string{status_text(code)});
}

error::error(status code, const std::string& sentence)
    : std::runtime_error(without_nul(sentence)), code_{code} {}

error::error(status code, std::string_view source, place at, std::string_view sentence)
    : std::runtime_error(without_nul(lead(source, at, sentence))),
      code_{code},
      source_{source},
      where_{at},
      lead_{std::string_view{what()}.size() - sentence.size()} {}

}  // namespace srok
