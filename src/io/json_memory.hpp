// RapidJSON's types with memory from operator new: its own allocator takes malloc's and writes to
// it without looking whether there was any.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>

namespace srok {

// Throws bad_alloc.
class json_memory {
 public:
  static constexpr bool kNeedFree = true;

  void* Malloc(std::size_t size) { return size == 0 ? nullptr : ::operator new(size); }

  void* Realloc(void* old, std::size_t old_size, std::size_t size) {
    void* memory = Malloc(size);
    if (old != nullptr && memory != nullptr) std::memcpy(memory, old, std::min(old_size, size));
    Free(old);
    return memory;
  }

  static void Free(void* memory) noexcept { ::operator delete(memory); }
};

using json_pool = rapidjson::MemoryPoolAllocator<json_memory>;
using json_value = rapidjson::GenericValue<rapidjson::UTF8<>, json_pool>;
using json_document = rapidjson::GenericDocument<rapidjson::UTF8<>, json_pool, json_memory>;
using json_output = rapidjson::GenericStringBuffer<rapidjson::UTF8<>, json_memory>;
using json_output_writer =
    rapidjson::Writer<json_output, rapidjson::UTF8<>, rapidjson::UTF8<>, json_memory>;

}  // namespace srok
