# SPDX-License-Identifier: GPL-3.0-or-later
# qstore_embed(TARGET NAME FILES…): an assembler file with `.incbin` and a table
#   extern "C" const qstore_embedded_NAME[] = {{name, begin, end}, …, {nullptr, nullptr, nullptr}}
# (see core/base/embedded.h).
function(qstore_embed target name)
  set(rows "")
  set(blobs "")
  set(index 0)
  foreach(path IN LISTS ARGN)
    get_filename_component(file ${path} NAME)
    string(APPEND blobs "extern const unsigned char qstore_${name}_${index}_begin[], qstore_${name}_${index}_end[];\n"
      "__asm__(\".section .rodata\\n.balign 16\\n.hidden qstore_${name}_${index}_begin\\n.hidden qstore_${name}_${index}_end\\n"
      ".global qstore_${name}_${index}_begin\\n.global qstore_${name}_${index}_end\\n"
      "qstore_${name}_${index}_begin:\\n.incbin \\\"${path}\\\"\\nqstore_${name}_${index}_end:\\n.byte 0\\n.previous\\n\");\n")
    string(APPEND rows "  {\"${file}\", qstore_${name}_${index}_begin, qstore_${name}_${index}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.c)
  file(CONFIGURE OUTPUT ${output} CONTENT "/* generated from the shipped files */
struct qstore_embedded_file { const char* name; const unsigned char* begin; const unsigned char* end; };
${blobs}
extern const struct qstore_embedded_file qstore_embedded_${name}[];
const struct qstore_embedded_file qstore_embedded_${name}[] = {
${rows}  {0, 0, 0}};
" @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${ARGN}" SKIP_PRECOMPILE_HEADERS ON
    SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${output})
endfunction()
