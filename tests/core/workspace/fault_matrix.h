// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "core/backends/job_driver.h"
#include "core/net/http.h"
#include "core/serving/practice_cloud.h"
#include "scratch.h"

namespace qstore {

/// The time of client and server alike. It jumps, and what the server has to do by then is done.
class SharedClock final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'780'000'000'000 + m_now; }
    std::int64_t steadyMs() const override { return m_now; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        m_now += std::max<std::int64_t>(ms, 1);
        if (settle) settle();
        return !stop.stop_requested();
    }
    std::function<void()> settle;

private:
    std::atomic<std::int64_t> m_now{0};
};

/// Which client talks with which kind of server.
enum class Wire : std::uint8_t { IonqMay, IonqSeptember, Ibm };
inline constexpr std::array allWires{Wire::IonqMay, Wire::IonqSeptember, Wire::Ibm};
std::string wireName(Wire wire);

/// What fails below HTTP, before or after the server has seen the request: names that do not resolve,
/// certificates, handshakes, replies cut off. `times` = nothing: for good.
struct NetStrike {
    FaultStage stage = FaultStage::Any;
    NetFault fault = NetFault::Reset;
    bool processed = false;  ///< the server gets the request all the same
    std::optional<std::uint64_t> times;
};

/// Whether the server can have seen a request that ended so.
bool mayBeReceived(NetFault fault);

/// The real network, but for what is struck.
class BrokenNetwork final : public HttpTransport {
public:
    explicit BrokenNetwork(std::shared_ptr<const HttpTransport> real) : m_real(std::move(real)) {}
    void strike(const std::optional<NetStrike>& strike);
    std::uint64_t hits() const;
    HttpResult send(const HttpRequest& request, const RunControl& control) const override;

private:
    std::shared_ptr<const HttpTransport> m_real;
    mutable std::mutex m_mutex;
    mutable std::optional<NetStrike> m_strike;
    mutable std::uint64_t m_hits = 0;
};

constexpr std::int64_t anHour = 3'600'000;

/// The real client, its transport and the workspace's job store against a practice cloud of its own.
class FaultBench {
public:
    FaultBench(std::shared_ptr<Workspace> workspace, Wire wire, std::int64_t queueMs = 20'000);

    PracticeCloud& cloud() { return *m_cloud; }
    BrokenNetwork& network() { return *m_transport; }
    SharedClock& clock() { return *m_clock; }
    /// With the account's key as it is now; drivers come and go.
    void newDriver(const std::string& key = {});
    JobDriver& driver() { return *m_driver; }
    std::string addJob();
    JobRecord record(const std::string& id) const { return m_driver->store().job(id).value(); }
    std::vector<CircuitOutcome> outcomes(const std::string& id) const {
        return m_driver->store().jobOutcomes(id).value();
    }
    /// Until the job is over or the driver gives up; a person renews the key whenever it is rejected.
    Status drive(const std::string& id);
    /// What the driver still asks for of jobs that are over: their prices.
    void drain();
    /// The server's own books of the job with this token; null when there is none.
    std::optional<LedgerJob> booked(const std::string& id) const;
    std::size_t keysRenewed() const { return m_keysRenewed; }

    std::int64_t patienceMs = anHour;

private:
    std::shared_ptr<Workspace> m_workspace;
    Wire m_wire;
    std::shared_ptr<SharedClock> m_clock = std::make_shared<SharedClock>();
    std::unique_ptr<PracticeCloud> m_cloud;
    std::shared_ptr<BrokenNetwork> m_transport;
    std::unique_ptr<JobDriver> m_driver;
    std::size_t m_keysRenewed = 0;
};

void expectSame(const std::vector<CircuitOutcome>& outcomes, const std::vector<CircuitOutcome>& expected);

}  // namespace qstore
