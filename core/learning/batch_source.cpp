// SPDX-License-Identifier: Apache-2.0
#include "core/learning/batch_source.h"

namespace qstore {

Result<RowBatch> MatrixSource::batch(std::span<const std::size_t> rows, const RunControl& control) {
    static_cast<void>(control);
    // Shared with nobody: the caller of the constructor keeps the matrix.
    const std::shared_ptr<void> nobody;
    return RowBatch{std::shared_ptr<const FeatureMatrix>(nobody, &m_data), {rows.begin(), rows.end()}};
}

}  // namespace qstore
