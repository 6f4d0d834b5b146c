# The port builds, installs and is found, as far as that can be seen without vcpkg: its helpers are stood in for by what
# their documentation says of them, for a triplet that builds releases alone. Run as:
#   cmake -DSOURCE_DIR=<project> -DROOM=<folder> -DCC=<compiler> -DCXX=<compiler> -DGENERATOR=<generator>
#     -P vcpkg_port_test.cmake
cmake_minimum_required(VERSION 3.25)

set(room ${ROOM})
set(FLAGS "")
file(REMOVE_RECURSE ${room})
include(${SOURCE_DIR}/tests/package/consumers.cmake)
set(CURRENT_PACKAGES_DIR ${room}/packages)

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
  run(${CMAKE_COMMAND} -S ${arg_SOURCE_PATH} -B ${room}/build -G ${GENERATOR} -DCMAKE_BUILD_TYPE=Release
    -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}
    -DBUILD_SHARED_LIBS=OFF ${arg_OPTIONS})
endfunction()

function(vcpkg_cmake_install)
  run(${CMAKE_COMMAND} --build ${room}/build --parallel 2)
  run(${CMAKE_COMMAND} --install ${room}/build)
endfunction()

# Moves <CONFIG_PATH> to share/<port>, one folder less deep, and has the targets look for their prefix from there.
function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
  file(GLOB files ${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}/*.cmake)
  if(NOT files)
    message(FATAL_ERROR "nothing is in ${arg_CONFIG_PATH}")
  endif()
  foreach(file IN LISTS files)
    file(READ ${file} text)
    string(REPLACE "LIST_FILE}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\n"
      "LIST_FILE}\" PATH)\n" text "${text}")
    cmake_path(GET file FILENAME name)
    file(WRITE ${CURRENT_PACKAGES_DIR}/share/srok/${name} "${text}")
  endforeach()
  file(REMOVE_RECURSE ${CURRENT_PACKAGES_DIR}/lib/cmake)
endfunction()

function(vcpkg_fixup_pkgconfig)
  foreach(name IN ITEMS srok srok++)
    if(NOT EXISTS ${CURRENT_PACKAGES_DIR}/lib/pkgconfig/${name}.pc)
      message(FATAL_ERROR "lib/pkgconfig/${name}.pc is missing")
    endif()
  endforeach()
endfunction()

function(vcpkg_copy_tools)
  cmake_parse_arguments(PARSE_ARGV 0 arg "AUTO_CLEAN" "" "TOOL_NAMES")
  foreach(name IN LISTS arg_TOOL_NAMES)
    file(COPY ${CURRENT_PACKAGES_DIR}/bin/${name} DESTINATION ${CURRENT_PACKAGES_DIR}/tools/srok)
    file(REMOVE ${CURRENT_PACKAGES_DIR}/bin/${name})
  endforeach()
  file(GLOB left ${CURRENT_PACKAGES_DIR}/bin/*)
  if(left)
    message(FATAL_ERROR "bin/ still has ${left}")
  endif()
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
  foreach(name IN LISTS arg_FILE_LIST)
    file(READ ${name} text)
    file(APPEND ${CURRENT_PACKAGES_DIR}/share/srok/copyright "${text}\n")
  endforeach()
endfunction()

include(${SOURCE_DIR}/packaging/vcpkg/srok/portfile.cmake)

consumers_of(consumers -DCMAKE_PREFIX_PATH=${CURRENT_PACKAGES_DIR})
run(${CURRENT_PACKAGES_DIR}/tools/srok/srok due --priority high --submitted 2026-04-29T15:20)
