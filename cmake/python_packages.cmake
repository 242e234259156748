# Where the Python that is at hand keeps its packages: wheels may hold headers and libraries that a
# build needs.
function(areena_python_packages result)
  if(Python_EXECUTABLE)
    set(python "${Python_EXECUTABLE}")
  else()
    find_program(python NAMES python3 python NO_CACHE)
  endif()
  set(folders "")
  if(python)
    execute_process(
      COMMAND "${python}" -c
              "import sysconfig; print(sysconfig.get_path('purelib'), sysconfig.get_path('platlib'), sep=';')"
      OUTPUT_VARIABLE folders
      OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  set(${result} "${folders}" PARENT_SCOPE)
endfunction()
