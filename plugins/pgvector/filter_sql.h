// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/stores/filter.h"
#include "plugins/pgvector/pg_connection.h"

namespace qstore {

/// A filter that checkFilter() lets pass, as a condition on the column `payload`, true or false and never
/// NULL. All names and values become parameters. InvalidArgument for a text with a zero byte.
Result<std::string> filterSql(const Filter& filter, PgParams& params);

}  // namespace qstore
