// What libFuzzer calls: the target SROK_FUZZ_TARGET.
#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  srok::fuzz::SROK_FUZZ_TARGET({data, size});
  return 0;
}
