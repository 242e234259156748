# Warnings for areena's own sources. The target is linked privately and never exported: users of the
# library keep their own taste.
add_library(areena_warnings INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(
    areena_warnings
    INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
              $<$<BOOL:${AREENA_WARNINGS_AS_ERRORS}>:-Werror>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Wrong about `"text" + std::string`: https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651
    target_compile_options(areena_warnings INTERFACE -Wno-restrict)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND AREENA_SANITIZE)
    # The sanitizers' own code misleads this warning, as GCC's manual says.
    target_compile_options(areena_warnings INTERFACE -Wno-maybe-uninitialized)
  endif()
elseif(MSVC)
  target_compile_options(
    areena_warnings INTERFACE /W4 /permissive- /utf-8
                              $<$<BOOL:${AREENA_WARNINGS_AS_ERRORS}>:/WX>)
endif()
