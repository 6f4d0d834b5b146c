# The core asks nothing of whatever it is linked into, a WebAssembly module without imports included: no
# heap, no stdio, no locale. Run as: cmake -DOBJECT=<object> -DNM=nm -P undefined_symbols_test.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${NM} -u ${OBJECT} OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n]+\n" names "${table}")
list(TRANSFORM names STRIP)
list(REMOVE_ITEM names U)
# What the compiler itself brings; the last three only when asked for, by Debug and by the sanitizers.
list(FILTER names EXCLUDE REGEX "^(mem(cpy|move|set|cmp)|__popcountdi2|__assert_fail|_GLOBAL_OFFSET_TABLE_|__[a-z]*san_.*)$")
if(names)
  list(JOIN names "\n  " names)
  message(FATAL_ERROR "the header-only core needs:\n  ${names}")
endif()
