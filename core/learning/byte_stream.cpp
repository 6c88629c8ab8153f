// SPDX-License-Identifier: Apache-2.0
#include "core/learning/byte_stream.h"

namespace qstore {

Status ByteReader::status(std::string_view what) const {
    if (!m_failed && m_bytes.empty()) return {};
    return fail(ErrorCode::Corrupt, std::string(what) + " is damaged: its parts do not fit its length");
}

}  // namespace qstore
