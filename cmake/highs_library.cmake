# Finds the library of HiGHS, in a system or in the PyPI wheel highsbox.
function(areena_find_highs_library)
  find_library(
    AREENA_HIGHS_LIBRARY highs
    HINTS ${CMAKE_PREFIX_PATH} ${ARGN}
    PATH_SUFFIXES lib highsbox/highs_dist/lib
    DOC "Library of HiGHS")
endfunction()
