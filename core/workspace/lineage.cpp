// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/lineage.h"

#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/learning/model.h"

namespace qstore {

Result<std::string> jsonHash(std::string_view json) {
    const auto parsed = parseJson(json);
    if (!parsed)
        return fail(ErrorCode::Corrupt,
                    "stored text cannot be read: " + parsed.error().message +
                        ", in: " + std::string(json.substr(0, 80)),
                    "restore a backup of the workspace");
    return sha256Hex(parsed->dump());
}

Result<LineageHashes> lineageHashes(const RunRecord& run) {
    LineageHashes hashes;
    hashes.dataset = run.datasetHash;
    hashes.weights = run.weightsHash;
    QSTORE_TRY(const auto recipe, readRecipeJson(run.recipeJson));
    QSTORE_TRY(hashes.recipe, jsonHash(writeRecipeJson(recipe, -1)));
    QSTORE_TRY(const auto fitted, FittedRecipe::fromJson(run.fittedJson));
    QSTORE_TRY(hashes.fitted, jsonHash(fitted.toJson(-1)));
    QSTORE_TRY(const auto spec, readModelSpecJson(run.specJson));
    QSTORE_TRY(hashes.spec, jsonHash(writeModelSpecJson(spec, -1)));
    hashes.circuit = spec.circuit.contentHash();
    QSTORE_TRY(hashes.config, jsonHash(run.configJson));
    if (!run.resultJson.empty()) {
        QSTORE_TRY(hashes.result, jsonHash(run.resultJson));
    }
    return hashes;
}

}  // namespace qstore
