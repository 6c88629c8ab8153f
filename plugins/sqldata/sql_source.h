// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/api/dataset_source.h"

namespace qstore {

/// Tables of SQLite files and of PostgreSQL, through Qt's SQL drivers.
class SqlSource final : public DatasetSource {
public:
    Result<std::string> complete(const std::string& address) const override;
    std::string keyHost(const std::string& address) const override;
    Result<std::vector<SourceTable>> tables(const std::string& address, const Secret& password,
                                            const RunControl& control) const override;
    Result<DatasetRows> read(const std::string& address, const Secret& password,
                             const DatasetRequest& request, const RunControl& control) const override;
};

}  // namespace qstore
