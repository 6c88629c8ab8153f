// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/stores/metric.h"

namespace qstore {

inline constexpr std::size_t kPineconeMaxNameBytes = 45;

/// 1 to 45 lower-case letters, digits and '-', none of these at an end: InvalidArgument proposes a name
/// that would do.
Status checkPineconeName(const std::string& name);
/// A namespace: 1 to 512 characters of printable ASCII without spaces.
Status checkPineconeNamespace(const std::string& name);

/// "cosine", "dotproduct", "euclidean".
std::string_view pineconeMetricName(Metric metric);
/// Nothing for any other text.
std::optional<Metric> pineconeMetricOf(std::string_view name);

/// Ids there are ASCII, and those with spaces cannot be fetched. An id that is neither stays what it is;
/// any other, and one that begins like this, becomes "qstore-id:" and base64url of its bytes (RFC 4648, no
/// '=').
std::string pineconeIdOf(std::string_view id);
/// The other way. What pineconeIdOf() cannot have made is an id of somebody else's and stays what it is.
std::string idOfPinecone(std::string_view id);

/// The URL of an index's data: `host` as the control plane at `endpoint` gave it, with the scheme of the
/// latter. The key goes there, so it has to be the control plane's own host or one below it (below
/// "pinecone.io" for "api.pinecone.io"), or, for a control plane on this machine, this machine. Failed
/// names the host that was refused.
Result<std::string> pineconeDataUrl(const std::string& endpoint, const std::string& host);

/// Text from outside for a message: what is not printable ASCII as '?', at most 80 characters.
std::string pineconeShown(std::string_view text);

}  // namespace qstore
