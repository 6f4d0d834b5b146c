// The types srok_schedule and srok_regulation: a name or a TOML text, compiled once before it is
// taken.
#include "backend.hpp"

extern "C" {
#include "libpq/pqformat.h"
#include "utils/builtins.h"
}

namespace srok::postgresql {
namespace {

template <class Subject>
using finder = const Subject* (*)(std::string_view text, failure& out) noexcept;

// Reports what is wrong with it.
template <class Subject>
Datum checked(const char* given, finder<Subject> find) {
  text* const made = cstring_to_text(given);
  failure why;
  if (find(utf8(made), why) == nullptr) report(why);
  return PointerGetDatum(made);
}

char* message_text(FunctionCallInfo call) {
  auto* const message = reinterpret_cast<StringInfo>(DatumGetPointer(call->args[0].value));
  int length = 0;
  return pq_getmsgtext(message, message->len - message->cursor, &length);
}

}  // namespace
}  // namespace srok::postgresql

using namespace srok::postgresql;

SROK_FUNCTION(schedule_in) {
  return checked(DatumGetCString(call->args[0].value), schedule_of);
}

SROK_FUNCTION(schedule_recv) {
  return checked(message_text(call), schedule_of);
}

SROK_FUNCTION(regulation_in) {
  return checked(DatumGetCString(call->args[0].value), regulation_of);
}

SROK_FUNCTION(regulation_recv) {
  return checked(message_text(call), regulation_of);
}
