// Zones out of the machine's compiled zone files: SROK_ZONES=files.
//
// A wheel or a plugin must run where no date-tz is, and its answers must be the same: this reads
// the files that date-tz reads, and a test compares the two for every zone there is.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "time/tzif.hpp"
#include "time/zone_source.hpp"

namespace srok {
namespace {

constexpr std::array<const char*, 3> folders = {"/usr/share/zoneinfo/", "/usr/lib/zoneinfo/",
                                                "/etc/zoneinfo/"};

struct file_closer {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

// Empty: there is no such file.
std::string bytes_of(const std::string& path, std::string_view name) {
  errno = 0;
  const std::unique_ptr<std::FILE, file_closer> file{std::fopen(path.c_str(), "rb")};
  if (!file && errno == ENOMEM) throw std::bad_alloc{};
  if (!file && errno != ENOENT && errno != ENOTDIR) fail_unknown_zone(name, unread_database);
  std::string bytes;
  if (!file) return bytes;
  std::array<char, 4096> part{};
  for (std::size_t n = 1; n != 0 && bytes.size() < longest_zone_file;) {
    n = std::fread(part.data(), 1, part.size(), file.get());
    bytes.append(part.data(), n);
  }
  return bytes;
}

// Area/Location, within the folder: letters, digits, "_", "+", "-". The folder posix repeats all
// zones, and so does right, with leap seconds, for which its files are refused; Factory is none.
bool is_zone_name(std::string_view name) {
  const auto allowed = [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
  };
  return !name.empty() && name.front() != '/' && name.back() != '/' &&
         std::all_of(name.begin(), name.end(), allowed) && !name.starts_with("posix/") &&
         name.find("//") == std::string_view::npos && name != "posixrules" && name != "Factory";
}

}  // namespace

std::vector<offset_change> machine_zone_changes(std::string_view name) {
  // The name under which a database may keep the machine's own zone: no answer may depend on that.
  if (name == "localtime") fail_unknown_zone(name, zone_of_the_machine);
  if (is_zone_name(name)) {
    for (const char* folder : folders) {
      zone_file file = read_zone_file(bytes_of(folder + std::string{name}, name));
      if (file.slim) fail_unknown_zone(name, slim_database);
      if (!file.changes.empty()) return std::move(file.changes);
    }
  }
  fail_unknown_zone(name, no_such_zone);
}

}  // namespace srok
