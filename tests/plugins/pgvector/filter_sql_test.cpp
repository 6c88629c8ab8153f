// SPDX-License-Identifier: GPL-3.0-or-later
// Filters as SQL against filters as core reads them, on PGlite's jsonb.
#include "plugins/pgvector/filter_sql.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "core/base/random.h"
#include "plugins/pgvector/payload_json.h"
#include "tests/plugins/pgvector/pglite_server.h"

namespace qstore {
namespace {

/// Values between which every rule of comparison shows.
const std::vector<PayloadValue> kValues{
    true,
    false,
    std::int64_t{0},
    std::int64_t{1},
    std::int64_t{-3},
    std::int64_t{9007199254740993},
    std::int64_t{4611686018427387904},
    std::numeric_limits<std::int64_t>::max(),
    -0.0,
    1.0,
    0.1,
    -3.5,
    9007199254740992.0,
    4611686018427387904.0,
    9223372036854775808.0,
    1e300,
    5e-324,
    std::string(),
    std::string("1"),
    std::string("true"),
    std::string("Z"),
    std::string("a"),
    std::string("ä"),
    std::string("\uFFFD"),
    std::string("😀"),
    std::string("it's \"$1\" \\ %"),
};

class FilterMaker {
public:
    explicit FilterMaker(std::uint64_t seed) : m_random(seed, "filters") {}

    PayloadValue value() { return kValues.at(m_random.below(kValues.size())); }
    std::string field() { return m_fields.at(m_random.below(m_fields.size())); }
    Payload payload() {
        Payload payload;
        for (const std::string& name : m_fields)
            if (m_random.below(3) != 0) payload[name] = value();
        return payload;
    }
    Filter filter(int depth) {
        const std::uint64_t kind = m_random.below(depth > 0 ? 6 : 3);
        if (kind == 0) return Filter::exists(field());
        if (kind == 1) return Filter::in(field(), {value(), value(), value()});
        if (kind == 2) return comparison();
        if (kind == 3) return Filter::negation(filter(depth - 1));
        std::vector<Filter> operands{filter(depth - 1), filter(depth - 1)};
        return kind == 4 ? Filter::all(std::move(operands)) : Filter::any(std::move(operands));
    }

private:
    Filter comparison() {
        const PayloadValue wanted = value();
        const auto sign = static_cast<Filter::Comparison>(m_random.below(6));
        // True and false have no order.
        const bool isFlag = std::holds_alternative<bool>(wanted);
        return Filter::compare(field(), isFlag ? Filter::Comparison::NotEqual : sign, wanted);
    }

    RandomStream m_random;
    std::vector<std::string> m_fields{"a", "b 'quoted\"", "ü"};
};

class FilterSqlTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (const std::string why = testing::PgliteServer::missing(); !why.empty()) GTEST_SKIP() << why;
        ASSERT_TRUE(m_server.start());
        auto connection = PgConnection::open(m_server.target(), {});
        ASSERT_TRUE(connection) << connection.error().message;
        m_connection = *std::move(connection);
        ASSERT_TRUE(m_connection->script("CREATE TABLE public.t (id integer, payload jsonb)"));
    }
    void insert(const std::vector<Payload>& payloads) {
        for (std::size_t i = 0; i < payloads.size(); ++i)
            ASSERT_TRUE(m_connection->run(
                "INSERT INTO public.t VALUES ($1::integer, $2::jsonb)",
                PgParams().number(static_cast<std::int64_t>(i)).text(payloadJson(payloads[i]).value())));
    }
    std::vector<std::size_t> found(const Filter& filter) {
        PgParams params;
        const auto sql = filterSql(filter, params);
        EXPECT_TRUE(sql);
        const auto rows = m_connection->run("SELECT id, (" + *sql + ") IS NULL FROM public.t WHERE " +
                                                *sql + " OR (" + *sql + ") IS NULL ORDER BY id",
                                            params);
        EXPECT_TRUE(rows) << rows.error().message << "\n" << filterText(filter);
        std::vector<std::size_t> ids;
        for (std::size_t row = 0; rows && row < rows->size(); ++row) {
            EXPECT_FALSE(rows->flag(row, 1)) << "NULL: " << filterText(filter);
            ids.push_back(static_cast<std::size_t>(rows->number(row, 0).value()));
        }
        return ids;
    }

    testing::PgliteServer m_server;
    std::unique_ptr<PgConnection> m_connection;
};

TEST_F(FilterSqlTest, MeansWhatTheFilterMeans) {
    FilterMaker maker(11);
    std::vector<Payload> payloads;
    payloads.reserve(120);
    for (int i = 0; i < 120; ++i) payloads.push_back(maker.payload());
    insert(payloads);
    for (int i = 0; i < 600; ++i) {
        const Filter filter = maker.filter(3);
        ASSERT_TRUE(checkFilter(filter)) << filterText(filter);
        std::vector<std::size_t> expected;
        for (std::size_t k = 0; k < payloads.size(); ++k)
            if (matches(filter, payloads[k])) expected.push_back(k);
        EXPECT_EQ(found(filter), expected) << filterText(filter);
    }
}

TEST_F(FilterSqlTest, EveryPairOfValuesComparesAsInCore) {
    std::vector<Payload> payloads;
    payloads.reserve(kValues.size() + 1);
    for (const PayloadValue& value : kValues) payloads.push_back({{"x", value}});
    payloads.emplace_back();
    insert(payloads);
    for (const PayloadValue& value : kValues)
        for (int sign = 0; sign < 6; ++sign) {
            const Filter filter = Filter::compare("x", static_cast<Filter::Comparison>(sign), value);
            if (!checkFilter(filter)) continue;
            std::vector<std::size_t> expected;
            for (std::size_t k = 0; k < payloads.size(); ++k)
                if (matches(filter, payloads[k])) expected.push_back(k);
            EXPECT_EQ(found(filter), expected) << filterText(filter);
        }
}

TEST_F(FilterSqlTest, TheLargestFiltersPass) {
    insert({{{"x", std::int64_t{4000}}}, {}});
    std::vector<PayloadValue> values;
    for (std::int64_t i = 0; i < 4090; ++i) values.emplace_back(i);
    EXPECT_EQ(found(Filter::in("x", values)), std::vector<std::size_t>{0});
    Filter deep = Filter::exists("x");
    while (checkFilter(Filter::negation(deep))) deep = Filter::negation(deep);
    const bool isEven = matches(deep, {{"x", true}});
    EXPECT_EQ(found(deep), std::vector<std::size_t>{isEven ? 0U : 1U});
    std::vector<Filter> chain(2000, Filter::exists("x"));
    EXPECT_EQ(found(Filter::all(std::move(chain))), std::vector<std::size_t>{0});
}

}  // namespace
}  // namespace qstore
