// The C API's handles: built in, built from text or bytes, written out, freed.
#include <span>
#include <string>

#include "c_api/boundary.hpp"
#include "srok/engine/image.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/schedule_text.hpp"
#include "srok/version.hpp"

namespace srok::c {
namespace {

static_assert(SROK_VERSION_NUMBER ==
              SROK_VERSION_MAJOR * 10000 + SROK_VERSION_MINOR * 100 + SROK_VERSION_PATCH);

#define SROK_QUOTED(x) #x
#define SROK_TEXT_OF(x) SROK_QUOTED(x)

constexpr const char* version_text = SROK_TEXT_OF(SROK_VERSION_MAJOR) "." SROK_TEXT_OF(
    SROK_VERSION_MINOR) "." SROK_TEXT_OF(SROK_VERSION_PATCH);

#undef SROK_TEXT_OF
#undef SROK_QUOTED

// The handle of what comes with srok. Each kind has one such thing, so one handle serves.
template <class Handle, class Value>
Handle* builtin_handle(const Value& value) noexcept {
  static Handle handle{value, kept_by::srok};
  return &handle;
}

template <class Handle>
void free_handle(Handle* handle) noexcept {
  if (handle != nullptr && handle->keeper == kept_by::caller) delete handle;
}

}  // namespace
}  // namespace srok::c

using namespace srok::c;

extern "C" {

// ---- version and status ----

uint32_t srok_version_number(void) {
  return SROK_VERSION_NUMBER;
}

const char* srok_version_text(void) {
  return version_text;
}

uint32_t srok_abi(void) {
  return SROK_ABI;
}

const char* srok_data_version(void) {
  return srok::data_version().data();  // a literal
}

const char* srok_status_name(srok_status status) {
  return srok::status_name(static_cast<srok::status>(status)).data();  // a literal
}

const char* srok_status_text(srok_status status) {
  return srok::status_text(static_cast<srok::status>(status)).data();  // a literal
}

int64_t srok_none(void) {
  return SROK_NONE;
}

// ---- calendar ----

srok_status srok_calendar_builtin(const char* name, srok_calendar** out_calendar, char* error,
                                  size_t error_capacity) {
  return build_into(out_calendar, name != nullptr, error, error_capacity,
                    [&] { return builtin_handle<srok_calendar>(srok::builtin_calendar(name)); });
}

srok_status srok_calendar_parse(const char* text, size_t length, srok_calendar** out_calendar,
                                char* error, size_t error_capacity) {
  return build_into(out_calendar, can_be_read(text, length), error, error_capacity, [&] {
    return new srok_calendar{srok::parse_calendar({text, length}), kept_by::caller};
  });
}

void srok_calendar_free(srok_calendar* calendar) {
  free_handle(calendar);
}

// ---- schedule ----

srok_status srok_schedule_builtin(const char* name, srok_schedule** out_schedule, char* error,
                                  size_t error_capacity) {
  return build_into(out_schedule, name != nullptr, error, error_capacity,
                    [&] { return builtin_handle<srok_schedule>(srok::schedule::builtin(name)); });
}

srok_status srok_schedule_parse(const char* toml, size_t length, srok_schedule** out_schedule,
                                char* error, size_t error_capacity) {
  return build_into(out_schedule, can_be_read(toml, length), error, error_capacity, [&] {
    return new srok_schedule{srok::parse_schedule({toml, length}), kept_by::caller};
  });
}

srok_status srok_schedule_parse_with(const char* toml, size_t length, const srok_calendar* calendar,
                                     srok_schedule** out_schedule, char* error,
                                     size_t error_capacity) {
  const bool given = can_be_read(toml, length) && calendar != nullptr;
  return build_into(out_schedule, given, error, error_capacity, [&] {
    return new srok_schedule{srok::parse_schedule({toml, length}, {}, calendar), kept_by::caller};
  });
}

srok_status srok_schedule_dump(const srok_schedule* schedule, void* buffer, size_t capacity,
                               size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || schedule == nullptr) return SROK_BAD_ARGUMENT;
  const std::span<const std::byte> image = srok::dump(*schedule);
  const std::string_view bytes{reinterpret_cast<const char*>(image.data()), image.size()};
  return code(put_bytes(bytes, buffer, capacity, out_length));
}

srok_status srok_schedule_load(const void* bytes, size_t length, srok_schedule** out_schedule,
                               char* error, size_t error_capacity) {
  return build_into(out_schedule, can_be_read(bytes, length), error, error_capacity, [&] {
    const std::span image{static_cast<const std::byte*>(bytes), length};
    return new srok_schedule{srok::load(image), kept_by::caller};
  });
}

void srok_schedule_free(srok_schedule* schedule) {
  free_handle(schedule);
}

// ---- regulation ----

srok_status srok_regulation_builtin(const char* name, srok_regulation** out_regulation, char* error,
                                    size_t error_capacity) {
  return build_into(out_regulation, name != nullptr, error, error_capacity, [&] {
    return builtin_handle<srok_regulation>(srok::regulation::builtin(name));
  });
}

srok_status srok_regulation_parse(const char* toml, size_t length, srok_regulation** out_regulation,
                                  char* error, size_t error_capacity) {
  return build_into(out_regulation, can_be_read(toml, length), error, error_capacity, [&] {
    return new srok_regulation{srok::parse_regulation({toml, length}), kept_by::caller};
  });
}

srok_status srok_regulation_parse_with(const char* toml, size_t length,
                                       const srok_calendar* calendar,
                                       srok_regulation** out_regulation, char* error,
                                       size_t error_capacity) {
  const bool given = can_be_read(toml, length) && calendar != nullptr;
  return build_into(out_regulation, given, error, error_capacity, [&] {
    return new srok_regulation{srok::parse_regulation({toml, length}, {}, calendar),
                               kept_by::caller};
  });
}

srok_status srok_regulation_schedule(const srok_regulation* regulation,
                                     const srok_schedule** out_schedule) {
  if (out_schedule != nullptr) *out_schedule = nullptr;
  if (regulation == nullptr || out_schedule == nullptr) return SROK_BAD_ARGUMENT;
  *out_schedule = &regulation->hours;
  return SROK_OK;
}

srok_status srok_regulation_priority_named(const srok_regulation* regulation, const char* name,
                                           size_t length, int32_t* out_priority) {
  clear(out_priority);
  if (regulation == nullptr || out_priority == nullptr || !can_be_read(name, length)) {
    return SROK_BAD_ARGUMENT;
  }
  const auto found = regulation->priority_named({name, length});
  if (!found) return SROK_BAD_ARGUMENT;
  *out_priority = found->place();
  return SROK_OK;
}

srok_status srok_regulation_priority_name(const srok_regulation* regulation, int32_t priority,
                                          char* buffer, size_t capacity, size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || regulation == nullptr) return SROK_BAD_ARGUMENT;
  const auto list = regulation->priorities();
  const auto place = static_cast<std::size_t>(priority);  // of a negative one none is so large
  if (place >= list.size()) return SROK_BAD_ARGUMENT;
  return code(put_text(list[place].name, buffer, capacity, out_length));
}

void srok_regulation_free(srok_regulation* regulation) {
  free_handle(regulation);
}

}  // extern "C"
