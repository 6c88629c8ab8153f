// SPDX-License-Identifier: Apache-2.0
#include "core/backends/placement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

using Pair = std::pair<Qubit, Qubit>;

constexpr double kNever = std::numeric_limits<double>::infinity();

Pair sorted(Qubit a, Qubit b) {
    return {std::min(a, b), std::max(a, b)};
}

double cost(double error) {
    return error >= 1.0 ? 1e3 : -std::log1p(-error);
}

/// How often the circuit uses its qubits and pairs.
struct Usage {
    std::vector<double> gates, readings;  ///< per qubit
    std::map<Pair, double> pairs;
};

Usage usageOf(const Circuit& circuit) {
    const Circuit flat = circuit.flattened();
    Usage usage{std::vector<double>(circuit.qubits()), std::vector<double>(circuit.qubits()), {}};
    const bool measures = circuit.measures();
    for (const Operation& operation : flat.operations()) {
        if (operation.kind == OperationKind::Barrier) continue;
        const auto qubits = touchedQubits(operation);
        if (operation.kind == OperationKind::Measure)
            for (const Qubit qubit : qubits) usage.readings[qubit] += 1.0;
        if (operation.kind != OperationKind::Gate) continue;
        if (qubits.size() == 1 && !tableGate(operation)->diagonal) usage.gates[qubits[0]] += 1.0;
        for (std::size_t i = 0; i < qubits.size(); ++i)
            for (std::size_t j = i + 1; j < qubits.size(); ++j)
                usage.pairs[sorted(qubits[i], qubits[j])] += 1.0;
    }
    if (!measures) usage.readings.assign(circuit.qubits(), 1.0);
    return usage;
}

/// Costs of the machine: of a gate on a qubit, of reading it, of a gate on a pair.
class Machine {
public:
    Machine(const DeviceInfo& device, const Calibration& calibration);
    std::size_t qubits() const { return m_qubits; }
    double gate(Qubit qubit) const { return m_gate[qubit]; }
    double reading(Qubit qubit) const { return m_reading[qubit]; }
    bool coupled(Qubit a, Qubit b) const { return m_distance[a * m_qubits + b] == 1; }
    std::size_t degree(Qubit a) const { return m_neighbours[a].size(); }
    double pair(Qubit a, Qubit b) const {
        const auto found = m_pairs.find(sorted(a, b));
        return found == m_pairs.end() ? m_pairMedian : found->second;
    }
    /// A gate on any two qubits: with the swaps that bring them together.
    double routed(Qubit a, Qubit b) const {
        const std::uint32_t distance = m_distance[a * m_qubits + b];
        if (distance == 1) return pair(a, b);
        return distance == 0 ? kNever : m_pairMedian * (1.0 + 3.0 * (distance - 1.0));
    }
    double leastPair() const { return m_leastPair; }
    double leastGate() const { return *std::min_element(m_gate.begin(), m_gate.end()); }
    double leastReading() const { return *std::min_element(m_reading.begin(), m_reading.end()); }

private:
    void setQubits(const Calibration& calibration);
    void setPairs(const DeviceInfo& device, const Calibration& calibration);
    void setDistances();

    std::size_t m_qubits;
    std::vector<double> m_gate, m_reading;
    std::map<Pair, double> m_pairs;
    std::vector<std::vector<Qubit>> m_neighbours;
    std::vector<std::uint32_t> m_distance;  ///< couplings between two qubits; 0 = no way
    double m_pairMedian = 0.0, m_leastPair = 0.0;
};

double median(std::vector<double> values, double otherwise) {
    if (values.empty()) return otherwise;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Machine::Machine(const DeviceInfo& device, const Calibration& calibration) : m_qubits(device.qubits) {
    setQubits(calibration);
    setPairs(device, calibration);
    setDistances();
}

void Machine::setQubits(const Calibration& calibration) {
    const double spam = calibration.spamError.value_or(0.0);
    const QubitCalibration& medians = calibration.medians;
    for (Qubit qubit = 0; qubit < m_qubits; ++qubit) {
        const QubitCalibration own =
            qubit < calibration.perQubit.size() ? calibration.perQubit[qubit] : QubitCalibration{};
        const auto known = [](const std::optional<double>& a, const std::optional<double>& b, double c) {
            return a.value_or(b.value_or(c));
        };
        m_gate.push_back(cost(known(own.oneQubitError, medians.oneQubitError, 0.0)));
        const double read = 0.5 * (known(own.readError01, medians.readError01, spam) +
                                   known(own.readError10, medians.readError10, spam));
        m_reading.push_back(cost(read));
    }
}

void Machine::setPairs(const DeviceInfo& device, const Calibration& calibration) {
    std::vector<double> errors;
    for (const PairCalibration& pair : calibration.pairs)
        if (pair.error) errors.push_back(*pair.error);
    m_pairMedian = cost(calibration.medianTwoQubitError.value_or(median(errors, 0.0)));
    m_neighbours.resize(m_qubits);
    for (const auto& [a, b] : device.coupling)
        if (a < m_qubits && b < m_qubits && a != b) m_pairs.emplace(sorted(a, b), m_pairMedian);
    const bool everyPair = device.coupling.empty();
    for (const PairCalibration& pair : calibration.pairs) {
        const auto place = sorted(pair.a, pair.b);
        if (place.second >= m_qubits || !pair.error || (!everyPair && m_pairs.count(place) == 0)) continue;
        m_pairs[place] = cost(*pair.error);
    }
    for (const auto& [pair, error] : m_pairs) {
        m_neighbours[pair.first].push_back(pair.second);
        m_neighbours[pair.second].push_back(pair.first);
    }
    if (everyPair)
        for (Qubit a = 0; a < m_qubits; ++a) {
            m_neighbours[a].clear();
            for (Qubit b = 0; b < m_qubits; ++b)
                if (a != b) m_neighbours[a].push_back(b);
        }
    m_leastPair = everyPair ? m_pairMedian : kNever;
    for (const auto& [pair, error] : m_pairs) m_leastPair = std::min(m_leastPair, error);
}

void Machine::setDistances() {
    m_distance.assign(m_qubits * m_qubits, 0);
    for (Qubit start = 0; start < m_qubits; ++start) {
        std::vector<Qubit> front = {start};
        for (std::uint32_t distance = 1; !front.empty(); ++distance) {
            std::vector<Qubit> next;
            for (const Qubit a : front)
                for (const Qubit b : m_neighbours[a]) {
                    std::uint32_t& known = m_distance[start * m_qubits + b];
                    if (b == start || known != 0) continue;
                    known = distance;
                    next.push_back(b);
                }
            front = std::move(next);
        }
    }
}

class Search {
public:
    Search(const Usage& usage, const Machine& machine, const PlacementOptions& options, bool routing);
    /// False when it was asked to stop.
    bool run(const RunControl& control);
    bool found() const { return !m_best.empty() || m_order.empty(); }
    Placement result() const;
    std::uint64_t steps() const { return m_steps; }

private:
    struct Link {
        std::size_t step;  ///< earlier in the order
        double gates;
    };
    void setOrder();
    void setRest();
    void place(std::size_t step, double sum);
    /// The cost of putting the step's qubit there, with all pairs to earlier ones.
    double costAt(std::size_t step, Qubit where) const;

    const Usage& m_usage;
    const Machine& m_machine;
    std::uint64_t m_mostSteps;
    bool m_routing;
    std::vector<Qubit> m_order;              ///< circuit's qubits, neighbours after neighbours
    std::vector<std::vector<Link>> m_links;  ///< per step, to earlier steps
    std::vector<std::size_t> m_degree;
    std::vector<double> m_rest;  ///< per step, the least that this and later steps cost
    std::vector<Qubit> m_where, m_best;
    std::vector<bool> m_taken;
    double m_bestSum = kNever;
    std::uint64_t m_steps = 0;
    const RunControl* m_control = nullptr;
    bool m_stopped = false;
};

Search::Search(const Usage& usage, const Machine& machine, const PlacementOptions& options, bool routing)
    : m_usage(usage), m_machine(machine), m_mostSteps(options.mostSteps), m_routing(routing) {
    setOrder();
    setRest();
    m_where.resize(m_order.size());
    m_taken.resize(machine.qubits());
}

/// The busiest qubit first, then always the one with most gates to those that are placed.
void Search::setOrder() {
    const std::size_t count = m_usage.gates.size();
    std::vector<std::map<Qubit, double>> partners(count);
    for (const auto& [pair, gates] : m_usage.pairs) {
        partners[pair.first][pair.second] = gates;
        partners[pair.second][pair.first] = gates;
    }
    std::vector<std::size_t> stepOf(count, count);
    for (std::size_t step = 0; step < count; ++step) {
        Qubit next = count;
        double most = -1.0;
        for (Qubit qubit = 0; qubit < count; ++qubit) {
            if (stepOf[qubit] != count) continue;
            double toPlaced = 0.0, all = 0.0;
            for (const auto& [other, gates] : partners[qubit]) {
                all += gates;
                if (stepOf[other] != count) toPlaced += gates;
            }
            const double weight = toPlaced * 1e6 + all;
            if (weight > most) {
                most = weight;
                next = qubit;
            }
        }
        stepOf[next] = step;
        m_order.push_back(next);
        m_degree.push_back(partners[next].size());
        std::vector<Link> links;
        for (const auto& [other, gates] : partners[next])
            if (stepOf[other] < step) links.push_back({stepOf[other], gates});
        m_links.push_back(std::move(links));
    }
}

void Search::setRest() {
    m_rest.assign(m_order.size() + 1, 0.0);
    const double gate = m_machine.leastGate(), reading = m_machine.leastReading();
    for (std::size_t step = m_order.size(); step-- > 0;) {
        const Qubit qubit = m_order[step];
        double least = m_usage.gates[qubit] * gate + m_usage.readings[qubit] * reading;
        for (const Link& link : m_links[step]) least += link.gates * m_machine.leastPair();
        m_rest[step] = m_rest[step + 1] + least;
    }
}

double Search::costAt(std::size_t step, Qubit where) const {
    const Qubit qubit = m_order[step];
    if (!m_routing && m_machine.degree(where) < m_degree[step]) return kNever;
    double sum =
        m_usage.gates[qubit] * m_machine.gate(where) + m_usage.readings[qubit] * m_machine.reading(where);
    for (const Link& link : m_links[step]) {
        const Qubit other = m_where[link.step];
        if (!m_routing && !m_machine.coupled(other, where)) return kNever;
        sum += link.gates * (m_routing ? m_machine.routed(other, where) : m_machine.pair(other, where));
    }
    return sum;
}

void Search::place(std::size_t step, double sum) {
    if (step == m_order.size()) {
        m_bestSum = sum;
        m_best = m_where;
        return;
    }
    std::vector<std::pair<double, Qubit>> candidates;
    for (Qubit where = 0; where < m_machine.qubits(); ++where) {
        if (m_taken[where]) continue;
        const double added = costAt(step, where);
        if (added < kNever) candidates.emplace_back(added, where);
    }
    std::sort(candidates.begin(), candidates.end());
    for (const auto& [added, where] : candidates) {
        if (sum + added + m_rest[step + 1] >= m_bestSum) return;
        if (m_steps >= m_mostSteps || m_stopped) return;
        ++m_steps;
        if (m_steps % 1024 == 0) m_stopped = m_control->stop.stop_requested();
        m_taken[where] = true;
        m_where[step] = where;
        place(step + 1, sum + added);
        m_taken[where] = false;
    }
}

bool Search::run(const RunControl& control) {
    m_control = &control;
    place(0, 0.0);
    return !m_stopped;
}

Placement Search::result() const {
    Placement placement;
    placement.qubits.resize(m_order.size());
    for (std::size_t step = 0; step < m_order.size(); ++step)
        placement.qubits[m_order[step]] = m_best[step];
    placement.successEstimate = std::exp(-(m_order.empty() ? 0.0 : m_bestSum));
    for (const auto& [pair, gates] : m_usage.pairs)
        if (!m_machine.coupled(placement.qubits[pair.first], placement.qubits[pair.second]))
            placement.needsRouting = true;
    placement.searchedAll = m_steps < m_mostSteps;
    placement.steps = m_steps;
    return placement;
}

}  // namespace

Result<Placement> bestPlacement(const Circuit& circuit, const DeviceInfo& device,
                                const Calibration& calibration, PlacementOptions options,
                                const RunControl& control) {
    if (circuit.qubits() > device.qubits)
        return fail(ErrorCode::InvalidArgument,
                    "the circuit needs " + std::to_string(circuit.qubits()) + " qubits, '" + device.name +
                        "' has " + std::to_string(device.qubits),
                    "Use fewer qubits, or choose a larger device.");
    if (device.qubits > 4096)
        return fail(ErrorCode::Unsupported,
                    "placing on " + std::to_string(device.qubits) + " qubits is more than 4096");
    if (circuit.qubits() == 0) return Placement{};
    if (control.stop.stop_requested()) return cancelled();
    const Usage usage = usageOf(circuit);
    const Machine machine(device, calibration);
    Search fitting(usage, machine, options, false);
    if (!fitting.run(control)) return cancelled();
    if (fitting.found()) return fitting.result();
    Search routed(usage, machine, options, true);
    if (!routed.run(control)) return cancelled();
    if (routed.found()) {
        Placement placement = routed.result();
        // Without the whole search nobody knows that the pairs fit nowhere.
        placement.searchedAll = placement.searchedAll && fitting.steps() < options.mostSteps;
        placement.steps += fitting.steps();
        return placement;
    }
    return fail(ErrorCode::Unsupported,
                "the qubits of '" + device.name + "' fall into parts that no coupling joins");
}

}  // namespace qstore
