// The C API's tickets.
#include "c_api/boundary.hpp"
#include "srok/io/ticket_text.hpp"

using namespace srok::c;

extern "C" srok_status srok_tickets_json(const srok_regulation* regulation, int64_t now,
                                         const char* jsonl, size_t length, char* buffer,
                                         size_t capacity, size_t* out_length) {
  if (out_length != nullptr) *out_length = 0;
  if (regulation == nullptr || out_length == nullptr || !can_hold(jsonl, length) ||
      !can_hold(buffer, capacity)) {
    return SROK_BAD_ARGUMENT;
  }
  return guarded(nullptr, 0, [&] {
    const srok::regulation_book book{*regulation};
    const auto answers = srok::answer_tickets(book, {jsonl, length}, srok::from_unix(now));
    const srok::status put = put_text(answers.jsonl, buffer, capacity, out_length);
    if (put != srok::status::ok || !answers.some_failed) return put;
    return srok::status::some_rows_failed;
  });
}
