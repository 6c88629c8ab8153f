// SPDX-License-Identifier: Apache-2.0
#include "core/backends/shipped_backend_data.h"

#include "core/base/embedded.h"

namespace qstore {

Result<std::string_view> shippedBackendData(std::string_view name) {
    for (const qstore_embedded_file* file = qstore_embedded_backend_data; file->name != nullptr; ++file) {
        if (name != file->name) continue;
        return std::string_view(reinterpret_cast<const char*>(file->begin),
                                static_cast<std::size_t>(file->end - file->begin));
    }
    return fail(ErrorCode::NotFound, "the program was built without '" + std::string(name) + "'");
}

}  // namespace qstore
