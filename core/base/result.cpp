// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.h"

namespace qstore {

std::string_view errorCodeName(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return "invalid-argument";
        case ErrorCode::Parse: return "parse";
        case ErrorCode::NotFound: return "not-found";
        case ErrorCode::AlreadyExists: return "already-exists";
        case ErrorCode::Unsupported: return "unsupported";
        case ErrorCode::ResourceExhausted: return "resource-exhausted";
        case ErrorCode::Io: return "io";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::NewerVersion: return "newer-version";
        case ErrorCode::Busy: return "busy";
        case ErrorCode::Cancelled: return "cancelled";
        case ErrorCode::Failed: return "failed";
    }
    return "failed";
}

}  // namespace qstore
