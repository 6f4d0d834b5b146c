// Links the C++ library: Moscow is three hours ahead of UTC in 2026.
#include "srok/time/zone.hpp"

int main() {
  const srok::zone moscow = srok::zone::named("Europe/Moscow");
  return moscow.offset_at(srok::from_unix(1'777'465'200)) == 3 * 3600 ? 0 : 1;
}
