// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/stores/vector_store.h"

namespace qstore {

/// A page as bytes, vectors and numbers bit by bit; the same page gives the same bytes.
QSTORE_EXPORT std::string pageBytes(const Page& page);
/// Corrupt where the bytes are not those of a page.
QSTORE_EXPORT Result<Page> pageOfBytes(std::string_view bytes);

}  // namespace qstore
