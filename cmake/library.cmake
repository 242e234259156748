# areena::areena. Sources and headers are picked up as they appear.
file(GLOB_RECURSE areena_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/areena/*.hpp")
file(GLOB_RECURSE areena_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")
set(areena_boost_json_source "${PROJECT_SOURCE_DIR}/src/io/boost_json.cpp")
if(AREENA_BOOST_JSON STREQUAL "system")
  list(REMOVE_ITEM areena_sources "${areena_boost_json_source}")
endif()

find_package(Threads REQUIRED)

add_library(areena ${areena_sources})
add_library(areena::areena ALIAS areena)
target_sources(areena PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include"
                                                        FILES ${areena_headers})
target_compile_features(areena PUBLIC cxx_std_20)
target_include_directories(areena PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(
  areena
  PUBLIC Threads::Threads $<BUILD_INTERFACE:areena_sanitizers>
  PRIVATE $<BUILD_INTERFACE:areena_boost> $<BUILD_INTERFACE:areena_warnings>)
if(AREENA_BOOST_JSON STREQUAL "system")
  target_link_libraries(areena PRIVATE Boost::json)
else()
  # Our copy of Boost.JSON must not be seen by a program that has its own.
  set_source_files_properties(
    "${areena_boost_json_source}"
    PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-fvisibility=hidden>")
endif()
# What is searched near its prices is the same on every machine: no fused multiplication here and not there.
set_source_files_properties(
  "${PROJECT_SOURCE_DIR}/src/timetable/anneal/lagrangian.cpp"
  PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-ffp-contract=off>")
if(AREENA_HIGHS_FOUND)
  # One file sees it, as a system header: its warnings are not ours. Whoever links areena links it too.
  set_source_files_properties(
    "${PROJECT_SOURCE_DIR}/src/timetable/milp/highs.cpp"
    PROPERTIES COMPILE_OPTIONS "-isystem;${AREENA_HIGHS_INCLUDE_DIR}"
               COMPILE_DEFINITIONS AREENA_HAS_HIGHS)
  target_link_libraries(areena PRIVATE $<BUILD_INTERFACE:areena_highs>
                                       $<INSTALL_INTERFACE:areena::highs>)
endif()
if(BUILD_SHARED_LIBS AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  set(areena_map "${PROJECT_SOURCE_DIR}/cmake/areena.map")
  target_link_options(areena PRIVATE "LINKER:--version-script=${areena_map}")
  set_property(TARGET areena APPEND PROPERTY LINK_DEPENDS "${areena_map}")
endif()
set_target_properties(
  areena
  PROPERTIES CXX_EXTENSIONS OFF
             POSITION_INDEPENDENT_CODE ON
             WINDOWS_EXPORT_ALL_SYMBOLS ON
             VERSION ${PROJECT_VERSION}
             SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
