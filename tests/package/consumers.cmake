# srok in a folder, wherever it was installed or unpacked, is found by CMake and by pkg-config, linked, and answers.
# Included by tests; they have set `room`, a folder for what is built, SOURCE_DIR, CC, CXX, FLAGS and GENERATOR.

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# consumers_of(<name of the folder in the room> <cmake option>...): configured, built and run.
function(consumers_of name)
  run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/package -B ${room}/${name} -G ${GENERATOR} ${ARGN}
    -DCMAKE_C_COMPILER=${CC} -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_C_FLAGS=${FLAGS})
  run(${CMAKE_COMMAND} --build ${room}/${name} --parallel 2)
  run(${CMAKE_CTEST_COMMAND} --test-dir ${room}/${name} --output-on-failure --no-tests=error)
endfunction()

# pkg_config_consumers_of(<prefix> <libdir>): the same without CMake, as a Makefile would.
function(pkg_config_consumers_of prefix libdir)
  set(ENV{PKG_CONFIG_PATH} ${prefix}/${libdir}/pkgconfig)
  separate_arguments(flags UNIX_COMMAND "${FLAGS}")
  # compiled(<program> <package> <compiler>...)
  function(compiled program package)
    execute_process(COMMAND pkg-config --cflags --libs ${package}
      OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(found UNIX_COMMAND "${found}")
    run(${ARGN} ${flags} -o ${room}/${program} ${found})
    run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${prefix}/${libdir} ${room}/${program})
  endfunction()
  # Wherever it lies.
  execute_process(COMMAND pkg-config --print-requires srok++ OUTPUT_VARIABLE required COMMAND_ERROR_IS_FATAL ANY)
  if(NOT required STREQUAL "pugixml\n")
    message(FATAL_ERROR "srok++.pc requires \"${required}\", not pugixml")
  endif()
  compiled(pc_c99 srok ${CC} -std=c99 -pedantic-errors ${SOURCE_DIR}/tests/package/c_consumer.c)
  compiled(pc_cpp20 srok++ ${CXX} -std=c++20 ${SOURCE_DIR}/tests/package/cpp_consumer.cpp)
endfunction()
