// The version of srok, stated once; CMake reads it from here.
#pragma once

#define SROK_VERSION_MAJOR 0
#define SROK_VERSION_MINOR 1
#define SROK_VERSION_PATCH 0

// The number in the SONAME: it moves only when an old binary would break.
#define SROK_ABI 0
