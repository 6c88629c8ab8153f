// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/connection_steps.h"

#include <utility>

#include "plugins/pgvector/collection_registry.h"

namespace qstore {
namespace {

std::string tlsText(const PgTarget& target) {
    const PgEndpoint& endpoint = target.endpoint;
    if (endpoint.isSocket()) return "a socket of this machine, without TLS";
    if (endpoint.sslMode == "disable") return "without TLS, on this machine";
    if (endpoint.sslMode == "require") return "TLS without a look at the certificate, on this machine";
    return endpoint.sslMode == "verify-ca" ? "TLS, signed by an authority that is trusted"
                                           : "TLS, certificate and host name verified";
}

/// What pgvector is there, or how it would get there.
Result<std::string> pgvectorText(PgConnection& connection, const RunControl& control) {
    const std::string server = "PostgreSQL " + connection.version();
    const Result<PgVectorType> type = vectorType(connection, false, control);
    if (type) return server + ", pgvector " + type->version;
    if (type.error().code != ErrorCode::Unsupported) return tl::unexpected<Error>(type.error());
    QSTORE_TRY(const PgRows rows,
               connection.run("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'",
                              {}, control));
    if (rows.size() == 0) return tl::unexpected<Error>(type.error());
    return server + ", pgvector " + rows.text(0, 0) + " (created with the first collection)";
}

}  // namespace

PgConnectionSteps::PgConnectionSteps(Clock& clock, StoreTestSink sink)
    : m_clock(clock), m_sink(std::move(sink)) {
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        m_steps.at(i) = {static_cast<StoreStep>(i), StepState::NotTried, "not tried", {}, 0};
}

void PgConnectionSteps::begin() {
    m_beganMs = m_clock.steadyMs();
    current().state = StepState::Running;
    current().detail.clear();
    if (m_sink) m_sink(current());
}

void PgConnectionSteps::pass(std::string detail) {
    current().state = StepState::Passed;
    current().detail = std::move(detail);
    current().elapsedMs = m_clock.steadyMs() - m_beganMs;
    if (m_sink) m_sink(current());
    if (++m_at < m_steps.size()) begin();
}

void PgConnectionSteps::end(const Error& error) {
    const bool isCancelled = error.code == ErrorCode::Cancelled;
    current().state = isCancelled ? StepState::Cancelled : StepState::Failed;
    current().detail = error.message;
    current().cure = error.hint;
    current().elapsedMs = m_clock.steadyMs() - m_beganMs;
    if (m_sink) m_sink(current());
}

/// libpq goes back to the first stage where a host has several addresses; what was passed stays passed.
void PgConnectionSteps::reached(const PgTarget& target, PgStage stage) {
    const PgEndpoint& endpoint = target.endpoint;
    const auto isAt = [this](StoreStep step) { return current().step == step; };
    if (stage > PgStage::Host && isAt(StoreStep::Host)) pass(endpoint.place() + " answers");
    if (stage > PgStage::Tls && isAt(StoreStep::Tls)) pass(tlsText(target));
    if (stage == PgStage::Ready && isAt(StoreStep::Key))
        pass("user '" + endpoint.user + "'" + (target.key.empty() ? ", without a password" : ""));
}

Status PgConnectionSteps::inspect(PgConnection& connection, const PgvectorSettings& settings,
                                  const RunControl& control) {
    QSTORE_TRY(std::string found, pgvectorText(connection, control));
    pass(std::move(found));
    CollectionRegistry registry(settings);
    QSTORE_TRY(const std::vector<PgCollection> there, registry.list(connection, control));
    pass(std::to_string(there.size()) + (there.size() == 1 ? " collection" : " collections") +
         " in schema '" + settings.schema + "'");
    return {};
}

std::vector<StoreTestStep> PgConnectionSteps::refused(const Error& error) {
    begin();
    end(error);
    return {m_steps.begin(), m_steps.end()};
}

std::vector<StoreTestStep> PgConnectionSteps::run(const PgTarget& target, const PgvectorSettings& settings,
                                                  const RunControl& control) {
    begin();
    const Result<std::unique_ptr<PgConnection>> connection =
        PgConnection::open(target, control, [&](PgStage stage) { reached(target, stage); });
    const Status inspected = connection ? inspect(**connection, settings, control)
                                        : Status(tl::unexpected<Error>(connection.error()));
    if (!inspected) end(inspected.error());
    return {m_steps.begin(), m_steps.end()};
}

}  // namespace qstore
