// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/backends/profile.h"
#include "core/backends/provider.h"
#include "core/base/clock.h"
#include "core/net/http.h"

namespace qstore {

/// The account that a profile describes, reached with this key over this transport. InvalidArgument for an
/// endpoint that is no address, an empty key, or an instance that is no CRN.
QSTORE_EXPORT Result<std::shared_ptr<const Provider>> makeProvider(
    const BackendProfile& profile, const Secret& key, std::shared_ptr<const HttpTransport> transport,
    std::shared_ptr<Clock> clock);

}  // namespace qstore
