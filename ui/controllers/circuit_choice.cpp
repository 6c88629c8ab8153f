// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/circuit_choice.h"

namespace qstore::ui {

Result<ModelChoice> modelFor(const CircuitChoice& choice, const Table& table, const Recipe& recipe,
                             const std::optional<Circuit>& drawn, PlanCache& plans) {
    switch (choice.kind) {
        case CircuitChoice::Kind::Automatic: return chooseModel(table, recipe, choice.model, &plans);
        case CircuitChoice::Kind::Template:
            return modelForTemplate(table, recipe, choice.encoder.toStdString(),
                                    choice.ansatz.toStdString(), static_cast<std::size_t>(choice.layers),
                                    choice.model, &plans);
        case CircuitChoice::Kind::Drawn: break;
    }
    if (!drawn || drawn->operations().empty())
        return fail(ErrorCode::NotFound, "the Circuit page holds no circuit yet",
                    "draw one there, or choose Automatic");
    return modelForCircuit(table, recipe, *drawn, choice.model, &plans);
}

}  // namespace qstore::ui
