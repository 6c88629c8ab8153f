# SPDX-License-Identifier: GPL-3.0-or-later
# translations/qstore_de.ts becomes :/i18n/qstore_de.qm inside the workbench; qstore_en.ts holds English
# plurals only. The target `update_translations` brings the .ts files up to date with the sources.
set(german ${PROJECT_SOURCE_DIR}/translations/qstore_de.ts)
set(english ${PROJECT_SOURCE_DIR}/translations/qstore_en.ts)
set(translation_files ${german} ${english})
set(lupdate_options -silent -no-obsolete -locations none -I ${PROJECT_SOURCE_DIR} -source-language en
    ${PROJECT_SOURCE_DIR}/ui ${PROJECT_SOURCE_DIR}/app/workbench)
qt_add_lrelease(qstore-workbench TS_FILES ${translation_files} QM_FILES_OUTPUT_VARIABLE compiled_translations)
qt_add_resources(qstore-workbench translations PREFIX /i18n BASE ${CMAKE_CURRENT_BINARY_DIR}
                 FILES ${compiled_translations})
add_custom_target(update_translations
  COMMAND Qt6::lupdate ${lupdate_options} -target-language de_DE -ts ${german}
  COMMAND Qt6::lupdate ${lupdate_options} -pluralonly -target-language en_US -ts ${english}
  VERBATIM)
