// The corpora once more, without libFuzzer: fuzz_replay <folder>, with a folder in it for each
// target.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "fuzz/targets.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("Usage: fuzz_replay FOLDER\n", stderr);
    return 2;
  }
  bool complete = true;
  const auto replay = [&](const char* name, void (*target)(srok::fuzz::bytes)) {
    const std::filesystem::path folder = std::filesystem::path{argv[1]} / name;
    int files = 0;
    if (std::filesystem::is_directory(folder)) {
      for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        std::ifstream in{entry.path(), std::ios::binary};
        const std::vector<char> text{std::istreambuf_iterator<char>{in}, {}};
        std::fprintf(stderr, "%s\n", entry.path().c_str());  // the last one is the one that aborts
        target({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        ++files;
      }
    }
    target({});
    std::printf("%s: %d inputs\n", name, files);
    if (files == 0) complete = false;
  };
#define SROK_FUZZ_REPLAY(name) replay(#name, srok::fuzz::name);
  SROK_FUZZ_TARGETS(SROK_FUZZ_REPLAY)
  if (!complete) std::fputs("a target has no inputs\n", stderr);
  return complete ? 0 : 1;
}
