// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/stores/store_driver.h"
#include "plugins/pgvector/pg_connection.h"
#include "plugins/pgvector/pgvector_settings.h"

namespace qstore {

/// The five steps of StoreDriver::test(), told one after the other as they come to pass.
class PgConnectionSteps {
public:
    PgConnectionSteps(Clock& clock, StoreTestSink sink);

    /// The connection cannot even be tried.
    std::vector<StoreTestStep> refused(const Error& error);
    std::vector<StoreTestStep> run(const PgTarget& target, const PgvectorSettings& settings,
                                   const RunControl& control);

private:
    StoreTestStep& current() { return m_steps.at(m_at); }
    void begin();
    void pass(std::string detail);
    void end(const Error& error);
    void reached(const PgTarget& target, PgStage stage);
    Status inspect(PgConnection& connection, const PgvectorSettings& settings, const RunControl& control);

    Clock& m_clock;
    StoreTestSink m_sink;
    std::array<StoreTestStep, 5> m_steps;
    std::size_t m_at = 0;
    std::int64_t m_beganMs = 0;
};

}  // namespace qstore
