// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace qstore {

/// Why a body is not taken. Without a code it is answered with 400; with one (IonQ's failure codes) the job
/// is taken and fails before it runs, as there.
struct IonqRefusal {
    std::string message;
    std::vector<std::string> keys;
    std::string code;
};
template <class T>
using IonqResult = tl::expected<T, IonqRefusal>;

inline tl::unexpected<IonqRefusal> refuse(std::string message, std::string key, std::string code = {}) {
    return tl::unexpected<IonqRefusal>(IonqRefusal{std::move(message), {std::move(key)}, std::move(code)});
}

}  // namespace qstore
