// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/store_test_steps.h"

#include <array>

#include "core/base/time_limit.h"
#include "plugins/rest/rest_endpoint.h"
#include "plugins/rest/step_cures.h"

namespace qstore {
namespace {

constexpr std::size_t maxProbeBytes = std::size_t{1} << 20U;

class StoreTest {
public:
    StoreTest(const StoreConnection& connection, const Secret& key, const RestAccess& access,
              const StoreTestPlan& plan, const RunControl& control, const StoreTestSink& sink)
        : m_connection(connection),
          m_key(key),
          m_access(access),
          m_plan(plan),
          m_control(control),
          m_sink(sink) {
        for (const StoreStep step :
             {StoreStep::Host, StoreStep::Tls, StoreStep::Key, StoreStep::Version, StoreStep::Collections})
            m_steps.push_back({step, StepState::NotTried, "not tried", {}, 0});
    }

    std::vector<StoreTestStep> run() {
        step(StoreStep::Host, [this](const RunControl& control) { return host(control); });
        step(StoreStep::Tls, [this](const RunControl&) { return tls(); });
        step(StoreStep::Key, m_plan.key);
        step(StoreStep::Version, m_plan.version);
        step(StoreStep::Collections, m_plan.collections);
        return m_steps;
    }

private:
    template <class Do>
    void step(StoreStep which, const Do& todo) {
        StoreTestStep& entry = m_steps[static_cast<std::size_t>(which)];
        if (m_broken) return report(entry);
        entry.state = StepState::Running;
        entry.detail.clear();
        report(entry);
        const std::int64_t start = m_access.clock->steadyMs();
        StoreFinding finding = {StepState::Cancelled, "cancelled on request", {}};
        if (!m_control.stop.stop_requested()) {
            const TimeLimit limit(m_control.stop, m_access.clock, m_access.stepLimitMs);
            finding = todo(limit.control());
            if (finding.state != StepState::Passed) finding = explained(std::move(finding), limit.over());
        }
        entry.state = finding.state;
        entry.detail = redacted(finding.detail, m_key);
        entry.cure = redacted(finding.cure, m_key);
        entry.elapsedMs = m_access.clock->steadyMs() - start;
        m_broken = finding.state != StepState::Passed;
        report(entry);
    }

    /// A stop that came from outside or from the clock is the reason, whatever the exchange made of it.
    StoreFinding explained(StoreFinding finding, bool over) const {
        if (m_control.stop.stop_requested()) return {StepState::Cancelled, "cancelled on request", {}};
        if (!over) return finding;
        return {StepState::Failed, "no answer within " + std::to_string(m_access.stepLimitMs / 1000) + " s",
                cureOf(NetFault::Timeout, m_connection)};
    }

    void report(const StoreTestStep& entry) const {
        if (m_sink) m_sink(entry);
    }

    /// One exchange without the key. It also is what the next step looks at.
    StoreFinding host(const RunControl& control) {
        auto transport = m_access.transport(httpOptionsOf(m_connection));
        if (!transport) return storeFindingFailed(transport.error());
        if (auto begun = m_plan.begin(*transport); !begun) return storeFindingFailed(begun.error());
        const auto url = parseUrl(m_plan.probeUrl);
        if (!url) return storeFindingFailed(url.error());
        HttpRequest request;
        request.url = m_plan.probeUrl;
        request.timeoutMs = m_access.stepLimitMs;
        request.maxResponseBytes = maxProbeBytes;
        const HttpResult reply = (*transport)->send(request, control);
        return answered(url->host + ":" + std::to_string(url->port), reply);
    }

    StoreFinding answered(const std::string& place, const HttpResult& reply) {
        // A reply that is too large or badly packed is still a reply.
        if (reply || reply.error().fault == NetFault::TooLarge ||
            reply.error().fault == NetFault::BadEncoding) {
            m_tls.detail = m_plan.probeUrl.rfind("https:", 0) == 0
                               ? place + " proved its name"
                               : "not encrypted: the connection stays on this machine";
            return {StepState::Passed, place + " answered", {}};
        }
        const NetError& error = reply.error();
        StoreFinding finding = {StepState::Failed, error.error.message, cureOf(error.fault, m_connection)};
        if (stepOf(error) == StoreStep::Host || error.fault == NetFault::Cancelled) return finding;
        m_tls = std::move(finding);
        return {StepState::Passed, place + " is there", {}};
    }

    StoreFinding tls() const { return m_tls; }

    const StoreConnection& m_connection;
    const Secret& m_key;
    const RestAccess& m_access;
    const StoreTestPlan& m_plan;
    const RunControl& m_control;
    const StoreTestSink& m_sink;
    std::vector<StoreTestStep> m_steps;
    StoreFinding m_tls;
    bool m_broken = false;
};

}  // namespace

RestAccess systemRestAccess() {
    RestAccess access;
    access.transport = [](const HttpOptions& options) { return makeHttpTransport(options); };
    access.clock = makeSystemClock();
    return access;
}

HttpOptions httpOptionsOf(const StoreConnection& connection) {
    HttpOptions options;
    options.proxy = connection.proxy;
    options.caFile = connection.caFile;
    return options;
}

StoreFinding storeFindingFailed(const Error& error) {
    return {StepState::Failed, error.message, error.hint};
}

std::vector<StoreTestStep> runStoreTest(const StoreConnection& connection, const Secret& key,
                                        const RestAccess& access, const StoreTestPlan& plan,
                                        const RunControl& control, const StoreTestSink& sink) {
    return StoreTest(connection, key, access, plan, control, sink).run();
}

}  // namespace qstore
