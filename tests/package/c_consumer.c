/* Links the C API: the library loaded is the one the header promises. */
#include <srok.h>

int main(void) { return srok_abi() == 0 ? 0 : 1; }
