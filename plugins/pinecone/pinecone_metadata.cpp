// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_metadata.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "plugins/pinecone/pinecone_names.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr auto kMaxWholeReal = static_cast<double>(kPineconeMaxWhole);

bool isWhole(double value) {
    return std::abs(value) <= kMaxWholeReal && std::floor(value) == value;
}

struct ValueJson {
    json operator()(bool value) const { return value; }
    json operator()(std::int64_t value) const { return value; }
    json operator()(double value) const { return value; }
    json operator()(const std::string& value) const { return value; }
};

Status checkWhole(const std::string& field, const PayloadValue& value) {
    const auto* const whole = std::get_if<std::int64_t>(&value);
    if (whole == nullptr || (*whole <= kPineconeMaxWhole && *whole >= -kPineconeMaxWhole)) return {};
    return fail(ErrorCode::InvalidArgument,
                "field '" + field + "' is " + std::to_string(*whole) +
                    ", beyond 2^53: Pinecone holds every number as a double and would round it",
                "Store it as a text.");
}

std::set<std::string, std::less<>> realFields(const json& metadata) {
    std::set<std::string, std::less<>> fields;
    const auto noted = metadata.find(kPineconeRealField);
    if (noted == metadata.end() || !noted->is_array()) return fields;
    for (const json& name : *noted)
        if (name.is_string()) fields.insert(name.get<std::string>());
    return fields;
}

PayloadValue numberOf(double value, bool isNotedReal) {
    if (isWhole(value) && !isNotedReal) return static_cast<std::int64_t>(value);
    return value;
}

}  // namespace

Status checkPineconeField(const std::string& name) {
    if (name.starts_with('$'))
        return fail(ErrorCode::InvalidArgument,
                    "the field '" + name + "' begins with '$', which Pinecone keeps for itself",
                    "Rename the field.");
    if (name == kPineconeRealField)
        return fail(ErrorCode::InvalidArgument,
                    "the field '" + name + "' is where this program notes which numbers are real ones",
                    "Rename the field.");
    return {};
}

Result<std::string> pineconeMetadata(const Payload& payload) {
    json metadata = json::object();
    json reals = json::array();
    for (const auto& [name, value] : payload) {
        QSTORE_CHECK(checkPineconeField(name));
        QSTORE_CHECK(checkWhole(name, value));
        metadata[name] = std::visit(ValueJson{}, value);
        const auto* const real = std::get_if<double>(&value);
        if (real != nullptr && isWhole(*real)) reals.push_back(name);
    }
    if (!reals.empty()) metadata[std::string(kPineconeRealField)] = std::move(reals);
    std::string text = metadata.dump();
    if (text.size() > kPineconeMaxMetadataBytes)
        return fail(ErrorCode::InvalidArgument,
                    "the payload takes " + std::to_string(text.size()) + " bytes at Pinecone, at most " +
                        std::to_string(kPineconeMaxMetadataBytes),
                    "Keep long texts in a file and their place in the payload.");
    return text;
}

Result<Payload> payloadOfPinecone(const json& metadata, std::string_view what) {
    Payload payload;
    if (metadata.is_null()) return payload;
    if (!metadata.is_object())
        return fail(ErrorCode::Parse, std::string(what) + ": the metadata is " + restKindText(&metadata),
                    "Something else than Pinecone may answer there; test the connection.");
    const auto reals = realFields(metadata);
    for (const auto& [name, value] : metadata.items()) {
        if (name == kPineconeRealField || value.is_null()) continue;
        if (value.is_boolean())
            payload[name] = value.get<bool>();
        else if (value.is_string())
            payload[name] = value.get<std::string>();
        else if (value.is_number())
            payload[name] = numberOf(value.get<double>(), reals.contains(name));
        else
            return fail(ErrorCode::Unsupported,
                        std::string(what) + ": field '" + pineconeShown(name) + "' is " +
                            restKindText(&value) + ", which a payload cannot hold",
                        "Ask without payloads, or change the field at Pinecone to a text or a number.");
    }
    return payload;
}

}  // namespace qstore
