# An installed srok is found, linked and run by a project that knows only its package; one that takes the source tree as
# a folder, or fetches it, is configured, and with -DWHOLE=ON built and run too. Run as:
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
consumers_of(installed -DCMAKE_PREFIX_PATH=${room}/prefix)
pkg_config_consumers_of(${room}/prefix ${LIBDIR})
foreach(way IN ITEMS FOLDER FETCHED)
  if(WHOLE)
    consumers_of(${way} -DSROK_${way}=${SOURCE_DIR})
  else()
    run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/package -B ${room}/${way} -G ${GENERATOR}
      -DSROK_${way}=${SOURCE_DIR} -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX})
  endif()
endforeach()
