// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/net/http.h"
#include "core/stores/store_driver.h"

namespace qstore {

/// How a driver reaches the network; tests give their own.
struct RestAccess {
    std::function<Result<std::shared_ptr<const HttpTransport>>(const HttpOptions&)> transport;
    std::shared_ptr<Clock> clock;
    std::int64_t stepLimitMs = 10'000;
};
/// libcurl and the system's clock.
RestAccess systemRestAccess();

/// What a connection says of the way: its proxy and its certificate authorities.
HttpOptions httpOptionsOf(const StoreConnection& connection);

/// How one step ended: Passed or Failed.
struct StoreFinding {
    StepState state = StepState::Passed;
    std::string detail, cure;
};
StoreFinding storeFindingFailed(const Error& error);

/// What differs between services. Each is asked at most once, in this order, and only if all before passed.
struct StoreTestPlan {
    std::string probeUrl;  ///< asked without a key for the first two steps; any reply will do
    /// Makes what the steps below use of the transport of this test.
    std::function<Status(std::shared_ptr<const HttpTransport>)> begin;
    std::function<StoreFinding(const RunControl&)> key, version, collections;
};

/// All five steps; those after one that failed are NotTried. The key is struck out of all texts. A step
/// that takes longer than the limit fails; `control` cancels the one that runs and all after it.
std::vector<StoreTestStep> runStoreTest(const StoreConnection& connection, const Secret& key,
                                        const RestAccess& access, const StoreTestPlan& plan,
                                        const RunControl& control, const StoreTestSink& sink);

}  // namespace qstore
