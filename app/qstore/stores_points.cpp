// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/stores_points.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "core/base/atomic_file.h"
#include "core/circuit/templates.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

bool isEncoder(const std::string& name) {
    const auto& encoders = circuitEncoders();
    return std::any_of(encoders.begin(), encoders.end(),
                       [&](const EncoderInfo& info) { return info.name == name; });
}

tl::unexpected<Error> noEncoding(const std::string& name) {
    std::string list;
    for (const EncoderInfo& info : circuitEncoders()) list += (list.empty() ? "" : ", ") + info.name;
    return fail(ErrorCode::NotFound,
                "'" + name + "' is no encoder, no file and no circuit of the workspace",
                "the encoders are " + list);
}

/// A file, else a circuit of the workspace where there is one.
Result<Circuit> circuitNamed(const Command& command, const std::string& name) {
    std::error_code error;
    if (std::filesystem::exists(name, error) && !error)
        return readCircuitFile(name, command.stop.get_token());
    if (!command.workspaceExists()) return noEncoding(name);
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    auto circuit = workspace->loadCircuit(name);
    if (!circuit && circuit.error().code == ErrorCode::NotFound) return noEncoding(name);
    return circuit;
}

Result<Recipe> recipeInFile(const std::string& file) {
    QSTORE_TRY(const std::string text, readFile(file));
    auto recipe = readRecipeJson(text);
    if (!recipe) recipe.error().message = "'" + file + "': " + recipe.error().message;
    return recipe;
}

}  // namespace

void addPointsOptions(CLI::App& verb, PointsOptions& options) {
    verb.add_option("--recipe", options.recipe,
                    "A file with a recipe (JSON), instead of the dataset's own");
    auto* embed =
        verb.add_option("--embed", options.embed,
                        "A quantum embedding: expectation values after an encoder (angle, zz …) or "
                        "a circuit (a file, or one of the workspace) take the features' place");
    addObservables(verb, options.circuit)->needs(embed);
}

Result<PointsOrder> pointsOrder(const Command& command, const Workspace& workspace,
                                const std::string& dataset, const std::string& idColumn,
                                const PointsOptions& options) {
    PointsOrder order;
    order.dataset = dataset;
    order.idColumn = idColumn;
    if (options.recipe.empty()) {
        QSTORE_TRY(order.recipe, workspace.loadRecipe(dataset));
    } else {
        QSTORE_TRY(order.recipe, recipeInFile(options.recipe));
    }
    order.observables = options.circuit.observables;
    if (isEncoder(options.embed)) {
        order.encoder = options.embed;
    } else if (!options.embed.empty()) {
        QSTORE_TRY(order.circuit, circuitNamed(command, options.embed));
    }
    return order;
}

Result<Circuit> encodingCircuit(const Command& command, const std::string& name,
                                const std::vector<std::string>& columns) {
    if (isEncoder(name)) return makeEncoder(name, columns);
    return circuitNamed(command, name);
}

}  // namespace qstore
