// One JSON object a line, written member by member.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/json_memory.hpp"

namespace srok::cli {

class json_object {
 public:
  json_object() { writer_.StartObject(); }

  json_object& add(std::string_view key, std::string_view text) {
    write(key);
    write(text);
    return *this;
  }
  json_object& add(std::string_view key, std::int64_t number) {
    write(key);
    writer_.Int64(number);
    return *this;
  }
  json_object& add_null(std::string_view key) {
    write(key);
    writer_.Null();
    return *this;
  }
  json_object& add_json(std::string_view key, std::string_view json) {
    write(key);
    writer_.RawValue(json.data(), json.size(), rapidjson::kObjectType);
    return *this;
  }

  std::string text() {
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void write(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  json_output buffer_;
  json_output_writer writer_{buffer_};
};

}  // namespace srok::cli
