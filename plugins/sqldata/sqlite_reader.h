// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "plugins/api/dataset_source.h"
#include "plugins/sqldata/sql_connection.h"

namespace qstore {

Result<std::vector<SourceTable>> sqliteTables(const SqlConnection& connection, const RunControl& control);
Result<DatasetRows> readSqlite(const SqlConnection& connection, const DatasetRequest& request,
                               const RunControl& control);

}  // namespace qstore
