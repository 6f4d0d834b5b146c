# What the tests are checked with, from npm by the lock file; asked of the registry only when that has changed. Run as:
#   cmake -DLOCK=<folder of package-lock.json> -DROOM=<folder to make> -DNPM=<npm> -P tools.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${LOCK}/package-lock.json wanted)
set(installed "")
if(EXISTS ${ROOM}/installed)
  file(READ ${ROOM}/installed installed)
endif()
if(installed STREQUAL wanted)
  return()
endif()
file(REMOVE_RECURSE ${ROOM})
file(COPY ${LOCK}/package.json ${LOCK}/package-lock.json DESTINATION ${ROOM})
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${ROOM}
  OUTPUT_VARIABLE printed ERROR_VARIABLE printed RESULT_VARIABLE code)
if(code)
  message(FATAL_ERROR "npm ci:\n${printed}")
endif()
file(WRITE ${ROOM}/installed "${wanted}")
