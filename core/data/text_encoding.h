// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/data/csv.h"

namespace qstore {

/// A guess with how sure it is, 0 … 1.
struct EncodingGuess {
    TextEncoding encoding = TextEncoding::Utf8;
    double confidence = 1.0;
};

/// By byte order mark, zero bytes and validity as UTF-8. Bytes that are neither valid UTF-8 nor
/// plausible Latin-1 text are called UTF-8, so that decoding names the first bad byte.
EncodingGuess guessEncoding(std::string_view bytes);

/// The text as UTF-8 without a byte order mark: a view into `bytes` where they already are UTF-8,
/// otherwise into `storage`. A byte that does not belong to the encoding, and a NUL, is an error that
/// names line, column (in characters) and byte.
Result<std::string_view> decodeToUtf8(std::string_view bytes, TextEncoding encoding, std::string& storage);

std::string_view encodingName(TextEncoding encoding);

}  // namespace qstore
