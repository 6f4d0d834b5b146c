// Failures that JavaScript sees as errors: what the core throws, and what the C++ library aborts
// for.
//
// The sources are compiled with -fignore-exceptions: a `throw` still builds its object and calls
// __cxa_throw, and no function has code to unwind its stack.
#include "failure.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <stdexcept>
#include <typeinfo>

#include "srok/error.hpp"

namespace srok::wasm {
namespace {

constexpr std::size_t longest_sentence = 4095;

struct {
  std::int32_t status;
  char sentence[longest_sentence + 1];
} failure;

alignas(std::max_align_t) std::byte thrown[256];

}  // namespace

void break_off(status why, std::string_view sentence) noexcept {
  failure.status = static_cast<std::int32_t>(why);
  const std::size_t length = std::min(sentence.size(), longest_sentence);
  std::memcpy(failure.sentence, sentence.data(), length);
  failure.sentence[length] = '\0';
  __builtin_trap();
}

}  // namespace srok::wasm

using srok::status;
using srok::wasm::break_off;

extern "C" {

[[clang::export_name("failure_status")]] std::int32_t failure_status() {
  return srok::wasm::failure.status;
}
[[clang::export_name("failure_sentence")]] const char* failure_sentence() {
  return srok::wasm::failure.sentence;
}
// A trap that tells no reason is srok's own fault.
[[clang::export_name("expect_no_failure")]] void expect_no_failure() {
  const std::string_view sentence = status_text(status::internal);
  srok::wasm::failure.status = static_cast<std::int32_t>(status::internal);
  std::memcpy(srok::wasm::failure.sentence, sentence.data(), sentence.size() + 1);
}

void* __cxa_allocate_exception(std::size_t size) {
  if (size > sizeof srok::wasm::thrown) {
    break_off(status::internal, status_text(status::internal));
  }
  return srok::wasm::thrown;
}

void __cxa_throw(void* thrown, std::type_info* type, void (*)(void*)) {
  if (*type == typeid(srok::error)) {
    const auto& error = *static_cast<const srok::error*>(thrown);
    break_off(error.code(), error.what());
  }
  if (*type == typeid(std::bad_alloc) || *type == typeid(std::length_error)) {
    break_off(status::out_of_memory, status_text(status::out_of_memory));
  }
  break_off(status::internal, status_text(status::internal));
}

// Handlers are never entered, but the code that names these is there until the linker drops it.
void* __cxa_begin_catch(void* thrown) {
  return thrown;
}
void __cxa_end_catch() {}
void __cxa_rethrow() {
  break_off(status::internal, status_text(status::internal));
}

// In place of those of the C and C++ libraries, which would print.
void abort() {
  break_off(status::internal, status_text(status::internal));
}
void abort_message(const char* sentence, ...) {
  break_off(status::internal, sentence);
}

}  // extern "C"

namespace std {
inline namespace __2 {
[[noreturn]] void __libcpp_verbose_abort(const char* sentence, ...) {
  break_off(status::internal, sentence);
}
}  // namespace __2
}  // namespace std
