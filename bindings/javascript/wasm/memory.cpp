// The module's memory: every block is in one list, newest first, so that what a broken-off call had
// allocated can be found and freed.
#include <cstddef>
#include <cstdlib>
#include <new>

#include "failure.hpp"

namespace {

struct alignas(std::max_align_t) block {
  block* older;
  block* newer;
};

block* newest = nullptr;

void* allocate_block(std::size_t bytes) noexcept {
  if (bytes > PTRDIFF_MAX - sizeof(block)) return nullptr;
  auto* const added = static_cast<block*>(std::malloc(sizeof(block) + bytes));
  if (added == nullptr) return nullptr;
  *added = {newest, nullptr};
  if (newest != nullptr) newest->newer = added;
  newest = added;
  return added + 1;
}

void free_block(void* memory) noexcept {
  if (memory == nullptr) return;
  block* const freed = static_cast<block*>(memory) - 1;
  (freed->newer == nullptr ? newest : freed->newer->older) = freed->older;
  if (freed->older != nullptr) freed->older->newer = freed->newer;
  std::free(freed);
}

void* allocate_or_break_off(std::size_t bytes) {
  void* const memory = allocate_block(bytes);
  if (memory == nullptr) {
    srok::wasm::break_off(srok::status::out_of_memory, status_text(srok::status::out_of_memory));
  }
  return memory;
}

}  // namespace

extern "C" {

[[clang::export_name("allocate")]] void* allocate(std::size_t bytes) {
  return allocate_or_break_off(bytes);
}
[[clang::export_name("release")]] void release(void* memory) {
  free_block(memory);
}

// The newest block; what is newer is freed by release_since.
[[clang::export_name("mark")]] const void* mark() {
  return newest;
}
[[clang::export_name("release_since")]] void release_since(const void* marked) {
  while (newest != nullptr && newest != marked) free_block(newest + 1);
}

}  // extern "C"

void* operator new(std::size_t bytes) {
  return allocate_or_break_off(bytes);
}
void* operator new[](std::size_t bytes) {
  return allocate_or_break_off(bytes);
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return allocate_block(bytes);
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept {
  return allocate_block(bytes);
}
void operator delete(void* memory) noexcept {
  free_block(memory);
}
void operator delete[](void* memory) noexcept {
  free_block(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  free_block(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  free_block(memory);
}
