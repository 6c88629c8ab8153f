// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "plugins/api/dataset_source.h"
#include "plugins/sqldata/sql_connection.h"

namespace qstore {

/// Tables, partitioned and foreign ones, views and materialised views that the user may read; those that
/// need their schema's name have it before a dot.
Result<std::vector<SourceTable>> postgresTables(const SqlConnection& connection, const RunControl& control);

/// In one transaction that only reads and sees one moment of the database, through a cursor.
Result<DatasetRows> readPostgres(const SqlConnection& connection, const DatasetRequest& request,
                                 const RunControl& control);

}  // namespace qstore
