// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/stores/payload.h"

namespace qstore {

/// Payloads as jsonb, which keeps numbers as decimals of any length together with the count of digits
/// behind the point. A whole number has none (3), a real one has at least one (3.0), so that both come back
/// as what they were and still compare by value in SQL. -0.0, which decimals do not know, is 0.00.

/// A real number in that form: exact from 2^53 on, the shortest decimal below.
std::string realText(double value);

/// InvalidArgument for a text with a zero byte, which PostgreSQL cannot hold.
Result<std::string> payloadJson(const Payload& payload);
Status checkHoldable(std::string_view text);

/// Corrupt for lists, objects and nulls, which this program never writes.
Result<Payload> readPayloadJson(std::string_view json);

}  // namespace qstore
