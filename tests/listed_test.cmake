# A source or a test that no list names is never built, and nobody misses it: each must be named in the
# CMakeLists.txt of its room. Run as: cmake -DSOURCE_DIR=<project> -P listed_test.cmake
cmake_minimum_required(VERSION 3.25)

set(faults "")
# listed(<CMakeLists.txt> <folder its names start from> <pattern>)
function(listed list folder pattern)
  file(READ "${SOURCE_DIR}/${list}" text)
  string(REGEX MATCHALL "[^ \n]+" names "${text}")
  file(GLOB_RECURSE files RELATIVE "${SOURCE_DIR}/${folder}" "${SOURCE_DIR}/${pattern}")
  foreach(file IN LISTS files)
    if(NOT file IN_LIST names)
      string(APPEND faults "  ${list} does not name ${file}\n")
    endif()
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

listed(CMakeLists.txt . "src/*.cpp")
listed(tests/CMakeLists.txt tests "tests/*_test.cpp")
listed(benchmarks/CMakeLists.txt benchmarks "benchmarks/*.cpp")
if(faults)
  message(FATAL_ERROR "never built:\n${faults}")
endif()
