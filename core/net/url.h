// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/net/http.h"

namespace qstore {

/// "api.ionq.co", or "api.ionq.co:8443" where the port is not the scheme's own: for messages, and to tell
/// one server from another.
std::string hostText(const UrlParts& url);
/// This machine, whose traffic no proxy can carry.
bool isLoopback(std::string_view host);
/// InvalidArgument for what cannot be a proxy; names its host only, for a proxy's URL may hold a password.
Status checkProxy(const std::string& proxy);

}  // namespace qstore
