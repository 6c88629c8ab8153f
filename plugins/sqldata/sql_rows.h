// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "plugins/api/dataset_source.h"
#include "plugins/sqldata/sql_column.h"

namespace qstore {

inline constexpr std::size_t kSqlPageRows = 2000;  ///< between two looks at the clock and the stop request

/// What a query is known by before its rows come. InvalidArgument where two columns have one name, or
/// there is none.
Status checkSqlColumnNames(const std::vector<std::string>& names);

/// Bytes that are neither numbers nor text.
tl::unexpected<Error> blobColumn(const std::string& column);

/// The name that `wanted` is, or NotFound with the nearest one.
Result<std::size_t> findSqlTable(const std::vector<SourceTable>& tables, const std::string& wanted);

/// One table of finished columns.
Result<DatasetRows> sqlTable(std::vector<SqlColumn> columns, bool more);

}  // namespace qstore
