// SHA-256 of a text, in hexadecimal (FIPS 180-4).
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace srok::vectors {

class sha256 {
 public:
  static std::string of(std::string_view text) {
    std::string padded{text};
    padded.push_back('\x80');
    while (padded.size() % 64 != 56) padded.push_back('\0');
    const std::uint64_t bits = std::uint64_t{text.size()} * 8;
    for (int shift = 56; shift >= 0; shift -= 8) padded.push_back(static_cast<char>(bits >> shift));
    sha256 state;
    for (std::size_t at = 0; at < padded.size(); at += 64) state.add(padded.data() + at);
    std::string hex;
    for (const std::uint32_t word : state.words_) {
      for (int shift = 28; shift >= 0; shift -= 4) {
        hex.push_back("0123456789abcdef"[(word >> shift) & 15]);
      }
    }
    return hex;
  }

 private:
  // The first 32 bits behind the point of a root; what long double keeps is exact enough for 311.
  static std::uint32_t fraction(long double root) {
    return static_cast<std::uint32_t>((root - std::floor(root)) * 4294967296.0L);
  }

  sha256() {
    std::size_t found = 0;
    for (int n = 2; found < rounds_.size(); ++n) {
      bool prime = true;
      for (int d = 2; d * d <= n; ++d) prime = prime && n % d != 0;
      if (!prime) continue;
      if (found < words_.size()) words_[found] = fraction(std::sqrt(static_cast<long double>(n)));
      rounds_[found++] = fraction(std::cbrt(static_cast<long double>(n)));
    }
  }

  void add(const char* block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 64; ++i) {
      if (i < 16) {
        for (std::size_t b = 0; b < 4; ++b) {
          w[i] = w[i] << 8 | static_cast<unsigned char>(block[4 * i + b]);
        }
      } else {
        const std::uint32_t x = w[i - 15];
        const std::uint32_t y = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (std::rotr(x, 7) ^ std::rotr(x, 18) ^ x >> 3) +
               (std::rotr(y, 17) ^ std::rotr(y, 19) ^ y >> 10);
      }
    }
    auto [a, b, c, d, e, f, g, h] = words_;
    for (std::size_t i = 0; i < 64; ++i) {
      const std::uint32_t s = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                              ((e & f) ^ (~e & g)) + rounds_[i] + w[i];
      const std::uint32_t t =
          (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + s, d = c, c = b, b = a, a = s + t;
    }
    const std::array<std::uint32_t, 8> last{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) words_[i] += last[i];
  }

  std::array<std::uint32_t, 8> words_{};
  std::array<std::uint32_t, 64> rounds_{};
};

}  // namespace srok::vectors
