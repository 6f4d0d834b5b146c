# An installed srok is found, linked and run by a project that knows only its package; one that takes the source tree as
# a folder, or fetches it, is configured, and with -DWHOLE=ON built and run too: it needs nothing of the command's, and
# installs nothing of srok. Run as:
#   cmake -DBUILD_DIR=<build tree> -DSOURCE_DIR=<project> -DLIBDIR=<lib> -DCC=<compiler> -DCXX=<compiler>
#     -DFLAGS=<compiler flags> -DGENERATOR=<generator> [-DROOM=<folder>] [-DWHOLE=ON] -P package_test.cmake
cmake_minimum_required(VERSION 3.25)

set(room ${BUILD_DIR}/package_test)
if(ROOM)
  set(room ${ROOM})
endif()
file(REMOVE_RECURSE ${room})
include(${SOURCE_DIR}/tests/package/consumers.cmake)

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${room}/prefix)
foreach(name IN ITEMS LICENSE NOTICES README.md SECURITY.md docs/limits.md docs/stability.md)
  if(NOT EXISTS ${room}/prefix/share/doc/srok/${name})
    message(FATAL_ERROR "share/doc/srok/${name} is not installed")
  endif()
endforeach()
consumers_of(installed -DCMAKE_PREFIX_PATH=${room}/prefix)
pkg_config_consumers_of(${room}/prefix ${LIBDIR})
foreach(way IN ITEMS FOLDER FETCHED)
  set(taken -DSROK_${way}=${SOURCE_DIR} -DCMAKE_DISABLE_FIND_PACKAGE_CLI11=ON)
  if(WHOLE)
    consumers_of(${way} ${taken})
  else()
    run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/package -B ${room}/${way} -G ${GENERATOR}
      ${taken} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX})
  endif()
  file(GLOB_RECURSE scripts ${room}/${way}/cmake_install.cmake)
  foreach(script IN LISTS scripts)
    file(STRINGS ${script} installed REGEX "file\\(INSTALL")
    if(installed)
      message(FATAL_ERROR "a project that takes srok as ${way} installs it: ${script}")
    endif()
  endforeach()
endforeach()

# refused(<words of the refusal> <cmake argument>...)
function(refused words)
  execute_process(COMMAND ${CMAKE_COMMAND} ${ARGN} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${CXX}
    OUTPUT_QUIET ERROR_VARIABLE refusal RESULT_VARIABLE status)
  if(status EQUAL 0 OR NOT refusal MATCHES "${words}")
    message(FATAL_ERROR "not refused by \"${words}\" is ${ARGN}: ${refusal}")
  endif()
endfunction()
# In the source tree nothing is built: what is made there would be installed as a header.
file(COPY ${SOURCE_DIR}/CMakeLists.txt DESTINATION ${room}/inside)
refused("a folder of its own" -S ${room}/inside -B ${room}/inside)
# Programs of another machine do not run here, and the build runs some.
set(foreign -S ${SOURCE_DIR} -B ${room}/foreign -DCMAKE_SYSTEM_NAME=Linux)
refused("CMAKE_CROSSCOMPILING_EMULATOR" ${foreign})
refused("SROK_NATIVE: there is no" ${foreign} -DSROK_NATIVE=${room}/none)
# Those of a build for this machine do.
run(${CMAKE_COMMAND} ${foreign} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${CXX} -DSROK_NATIVE=${BUILD_DIR})
if(GENERATOR STREQUAL Ninja)
  run(${CMAKE_COMMAND} --build ${room}/foreign --target generated/ru_calendar.inc manual/srok.1)
  foreach(file IN ITEMS generated/ru_calendar.inc manual/srok.1)
    run(${CMAKE_COMMAND} -E compare_files ${room}/foreign/${file} ${BUILD_DIR}/${file})
  endforeach()
  if(EXISTS ${room}/foreign/srok_generate)
    message(FATAL_ERROR "a build for another machine makes the programs that it is given")
  endif()
endif()
