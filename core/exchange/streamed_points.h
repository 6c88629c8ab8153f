// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/exchange/point_index.h"
#include "core/learning/batch_source.h"
#include "core/learning/trainer.h"

namespace qstore {

/// The points of a collection as the rows of a training: vectors are features, a field of the payload is
/// the target. A batch is fetched by ids when it is needed, the next one meanwhile; each point must be what
/// it was when the index was read. At most one batch in hand and one on its way, whatever the collection's
/// size.
class QSTORE_EXPORT StreamedPoints final : public StreamedData {
public:
    /// Splits as a table's rows are split, and reads the training rows once for the ranges that the recipe
    /// scales by (not at all with Scaling::None).
    static Result<std::shared_ptr<StreamedPoints>> fit(std::shared_ptr<VectorStore> store, PointIndex index,
                                                       const Recipe& recipe,
                                                       const RunControl& control = {});
    /// With what was fitted before.
    static Result<std::shared_ptr<StreamedPoints>> with(std::shared_ptr<VectorStore> store,
                                                        PointIndex index, const Recipe& recipe,
                                                        FittedRecipe fitted);
    ~StreamedPoints() override;
    StreamedPoints(const StreamedPoints&) = delete;
    StreamedPoints& operator=(const StreamedPoints&) = delete;

    const PointIndex& index() const { return m_index; }
    const FittedRecipe& recipe() const override { return *m_fitted; }
    const Split& split() const override { return m_split; }
    BatchSource& train() override;
    BatchSource& validation() override;
    BatchSource& test() override;
    Result<Table> table(std::span<const std::size_t> positions, const RunControl& control) override;
    bool broken() const override { return m_broken; }

private:
    class Part;
    StreamedPoints(std::shared_ptr<VectorStore> store, PointIndex index);
    Status fitRanges(const Recipe& recipe, const RunControl& control);
    Status makeParts();
    /// Points by position, each of them checked.
    Result<std::vector<Point>> fetch(std::span<const std::size_t> positions, const std::stop_token& stop);
    Status check(const std::vector<Point>& points, std::span<const std::size_t> positions) const;
    Table tableOf(const std::vector<Point>& points, std::span<const std::size_t> positions) const;
    Result<RowBatch> batch(std::span<const std::size_t> positions, const std::stop_token& stop);

    std::shared_ptr<VectorStore> m_store;
    PointIndex m_index;
    Split m_split;
    std::optional<FittedRecipe> m_fitted;
    std::atomic<bool> m_broken{false};
    std::unique_ptr<Part> m_train, m_validation, m_test;  // last: what they still fetch ends first
};

/// Where a training's rows are, filled in from what is there now.
QSTORE_EXPORT StreamConfig streamConfig(std::string store, const std::optional<Filter>& filter,
                                        const PointIndex& index);

/// The rows of a run that goes on: the index is read again, and must be what it was. Corrupt where points
/// were added, removed or changed since.
QSTORE_EXPORT Result<std::shared_ptr<StreamedData>> reopenStream(std::shared_ptr<VectorStore> store,
                                                                 const StreamConfig& where,
                                                                 const Recipe& recipe,
                                                                 const FittedRecipe& fitted,
                                                                 const RunControl& control = {});

}  // namespace qstore
