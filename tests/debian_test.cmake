# The Debian packages of a build tree: their names, files and dependencies are right; installed into a bare root they are
# found, linked and answer; with -DHARDENED=ON their binaries are hardened. Run as:
#   cmake -DBUILD_DIR=<build tree> -DSOURCE_DIR=<project> -DPREFIX=</usr> -DLIBDIR=<lib/x86_64-linux-gnu>
#     -DVERSION=<0.1.0> -DABI=<0> -DZONES=<database> -DCC=<compiler> -DCXX=<compiler> -DFLAGS=<compiler flags>
#     -DGENERATOR=<generator> [-DHARDENED=ON] -P debian_test.cmake
cmake_minimum_required(VERSION 3.25)

set(room ${BUILD_DIR}/debian_test)
file(REMOVE_RECURSE ${room})
include(${SOURCE_DIR}/tests/package/consumers.cmake)

set(faults "")
macro(fault sentence)
  string(APPEND faults "  ${sentence}\n")
endmacro()

# ---- names ----

# Stored, not compressed: the archive of a tree with debug information is large.
# Whoever makes them, with whatever umask.
run(sh -c "umask 077 && exec \"$@\"" sh ${CMAKE_CPACK_COMMAND} --config ${BUILD_DIR}/CPackConfig.cmake -B ${room}
  -D CPACK_DEBIAN_COMPRESSION_TYPE=none)
execute_process(COMMAND dpkg --print-architecture
  OUTPUT_VARIABLE architecture OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
set(packages libsrok${ABI} libsrok-dev srok)
list(TRANSFORM packages REPLACE "(.+)" "\\1_${VERSION}_${architecture}.deb" OUTPUT_VARIABLE expected)
file(GLOB made RELATIVE ${room} ${room}/*.deb)
list(SORT expected)
list(SORT made)
if(NOT made STREQUAL expected)
  message(FATAL_ERROR "made: ${made}\nexpected: ${expected}")
endif()

# ---- files ----

string(SUBSTRING ${PREFIX} 1 -1 at)
set(share ${at}/share)
set(zsh_completions site-functions)
if(PREFIX STREQUAL /usr)
  set(zsh_completions vendor-completions)
endif()
set(files_libsrok${ABI} ${at}/${LIBDIR}/libsrok.so.${ABI} ${at}/${LIBDIR}/libsrok.so.${VERSION})
set(files_srok ${at}/bin/srok ${share}/man/man1/srok.1.gz ${share}/bash-completion/completions/srok
  ${share}/zsh/${zsh_completions}/_srok ${share}/fish/vendor_completions.d/srok.fish)
file(GLOB_RECURSE headers RELATIVE ${SOURCE_DIR}/include ${SOURCE_DIR}/include/*)
list(TRANSFORM headers PREPEND ${at}/include/)
set(files_libsrok-dev ${headers} ${at}/include/srok_ffi.h ${at}/${LIBDIR}/libsrok.so ${at}/${LIBDIR}/libsrok++.a
  ${at}/${LIBDIR}/pkgconfig/srok.pc ${at}/${LIBDIR}/pkgconfig/srok++.pc)
foreach(document IN ITEMS README.md SECURITY.md docs/limits.md docs/stability.md)
  list(APPEND files_libsrok-dev ${share}/doc/libsrok-dev/${document})
endforeach()
foreach(package IN LISTS packages)
  set(deb ${room}/${package}_${VERSION}_${architecture}.deb)
  file(MAKE_DIRECTORY ${room}/files/${package} ${room}/control)
  run(dpkg-deb -x ${deb} ${room}/files/${package})
  run(dpkg-deb -e ${deb} ${room}/control/${package})
  file(GLOB_RECURSE files RELATIVE ${room}/files/${package} ${room}/files/${package}/*)
  if(package STREQUAL libsrok-dev)  # their names hold the build type
    list(FILTER files EXCLUDE REGEX "^${at}/${LIBDIR}/cmake/srok/srok-(config|config-version|(c|cpp)-targets(-[a-z]+)?)\\.cmake$")
  endif()
  set(expected ${files_${package}} ${share}/doc/${package}/copyright ${share}/doc/${package}/changelog.gz
    ${share}/doc/${package}/NEWS.gz)
  foreach(file IN LISTS files)
    if(NOT file IN_LIST expected)
      fault("${package} holds ${file}")
    endif()
  endforeach()
  foreach(file IN LISTS expected)
    if(NOT file IN_LIST files)
      fault("${package} lacks ${file}")
    endif()
  endforeach()
  execute_process(COMMAND dpkg-deb -c ${deb} OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND dpkg-deb --ctrl-tarfile ${deb} COMMAND tar -tv OUTPUT_VARIABLE control
    COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND listing ${control})
  string(REGEX MATCHALL "[^\n]+" lines "${listing}")
  list(FILTER lines EXCLUDE REGEX "^(d|-)rwxr-xr-x root/root |^-rw-r--r-- root/root |^lrwxrwxrwx root/root ")
  if(lines)
    fault("${package} has files of others, or that others may write: ${lines}")
  endif()
endforeach()

# Whose code is in the binaries, and its terms; the longest of them by reference, as Debian wants it.
foreach(package IN LISTS packages)
  file(READ ${room}/files/${package}/${share}/doc/${package}/copyright copyright)
  foreach(text IN ITEMS "srok authors" CLI11 "/usr/share/common-licenses/Apache-2.0")
    if(NOT copyright MATCHES "${text}")
      fault("${package}: its copyright does not name ${text}")
    endif()
  endforeach()
  if(copyright MATCHES "END OF TERMS AND CONDITIONS")
    fault("${package}: its copyright holds the whole Apache License")
  endif()
endforeach()

# ---- control: what each needs, and what is told to those that link it ----

# depends(<package> <name>...): these and no others.
function(depends package)
  execute_process(COMMAND dpkg-deb -f ${room}/${package}_${VERSION}_${architecture}.deb Depends
    OUTPUT_VARIABLE line OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE ", *" ";" found "${line}")
  list(TRANSFORM found REPLACE " \\(>= [^)]*\\)" "")
  list(SORT found)
  set(expected ${ARGN})
  list(SORT expected)
  if(NOT found STREQUAL expected)
    string(APPEND faults "  ${package} depends on ${found}, not on ${expected}\n")
    set(faults "${faults}" PARENT_SCOPE)
  endif()
endfunction()
set(runtimes libc6 libgcc-s1 libstdc++6)
set(headers libpugixml-dev "libsrok${ABI} (= ${VERSION})")
if(ZONES STREQUAL database)
  list(APPEND runtimes libdate-tz3)
  list(APPEND headers libhowardhinnant-date-dev)
endif()
depends(libsrok${ABI} ${runtimes})
depends(libsrok-dev ${headers})
depends(srok ${runtimes} libpugixml1v5)

# Its first line is what a list of packages shows.
set(synopsis_libsrok${ABI} "C library")
set(synopsis_libsrok-dev "headers and C\\+\\+ library")
set(synopsis_srok command)
foreach(package IN LISTS packages)
  execute_process(COMMAND dpkg-deb -f ${room}/${package}_${VERSION}_${architecture}.deb Description
    OUTPUT_VARIABLE description COMMAND_ERROR_IS_FATAL ANY)
  if(NOT description MATCHES "^working time and deadlines \\(${synopsis_${package}}\\)\n")
    fault("${package}: its description begins otherwise: ${description}")
  endif()
endforeach()

# Sets <name> to what the library's control file of that name says, or to nothing.
function(read_control name)
  set(text "")
  if(EXISTS ${room}/control/libsrok${ABI}/${name})
    file(READ ${room}/control/libsrok${ABI}/${name} text)
  endif()
  set(${name} "${text}" PARENT_SCOPE)
endfunction()

read_control(shlibs)
if(NOT shlibs STREQUAL "libsrok ${ABI} libsrok${ABI} (>= ${VERSION})\n")
  fault("libsrok${ABI}: its shlibs are \"${shlibs}\"")
endif()
read_control(symbols)
file(READ ${SOURCE_DIR}/packaging/debian/symbols listed)
if(NOT symbols STREQUAL listed)
  fault("libsrok${ABI}: it does not say since which version each function is there")
endif()
read_control(triggers)
if(NOT triggers MATCHES "^activate-noawait ldconfig\n")
  fault("libsrok${ABI}: it does not have the linker's cache renewed")
endif()

# ---- hardened ----

foreach(binary IN ITEMS libsrok${ABI}/${at}/${LIBDIR}/libsrok.so.${VERSION} srok/${at}/bin/srok)
  execute_process(COMMAND readelf --wide -h -l -d ${room}/files/${binary}
    OUTPUT_VARIABLE headers COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND readelf --wide --dyn-syms ${room}/files/${binary}
    OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  set(wanted "Type: +DYN" GNU_RELRO BIND_NOW)
  foreach(pattern IN LISTS wanted)
    if(NOT headers MATCHES "${pattern}")
      fault("${binary}: no ${pattern}")
    endif()
  endforeach()
  if(headers MATCHES "GNU_STACK [^\n]*RWE")
    fault("${binary}: its stack can be executed")
  endif()
  if(headers MATCHES "RPATH|RUNPATH")
    fault("${binary}: it looks for libraries in a path of its own")
  endif()
  if(HARDENED)
    foreach(name IN ITEMS __stack_chk_fail __glibcxx_assert_fail "__[a-z_]+_chk@")
      if(NOT symbols MATCHES "${name}")
        fault("${binary}: never calls ${name}")
      endif()
    endforeach()
  endif()
endforeach()

# ---- in a bare root ----

file(MAKE_DIRECTORY ${room}/root/var/lib/dpkg/info ${room}/root/var/lib/dpkg/updates)
file(TOUCH ${room}/root/var/lib/dpkg/status ${room}/root/var/lib/dpkg/available)
execute_process(COMMAND id -u OUTPUT_VARIABLE user OUTPUT_STRIP_TRAILING_WHITESPACE)
list(TRANSFORM packages REPLACE "(.+)" "${room}/\\1_${VERSION}_${architecture}.deb" OUTPUT_VARIABLE debs)
if(user EQUAL 0)
  # Not configured: the root has no shell for their scripts.
  run(dpkg --root=${room}/root --unpack ${debs})
  execute_process(COMMAND dpkg-query --admindir=${room}/root/var/lib/dpkg -W -f "\${Package} \${db:Status-Status}\\n"
    OUTPUT_VARIABLE unpacked COMMAND_ERROR_IS_FATAL ANY)
  foreach(package IN LISTS packages)
    if(NOT unpacked MATCHES "(^|\n)${package} unpacked")
      fault("${package} is not unpacked in the root: ${unpacked}")
    endif()
  endforeach()
else()  # files of root are root's to make
  foreach(deb IN LISTS debs)
    run(dpkg-deb -x ${deb} ${room}/root)
  endforeach()
endif()
run(${room}/root${PREFIX}/bin/srok due --priority high --submitted 2026-04-29T15:20)
consumers_of(consumers -DCMAKE_PREFIX_PATH=${room}/root${PREFIX})
pkg_config_consumers_of(${room}/root${PREFIX} ${LIBDIR})

if(faults)
  message(FATAL_ERROR "the packages:\n${faults}")
endif()
