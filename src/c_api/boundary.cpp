// Text that leaves through the C API, and exceptions that do not.
#include "c_api/boundary.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>

#include "srok/error.hpp"
#include "utf8.hpp"

namespace srok::c {

void write_error(std::string_view sentence, char* error, std::size_t capacity) noexcept {
  if (error == nullptr || capacity == 0) return;
  std::size_t used = 0;
  while (!sentence.empty()) {
    const std::size_t length = code_point_length(sentence);
    const std::size_t taken = std::max<std::size_t>(length, 1);
    if (used + taken >= capacity) break;
    if (length == 0) {
      error[used] = '?';
    } else {
      std::memcpy(error + used, sentence.data(), taken);
    }
    used += taken;
    sentence.remove_prefix(taken);
  }
  error[used] = '\0';
}

status put_bytes(std::string_view bytes, void* buffer, std::size_t capacity,
                 std::size_t* out_length) noexcept {
  *out_length = bytes.size();
  if (bytes.size() > capacity) return status::buffer_too_small;
  if (!bytes.empty()) std::memcpy(buffer, bytes.data(), bytes.size());
  return status::ok;
}

status put_text(std::string_view text, char* buffer, std::size_t capacity,
                std::size_t* out_length) noexcept {
  const status put = put_bytes(text, buffer, capacity, out_length);
  if (put == status::ok && text.size() < capacity) buffer[text.size()] = '\0';
  return put;
}

srok_status caught(char* error, std::size_t capacity) noexcept {
  try {
    throw;
  } catch (const srok::error& failure) {
    write_error(failure.what(), error, capacity);
    return code(failure.code());
  } catch (const std::length_error&) {  // more than any memory holds
    write_error(status_text(status::out_of_memory), error, capacity);
    return SROK_OUT_OF_MEMORY;
  } catch (const std::bad_alloc&) {
    write_error(status_text(status::out_of_memory), error, capacity);
    return SROK_OUT_OF_MEMORY;
  } catch (const std::exception& failure) {
    write_error(failure.what(), error, capacity);
    return SROK_INTERNAL;
  } catch (...) {
    write_error(status_text(status::internal), error, capacity);
    return SROK_INTERNAL;
  }
}

}  // namespace srok::c
