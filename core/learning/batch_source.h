// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

/// Rows for one step, with their features and targets.
struct RowBatch {
    std::shared_ptr<const FeatureMatrix> data;
    std::vector<std::size_t> rows;  ///< of `data`, in the order in which they were asked for
};

/// The rows of one part (training, validation, test), a batch at a time: from memory, or from a store that
/// holds more than memory does. The same rows give the same numbers, whoever gives them. Called by one
/// thread at a time.
class QSTORE_EXPORT BatchSource {
public:
    virtual ~BatchSource() = default;
    std::size_t rows() const { return targets().size(); }
    /// Of every row: class index, or the value itself.
    virtual std::span<const double> targets() const = 0;
    /// `rows` count from 0 within the part.
    virtual Result<RowBatch> batch(std::span<const std::size_t> rows, const RunControl& control) = 0;
    /// What batch() will probably be asked for next, so that it can be fetched meanwhile.
    virtual void expect(std::span<const std::size_t> rows) { static_cast<void>(rows); }
};

/// Rows that are in memory, which must outlive this.
class QSTORE_EXPORT MatrixSource final : public BatchSource {
public:
    explicit MatrixSource(const FeatureMatrix& data) : m_data(data) {}
    std::span<const double> targets() const override { return m_data.targets; }
    Result<RowBatch> batch(std::span<const std::size_t> rows, const RunControl& control) override;

private:
    const FeatureMatrix& m_data;
};

/// What a training works on whose rows stay where they are: known by their targets, fetched when they are
/// needed.
class QSTORE_EXPORT StreamedData {
public:
    virtual ~StreamedData() = default;
    virtual const FittedRecipe& recipe() const = 0;
    /// Positions among all rows, in the order of the parts' rows.
    virtual const Split& split() const = 0;
    virtual BatchSource& train() = 0;
    virtual BatchSource& validation() = 0;
    virtual BatchSource& test() = 0;
    /// Rows by their positions as a table, before the recipe.
    virtual Result<Table> table(std::span<const std::size_t> positions, const RunControl& control) = 0;
    /// A batch could not be had: what is wrong is wrong there, not with the training.
    virtual bool broken() const = 0;
};

}  // namespace qstore
