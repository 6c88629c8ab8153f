// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/stores/store_conformance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace qstore::testing {
namespace {

constexpr std::size_t kDimension = 16;
constexpr std::size_t kClumps = 20;

/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): no code shared with what is tested.
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
        return value ^ (value >> 31U);
    }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    /// From -1 to 1.
    double symmetric() { return static_cast<double>(next() >> 11U) * 0x1p-52 - 1.0; }

private:
    std::uint64_t m_state;
};

const std::array<std::string, 5> kSpecies{"setosa", "versicolor", "virginica", "Gänseblümchen", "it's"};

std::vector<float> vectorNear(std::size_t clump, Numbers& numbers) {
    Numbers centre(1000 + clump);
    std::vector<float> vector;
    for (std::size_t i = 0; i < kDimension; ++i)
        vector.push_back(static_cast<float>(centre.symmetric() + 0.4 * numbers.symmetric()));
    return vector;
}

Payload payloadOf(Numbers& numbers) {
    Payload payload;
    if (numbers.below(10) != 0) payload["species"] = kSpecies.at(numbers.below(kSpecies.size()));
    if (numbers.below(10) != 0) payload["count"] = static_cast<std::int64_t>(numbers.below(100)) - 20;
    if (numbers.below(10) != 0) payload["weight"] = 0.25 + static_cast<double>(numbers.below(1000)) / 256.0;
    if (numbers.below(2) != 0) payload["checked"] = numbers.below(2) != 0;
    return payload;
}

Filter filterOf(std::size_t number, Numbers& numbers) {
    using Comparison = Filter::Comparison;
    const auto species = [&] { return PayloadValue(kSpecies.at(numbers.below(kSpecies.size()))); };
    const auto count = [&] { return PayloadValue(static_cast<std::int64_t>(numbers.below(100)) - 20); };
    const PayloadValue weight = 0.3 + static_cast<double>(numbers.below(400)) / 100.0;
    switch (number % 8) {
        case 0: return Filter::compare("species", Comparison::Equal, species());
        case 1: return Filter::compare("count", Comparison::GreaterEqual, count());
        case 2:
            return Filter::all({Filter::compare("weight", Comparison::Less, weight),
                                Filter::in("species", {species(), species()})});
        case 3:
            return Filter::any({Filter::compare("count", Comparison::Equal, count()),
                                Filter::compare("weight", Comparison::Greater, weight)});
        case 4: return Filter::compare("species", Comparison::NotEqual, species());
        case 5:
            return Filter::all({Filter::exists("checked"),
                                Filter::compare("checked", Comparison::Equal, numbers.below(2) != 0)});
        case 6: return Filter::in("count", {count(), count(), count(), count(), count(), count(), count()});
        default:
            return Filter::all({Filter::compare("count", Comparison::Greater, std::int64_t{-5}),
                                Filter::compare("count", Comparison::LessEqual, count())});
    }
}

bool isNumber(const PayloadValue& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

double numberOf(const PayloadValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

bool same(const PayloadValue& a, const PayloadValue& b) {
    return isNumber(a) && isNumber(b) ? numberOf(a) == numberOf(b) : a == b;
}

/// The kinds that filterOf() makes; whole numbers here are small.
bool passes(const Filter& filter, const Payload& payload) {
    const auto each = [&](const Filter& operand) { return passes(operand, payload); };
    if (filter.kind == Filter::Kind::And)
        return std::all_of(filter.operands.begin(), filter.operands.end(), each);
    if (filter.kind == Filter::Kind::Or)
        return std::any_of(filter.operands.begin(), filter.operands.end(), each);
    if (filter.kind == Filter::Kind::Not) return !passes(filter.operands.front(), payload);
    const auto found = payload.find(filter.field);
    if (found == payload.end()) return false;
    if (filter.kind == Filter::Kind::Exists) return true;
    if (filter.kind == Filter::Kind::In)
        return std::any_of(filter.values.begin(), filter.values.end(),
                           [&](const PayloadValue& value) { return same(value, found->second); });
    const PayloadValue& value = filter.values.front();
    if (filter.comparison == Filter::Comparison::Equal) return same(value, found->second);
    if (filter.comparison == Filter::Comparison::NotEqual) return !same(value, found->second);
    if (!isNumber(value) || !isNumber(found->second)) return false;
    const double left = numberOf(found->second);
    const double right = numberOf(value);
    switch (filter.comparison) {
        case Filter::Comparison::Less: return left < right;
        case Filter::Comparison::LessEqual: return left <= right;
        case Filter::Comparison::Greater: return left > right;
        default: return left >= right;
    }
}

double trueScore(Metric metric, const std::vector<float>& a, const std::vector<float>& b) {
    double dot = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    double apart = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double left = a[i];
        const double right = b[i];
        dot += left * right;
        aa += left * left;
        bb += right * right;
        apart += (left - right) * (left - right);
    }
    if (metric == Metric::Dot) return dot;
    return metric == Metric::Cosine ? dot / std::sqrt(aa * bb) : std::sqrt(apart);
}

/// Nearest first.
std::vector<std::pair<double, std::size_t>> trueOrder(const ConformanceData& data, const Query& query) {
    const Metric metric = data.spec.metric;
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < data.points.size(); ++i)
        if (passes(*query.filter, data.points[i].payload))
            order.emplace_back(trueScore(metric, query.vector, data.points[i].vector), i);
    std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return metric == Metric::Euclidean ? a.first < b.first : a.first > b.first;
        return data.points[a.second].id < data.points[b.second].id;
    });
    return order;
}

double tolerance(double score) {
    return 1e-5 * std::max(1.0, std::abs(score));
}

/// One answer against the truth; the share of the true ones is handed back.
class Judge {
public:
    Judge(const ConformanceData& data, ConformanceResult& result) : m_data(data), m_result(result) {
        for (std::size_t i = 0; i < data.points.size(); ++i) m_places[data.points[i].id] = i;
    }

    double judge(std::size_t number, const QueryAnswer& answer) {
        const Query& query = m_data.queries[number];
        const auto order = trueOrder(m_data, query);
        const std::size_t wanted = std::min(query.topK, order.size());
        if (answer.hits.size() > wanted)
            complain(number, std::to_string(answer.hits.size()) + " hits where " + std::to_string(wanted) +
                                 " pass");
        std::set<std::string> seen;
        std::size_t good = 0;
        for (std::size_t i = 0; i < answer.hits.size(); ++i) {
            const Hit& hit = answer.hits[i];
            if (!seen.insert(hit.id).second) complain(number, "'" + hit.id + "' twice");
            const auto score = checked(number, query, hit);
            if (!score || wanted == 0) continue;
            const double last = order[wanted - 1].first;
            if (!isNearer(m_data.spec.metric, last, *score) || std::abs(last - *score) <= tolerance(last))
                ++good;
            if (i > 0 && isNearer(m_data.spec.metric, hit.score, answer.hits[i - 1].score) &&
                std::abs(hit.score - answer.hits[i - 1].score) > tolerance(hit.score))
                complain(number, "'" + hit.id + "' stands behind one that is farther");
        }
        return wanted == 0 ? 1.0 : static_cast<double>(good) / static_cast<double>(wanted);
    }

    void complain(std::size_t number, const std::string& what) {
        m_result.wrong.push_back("query " + std::to_string(number) + " (" +
                                 filterText(*m_data.queries[number].filter) + "): " + what);
    }

private:
    std::optional<double> checked(std::size_t number, const Query& query, const Hit& hit) {
        const auto place = m_places.find(hit.id);
        if (place == m_places.end()) {
            complain(number, "unknown id '" + hit.id + "'");
            return {};
        }
        const Point& point = m_data.points[place->second];
        if (!passes(*query.filter, point.payload)) complain(number, "'" + hit.id + "' does not pass");
        if (hit.payload != point.payload) complain(number, "'" + hit.id + "' has another payload");
        const double score = trueScore(m_data.spec.metric, query.vector, point.vector);
        if (std::abs(score - hit.score) > tolerance(score))
            complain(number, "'" + hit.id + "' has score " + std::to_string(hit.score) + ", not " +
                                 std::to_string(score));
        return score;
    }

    const ConformanceData& m_data;
    ConformanceResult& m_result;
    std::map<std::string, std::size_t> m_places;
};

}  // namespace

ConformanceData conformanceData(CollectionSpec spec, std::size_t points, std::size_t queries) {
    ConformanceData data;
    spec.dimension = kDimension;
    data.spec = std::move(spec);
    Numbers numbers(20261130);
    for (std::size_t i = 0; i < points; ++i) {
        Point point;
        point.id = i % 3 == 0 ? std::to_string(i) : "row-" + std::to_string(i);
        point.vector = vectorNear(numbers.below(kClumps), numbers);
        point.payload = payloadOf(numbers);
        data.points.push_back(std::move(point));
    }
    for (std::size_t i = 0; i < queries; ++i) {
        Query query;
        query.vector = vectorNear(numbers.below(kClumps), numbers);
        query.filter = filterOf(i, numbers);
        data.queries.push_back(std::move(query));
    }
    return data;
}

Status fill(VectorStore& store, const ConformanceData& data) {
    QSTORE_CHECK(store.createCollection(data.spec, {}));
    const std::size_t batch = std::min<std::size_t>(store.capabilities().maxBatchPoints, 500);
    for (std::size_t from = 0; from < data.points.size(); from += batch) {
        const std::size_t to = std::min(from + batch, data.points.size());
        QSTORE_CHECK(store.upsert(data.spec.name,
                                  {data.points.begin() + static_cast<std::ptrdiff_t>(from),
                                   data.points.begin() + static_cast<std::ptrdiff_t>(to)},
                                  {}));
    }
    return store.prepare(data.spec.name, {});
}

ConformanceResult ask(VectorStore& store, const ConformanceData& data, bool exact) {
    ConformanceResult result;
    Judge judge(data, result);
    double recall = 0.0;
    for (std::size_t i = 0; i < data.queries.size(); ++i) {
        Query query = data.queries[i];
        query.exact = exact;
        const auto answer = store.query(data.spec.name, query, {});
        if (!answer) {
            judge.complain(i, answer.error().message);
            continue;
        }
        if (answer->exact) ++result.exact;
        recall += judge.judge(i, *answer);
    }
    result.recall = recall / static_cast<double>(data.queries.size());
    return result;
}

}  // namespace qstore::testing
