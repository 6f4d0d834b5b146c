# A fresh folder in which the packed package is installed, as a newcomer has it, and the tests beside it. Run as:
#   cmake -DPACKAGE=<folder to pack> -DROOM=<folder to make> -DNPM=<npm> -DTESTS=<files;...> -P room.cmake
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${NPM} ${ARGV} WORKING_DIRECTORY ${ROOM} OUTPUT_VARIABLE printed ERROR_VARIABLE printed
    RESULT_VARIABLE code)
  if(code)
    message(FATAL_ERROR "npm ${ARGV}:\n${printed}")
  endif()
endfunction()

file(REMOVE_RECURSE ${ROOM})
file(MAKE_DIRECTORY ${ROOM}/test)
file(WRITE ${ROOM}/package.json "{ \"private\": true, \"type\": \"module\" }\n")
run(pack ${PACKAGE} --pack-destination ${ROOM})
file(GLOB packed ${ROOM}/srok-*.tgz)
run(install --offline --no-audit --no-fund ${packed})
file(COPY ${TESTS} DESTINATION ${ROOM}/test)
