// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/profile.h"
#include "core/backends/provider.h"
#include "core/base/clock.h"
#include "core/base/step_state.h"
#include "core/net/http.h"

namespace qstore {

/// What must hold for an account to be of use, in this order.
enum class AccountStep : std::uint8_t {
    Name,     ///< the host is found and answers
    Tls,      ///< it proves who it is
    Key,      ///< it knows the key
    Rights,   ///< the key may see the account's jobs
    Devices,  ///< there is a machine to run on
};
/// "name", "tls", "key", "rights", "devices".
QSTORE_EXPORT std::string_view accountStepName(AccountStep step);

struct AccountTestStep {
    AccountStep step = AccountStep::Name;
    StepState state = StepState::NotTried;
    std::string detail;  ///< what was found, or what went wrong
    std::string cure;    ///< of Failed: what to do
    std::int64_t elapsedMs = 0;
};

/// Called when a step begins and when it is over, from the thread that tests.
using AccountTestSink = std::function<void(const AccountTestStep&)>;

/// How the test reaches the network; tests give their own.
struct AccountTestAccess {
    std::function<Result<std::shared_ptr<const HttpTransport>>(const HttpOptions&)> transport;
    std::function<Result<std::shared_ptr<const Provider>>(const BackendProfile&, const Secret&,
                                                          std::shared_ptr<const HttpTransport>)>
        provider;
    std::shared_ptr<Clock> clock;
    std::int64_t stepLimitMs = 10'000;
};

/// All five steps, always; those after one that failed are NotTried. Sends the key for the third step at
/// the earliest, so never to a host that could not prove its name. An empty key fails that step. No text
/// holds the key. A step that exceeds its limit fails; `control` cancels the step that runs and all after
/// it.
QSTORE_EXPORT std::vector<AccountTestStep> testAccount(const BackendProfile& profile, const Secret& key,
                                                       const AccountTestAccess& access,
                                                       const RunControl& control = {},
                                                       const AccountTestSink& sink = {});

/// True when every step passed.
QSTORE_EXPORT bool allPassed(const std::vector<AccountTestStep>& steps);

/// The transport a profile asks for: its proxy and CA file.
QSTORE_EXPORT HttpOptions httpOptionsOf(const BackendProfile& profile);

}  // namespace qstore
