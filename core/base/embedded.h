// SPDX-License-Identifier: Apache-2.0
#pragma once

/// A file compiled into the library by cmake/embed.cmake; tables end with a null name.
struct qstore_embedded_file {  // NOLINT(readability-identifier-naming): shared with generated C
    const char* name;
    const unsigned char* begin;
    const unsigned char* end;
};

extern "C" const qstore_embedded_file qstore_embedded_shipped_data[];
extern "C" const qstore_embedded_file qstore_embedded_backend_data[];
