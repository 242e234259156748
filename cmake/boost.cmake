# Boost's headers, seen by src/ only: from the system, from CMAKE_PREFIX_PATH, or from the PyPI wheel
# libboost-headers. Found by a header and not by find_package, because the wheel has no package file.
include(cmake/python_packages.cmake)

set(areena_boost_minimum 108100)  # Boost.JSON's basic_parser and imprecise numbers settled in 1.81

function(areena_boost_is_new_enough result directory)
  file(STRINGS "${directory}/boost/version.hpp" line REGEX "#define BOOST_VERSION [0-9]+")
  string(REGEX MATCH "[0-9]+" version "${line}")
  if(NOT version OR version LESS areena_boost_minimum)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

function(areena_find_boost)
  find_path(
    AREENA_BOOST_INCLUDE_DIR boost/json/src.hpp
    HINTS ${CMAKE_PREFIX_PATH} ${ARGN}
    PATH_SUFFIXES libboost_headers/include
    VALIDATOR areena_boost_is_new_enough
    DOC "Folder that holds Boost's headers (boost/json/src.hpp)")
endfunction()

areena_find_boost()
if(NOT AREENA_BOOST_INCLUDE_DIR)
  # Last resort: ask the Python that is at hand where its packages are.
  areena_python_packages(areena_site_packages)
  areena_find_boost(${areena_site_packages})
endif()
if(NOT AREENA_BOOST_INCLUDE_DIR)
  message(
    FATAL_ERROR
      "areena needs the headers of Boost 1.81 or newer to build (not to be used). Install your "
      "system's package (Debian 12: libboost1.81-dev) or the PyPI wheel (pip install libboost-headers), "
      "or set AREENA_BOOST_INCLUDE_DIR to the folder that holds boost/json/src.hpp.")
endif()
mark_as_advanced(AREENA_BOOST_INCLUDE_DIR)

add_library(areena_boost INTERFACE)
target_include_directories(areena_boost SYSTEM INTERFACE "${AREENA_BOOST_INCLUDE_DIR}")
target_compile_definitions(areena_boost INTERFACE BOOST_ALL_NO_LIB)

if(AREENA_BOOST_JSON STREQUAL "system")
  find_package(Boost 1.81 REQUIRED CONFIG COMPONENTS json)
endif()
