// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sqldata_plugin.h"

#include "plugins/sqldata/sql_source.h"

namespace qstore {

std::shared_ptr<const DatasetSource> SqlDataPlugin::makeSource() {
    return std::make_shared<SqlSource>();
}

}  // namespace qstore
