// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/secret.h"

namespace qstore {
namespace {

rlim_t coreLimit() {
    rlimit limit{};
    EXPECT_EQ(::getrlimit(RLIMIT_CORE, &limit), 0);
    return limit.rlim_cur;
}

int dumpable() {
    return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}

/// A limit of its own choice, as far as the machine lets it, and what was before at the end.
class CoreDumps : public ::testing::Test {
protected:
    CoreDumps() {
        EXPECT_EQ(::getrlimit(RLIMIT_CORE, &m_before), 0);
        rlimit mine = m_before;
        mine.rlim_cur = std::min<rlim_t>(m_before.rlim_max, 4096);
        EXPECT_EQ(::setrlimit(RLIMIT_CORE, &mine), 0);
        m_limit = coreLimit();
        m_dumpable = dumpable();
    }
    ~CoreDumps() override { ::setrlimit(RLIMIT_CORE, &m_before); }
    void expectForbidden() const {
        EXPECT_EQ(coreLimit(), 0U);
        EXPECT_EQ(dumpable(), 0);
    }
    void expectRestored() const {
        EXPECT_EQ(coreLimit(), m_limit);
        EXPECT_EQ(dumpable(), m_dumpable);
    }

    rlimit m_before{};
    rlim_t m_limit = 0;
    int m_dumpable = 0;
};

TEST_F(CoreDumps, AreForbiddenWhileOneGuardLives) {
    expectRestored();
    std::optional<CoreDumpGuard> first;
    first.emplace();
    expectForbidden();
    std::optional<CoreDumpGuard> second;
    second.emplace(*first);
    first.reset();
    expectForbidden();
    second.reset();
    expectRestored();
    first.emplace();
    expectForbidden();
    CoreDumpGuard assigned;
    assigned = *first;
    first.reset();
    expectForbidden();
}

TEST_F(CoreDumps, GuardsOfManyThreadsAreCounted) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([] {
            for (int i = 0; i < 500; ++i) {
                const CoreDumpGuard guard;
                EXPECT_EQ(coreLimit(), 0U);
            }
        });
    for (std::thread& thread : threads) thread.join();
    expectRestored();
}

}  // namespace
}  // namespace qstore
