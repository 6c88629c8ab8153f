// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/prediction_job.h"

#include "core/base/atomic_file.h"
#include "core/data/csv.h"
#include "core/workspace/training_session.h"

namespace qstore::ui {

Result<std::size_t> predictFile(const Workspace& workspace, const std::string& reference,
                                const std::string& source, const std::string& target,
                                const RunControl& control) {
    QSTORE_TRY(const auto model, loadRegisteredModel(workspace, reference));
    QSTORE_TRY(const auto table, readCsvFile(source, nullptr, control));
    QSTORE_TRY(const auto predictions, predictTable(model, table, control));
    QSTORE_TRY(const auto written, withPredictions(table, predictions));
    QSTORE_CHECK(writeFileAtomically(target, writeCsv(written)));
    return predictions.rows.size();
}

}  // namespace qstore::ui
