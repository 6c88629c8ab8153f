// SPDX-License-Identifier: Apache-2.0
#include "fault_matrix.h"

#include "core/backends/ibm_provider.h"
#include "core/backends/ionq_provider.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore {
namespace {

constexpr std::int64_t timeOutMs = 150;  // real ones: what hangs is waited for so long
constexpr std::uint64_t shots = 40;

/// In gates that both kinds of machine take as they are; the second differs.
std::vector<Circuit> circuits() {
    std::vector<Circuit> made;
    for (const bool flipped : {false, true}) {
        CircuitParts parts;
        parts.qubits = parts.bits = 2;
        parts.operations.push_back(Operation::gateOn("sx", {0}));
        if (flipped) parts.operations.push_back(Operation::gateOn("x", {1}));
        for (Qubit qubit = 0; qubit < 2; ++qubit)
            parts.operations.push_back(Operation::measure(qubit, ClassicalBit{qubit}));
        made.push_back(Circuit::of(parts));
    }
    return made;
}

/// As the practice cloud sorts what it is asked (core/serving/practice_faults.cpp).
FaultStage stageOfRequest(const HttpRequest& request) {
    const std::string path = parseUrl(request.url).value().path;
    const auto has = [&path](const char* part) { return path.find(part) != std::string::npos; };
    if (has("/identity/token")) return FaultStage::Token;
    if (!has("/jobs")) return FaultStage::Other;
    if (has("/cancel") || request.method == HttpMethod::Delete) return FaultStage::Cancel;
    if (has("/results") || has("/artifacts")) return FaultStage::Fetch;
    if (request.method == HttpMethod::Post) return FaultStage::Submit;
    return request.method == HttpMethod::Get && !has("/cost") && !has("/metrics") ? FaultStage::Poll
                                                                                  : FaultStage::Other;
}

std::shared_ptr<const Provider> providerOf(Wire wire, const PracticeCloud& cloud, const std::string& key,
                                           const std::shared_ptr<const HttpTransport>& transport,
                                           const std::shared_ptr<Clock>& clock) {
    if (wire == Wire::Ibm) {
        IbmOptions options;
        options.endpoint = cloud.ibmEndpoint();
        options.tokenEndpoint = cloud.tokenEndpoint();
        options.key = Secret(key);
        options.instance = cloud.crn();
        options.timeoutMs = options.largeTimeoutMs = timeOutMs;
        return makeIbmProvider(std::move(options), transport, clock).value();
    }
    IonqOptions options;
    options.endpoint = cloud.ionqEndpoint();
    options.key = Secret(key);
    options.timeoutMs = timeOutMs;
    return makeIonqProvider(std::move(options), transport).value();
}

}  // namespace

void BrokenNetwork::strike(const std::optional<NetStrike>& strike) {
    const std::scoped_lock lock(m_mutex);
    m_strike = strike;
}

std::uint64_t BrokenNetwork::hits() const {
    const std::scoped_lock lock(m_mutex);
    return m_hits;
}

HttpResult BrokenNetwork::send(const HttpRequest& request, const RunControl& control) const {
    std::optional<NetStrike> struck;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_strike && m_strike->stage == stageOfRequest(request) && m_strike->times.value_or(1) > 0) {
            struck = m_strike;
            if (m_strike->times) --*m_strike->times;
            ++m_hits;
        }
    }
    if (!struck) return m_real->send(request, control);
    if (struck->processed) static_cast<void>(m_real->send(request, control));
    NetError error;
    error.fault = struck->fault;
    error.error = {ErrorCode::Io, "the network broke: " + std::string(netFaultName(struck->fault)), ""};
    error.maybeReceived = mayBeReceived(struck->fault);
    return tl::unexpected(error);
}

bool mayBeReceived(NetFault fault) {
    switch (fault) {
        case NetFault::NameNotFound:
        case NetFault::Refused:
        case NetFault::TlsHandshake:
        case NetFault::Certificate:
        case NetFault::Proxy:
        case NetFault::BadRequest: return false;
        default: return true;
    }
}

std::string wireName(Wire wire) {
    switch (wire) {
        case Wire::IonqMay: return "IonQ, May 2026";
        case Wire::IonqSeptember: return "IonQ, September 2026";
        case Wire::Ibm: return "IBM";
    }
    return {};
}

FaultBench::FaultBench(std::shared_ptr<Workspace> workspace, Wire wire, std::int64_t queueMs)
    : m_workspace(std::move(workspace)), m_wire(wire) {
    PracticeOptions options;
    options.clock = m_clock;
    options.queueMs = queueMs;
    options.resultForm = wire == Wire::IonqSeptember ? ResultForm::September2026 : ResultForm::May2026;
    m_cloud = PracticeCloud::start(std::move(options)).value();
    m_clock->settle = [this] { m_cloud->waitIdle(); };
    m_transport = std::make_shared<BrokenNetwork>(makeHttpTransport().value());
    newDriver();
}

void FaultBench::newDriver(const std::string& key) {
    m_driver.reset();
    DriverOptions options;
    options.profile = "lab";
    options.patienceMs = patienceMs;
    m_driver = std::make_unique<JobDriver>(
        providerOf(m_wire, *m_cloud, key.empty() ? m_cloud->key() : key, m_transport, m_clock),
        workspaceJobs(m_workspace), m_clock, options);
}

std::string FaultBench::addJob() {
    NewJob job;
    job.request.device = m_wire == Wire::Ibm ? "ibm_practice_27" : "qpu.forte-1";
    job.request.native = m_wire == Wire::Ibm;
    job.request.name = "matrix";
    job.request.shots = shots;
    job.request.circuits = circuits();
    return m_driver->add(std::move(job)).value();
}

Status FaultBench::drive(const std::string& id) {
    Status status;
    for (int round = 0; round < 12; ++round) {
        status = m_driver->runUntilDone({id}, {});
        const JobState state = record(id).state;
        if (state != JobState::NeedsKey) return status;
        EXPECT_FALSE(status.has_value());
        EXPECT_THAT(record(id).errorHint, ::testing::HasSubstr("profile 'lab'"));
        ++m_keysRenewed;
        m_driver->keyRenewed();
    }
    return status;
}

void FaultBench::drain() {
    for (int round = 0; round < 100; ++round) {
        const auto next = m_driver->advance({}).value();
        if (!next) return;
        m_clock->waitFor(*next, {});
    }
}

std::optional<LedgerJob> FaultBench::booked(const std::string& id) const {
    const std::string token = record(id).token;
    std::optional<LedgerJob> found;
    const PracticeLedger ledger = m_cloud->ledger();
    for (const LedgerJob& job : ledger.jobs) {
        if (job.token.find(token) == std::string::npos) continue;
        EXPECT_FALSE(found.has_value()) << "submitted twice";
        found = job;
    }
    return found;
}

void expectSame(const std::vector<CircuitOutcome>& outcomes, const std::vector<CircuitOutcome>& expected) {
    ASSERT_EQ(outcomes.size(), expected.size());
    for (std::size_t index = 0; index < outcomes.size(); ++index) {
        EXPECT_EQ(outcomes[index].counts, expected[index].counts);
        EXPECT_EQ(outcomes[index].bits, expected[index].bits);
    }
}

}  // namespace qstore
