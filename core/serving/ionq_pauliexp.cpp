// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ionq_pauliexp.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace qstore {
namespace {

using Json = nlohmann::json;

/// Two strings commute when they differ, both not I, in an even number of places.
bool commute(const std::string& a, const std::string& b) {
    std::size_t different = 0;
    for (std::size_t index = 0; index < a.size(); ++index)
        if (a[index] != 'I' && b[index] != 'I' && a[index] != b[index]) ++different;
    return different % 2 == 0;
}

/// exp(−iθ/2 · P): into the basis of P, the parity onto the last qubit, a turn, and back.
void addTurn(const std::string& term, const std::vector<Qubit>& targets, double theta,
             std::vector<Operation>& operations) {
    std::vector<Operation> before;
    std::vector<Operation> after;
    std::vector<Qubit> support;
    for (std::size_t index = 0; index < targets.size(); ++index) {
        const char letter = term[term.size() - 1 - index];
        if (letter == 'I') continue;
        support.push_back(targets[index]);
        if (letter == 'X') {
            before.push_back(Operation::gateOn("h", {targets[index]}));
            after.push_back(Operation::gateOn("h", {targets[index]}));
        } else if (letter == 'Y') {
            before.push_back(Operation::gateOn("sx", {targets[index]}));
            after.push_back(Operation::gateOn("sxdg", {targets[index]}));
        }
    }
    if (support.empty()) return;
    for (std::size_t index = 0; index + 1 < support.size(); ++index)
        before.push_back(Operation::gateOn("cx", {support[index], support[index + 1]}));
    operations.insert(operations.end(), before.begin(), before.end());
    operations.push_back(Operation::gateOn("rz", {support.back()}, {Angle(theta)}));
    for (std::size_t index = support.size() - 1; index > 0; --index)
        operations.push_back(Operation::gateOn("cx", {support[index - 1], support[index]}));
    operations.insert(operations.end(), after.begin(), after.end());
}

bool isTerm(const Json& term, std::size_t qubits) {
    if (!term.is_string()) return false;
    const auto& text = term.get_ref<const std::string&>();
    return text.size() == qubits && text.find_first_not_of("IXYZ") == std::string::npos;
}

}  // namespace

IonqResult<std::vector<Operation>> pauliexpOperations(const Json& gate, const std::vector<Qubit>& targets,
                                                      const std::string& where) {
    const Json terms = gate.value("terms", Json());
    const Json coefficients = gate.value("coefficients", Json());
    const Json time = gate.value("time", Json());
    if (!terms.is_array() || !coefficients.is_array() || terms.size() != coefficients.size() ||
        terms.empty())
        return refuse(where + ": pauliexp needs as many coefficients as terms", where + ".terms");
    if (!time.is_number() || !std::isfinite(time.get<double>()) || time.get<double>() < 0.0)
        return refuse(where + ".time must be a number that is not negative", where + ".time");
    std::vector<std::string> texts;
    for (const Json& term : terms) {
        if (!isTerm(term, targets.size()))
            return refuse(where + ".terms: " + term.dump() + " is not " + std::to_string(targets.size()) +
                              " letters I, X, Y, Z",
                          where + ".terms");
        texts.push_back(term.get<std::string>());
    }
    for (std::size_t a = 0; a < texts.size(); ++a)
        for (std::size_t b = a + 1; b < texts.size(); ++b)
            if (!commute(texts[a], texts[b]))
                return refuse("the terms " + texts[a] + " and " + texts[b] + " do not commute",
                              where + ".terms", "CompilationError");
    std::vector<Operation> operations;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (!coefficients[index].is_number() || !std::isfinite(coefficients[index].get<double>()))
            return refuse(where + ".coefficients must be numbers", where + ".coefficients");
        addTurn(texts[index], targets, 2.0 * time.get<double>() * coefficients[index].get<double>(),
                operations);
    }
    return operations;
}

}  // namespace qstore
