// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/stores/store_driver.h"

namespace qstore {

/// What approximate collections get in PostgreSQL.
enum class PgIndexKind : std::uint8_t { None, Hnsw, IvfFlat };
/// "hnsw", pgvector's own name of the access method.
std::string_view pgIndexMethod(PgIndexKind kind);

/// The settings of a connection, read.
struct PgvectorSettings {
    std::string schema = "qstore";
    PgIndexKind index = PgIndexKind::Hnsw;
    std::int64_t lists = 0;   ///< of IVFFlat; 0: by the number of points
    std::int64_t probes = 0;  ///< of IVFFlat; 0: the square root of the lists
    std::size_t ef = 200;     ///< of HNSW, where a query does not say
    std::int64_t statementLimitMs = 60000;

    /// The quoted name of a table of the schema.
    std::string table(std::string_view name) const;
};

/// As forms show them, in this order.
std::vector<StoreSetting> pgvectorSettingList();
/// InvalidArgument names the setting and what it may be.
Result<PgvectorSettings> readPgvectorSettings(const std::map<std::string, std::string>& settings);

/// pgvector's limits.
inline constexpr std::size_t kPgMaxDimension = 16000;
inline constexpr std::size_t kPgMaxIndexedDimension = 2000;
inline constexpr std::size_t kPgMaxEf = 1000;

}  // namespace qstore
