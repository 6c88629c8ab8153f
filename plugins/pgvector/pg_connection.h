// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/secret.h"
#include "plugins/pgvector/pg_endpoint.h"
#include "plugins/pgvector/pg_faults.h"
#include "plugins/pgvector/stop_wake.h"

namespace qstore {

/// Whom to connect to.
struct PgTarget {
    PgEndpoint endpoint;
    std::string caFile;  ///< PEM; empty: the system's authorities
    Secret key;
    std::int64_t connectLimitMs = 10000;
    std::int64_t statementLimitMs = 60000;  ///< 0: none
};

/// The values of $1, $2, …
class PgParams {
public:
    /// Without zero bytes.
    PgParams& text(std::string value) { return add(std::move(value), 0); }
    PgParams& number(std::int64_t value) { return text(std::to_string(value)); }
    PgParams& binary(std::string bytes) { return add(std::move(bytes), 1); }
    /// "$3" for the value added last.
    std::string last() const { return "$" + std::to_string(m_values.size()); }
    const std::vector<std::string>& values() const { return m_values; }
    const std::vector<int>& formats() const { return m_formats; }

private:
    PgParams& add(std::string value, int format) {
        m_values.push_back(std::move(value));
        m_formats.push_back(format);
        return *this;
    }
    std::vector<std::string> m_values;
    std::vector<int> m_formats;
};

/// The type of pgvector as a server has it.
struct PgVectorType {
    std::string version;  ///< "0.8.0"
    std::string schema;   ///< where its type and operators are, quoted
    std::uint32_t type = 0;
};

/// Rows of an answer, in binary form.
class PgRows {
public:
    struct Clear {
        void operator()(PGresult* result) const { ::PQclear(result); }
    };
    using Owned = std::unique_ptr<PGresult, Clear>;
    PgRows() = default;
    explicit PgRows(Owned result) : m_result(std::move(result)) {}

    std::size_t size() const;
    bool isNull(std::size_t row, int column) const;
    std::string_view bytes(std::size_t row, int column) const;
    std::string text(std::size_t row, int column) const { return std::string(bytes(row, column)); }
    /// Corrupt for what is no whole number, NULL included.
    Result<std::int64_t> number(std::size_t row, int column) const;
    bool flag(std::size_t row, int column) const { return bytes(row, column) == "\x01"; }
    /// Of INSERT, UPDATE and DELETE.
    std::size_t changed() const;

private:
    Owned m_result;
};

/// One session with a server. Every wait ends when the stop token says so. For one thread at a time.
class PgConnection {
public:
    using StageSink = std::function<void(PgStage)>;
    /// `onStage` hears of each stage that is reached, as it is reached. Cancelled.
    static Result<std::unique_ptr<PgConnection>> open(const PgTarget& target, const RunControl& control,
                                                      const StageSink& onStage = {});

    /// One statement. On Cancelled the server has stopped it, or the connection is closed.
    Result<PgRows> run(const std::string& sql, const PgParams& params = {}, const RunControl& control = {});
    /// Statements without values, separated by semicolons.
    Status script(const std::string& sql, const RunControl& control = {});
    /// COPY … FROM STDIN: sends the pieces that `next` gives until it gives an empty one.
    Status copyIn(const std::string& sql, const std::function<std::string()>& next,
                  const RunControl& control);

    /// Keeps state() as it is.
    void rollBack();

    /// Looks at the socket as well: false once the server has gone.
    bool isOpen();
    void close() { m_connection.reset(); }
    /// SQLSTATE of the last statement that failed; empty after one that did not.
    const std::string& state() const { return m_state; }
    /// Inside BEGIN and COMMIT, failed or not.
    bool isInTransaction() const;
    /// PGlite, PostgreSQL in WebAssembly: one session for all, no COPY from a client, no cancelling.
    bool isPglite() const { return m_isPglite; }
    bool usesTls() const;
    const std::string& version() const { return m_version; }
    const PgTarget& target() const { return m_target; }
    /// Of the extension, once it was looked for.
    const std::optional<PgVectorType>& vectorType() const { return m_vectorType; }
    void setVectorType(PgVectorType type) { m_vectorType = std::move(type); }
    /// Without a limit of time for the statements that follow, or with the usual one. The server has a
    /// limit of its own, statement_timeout.
    void setHurried(bool hurried);
    /// Called about twice a second while a statement is waited for; empty: nothing is.
    void setIdle(std::function<void()> idle) { m_idle = std::move(idle); }
    /// The server's number for this session.
    int backend() const { return ::PQbackendPID(m_connection.get()); }

private:
    struct Finish {
        void operator()(PGconn* connection) const { ::PQfinish(connection); }
    };
    explicit PgConnection(const PgTarget& target);
    Status handshake(const RunControl& control, const StageSink& onStage);
    Status greet(const RunControl& control);
    Status send(bool sent);
    Result<PgRows> collect(const RunControl& control);
    /// The next result; null when there is none left.
    Result<PgRows::Owned> nextResult(const StopWake& wake, std::int64_t limitMs);
    Status flush(const StopWake& wake);
    Status pump(const std::function<std::string()>& next, const StopWake& wake);
    /// Stops what the server is doing and reads what it says to that.
    void interrupt();
    /// These two close it.
    Error lost();
    Error tooLate(std::int64_t limitMs);
    Error errorOf(const PGresult* result);
    std::string message() const;

    PgTarget m_target;
    std::unique_ptr<PGconn, Finish> m_connection;
    std::string m_state;
    std::string m_version;
    std::optional<PgVectorType> m_vectorType;
    std::function<void()> m_idle;
    bool m_isPglite = false;
    std::int64_t m_limitMs = 0;
};

/// BEGIN to COMMIT; rolled back when it goes without commit().
class PgTransaction {
public:
    explicit PgTransaction(PgConnection& connection) : m_connection(connection) {}
    ~PgTransaction();
    PgTransaction(const PgTransaction&) = delete;
    PgTransaction& operator=(const PgTransaction&) = delete;

    /// `mode` follows BEGIN; `settings` are statements such as "SET LOCAL …;".
    Status begin(const RunControl& control, const std::string& mode = {}, const std::string& settings = {});
    /// Not to be cancelled: what is asked last is whether it was done.
    Status commit();

private:
    PgConnection& m_connection;
    bool m_open = false;
};

}  // namespace qstore
