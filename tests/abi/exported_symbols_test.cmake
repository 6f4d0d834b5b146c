# srok.h, packaging/debian/symbols and libsrok.so name the same functions; srok.h and constants.txt the same constants; and
# the library needs the runtimes and date-tz alone. Run as:
#   cmake -DHEADER=<srok_ffi.h> -DSYMBOLS=<packaging/debian/symbols> -DCONSTANTS=<constants.txt> -DLIBRARY=<libsrok.so>
#     -DABI=<SROK_ABI> -DZONES=<SROK_ZONES> -DNM=nm -DREADELF=readelf -P exported_symbols_test.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${HEADER} header)
string(REGEX MATCHALL "srok_[a-z0-9_]+ *\\(" declared "${header}")
list(TRANSFORM declared REPLACE " *\\($" "")

file(STRINGS ${SYMBOLS} listed)
list(POP_FRONT listed named built_with)
set(other_lines ${listed})
list(FILTER other_lines EXCLUDE REGEX "^ [A-Za-z0-9_]+@SROK_${ABI} [0-9.]+$")
list(TRANSFORM listed REPLACE "^ ([^@]+).*$" "\\1")
list(REMOVE_ITEM listed SROK_${ABI})

execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" table "${table}")
list(FILTER table EXCLUDE REGEX " A SROK_")  # the version node itself
set(faults "")
if(NOT "${named}\n${built_with}" STREQUAL "libsrok.so.${ABI} libsrok${ABI} #MINVER#\n* Build-Depends-Package: libsrok-dev"
    OR other_lines)
  string(APPEND faults "  packaging/debian/symbols is not of ABI ${ABI}: ${named} ${built_with} ${other_lines}\n")
endif()
set(other_nodes ${table})
list(FILTER other_nodes EXCLUDE REGEX "@@SROK_${ABI}$")
if(other_nodes)
  string(APPEND faults "  not of the version node SROK_${ABI}: ${other_nodes}\n")
endif()
list(TRANSFORM table REPLACE "^[0-9a-f]* [A-Za-z] ([^@]+).*$" "\\1")

# missing(<what is said> <here> <there>): names of one list that the other lacks.
function(missing sentence here there)
  set(left ${${here}})
  list(REMOVE_ITEM left ${${there}})
  foreach(name IN LISTS left)
    string(APPEND faults "  ${name}: ${sentence}\n")
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()
missing("in srok.h, not in packaging/debian/symbols" declared listed)
missing("in packaging/debian/symbols, not in srok.h" listed declared)
missing("in srok.h, not exported by the library" declared table)
missing("exported by the library, not in srok.h" table declared)

# ---- what the library needs, by which name it is found, what is read-only once it runs ----

execute_process(COMMAND ${READELF} --wide -d -l ${LIBRARY} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\\(NEEDED\\)[^\n]*" needed "${dynamic}")
list(TRANSFORM needed REPLACE ".*\\[(.+)\\.so.*" "\\1")
set(may_need libc libm libgcc_s libstdc++)
set(must_need libc libstdc++)
if(ZONES STREQUAL database)
  list(APPEND may_need libdate-tz)
  list(APPEND must_need libdate-tz)
endif()
foreach(name IN LISTS needed)
  if(NOT name IN_LIST may_need AND NOT name MATCHES "^ld-linux|^lib[a-z]*san$")
    string(APPEND faults "  ${name}: the library must not need it\n")
  endif()
endforeach()
foreach(name IN LISTS must_need)
  if(NOT name IN_LIST needed)
    string(APPEND faults "  ${name}: the library does not need it\n")
  endif()
endforeach()
if(NOT dynamic MATCHES "SONAME[^\n]*\\[libsrok\\.so\\.${ABI}\\]")
  string(APPEND faults "  its SONAME is not libsrok.so.${ABI}\n")
endif()
foreach(mark IN ITEMS GNU_RELRO BIND_NOW)
  if(NOT dynamic MATCHES "${mark}")
    string(APPEND faults "  it has no ${mark}\n")
  endif()
endforeach()

# Memory comes from operator new, which tells when there is none: what asks malloc has to look, and others' code does not.
execute_process(COMMAND ${NM} -D --undefined-only ${LIBRARY} OUTPUT_VARIABLE undefined COMMAND_ERROR_IS_FATAL ANY)
foreach(name IN ITEMS malloc calloc realloc strdup)
  if(undefined MATCHES " U ${name}[@\n]")
    string(APPEND faults "  ${name}: the library takes memory past operator new\n")
  endif()
endforeach()

# ---- what no symbol shows: no struct has a size, constants keep their values, none is taken away ----

if(header MATCHES "(struct|union)[ \n]+[a-z0-9_]*[ \n]*{")
  string(APPEND faults "  srok.h has a struct with a body: its size would be part of the ABI\n")
endif()
string(REGEX MATCHALL "SROK_[A-Z0-9_]+ = -?[0-9]+" constants "${header}")
file(STRINGS ${CONSTANTS} kept)
missing("in constants.txt, not in srok.h" kept constants)
missing("in srok.h, not in constants.txt" constants kept)

list(LENGTH declared count)
if(faults OR count EQUAL 0)
  message(FATAL_ERROR "the C boundary leaks or lacks (${count} functions declared):\n${faults}")
endif()
message(STATUS "${count} functions, the same in all three places")
