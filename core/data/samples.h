// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

/// A table shipped inside the program.
struct SampleDataset {
    std::string name;  ///< "iris"
    std::string title;
    std::string help;
    std::string licence;  ///< licence and origin
    std::string target;
    std::size_t rows = 0, features = 0, classes = 0;
};

/// iris, wine, breast-cancer, digits, and generated ones: moons, circles, xor.
QSTORE_EXPORT const std::vector<SampleDataset>& sampleDatasets();
QSTORE_EXPORT Result<Table> loadSample(std::string_view name);

}  // namespace qstore
