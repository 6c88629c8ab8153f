// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/stores/payload.h"

namespace qstore {

/// Of the metadata of one vector, as JSON: Pinecone's limit.
inline constexpr std::size_t kPineconeMaxMetadataBytes = 40960;
/// Whole numbers beyond this are not all doubles, and Pinecone has nothing but doubles: 2^53.
inline constexpr std::int64_t kPineconeMaxWhole = std::int64_t{1} << 53U;
/// Where it is noted which whole numbers of a payload were real ones (3.0): a list of field names.
inline constexpr std::string_view kPineconeRealField = "qstore:real";

/// A payload as JSON text. Refused (InvalidArgument, with the field): whole numbers beyond 2^53, names that
/// begin with '$' or are kPineconeRealField, and more than 40 KB.
Result<std::string> pineconeMetadata(const Payload& payload);

/// The other way. A number is whole where it is one, at most 2^53 and not noted as real; null is no field.
/// Unsupported for what a payload cannot hold, such as a list of texts, with `what` and the field.
Result<Payload> payloadOfPinecone(const nlohmann::json& metadata, std::string_view what);

/// Whether Pinecone takes a field of this name; InvalidArgument says why not.
Status checkPineconeField(const std::string& name);

}  // namespace qstore
