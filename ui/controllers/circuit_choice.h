// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/learning/model.h"
#include "core/simulation/plan_cache.h"

namespace qstore::ui {

/// How the circuit of a run is chosen on the Train page.
struct CircuitChoice {
    enum class Kind { Automatic, Drawn, Template };
    Kind kind = Kind::Automatic;
    QString encoder = QStringLiteral("angle");
    QString ansatz = QStringLiteral("strongly-entangling");
    int layers = 2;
    ModelOptions model;
    friend bool operator==(const CircuitChoice&, const CircuitChoice&) = default;
};

/// The model that is meant. `drawn` is the circuit of the Circuit page; NotFound when it is chosen and
/// there is none. For a worker: it compiles.
Result<ModelChoice> modelFor(const CircuitChoice& choice, const Table& table, const Recipe& recipe,
                             const std::optional<Circuit>& drawn, PlanCache& plans);

}  // namespace qstore::ui
