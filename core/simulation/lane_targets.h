// SPDX-License-Identifier: Apache-2.0
#pragma once

// Instruction sets that kernels are built for: AVX-512, AVX2, and the plain one.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)

// Sanitizers check every access: inlined into forty cases each, the turns would take minutes to compile.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define QSTORE_LANE_INLINE HWY_NOINLINE
#else
#define QSTORE_LANE_INLINE HWY_INLINE
#endif
