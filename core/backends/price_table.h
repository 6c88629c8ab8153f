// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"

namespace qstore {

enum class PriceBasis : std::uint8_t {
    GateShots,  ///< each gate of each shot, and at least a minimum
    Seconds,    ///< each second that a job holds the machine
    Free,
};

/// What a provider publishes for some of its devices. Every row says where it stands and of which day it
/// is.
struct PriceRow {
    std::string provider, plan;
    std::vector<std::string> devices;  ///< empty = every device of the provider
    PriceBasis basis = PriceBasis::Free;
    double oneQubitGateShotUsd = 0.0, twoQubitGateShotUsd = 0.0;
    double minimumUsd = 0.0, minimumMitigatedUsd = 0.0;
    double secondUsd = 0.0;
    /// The provider's rule of thumb for the seconds of a job: `jobSeconds` + `executionSeconds` × circuits
    /// × shots.
    double jobSeconds = 0.0, executionSeconds = 0.0;
    std::string source, date, note;
};

/// One job, as far as its price depends on it.
struct JobWork {
    std::uint64_t oneQubitGates = 0, twoQubitGates = 0;  ///< of one shot of all circuits together
    std::uint64_t shots = 0;                             ///< of every circuit
    std::uint64_t circuits = 1;
    bool mitigation = false;
    std::optional<double> executionSeconds;  ///< where it is known better than by rule of thumb
};

/// From what a price follows, or why there is none.
enum class PriceGround : std::uint8_t {
    NotPublished,
    GateShots,
    JobMinimum,              ///< the least that a job costs is more than its gate-shots
    MachineSeconds,          ///< `secondUsd` for each
    MitigationNotPublished,  ///< how much longer a mitigated job takes
    ThisMachine,
    Free,
    ProviderEstimate,
};

/// What a job costs. Without `usd` the price is unknown, and `reason` says why: no number is made up.
struct JobPrice {
    std::optional<double> usd;
    /// No reading of the published price gives more; a cap is held against this.
    std::optional<double> atMostUsd;
    std::optional<double> seconds;  ///< that the price was calculated with
    bool fromProvider = false;      ///< the provider's own estimate
    PriceGround ground = PriceGround::NotPublished;
    std::string reason;               ///< `ground` as a sentence
    std::optional<double> secondUsd;  ///< of MachineSeconds
    std::string source, date, note;
    /// What the provider says in a unit that is no money; the price is then the table's.
    std::optional<ProviderEstimate> otherUnit;
};

class QSTORE_EXPORT PriceTable {
public:
    /// Strict: Parse names what is missing, unknown or negative.
    static Result<PriceTable> parse(std::string_view json);
    /// resources/backends/prices.json.
    static Result<PriceTable> shipped();

    const std::vector<PriceRow>& rows() const { return m_rows; }
    /// The first row for the device, of that plan where one is named; null when there is none.
    const PriceRow* find(std::string_view provider, std::string_view device,
                         std::string_view plan = {}) const;
    /// Local devices ("local", "local/aria") are free.
    JobPrice priceOfJob(std::string_view provider, std::string_view device, const JobWork& work,
                        std::string_view plan = {}) const;

private:
    std::vector<PriceRow> m_rows;
};

QSTORE_EXPORT JobPrice priceOfJob(const PriceRow& row, const JobWork& work);
/// The provider's estimate wins wherever there is one; `table` stays where it names no dollars.
QSTORE_EXPORT JobPrice withEstimate(JobPrice table, const std::optional<ProviderEstimate>& estimate);
/// What is to be known beside a price, in sentences; empty when there is nothing.
QSTORE_EXPORT std::string priceNote(const JobPrice& price);
/// "$12.42", "$0.0043": cents, or two digits of what is less.
QSTORE_EXPORT std::string usdText(double usd);

}  // namespace qstore
