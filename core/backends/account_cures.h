// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/backends/account_test.h"

namespace qstore {

/// Which step a broken exchange belongs to: everything up to the connection is Name.
AccountStep stepOfFault(const NetError& error);
/// What to do about it. `nowMs` is this machine's clock, which a certificate's dates may contradict.
QSTORE_EXPORT std::string cureOf(const NetError& error, const BackendProfile& profile, std::int64_t nowMs);
/// What to do about a refusal at that step.
QSTORE_EXPORT std::string cureOf(const RemoteError& error, AccountStep step, const BackendProfile& profile);
/// Where the account gets machines from, for an account that has none.
QSTORE_EXPORT std::string deviceCure(const BackendProfile& profile);
/// "the instance is in eu-de, the endpoint in us-east"; empty when they agree or cannot be compared.
std::string regionMismatch(const BackendProfile& profile);
/// "2026-01-31 12:00 UTC".
std::string utcText(std::int64_t unixMs);

}  // namespace qstore
