// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/data/table.h"

namespace qstore {

/// Something with rows and columns at an address.
struct SourceTable {
    std::string name;  ///< as DatasetRequest::table takes it: "measurements", "lab.measurements"
    bool view = false;
};

/// What is to be read: a table or view by name, or what a query answers; one of the two.
struct DatasetRequest {
    std::string table;
    std::string query;
    std::size_t maxRows = 1'000'000;
};

struct DatasetRows {
    Table table;
    bool more = false;  ///< there are rows beyond maxRows
};

/// Reads tables that lie elsewhere and never writes there. An address holds no password. Thread-safe; each
/// call is a connection of its own, closed when it returns.
class DatasetSource {
public:
    virtual ~DatasetSource() = default;

    /// The address in one spelling, without network or disk. InvalidArgument names what is wrong with it,
    /// a password inside above all; Unsupported what kind of address this source does not read.
    virtual Result<std::string> complete(const std::string& address) const = 0;
    /// The host a password is shown to, lower case, without port; empty where there is none to show.
    virtual std::string keyHost(const std::string& address) const = 0;
    /// Sorted by name. Cancelled ends also a wait for an answer.
    virtual Result<std::vector<SourceTable>> tables(const std::string& address, const Secret& password,
                                                    const RunControl& control) const = 0;
    /// Page by page, with progress in rows (the total is 0: nobody knows it). Missing values stay missing;
    /// a value that no column of a Table can hold is an error with the name of its column.
    virtual Result<DatasetRows> read(const std::string& address, const Secret& password,
                                     const DatasetRequest& request, const RunControl& control) const = 0;
};

}  // namespace qstore
