# Installs the library with its package file, so that find_package(areena) gives areena::areena.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(areena_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/areena")
install(
  TARGETS areena
  EXPORT areena
  ARCHIVE COMPONENT development
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  RUNTIME COMPONENT runtime
  FILE_SET HEADERS COMPONENT development)
install(EXPORT areena NAMESPACE areena:: FILE areenaTargets.cmake
        DESTINATION "${areena_package_dir}" COMPONENT development)
if(AREENA_HIGHS_FOUND)
  install(FILES "${PROJECT_SOURCE_DIR}/cmake/highs_library.cmake"
          DESTINATION "${areena_package_dir}" COMPONENT development)
endif()
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/areenaConfig.cmake.in" "${PROJECT_BINARY_DIR}/areenaConfig.cmake"
  INSTALL_DESTINATION "${areena_package_dir}")
# Before 1.0 a new minor version may break its users.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/areenaConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/areenaConfig.cmake"
              "${PROJECT_BINARY_DIR}/areenaConfigVersion.cmake"
        DESTINATION "${areena_package_dir}" COMPONENT development)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/licenses/areena"
        COMPONENT development)
