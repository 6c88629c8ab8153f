// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/second_order.h"

#include <algorithm>
#include <cmath>

#include "core/circuit/angle_curvature.h"
#include "core/gradients/shift_rule.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

/// Gradients that are asked for at once.
constexpr std::size_t kRowsAtOnce = 1024;

/// A square root at zero, say, has no second derivative.
Result<std::vector<double>> finite(std::vector<double> numbers) {
    if (std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); }))
        return numbers;
    return fail(ErrorCode::InvalidArgument, "a second derivative of an angle is not a finite number here",
                "move the weights off the point where the angle's expression has no curvature");
}

std::string freePrefix(const Circuit& circuit) {
    std::string prefix = "shift";
    const auto isTaken = [&](const Parameter& parameter) { return parameter.name.starts_with(prefix); };
    while (std::any_of(circuit.parameters().begin(), circuit.parameters().end(), isTaken)) prefix += "_";
    return prefix;
}

/// An angle of one operation that reads weights, with an input of its own that is added to it.
struct Occurrence {
    ShiftRule rule;
    AngleProgram program;  ///< over weights, then inputs
};

}  // namespace

struct SecondOrder::Impl {
    std::shared_ptr<const Plan> plan;  ///< with the shifts as inputs behind the circuit's own
    std::size_t weights = 0;
    std::size_t inputs = 0;
    std::vector<Occurrence> occurrences;

    /// What all rows of a question share.
    struct Point {
        std::vector<double> weights;
        std::vector<double> values;              ///< weights, then inputs
        std::vector<double> shiftSlopes;         ///< ∂⟨O⟩/∂shift, per occurrence
        std::vector<std::vector<double>> chain;  ///< ∂angle/∂weight, per occurrence
    };

    Status addOccurrences(const Circuit& flat, CircuitParts& parts, const std::vector<std::string>& names);
    Result<Point> pointAt(std::span<const double> weightValues, std::span<const double> inputValues,
                          const RunControl& control) const;
    std::vector<double> slopesOf(const Occurrence& occurrence, std::span<const double> values) const;
    std::vector<double> curvature(const Occurrence& occurrence, const Point& point,
                                  std::span<const double> direction) const;
    Status addShifted(const Point& point, std::span<const std::size_t> chosen, const RunControl& control,
                      const std::function<void(std::size_t, std::span<const double>)>& add) const;
    Result<std::vector<double>> gradients(const Point& point, const std::vector<double>& rows,
                                          const RunControl& control) const;
};

Status SecondOrder::Impl::addOccurrences(const Circuit& flat, CircuitParts& parts,
                                         const std::vector<std::string>& names) {
    const std::string prefix = freePrefix(flat);
    const auto slotOf = [&names](const std::string& name) -> std::optional<std::size_t> {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names.begin());
    };
    for (Operation& operation : parts.operations) {
        for (std::size_t j = 0; j < operation.angles.size(); ++j) {
            Angle& angle = operation.angles[j];
            if (angle.constant()) continue;
            const GateInfo* gate = std::get<const GateInfo*>(operation.gate);
            QSTORE_TRY(ShiftRule rule, makeShiftRule(frequencies(*gate, j, !operation.controls.empty())));
            QSTORE_TRY(AngleProgram program, AngleProgram::compile(angle, slotOf));
            const auto& slots = program.slots();
            const bool readsWeights = std::any_of(slots.begin(), slots.end(),
                                                  [this](std::size_t slot) { return slot < weights; });
            if (rule.shifts.empty() || !readsWeights) continue;
            const std::string name = prefix + std::to_string(occurrences.size());
            parts.parameters.push_back({name, ParameterRole::Column, std::nullopt, name});
            angle = angle + Angle::symbol(name);
            occurrences.push_back({std::move(rule), std::move(program)});
        }
    }
    return {};
}

std::vector<double> SecondOrder::Impl::slopesOf(const Occurrence& occurrence,
                                                std::span<const double> values) const {
    std::vector<double> slopes(values.size());
    occurrence.program.accumulateGradient(values, 1.0, slopes);
    slopes.resize(weights);
    return slopes;
}

/// d/dt of the angle's slopes at weights + t·direction; zero for linear expressions.
std::vector<double> SecondOrder::Impl::curvature(const Occurrence& occurrence, const Point& point,
                                                 std::span<const double> direction) const {
    std::vector<double> along(direction.begin(), direction.end());
    along.resize(point.values.size());
    std::vector<double> result(point.values.size());
    accumulateCurvature(occurrence.program, point.values, along, 1.0, result);
    result.resize(weights);
    return result;
}

Result<SecondOrder::Impl::Point> SecondOrder::Impl::pointAt(std::span<const double> weightValues,
                                                            std::span<const double> inputValues,
                                                            const RunControl& control) const {
    if (weightValues.size() != weights || inputValues.size() != inputs)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(weightValues.size()) + " weights and " +
                        std::to_string(inputValues.size()) + " inputs were given",
                    "the circuit has " + std::to_string(weights) + " and " + std::to_string(inputs));
    Point point;
    point.weights.assign(weightValues.begin(), weightValues.end());
    point.values = point.weights;
    point.values.insert(point.values.end(), inputValues.begin(), inputValues.end());
    std::vector<double> row(inputValues.begin(), inputValues.end());
    row.resize(inputs + occurrences.size());
    const Cotangent one = [](std::size_t, std::span<const double>, std::span<double> slope) {
        slope[0] = 1.0;
    };
    QSTORE_TRY(const VectorJacobian found, plan->forwardBackward({point.weights, row, 1, false}, one,
                                                                 {false, true}, {control.stop, {}}));
    point.shiftSlopes.assign(found.inputs.begin() + static_cast<std::ptrdiff_t>(inputs),
                             found.inputs.end());
    for (const Occurrence& occurrence : occurrences)
        point.chain.push_back(slopesOf(occurrence, point.values));
    return point;
}

/// rows × weights.
Result<std::vector<double>> SecondOrder::Impl::gradients(const Point& point,
                                                         const std::vector<double>& rows,
                                                         const RunControl& control) const {
    const std::size_t count = rows.size() / (inputs + occurrences.size());
    std::vector<double> repeated;
    for (std::size_t row = 0; row < count; ++row)
        repeated.insert(repeated.end(), point.weights.begin(), point.weights.end());
    const Cotangent one = [](std::size_t, std::span<const double>, std::span<double> slope) {
        slope[0] = 1.0;
    };
    QSTORE_TRY(VectorJacobian found, plan->forwardBackward({repeated, rows, count, true}, one,
                                                           {true, false}, {control.stop, {}}));
    return std::move(found.weights);
}

/// `add(i, ∂gradient/∂shift_i)` for every chosen occurrence.
Status SecondOrder::Impl::addShifted(
    const Point& point, std::span<const std::size_t> chosen, const RunControl& control,
    const std::function<void(std::size_t, std::span<const double>)>& add) const {
    std::size_t done = 0;
    while (done < chosen.size()) {
        std::vector<double> rows;
        const std::size_t width = inputs + occurrences.size();
        std::size_t end = done;
        for (; end < chosen.size() && rows.size() / width < kRowsAtOnce; ++end) {
            for (const double shift : occurrences[chosen[end]].rule.shifts) {
                for (const double sign : {1.0, -1.0}) {
                    rows.insert(rows.end(), point.values.begin() + static_cast<std::ptrdiff_t>(weights),
                                point.values.end());
                    rows.resize(rows.size() + occurrences.size());
                    rows[rows.size() - occurrences.size() + chosen[end]] = sign * shift;
                }
            }
        }
        QSTORE_TRY(const std::vector<double> found, gradients(point, rows, control));
        const double* at = found.data();
        for (; done < end; ++done) {
            const ShiftRule& rule = occurrences[chosen[done]].rule;
            std::vector<double> derivative(weights);
            for (const double coefficient : rule.coefficients) {
                for (std::size_t i = 0; i < weights; ++i)
                    derivative[i] += coefficient * (at[i] - at[weights + i]);
                at += 2 * weights;
            }
            add(chosen[done], derivative);
        }
        control.report(done, chosen.size());
    }
    return {};
}

SecondOrder::SecondOrder(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SecondOrder::~SecondOrder() = default;

Result<std::shared_ptr<const SecondOrder>> SecondOrder::compile(const Circuit& circuit,
                                                                const PauliSum& observable) {
    auto impl = std::make_unique<Impl>();
    const Circuit flat = circuit.flattened();
    QSTORE_TRY(const auto plain, Plan::compile(flat, {observable}));
    const Signature& signature = plain->signature();
    impl->weights = signature.weights.size();
    impl->inputs = signature.inputs.size();
    std::vector<std::string> names = signature.weights;
    names.insert(names.end(), signature.inputs.begin(), signature.inputs.end());
    CircuitParts parts = flat.parts();
    QSTORE_CHECK(impl->addOccurrences(flat, parts, names));
    QSTORE_TRY(const Circuit lifted, Circuit::create(std::move(parts)));
    QSTORE_TRY(impl->plan, Plan::compile(lifted, {observable}));
    return std::shared_ptr<const SecondOrder>(new SecondOrder(std::move(impl)));
}

Result<std::vector<double>> SecondOrder::hessianVector(std::span<const double> weights,
                                                       std::span<const double> inputs,
                                                       std::span<const double> direction,
                                                       const RunControl& control) const {
    if (direction.size() != m_impl->weights)
        return fail(ErrorCode::InvalidArgument,
                    "the direction has " + std::to_string(direction.size()) + " numbers",
                    "give one for each of the " + std::to_string(m_impl->weights) + " weights");
    QSTORE_TRY(const Impl::Point point, m_impl->pointAt(weights, inputs, control));
    std::vector<double> result(m_impl->weights);
    std::vector<std::size_t> moved;
    std::vector<double> speeds(m_impl->occurrences.size());
    for (std::size_t i = 0; i < speeds.size(); ++i) {
        for (std::size_t w = 0; w < direction.size(); ++w) speeds[i] += point.chain[i][w] * direction[w];
        if (speeds[i] != 0.0) moved.push_back(i);
        const auto curved = m_impl->curvature(m_impl->occurrences[i], point, direction);
        for (std::size_t w = 0; w < direction.size(); ++w) result[w] += point.shiftSlopes[i] * curved[w];
    }
    QSTORE_CHECK(
        m_impl->addShifted(point, moved, control, [&](std::size_t i, std::span<const double> slope) {
            for (std::size_t w = 0; w < result.size(); ++w) result[w] += speeds[i] * slope[w];
        }));
    return result;
}

Result<std::vector<double>> SecondOrder::hessian(std::span<const double> weights,
                                                 std::span<const double> inputs,
                                                 const RunControl& control) const {
    QSTORE_TRY(const Impl::Point point, m_impl->pointAt(weights, inputs, control));
    const std::size_t count = m_impl->weights;
    std::vector<double> result(count * count);
    // Half of each share at either place, so that rounding keeps the matrix symmetric.
    const auto add = [&](std::size_t row, std::size_t column, double value) {
        result[row * count + column] += 0.5 * value;
        result[column * count + row] += 0.5 * value;
    };
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < m_impl->occurrences.size(); ++i) {
        all.push_back(i);
        for (const std::size_t slot : m_impl->occurrences[i].program.slots()) {
            if (slot >= count) continue;
            std::vector<double> unit(count);
            unit[slot] = 1.0;
            const auto curved = m_impl->curvature(m_impl->occurrences[i], point, unit);
            for (std::size_t w = 0; w < count; ++w) add(w, slot, point.shiftSlopes[i] * curved[w]);
        }
    }
    QSTORE_CHECK(m_impl->addShifted(point, all, control, [&](std::size_t i, std::span<const double> slope) {
        for (std::size_t column = 0; column < count; ++column) {
            if (point.chain[i][column] == 0.0) continue;
            for (std::size_t w = 0; w < count; ++w) add(w, column, slope[w] * point.chain[i][column]);
        }
    }));
    return finite(std::move(result));
}

}  // namespace qstore
