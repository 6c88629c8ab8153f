# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries language level and warnings for everything of ours.
option(QSTORE_BUILD_UI "Build the Qt application" ON)
option(QSTORE_BUILD_TESTS "Build the tests" ON)
option(QSTORE_BUILD_BENCHMARKS "Build the benchmarks" OFF)
option(QSTORE_WERROR "Warnings are errors (CI)" OFF)
set(QSTORE_SANITIZE "" CACHE STRING "Empty, address or thread")
option(QSTORE_UNITY "Compile several sources at once: the whole in half the time, one change in more" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# GCC 12 at -O3 warns of overflows in inlined std::string concatenation that are not there; -O2 does not.
# The files that gain from -O3 (the simulator's kernels) ask for it in core/CMakeLists.txt.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib)

find_program(QSTORE_CCACHE ccache)
if(QSTORE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${QSTORE_CCACHE})
endif()
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld QSTORE_LLD)
if(QSTORE_LLD)
  add_link_options(-fuse-ld=lld)
endif()

add_library(qstore_flags INTERFACE)
target_compile_options(qstore_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion
  -Wsign-conversion $<$<NOT:$<BOOL:$<TARGET_PROPERTY:QSTORE_SHADOWS>>>:-Wshadow> $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor;-Woverloaded-virtual> -Wno-restrict
  $<$<BOOL:${QSTORE_WERROR}>:-Werror>)
target_include_directories(qstore_flags INTERFACE ${PROJECT_SOURCE_DIR})

# Most of the time goes into compiling. What is not hot is not optimised: tests, most of which wait for the
# library that they call, and under a sanitizer the command line and the window.
function(qstore_not_hot target)
  target_compile_options(${target} PRIVATE -O0)
endfunction()

# Eight sources in one: what they include is then instantiated and compiled once. Two names of one folder that
# are the same show here; `dev` and clang-tidy compile each source alone.
function(qstore_unite target)
  if(QSTORE_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    # Every source is "the main file" of its own anonymous namespace, but not for GCC.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
  endif()
endfunction()

if(QSTORE_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=address,undefined)
elseif(QSTORE_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer -Wno-tsan)
  add_link_options(-fsanitize=thread)
endif()
