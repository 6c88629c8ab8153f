# SPDX-License-Identifier: GPL-3.0-or-later
# `cpack -G DEB`: both programs, the engine's library beside them, desktop file and icon.
include(GNUInstallDirs)
set(private_libraries ${CMAKE_INSTALL_LIBDIR}/qstore)
install(TARGETS qstore_core LIBRARY DESTINATION ${private_libraries} NAMELINK_SKIP)
# The absolute folder serves roots without /proc, where $ORIGIN is unknown.
set(private_rpath "\$ORIGIN/../${private_libraries};/usr/${private_libraries}")
set_target_properties(qstore PROPERTIES INSTALL_RPATH "${private_rpath}")
if(QSTORE_BUILD_UI)
  set_target_properties(qstore-workbench PROPERTIES INSTALL_RPATH "${private_rpath}")
  install(FILES resources/desktop/qstore-workbench.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES resources/desktop/qstore-workbench.svg
          DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(FILES README.md LICENSES/Apache-2.0.txt LICENSES/GPL-3.0-or-later.txt
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/qstore-workbench)
install(FILES resources/datasets/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/qstore-workbench
        RENAME DATASETS.md)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME qstore-workbench)
set(CPACK_PACKAGE_VENDOR "Q-Store Workbench")
set(CPACK_PACKAGE_CONTACT "Q-Store Workbench maintainers <maintainers@qstore.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "quantum machine learning from a table to a model")
set(CPACK_PACKAGE_DESCRIPTION "Open a table, draw a circuit, drag columns onto gate angles, train beside honest
baselines, register the model, export it, predict with it. A window and the
command line qstore; everything works offline.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_BINARY_DIR}/lib)
# Opened at run time, linked by no program: the plugin that draws the icons, and the keychain's library.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core")
include(CPack)
