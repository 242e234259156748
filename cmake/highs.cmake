# HiGHS through its C interface, seen by src/timetable/milp/highs.cpp only. Found by a header and not
# by find_package: the package file of the wheel asks for more than the library needs.
if(NOT AREENA_HIGHS MATCHES "^(AUTO|ON|OFF)$")
  message(FATAL_ERROR "AREENA_HIGHS is '${AREENA_HIGHS}'; it must be AUTO, ON or OFF")
endif()
include(cmake/highs_library.cmake)

function(areena_highs_is_new_enough result directory)
  set(version 0)
  if(EXISTS "${directory}/HConfig.h")
    file(STRINGS "${directory}/HConfig.h" lines REGEX "HIGHS_VERSION_M(AJOR|INOR) [0-9]+")
    string(REGEX REPLACE "[^0-9;]" "" version "${lines}")
    string(REPLACE ";" "." version "${version}")
  endif()
  if(version VERSION_LESS 1.15)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

function(areena_find_highs)
  find_path(
    AREENA_HIGHS_INCLUDE_DIR interfaces/highs_c_api.h
    HINTS ${CMAKE_PREFIX_PATH} ${ARGN}
    PATH_SUFFIXES highs include/highs highsbox/highs_dist/include/highs
    VALIDATOR areena_highs_is_new_enough
    DOC "Folder that holds HiGHS's headers (interfaces/highs_c_api.h)")
  areena_find_highs_library(${ARGN})
endfunction()

set(AREENA_HIGHS_FOUND FALSE)
if(NOT AREENA_HIGHS STREQUAL "OFF")
  areena_find_highs()
  if(NOT AREENA_HIGHS_INCLUDE_DIR OR NOT AREENA_HIGHS_LIBRARY)
    areena_python_packages(areena_site_packages)
    areena_find_highs(${areena_site_packages})
  endif()
  mark_as_advanced(AREENA_HIGHS_INCLUDE_DIR AREENA_HIGHS_LIBRARY)
  if(AREENA_HIGHS_INCLUDE_DIR AND AREENA_HIGHS_LIBRARY)
    set(AREENA_HIGHS_FOUND TRUE)
    cmake_path(GET AREENA_HIGHS_LIBRARY PARENT_PATH AREENA_HIGHS_LIBRARY_DIR)
    add_library(areena_highs UNKNOWN IMPORTED GLOBAL)
    set_target_properties(areena_highs PROPERTIES IMPORTED_LOCATION "${AREENA_HIGHS_LIBRARY}")
  elseif(AREENA_HIGHS STREQUAL "ON")
    message(
      FATAL_ERROR
        "AREENA_HIGHS is ON, and HiGHS 1.15 or newer is not to be found. Install the PyPI wheel "
        "(pip install highsbox), or set AREENA_HIGHS_INCLUDE_DIR to the folder that holds "
        "interfaces/highs_c_api.h and AREENA_HIGHS_LIBRARY to its library.")
  endif()
endif()
