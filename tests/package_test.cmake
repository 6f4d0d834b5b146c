# An installed srok is found, linked and run by a project that knows only its package; and one that takes the
# source tree as a folder is configured. Run as:
#   cmake -DBUILD_DIR=<build tree> -DSOURCE_DIR=<project> -DCXX=<compiler> -DGENERATOR=<generator> -P package_test.cmake
cmake_minimum_required(VERSION 3.25)

set(room ${BUILD_DIR}/package_test)
file(REMOVE_RECURSE ${room})

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${room}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/package -B ${room}/installed -G ${GENERATOR}
  -DCMAKE_PREFIX_PATH=${room}/prefix -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_C_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${room}/installed)
run(${room}/installed/cpp_consumer)
run(${room}/installed/c_consumer)
run(${CMAKE_COMMAND} -S ${SOURCE_DIR}/tests/package -B ${room}/folder -G ${GENERATOR}
  -DSROK_SOURCE_DIR=${SOURCE_DIR} -DCMAKE_CXX_COMPILER=${CXX})
