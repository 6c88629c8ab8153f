// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/live_inputs.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr std::string_view amplitudePrefix = "amplitude[";
}  // namespace

bool wantsAmplitudes(const Circuit& circuit) {
    const auto& parameters = circuit.parameters();
    return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
        return parameter.role == ParameterRole::Column && parameter.column.rfind(amplitudePrefix, 0) == 0;
    });
}

QStringList missingColumns(const Circuit& circuit, const LiveInputs& inputs) {
    QStringList missing;
    for (const Parameter& parameter : circuit.parameters()) {
        if (parameter.role != ParameterRole::Column) continue;
        const QString column = toQt(parameter.column);
        if (inputs.values.count(parameter.column) == 0 && !missing.contains(column)) missing.append(column);
    }
    return missing;
}

}  // namespace qstore::ui
