// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/export.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace qstore {

/// What a request is about.
enum class FaultStage : std::uint8_t { Submit, Poll, Fetch, Cancel, Token, Other, Any };

/// What goes wrong. Those from `Truncated` on change a reply, so that the request is always carried out.
enum class FaultKind : std::uint8_t {
    Reset,
    Close,
    Hang,
    Garbage,
    Html,        ///< a proxy's page with status 200
    HttpStatus,  ///< an error status with the provider's own body
    Deleted,     ///< the job that the request names is deleted first
    Truncated,
    ResetMidBody,
    BadGzip,
    WrongContentType,
    UnknownFormat,
    BadSum,     ///< probabilities that do not sum to one; samples that are missing
    ClockSkew,  ///< a Date header that is a day ahead
    Slow,
};

/// One thing that goes wrong, for a while or for good.
struct Fault {
    FaultStage stage = FaultStage::Any;
    FaultKind kind = FaultKind::HttpStatus;
    int status = 500;  ///< Status only
    /// The request is carried out before the fault hits, so that the client does not know.
    bool processed = false;
    std::optional<std::uint64_t> times;  ///< it heals after so many hits; nothing = never
    std::uint64_t skip = 0;              ///< so many requests of the stage go well first
    double probability = 1.0;
    std::optional<std::uint64_t> retryAfterSeconds;
    bool retryAfterAsDate = false;
    std::int64_t delayMs = 0;  ///< of Slow
};

/// A name such as "reset", "hang", "503", "bad-sum" with what it does by itself; nothing for other names.
QSTORE_EXPORT std::optional<Fault> findFault(std::string_view name);
QSTORE_EXPORT std::vector<std::string> faultNames();
QSTORE_EXPORT std::optional<FaultStage> findFaultStage(std::string_view name);

struct FaultPlan {
    std::uint64_t seed = 0;  ///< of the probabilities
    std::vector<Fault> faults;
};
/// {"seed": 7, "faults": [{"stage": "submit", "fault": "reset", "processed": true, "times": 2, "skip": 0,
/// "probability": 0.1, "retryAfterSeconds": 2, "retryAfterForm": "date", "delayMs": 50}]}. Strict.
QSTORE_EXPORT Result<FaultPlan> readFaultPlan(std::string_view json);

/// A plan on its way: which faults are left.
class QSTORE_EXPORT FaultState {
public:
    FaultState() : FaultState(FaultPlan{}) {}
    explicit FaultState(FaultPlan plan);
    /// The fault of the next request of that stage, if there is one; the first that fits wins.
    std::optional<Fault> next(FaultStage stage);
    std::uint64_t hits() const { return m_total; }

private:
    FaultPlan m_plan;
    std::vector<std::uint64_t> m_seen, m_hits;
    std::uint64_t m_total = 0;
    RandomStream m_random;
};

}  // namespace qstore
