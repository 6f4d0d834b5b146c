// A compiled schedule as bytes: for worker processes, storable database types, per-request
// languages.
//
// The block a schedule stands on is its own image: a header, then its arrays, each at an offset
// from the begin, so it can be copied, stored and mapped anywhere. Little-endian, with magic,
// format version, length and checksum.
#pragma once

#include <cstddef>
#include <span>

#include "srok/engine/schedule.hpp"

namespace srok {

// The bytes of a schedule; they live as long as it does.
std::span<const std::byte> dump(const schedule& schedule) noexcept;
std::span<const std::byte> dump(const schedule&& temporary) = delete;  // its bytes go with it

// A schedule from a copy of such bytes. The structure is checked in full: bytes that were changed,
// cut or made by another version are bad_text, and even forged ones can at worst give a schedule
// that answers wrongly, never one that reads outside its block.
schedule load(std::span<const std::byte> bytes);

namespace engine {

// The tables over an image that is known to be sound. requires: it came from dump() or from the
// build.
tables tables_over(std::span<const std::uint64_t> image) noexcept;

}  // namespace engine
}  // namespace srok
