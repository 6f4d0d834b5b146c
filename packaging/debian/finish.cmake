# What Debian wants of the files of a package before it is closed: manual pages compressed, a changelog, and the news,
# which tell data apart from code. Run by CPack.

if(NOT CPACK_GENERATOR STREQUAL DEB)
  return()
endif()
find_program(gzip gzip REQUIRED)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)  # SOURCE_DATE_EPOCH when it is set
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} upper)
  set(share ${CPACK_TEMPORARY_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
  set(changelog ${share}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME}/changelog)
  file(WRITE ${changelog} "srok (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * NEWS tells what changed.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
  set(news ${share}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME}/NEWS)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/../../CHANGELOG.md ${news} COPYONLY)
  file(GLOB pages ${share}/man/man*/*.[0-9])
  execute_process(COMMAND ${gzip} -9nf ${changelog} ${news} ${pages} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
