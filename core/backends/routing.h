// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/capability.h"
#include "core/backends/price_table.h"

namespace qstore {

enum class RoutingGoal : std::uint8_t { Price, Queue, Fidelity, Speed };
QSTORE_EXPORT std::string_view routingGoalName(
    RoutingGoal goal);  ///< "price", "queue", "fidelity", "speed"
QSTORE_EXPORT std::optional<RoutingGoal> findRoutingGoal(std::string_view name);

/// A device that might run a job, with what is known about doing it there.
struct RouteCandidate {
    std::string name;  ///< "local/aria", "PROFILE/DEVICE"
    DeviceInfo device;
    std::vector<CapabilityReason> reasons;  ///< of whyNot(), without those that will be healed
    JobPrice price;
    std::optional<double> executionSeconds;
    /// Chance that no gate errs (bestPlacement() or expectedFidelity()).
    std::optional<double> fidelity;
};

struct RankedDevice {
    std::string name;
    bool usable = false;
    std::string reasoning;  ///< one sentence: why it stands here
};

/// All candidates, best first; what cannot run it stands last, with its reasons. A device for which the
/// goal's figure is unknown comes after those where it is known: nothing is guessed. Ties are broken by
/// price, queue, fidelity, then in the order given. Speed is the queue and the time on the machine
/// together. The usable ones, in this order, are the fail-over order.
QSTORE_EXPORT std::vector<RankedDevice> rankDevices(const std::vector<RouteCandidate>& candidates,
                                                    RoutingGoal goal);
/// The names of the usable ones. Every job of a batch that fails over goes whole to the next device, so
/// that the results of one batch keep their order and their machine.
QSTORE_EXPORT std::vector<std::string> failOverOrder(const std::vector<RankedDevice>& ranked);

/// (1 − e1)^n1 (1 − e2)^n2 (1 − e_read)^qubits with a machine's medians; diagonal gates of one qubit are
/// frames without error. Absent where the error of a gate that occurs is not known; readings whose error is
/// not known count as right.
QSTORE_EXPORT std::optional<double> expectedFidelity(const Calibration& calibration,
                                                     const Circuit& circuit);

}  // namespace qstore
