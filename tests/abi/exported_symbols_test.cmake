# srok.h, exported_symbols.txt and libsrok.so name the same functions, and the library needs the runtimes
# and date-tz alone. Run as:
#   cmake -DHEADER=<srok_ffi.h> -DSYMBOLS=<exported_symbols.txt> -DLIBRARY=<libsrok.so> -DNM=nm -DREADELF=readelf -P …
cmake_minimum_required(VERSION 3.25)

file(READ ${HEADER} header)
string(REGEX MATCHALL "srok_[a-z0-9_]+ *\\(" declared "${header}")
list(TRANSFORM declared REPLACE " *\\($" "")

file(STRINGS ${SYMBOLS} listed)

execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" table "${table}")
list(FILTER table EXCLUDE REGEX " A SROK_")  # the version node itself
list(TRANSFORM table REPLACE "^[0-9a-f]* [A-Za-z] ([^@]+).*$" "\\1")

set(faults "")
# missing(<what is said> <here> <there>): names of one list that the other lacks.
function(missing sentence here there)
  set(left ${${here}})
  list(REMOVE_ITEM left ${${there}})
  foreach(name IN LISTS left)
    string(APPEND faults "  ${name}: ${sentence}\n")
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()
missing("in srok.h, not in exported_symbols.txt" declared listed)
missing("in exported_symbols.txt, not in srok.h" listed declared)
missing("in srok.h, not exported by the library" declared table)
missing("exported by the library, not in srok.h" table declared)

execute_process(COMMAND ${READELF} -d ${LIBRARY} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\\(NEEDED\\)[^\n]*" needed "${dynamic}")
foreach(line IN LISTS needed)
  if(NOT line MATCHES "(libc|libm|libgcc_s|libstdc\\+\\+|libdate-tz|ld-linux[^ ]*|lib[a-z]*san)\\.so")
    string(APPEND faults "  ${line}: the library must not need it\n")
  endif()
endforeach()
if(NOT dynamic MATCHES "SONAME[^\n]*libsrok\\.so\\.[0-9]+\\]")
  string(APPEND faults "  its SONAME is not libsrok.so.<SROK_ABI>\n")
endif()

list(LENGTH declared count)
if(faults OR count EQUAL 0)
  message(FATAL_ERROR "the C boundary leaks or lacks (${count} functions declared):\n${faults}")
endif()
message(STATUS "${count} functions, the same in all three places")
