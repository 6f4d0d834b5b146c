# A module of a database shows its entry points alone, has srok inside it, and is read-only once it is linked.
# Run as: cmake -DMODULE=<file> -DNM=<nm> -DREADELF=<readelf> -DEXPORTS=<regular expression> -P exports_test.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${NM} -D --defined-only ${MODULE} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
if(NOT lines)
  message(FATAL_ERROR "${MODULE} shows nothing")
endif()
foreach(line IN LISTS lines)
  if(NOT line MATCHES " T (${EXPORTS})$")
    message(SEND_ERROR "${MODULE} shows ${line}")
  endif()
endforeach()

execute_process(COMMAND ${READELF} -d -l --wide ${MODULE} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
if(dynamic MATCHES "NEEDED[^\n]*libsrok[^\n]*")
  message(SEND_ERROR "${MODULE} needs ${CMAKE_MATCH_0}")
endif()
foreach(mark IN ITEMS BIND_NOW GNU_RELRO)
  if(NOT dynamic MATCHES ${mark})
    message(SEND_ERROR "${MODULE} lacks ${mark}")
  endif()
endforeach()
