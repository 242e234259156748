# What to build. A project that takes areena in with add_subdirectory gets the library alone.
if(PROJECT_IS_TOP_LEVEL AND NOT SKBUILD)
  set(areena_own_build ON)
else()
  set(areena_own_build OFF)
endif()
if(SKBUILD)
  set(areena_wheel_build ON)
else()
  set(areena_wheel_build OFF)
endif()

option(BUILD_SHARED_LIBS "Build areena as a shared library" OFF)
option(AREENA_BUILD_TESTS "Build the C++ tests" ${areena_own_build})
option(AREENA_BUILD_EXAMPLES "Build the example programs" ${areena_own_build})
option(AREENA_BUILD_BENCHMARKS "Build the benchmarks" ${areena_own_build})
option(AREENA_BUILD_FUZZ "Build the fuzz targets" ${areena_own_build})
option(AREENA_BUILD_PYTHON "Build the Python extension module" ${areena_wheel_build})
option(AREENA_INSTALL "Install the library and its CMake package" ${PROJECT_IS_TOP_LEVEL})
option(AREENA_WARNINGS_AS_ERRORS "Treat warnings in areena's own code as errors" ${areena_own_build})
option(AREENA_USE_CCACHE "Compile through ccache where it is installed" ${PROJECT_IS_TOP_LEVEL})

set(AREENA_SANITIZE "" CACHE STRING "Sanitizers for areena's own build, e.g. address,undefined")
set(AREENA_BOOST_JSON bundled CACHE STRING
    "bundled: compile Boost.JSON from its headers; system: link an installed boost_json")
set_property(CACHE AREENA_BOOST_JSON PROPERTY STRINGS bundled system)
if(NOT AREENA_BOOST_JSON MATCHES "^(bundled|system)$")
  message(FATAL_ERROR "AREENA_BOOST_JSON is '${AREENA_BOOST_JSON}'; it must be bundled or system")
endif()

set(AREENA_HIGHS AUTO CACHE STRING
    "HiGHS, the solver of mixed-integer programs: AUTO (use it where it is found), ON or OFF")
set_property(CACHE AREENA_HIGHS PROPERTY STRINGS AUTO ON OFF)

get_property(areena_multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(PROJECT_IS_TOP_LEVEL AND NOT areena_multi_config AND NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# Every public header must compile alone: the target all_verify_interface_header_sets.
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
endif()
