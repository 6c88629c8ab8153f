// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// `@name content` to the end of the line.
struct QasmAnnotation {
    std::string_view name;
    std::string_view content;
};

QasmAnnotation splitQasmAnnotation(std::string_view text);

/// Free text in an annotation: as it stands, or between double quotes with the escapes \n, \r, \t, \\, \"
/// where it would otherwise not survive the line.
std::string writeAnnotationText(std::string_view text);
Result<std::string> readAnnotationText(std::string_view content);

}  // namespace qstore
