// SPDX-License-Identifier: Apache-2.0
#pragma once

// Marks what the shared library shows to the outside; everything else stays hidden.
#if defined(QSTORE_CORE_BUILD)
#define QSTORE_EXPORT __attribute__((visibility("default")))
#else
#define QSTORE_EXPORT
#endif
