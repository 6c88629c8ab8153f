// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_connection.h"

#include <array>
#include <string_view>

#include "plugins/pgvector/pg_wire.h"

namespace qstore {
namespace {

/// How long a server may take to confirm that it has stopped a statement.
constexpr std::int64_t kInterruptMs = 5000;

/// The client waits this much longer than the server, which has the better message.
constexpr std::int64_t kGraceMs = 5000;

constexpr std::int64_t kIdleMs = 500;

}  // namespace

PgConnection::PgConnection(const PgTarget& target) : m_target(target) {
    setHurried(true);
}

void PgConnection::setHurried(bool hurried) {
    m_limitMs = hurried && m_target.statementLimitMs > 0 ? m_target.statementLimitMs + kGraceMs : 0;
}

bool PgConnection::isOpen() {
    if (!m_connection) return false;
    const StopWake wake{std::stop_token()};
    // A server that hangs up says goodbye first; only behind that is the end of the stream.
    while (::PQstatus(m_connection.get()) == CONNECTION_OK) {
        if (wake.wait(::PQsocket(m_connection.get()), true, false, 0) != PgWait::Ready) return true;
        if (::PQconsumeInput(m_connection.get()) == 0) return false;
    }
    return false;
}

bool PgConnection::isInTransaction() const {
    return m_connection && ::PQtransactionStatus(m_connection.get()) != PQTRANS_IDLE;
}

bool PgConnection::usesTls() const {
    return m_connection && ::PQsslInUse(m_connection.get()) == 1;
}

std::string PgConnection::message() const {
    const char* const text = m_connection ? ::PQerrorMessage(m_connection.get()) : "it is closed";
    return redacted(text, m_target.key);
}

Error PgConnection::lost() {
    Error error = pgLost(m_target.endpoint, message());
    close();
    return error;
}

Error PgConnection::errorOf(const PGresult* result) {
    const auto field = [&](int which) {
        const char* const text = ::PQresultErrorField(result, which);
        return text == nullptr ? std::string() : redacted(text, m_target.key);
    };
    PgFault fault{field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_DETAIL)};
    if (fault.state.empty()) return lost();
    m_state = fault.state;
    return pgError(m_target.endpoint, fault);
}

Status PgConnection::send(bool sent) {
    m_state.clear();
    return sent ? Status{} : Status(tl::unexpected<Error>(lost()));
}

Status PgConnection::flush(const StopWake& wake) {
    while (true) {
        const int left = ::PQflush(m_connection.get());
        if (left == 0) return {};
        if (left < 0) return tl::unexpected<Error>(lost());
        const PgWait waited =
            wake.wait(::PQsocket(m_connection.get()), true, true, m_limitMs > 0 ? m_limitMs : -1);
        if (waited == PgWait::Stopped) return cancelled();
        if (waited == PgWait::TimedOut || ::PQconsumeInput(m_connection.get()) == 0)
            return tl::unexpected<Error>(lost());
    }
}

Error PgConnection::tooLate(std::int64_t limitMs) {
    close();
    return {ErrorCode::Io,
            "PostgreSQL at " + m_target.endpoint.place() + " gave no answer for " +
                std::to_string(limitMs / 1000) + " s",
            "Check the network, or raise the connection's setting 'timeout'."};
}

Result<PgRows::Owned> PgConnection::nextResult(const StopWake& wake, std::int64_t limitMs) {
    const std::int64_t pieceMs = m_idle ? kIdleMs : limitMs > 0 ? limitMs : -1;
    std::int64_t waitedMs = 0;
    while (::PQisBusy(m_connection.get()) == 1) {
        const PgWait waited = wake.wait(::PQsocket(m_connection.get()), true, false, pieceMs);
        if (waited == PgWait::Stopped) return cancelled();
        if (waited == PgWait::TimedOut) {
            if (m_idle) m_idle();
            waitedMs += pieceMs;
            if (limitMs > 0 && waitedMs >= limitMs) return tl::unexpected<Error>(tooLate(limitMs));
        } else if (::PQconsumeInput(m_connection.get()) == 0) {
            return tl::unexpected<Error>(lost());
        }
    }
    return PgRows::Owned(::PQgetResult(m_connection.get()));
}

Result<PgRows> PgConnection::collect(const RunControl& control) {
    const StopWake wake(control.stop);
    PgRows::Owned answer;
    std::optional<Error> error;
    Status sent = flush(wake);
    while (sent) {
        Result<PgRows::Owned> result = nextResult(wake, m_limitMs);
        if (!result) sent = tl::unexpected<Error>(result.error());
        if (!result || !*result) break;
        const ExecStatusType status = ::PQresultStatus(result->get());
        if (status == PGRES_COPY_IN) return PgRows(std::move(*result));
        if (status != PGRES_FATAL_ERROR && status != PGRES_BAD_RESPONSE)
            answer = std::move(*result);
        else if (!error)
            error = errorOf(result->get());
        if (!m_connection) break;
    }
    if (!sent && sent.error().code == ErrorCode::Cancelled) interrupt();
    if (m_connection && ::PQstatus(m_connection.get()) != CONNECTION_OK) close();
    // A server that shuts down says so and hangs up: what it said is the better message.
    const bool isCancelled = !sent && sent.error().code == ErrorCode::Cancelled;
    if (error && !isCancelled) return tl::unexpected<Error>(*error);
    if (!sent) return tl::unexpected<Error>(sent.error());
    return PgRows(std::move(answer));
}

void PgConnection::interrupt() {
    if (!m_connection) return;
    // PGlite never answers a cancel request and then answers nothing else.
    if (m_isPglite) return close();
    std::array<char, 256> said{};
    const std::unique_ptr<PGcancel, void (*)(PGcancel*)> request(::PQgetCancel(m_connection.get()),
                                                                 ::PQfreeCancel);
    if (!request || ::PQcancel(request.get(), said.data(), static_cast<int>(said.size())) == 0)
        return close();
    const StopWake wake{std::stop_token()};
    const std::int64_t limitMs = m_limitMs;
    m_limitMs = kInterruptMs;
    Status sent = flush(wake);
    m_limitMs = limitMs;
    while (sent) {
        const Result<PgRows::Owned> result = nextResult(wake, kInterruptMs);
        if (!result) return close();
        if (!*result) return;
        if (::PQresultStatus(result->get()) == PGRES_COPY_IN) return close();
    }
}

Result<PgRows> PgConnection::run(const std::string& sql, const PgParams& params,
                                 const RunControl& control) {
    if (!m_connection) return tl::unexpected<Error>(lost());
    if (control.stop.stop_requested()) return cancelled();
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const std::string& value : params.values()) {
        values.push_back(value.c_str());
        lengths.push_back(static_cast<int>(value.size()));
    }
    const int sent =
        ::PQsendQueryParams(m_connection.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                            values.data(), lengths.data(), params.formats().data(), 1);
    QSTORE_CHECK(send(sent == 1));
    return collect(control);
}

Status PgConnection::script(const std::string& sql, const RunControl& control) {
    if (!m_connection) return tl::unexpected<Error>(lost());
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_CHECK(send(::PQsendQuery(m_connection.get(), sql.c_str()) == 1));
    QSTORE_CHECK(collect(control));
    return {};
}

void PgConnection::rollBack() {
    std::string state = m_state;
    if (!script("ROLLBACK")) close();
    m_state = std::move(state);
}

Status PgConnection::pump(const std::function<std::string()>& next, const StopWake& wake) {
    for (std::string piece = next(); !piece.empty(); piece = next()) {
        if (::PQputCopyData(m_connection.get(), piece.data(), static_cast<int>(piece.size())) != 1)
            return tl::unexpected<Error>(lost());
        QSTORE_CHECK(flush(wake));
    }
    return {};
}

Status PgConnection::copyIn(const std::string& sql, const std::function<std::string()>& next,
                            const RunControl& control) {
    QSTORE_CHECK(run(sql, {}, control));
    const StopWake wake(control.stop);
    Status pumped = pump(next, wake);
    if (!m_connection) return pumped;
    // A message in place of the end makes the server forget what it was sent.
    if (::PQputCopyEnd(m_connection.get(), pumped ? nullptr : "given up by the client") != 1)
        return tl::unexpected<Error>(lost());
    const Result<PgRows> done = collect(pumped ? control : RunControl{});
    if (!pumped) return pumped;
    return done ? Status{} : Status(tl::unexpected<Error>(done.error()));
}

PgTransaction::~PgTransaction() {
    if (m_open && m_connection.isOpen() && m_connection.isInTransaction()) m_connection.rollBack();
}

Status PgTransaction::begin(const RunControl& control, const std::string& mode,
                            const std::string& settings) {
    m_open = true;
    return m_connection.script("BEGIN " + mode + "; " + settings, control);
}

Status PgTransaction::commit() {
    QSTORE_CHECK(m_connection.script("COMMIT"));
    m_open = false;
    return {};
}

std::size_t PgRows::size() const {
    return m_result ? static_cast<std::size_t>(::PQntuples(m_result.get())) : 0;
}

bool PgRows::isNull(std::size_t row, int column) const {
    return ::PQgetisnull(m_result.get(), static_cast<int>(row), column) == 1;
}

std::string_view PgRows::bytes(std::size_t row, int column) const {
    const auto at = static_cast<int>(row);
    const int length = ::PQgetlength(m_result.get(), at, column);
    return {::PQgetvalue(m_result.get(), at, column), static_cast<std::size_t>(length)};
}

Result<std::int64_t> PgRows::number(std::size_t row, int column) const {
    const std::string_view value = bytes(row, column);
    if (const auto number = pgInteger(value)) return *number;
    return fail(
        ErrorCode::Corrupt,
        "the database answers with " + std::to_string(value.size()) + " bytes where a whole number belongs",
        "Another program may have changed the tables; restore them, or use another schema.");
}

std::size_t PgRows::changed() const {
    const std::string text = m_result ? ::PQcmdTuples(m_result.get()) : "";
    return text.empty() ? 0 : std::stoul(text);
}

}  // namespace qstore
