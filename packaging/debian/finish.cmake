# What Debian wants of the files of a package before it is closed: manual pages compressed, a copyright, a changelog, and
# the news, which tell data apart from code; all of it readable, whatever the umask. Run by CPack.

if(NOT CPACK_GENERATOR STREQUAL DEB)
  return()
endif()
find_program(gzip gzip REQUIRED)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)  # SOURCE_DATE_EPOCH when it is set
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} upper)
  set(share ${CPACK_TEMPORARY_DIRECTORY}/${component}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
  set(documents ${share}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  configure_file(${CPACK_SROK_COPYRIGHT} ${documents}/copyright COPYONLY)
  set(changelog ${documents}/changelog)
  file(WRITE ${changelog} "srok (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * NEWS tells what changed.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
  set(news ${documents}/NEWS)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/../../CHANGELOG.md ${news} COPYONLY)
  set(read "")  # what the headers refer to
  if(component STREQUAL development)
    set(read README.md SECURITY.md docs/limits.md docs/stability.md)
  endif()
  foreach(document IN LISTS read)
    configure_file(${CMAKE_CURRENT_LIST_DIR}/../../${document} ${documents}/${document} COPYONLY)
    file(CHMOD ${documents}/${document} PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
  endforeach()
  file(GLOB pages ${share}/man/man*/*.[0-9])
  execute_process(COMMAND ${gzip} -9nf ${changelog} ${news} ${pages} COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB_RECURSE folders LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/${component}/*)
  foreach(folder IN LISTS folders)
    if(IS_DIRECTORY ${folder})
      file(CHMOD ${folder} PERMISSIONS
        OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
    endif()
  endforeach()
  file(CHMOD ${documents}/copyright ${changelog}.gz ${news}.gz PERMISSIONS
    OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endforeach()
