// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/streamed_points.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <system_error>

namespace qstore {
namespace {

constexpr std::size_t kNamed = 3;  ///< of missing points in an error

std::size_t mostTogether(const VectorStore& store) {
    return std::max<std::size_t>(1, std::min(store.capabilities().maxBatchPoints, mostRowsTogether));
}

/// What a person can do about points that are not what they were.
std::string changedHint() {
    return "put back what was there and resume the run, or train anew on what is there now";
}

std::vector<std::size_t> countTo(std::size_t count) {
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    return numbers;
}

}  // namespace

/// The rows of one part, with the batch that is fetched ahead.
class StreamedPoints::Part final : public BatchSource {
public:
    Part(StreamedPoints& points, std::vector<std::size_t> positions, std::vector<double> targets)
        : m_points(points), m_positions(std::move(positions)), m_targets(std::move(targets)) {}
    ~Part() override { drop(); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    std::span<const double> targets() const override { return m_targets; }

    Result<RowBatch> batch(std::span<const std::size_t> rows, const RunControl& control) override {
        if (!std::equal(rows.begin(), rows.end(), m_expected.begin(), m_expected.end())) drop();
        if (!m_coming.valid()) return m_points.batch(positionsOf(rows), control.stop);
        const std::stop_callback stopping(control.stop, [this] { m_stop.request_stop(); });
        auto batch = m_coming.get();
        m_expected.clear();
        return batch;
    }

    void expect(std::span<const std::size_t> rows) override {
        drop();
        m_stop = std::stop_source();
        m_expected.assign(rows.begin(), rows.end());
        try {
            // A thread that waits for a store computes no result: it is none of the pool's.
            m_coming = std::async(std::launch::async,
                                  [this, positions = positionsOf(rows), stop = m_stop.get_token()] {
                                      return m_points.batch(positions, stop);
                                  });
        } catch (const std::system_error&) {
            m_expected.clear();  // no thread is free: fetched when it is asked for
        }
    }

private:
    std::vector<std::size_t> positionsOf(std::span<const std::size_t> rows) const {
        std::vector<std::size_t> positions(rows.size());
        std::transform(rows.begin(), rows.end(), positions.begin(),
                       [this](std::size_t row) { return m_positions[row]; });
        return positions;
    }

    void drop() {
        if (!m_coming.valid()) return;
        m_stop.request_stop();
        m_coming.wait();
        m_coming = {};
        m_expected.clear();
    }

    StreamedPoints& m_points;
    const std::vector<std::size_t> m_positions;
    const std::vector<double> m_targets;
    std::vector<std::size_t> m_expected;
    std::stop_source m_stop;
    std::future<Result<RowBatch>> m_coming;
};

StreamedPoints::StreamedPoints(std::shared_ptr<VectorStore> store, PointIndex index)
    : m_store(std::move(store)), m_index(std::move(index)) {}
StreamedPoints::~StreamedPoints() = default;

BatchSource& StreamedPoints::train() {
    return *m_train;
}
BatchSource& StreamedPoints::validation() {
    return *m_validation;
}
BatchSource& StreamedPoints::test() {
    return *m_test;
}

Result<std::shared_ptr<StreamedPoints>> StreamedPoints::fit(std::shared_ptr<VectorStore> store,
                                                            PointIndex index, const Recipe& recipe,
                                                            const RunControl& control) {
    std::shared_ptr<StreamedPoints> points(new StreamedPoints(std::move(store), std::move(index)));
    QSTORE_TRY(points->m_split, points->m_index.split(recipe));
    QSTORE_CHECK(points->fitRanges(recipe, control));
    QSTORE_CHECK(points->makeParts());
    return points;
}

Result<std::shared_ptr<StreamedPoints>> StreamedPoints::with(std::shared_ptr<VectorStore> store,
                                                             PointIndex index, const Recipe& recipe,
                                                             FittedRecipe fitted) {
    std::shared_ptr<StreamedPoints> points(new StreamedPoints(std::move(store), std::move(index)));
    QSTORE_TRY(points->m_split, points->m_index.split(recipe));
    points->m_fitted = std::move(fitted);
    QSTORE_CHECK(points->makeParts());
    return points;
}

Status StreamedPoints::fitRanges(const Recipe& recipe, const RunControl& control) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    const std::span<const std::size_t> rows = m_split.train;
    const bool ranges = recipe.scaling != Scaling::None;
    std::vector<double> least(m_index.dimension, ranges ? kFar : 0.0), greatest(least);
    if (ranges) std::fill(greatest.begin(), greatest.end(), -kFar);
    const std::size_t most = mostTogether(*m_store);
    for (std::size_t from = 0; ranges && from < rows.size(); from += most) {
        QSTORE_TRY(const std::vector<Point> points,
                   fetch(rows.subspan(from, std::min(most, rows.size() - from)), control.stop));
        for (const Point& point : points)
            for (std::size_t at = 0; at < m_index.dimension; ++at) {
                least[at] = std::min(least[at], static_cast<double>(point.vector[at]));
                greatest[at] = std::max(greatest[at], static_cast<double>(point.vector[at]));
            }
        control.report(std::min(from + most, rows.size()), rows.size());
    }
    std::vector<Column> columns(m_index.dimension);
    for (std::size_t at = 0; at < m_index.dimension; ++at) {
        columns[at].name = m_index.components[at];
        columns[at].numbers = {least[at], greatest[at]};
        columns[at].missing = {false, false};
    }
    QSTORE_TRY(const Table extremes, Table::create(std::move(columns)));
    QSTORE_TRY(const Table targets, Table::create({m_index.target}));
    const Table training = targets.selectRows(m_split.train);
    QSTORE_TRY(m_fitted, FittedRecipe::fitExtremes(extremes, training.columns().front(), recipe));
    return {};
}

/// The parts with their targets: the class's index, or the value itself.
Status StreamedPoints::makeParts() {
    const std::vector<std::string>& classes = m_fitted->classes();
    const auto make = [&](const std::vector<std::size_t>& positions) -> Result<std::unique_ptr<Part>> {
        std::vector<double> targets;
        for (const std::size_t position : positions) {
            if (classes.empty()) {
                targets.push_back(m_index.target.numbers[position]);
                continue;
            }
            const std::string text = m_index.target.cellText(position);
            const auto found = std::find(classes.begin(), classes.end(), text);
            if (found == classes.end())
                return fail(ErrorCode::InvalidArgument,
                            "class '" + text + "' of point '" + m_index.ids[position] +
                                "' does not occur in the training rows",
                            "train on points that hold it, or leave such points out with a filter");
            targets.push_back(static_cast<double>(found - classes.begin()));
        }
        return std::make_unique<Part>(*this, positions, std::move(targets));
    };
    QSTORE_TRY(m_train, make(m_split.train));
    QSTORE_TRY(m_validation, make(m_split.validation));
    QSTORE_TRY(m_test, make(m_split.test));
    return {};
}

Result<std::vector<Point>> StreamedPoints::fetch(std::span<const std::size_t> positions,
                                                 const std::stop_token& stop) {
    const std::size_t most = mostTogether(*m_store);
    std::vector<Point> points;
    points.reserve(positions.size());
    for (std::size_t from = 0; from < positions.size(); from += most) {
        if (stop.stop_requested()) return cancelled();
        const auto some = positions.subspan(from, std::min(most, positions.size() - from));
        std::vector<std::string> ids;
        ids.reserve(some.size());
        for (const std::size_t position : some) ids.push_back(m_index.ids[position]);
        QSTORE_TRY(std::vector<Point> page, m_store->fetch(m_index.collection, ids, RunControl{stop, {}}));
        QSTORE_CHECK(check(page, some));
        std::move(page.begin(), page.end(), std::back_inserter(points));
    }
    return points;
}

/// Whether these are the points that were asked for, as they were.
Status StreamedPoints::check(const std::vector<Point>& points,
                             std::span<const std::size_t> positions) const {
    const std::string changed = "the collection '" + m_index.collection + "' changed: ";
    auto next = points.begin();
    std::size_t missing = 0;
    std::string names;
    for (const std::size_t position : positions) {
        const std::string& id = m_index.ids[position];
        if (next == points.end() || next->id != id) {
            if (missing++ < kNamed) names += (names.empty() ? "'" : ", '") + id + "'";
            continue;
        }
        if (next->vector.size() != m_index.dimension ||
            printOf(*next, m_index.target.name) != m_index.prints[position])
            return fail(
                ErrorCode::Corrupt,
                changed + "point '" + id + "' has another vector or target than when it was first read",
                changedHint());
        ++next;
    }
    if (missing > 0)
        return fail(ErrorCode::NotFound,
                    changed + std::to_string(missing) + " of its points " + (missing == 1 ? "is" : "are") +
                        " not there any more: " + names + (missing > kNamed ? ", …" : ""),
                    changedHint());
    if (next != points.end())
        return fail(ErrorCode::Corrupt,
                    "the store answered with point '" + next->id + "', which was not asked for",
                    "the store's answers break its word; look there");
    return {};
}

Table StreamedPoints::tableOf(const std::vector<Point>& points,
                              std::span<const std::size_t> positions) const {
    std::vector<Column> columns(m_index.dimension);
    for (std::size_t at = 0; at < m_index.dimension; ++at) {
        columns[at].name = m_index.components[at];
        columns[at].missing.assign(points.size(), false);
        columns[at].numbers.reserve(points.size());
        for (const Point& point : points)
            columns[at].numbers.push_back(static_cast<double>(point.vector[at]));
    }
    Column target{m_index.target.name, m_index.target.type, {}, {}, {}, {}};
    for (const std::size_t position : positions) {
        target.missing.push_back(m_index.target.missing[position]);
        if (target.type == ColumnType::Number)
            target.numbers.push_back(m_index.target.numbers[position]);
        else
            target.texts.push_back(m_index.target.texts[position]);
    }
    columns.push_back(std::move(target));
    // Names differ and lengths are equal: an index has such columns only.
    return Table::create(std::move(columns)).value();
}

Result<Table> StreamedPoints::table(std::span<const std::size_t> positions, const RunControl& control) {
    auto points = fetch(positions, control.stop);
    if (!points) m_broken = m_broken || points.error().code != ErrorCode::Cancelled;
    QSTORE_CHECK(points);
    return tableOf(*points, positions);
}

Result<RowBatch> StreamedPoints::batch(std::span<const std::size_t> positions,
                                       const std::stop_token& stop) {
    QSTORE_TRY(const Table rows, table(positions, RunControl{stop, {}}));
    auto matrix = m_fitted->apply(rows, countTo(rows.rows()), true);
    if (!matrix) {
        matrix.error().message += " (in the batch that begins with point '" +
                                  m_index.ids[positions.front()] + "' of '" + m_index.collection + "')";
        return tl::unexpected<Error>(std::move(matrix).error());
    }
    return RowBatch{std::make_shared<const FeatureMatrix>(*std::move(matrix)), countTo(positions.size())};
}

StreamConfig streamConfig(std::string store, const std::optional<Filter>& filter, const PointIndex& index) {
    StreamConfig stream;
    stream.store = std::move(store);
    stream.collection = index.collection;
    stream.filter = filter ? filterText(*filter) : std::string();
    stream.points = index.points();
    stream.contentSha256 = index.contentSha256;
    return stream;
}

Result<std::shared_ptr<StreamedData>> reopenStream(std::shared_ptr<VectorStore> store,
                                                   const StreamConfig& where, const Recipe& recipe,
                                                   const FittedRecipe& fitted, const RunControl& control) {
    std::optional<Filter> filter;
    if (!where.filter.empty()) {
        QSTORE_TRY(filter, parseFilter(where.filter));
    }
    QSTORE_TRY(PointIndex index,
               readPointIndex(*store, where.collection, filter, fitted.targetColumn(), control));
    if (index.contentSha256 != where.contentSha256)
        return fail(
            ErrorCode::Corrupt,
            "the collection '" + where.place() + "' changed since the training began: " +
                (index.points() == where.points ? "its points have other ids, vectors or targets"
                                                : std::to_string(index.points()) +
                                                      (index.points() == 1 ? " point is" : " points are") +
                                                      " there instead of " + std::to_string(where.points)),
            changedHint());
    QSTORE_TRY(std::shared_ptr<StreamedData> data,
               StreamedPoints::with(std::move(store), std::move(index), recipe, fitted));
    return data;
}

}  // namespace qstore
