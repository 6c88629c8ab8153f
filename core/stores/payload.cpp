// SPDX-License-Identifier: Apache-2.0
#include "core/stores/payload.h"

#include <cmath>

#include "core/base/held_bytes.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "core/stores/printable.h"

namespace qstore {
namespace {

std::size_t valueBytes(const PayloadValue& value) {
    const auto* const text = std::get_if<std::string>(&value);
    return text != nullptr ? text->size() : sizeof(std::int64_t);
}

}  // namespace

Status checkFieldName(const std::string& name) {
    return checkPrintable("the name of a field", name, kMaxFieldNameBytes);
}

Status checkPayloadValue(const PayloadValue& value) {
    if (const auto* number = std::get_if<double>(&value); number != nullptr && !std::isfinite(*number))
        return fail(ErrorCode::InvalidArgument,
                    std::isnan(*number) ? "the value is not a number (NaN)" : "the value is infinite",
                    "Leave the field out where there is no value.");
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr) return {};
    if (text->size() > kMaxPayloadTextBytes)
        return fail(
            ErrorCode::InvalidArgument,
            "the text has " + bytesText(text->size()) + ", at most " + bytesText(kMaxPayloadTextBytes),
            "Keep long texts in a file and their place in the payload.");
    if (!isUtf8(*text))
        return fail(ErrorCode::InvalidArgument, "the text is not UTF-8", "Convert it to UTF-8 first.");
    return {};
}

Status checkPayload(const Payload& payload) {
    if (payload.size() > kMaxPayloadFields)
        return fail(ErrorCode::InvalidArgument,
                    "the payload has " + std::to_string(payload.size()) + " fields, at most " +
                        std::to_string(kMaxPayloadFields),
                    "Keep the fields that filters and people need.");
    for (const auto& [name, value] : payload) {
        QSTORE_CHECK(checkFieldName(name));
        if (Status valid = checkPayloadValue(value); !valid)
            return fail(valid.error().code, "field '" + name + "': " + valid.error().message,
                        valid.error().hint);
    }
    const std::size_t bytes = payloadBytes(payload);
    if (bytes <= kMaxPayloadBytes) return {};
    return fail(ErrorCode::InvalidArgument,
                "the payload has " + bytesText(bytes) + ", at most " + bytesText(kMaxPayloadBytes),
                "Keep long texts in a file and their place in the payload.");
}

std::size_t payloadBytes(const Payload& payload) {
    std::size_t bytes = 0;
    for (const auto& [name, value] : payload) bytes += name.size() + valueBytes(value);
    return bytes;
}

std::size_t heldBytes(const Payload& payload) {
    constexpr std::size_t links = 4 * sizeof(void*);  // of a node of the tree
    std::size_t bytes = 0;
    for (const auto& [name, value] : payload) {
        bytes += blockBytes(links + sizeof(Payload::value_type)) + heldBytes(name);
        if (const auto* text = std::get_if<std::string>(&value)) bytes += heldBytes(*text);
    }
    return bytes;
}

}  // namespace qstore
