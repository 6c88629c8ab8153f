// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// `"text"` with Python's escapes.
std::string pythonString(std::string_view text);
/// `[0, 2, 1]`
std::string pythonList(const std::vector<std::size_t>& numbers);

/// A circuit's parameters as Python variables: their own names where Python and the script allow it.
class PythonNames {
public:
    /// `taken` are the script's own words.
    PythonNames(const Circuit& circuit, std::initializer_list<std::string_view> taken);

    const std::string& of(const std::string& parameter) const { return m_names.at(parameter); }
    /// The angle as a Python expression; `callee` names the function for sin, arcsin, log and so on.
    std::string angle(const Angle& angle, const std::function<std::string(std::string_view)>& callee) const;

private:
    std::map<std::string, std::string> m_names;
};

/// True when the script calls something of `module`.
bool usesModule(std::string_view script, std::string_view module);
/// What a parameter is, for a comment behind it: `trainable, starts at 0.3`, `column "petal length"`.
std::string parameterComment(const Parameter& parameter);
/// Pieces of an angle's text: numbers, words, and what is between.
std::vector<std::string> angleTokens(const Angle& angle);
bool isWordToken(const std::string& token);

}  // namespace qstore
