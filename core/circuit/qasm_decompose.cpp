// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_decompose.h"

#include <algorithm>
#include <numbers>
#include <optional>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm_gate_bodies.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using std::numbers::pi;
constexpr std::size_t maxControls = 64;

using Qubits = std::vector<Qubit>;

/// The angle of the phase gate that a diagonal fixed gate is.
std::optional<double> phaseOf(std::string_view name) {
    if (name == "z") return pi;
    if (name == "s") return pi / 2;
    if (name == "sdg") return -pi / 2;
    if (name == "t") return pi / 4;
    if (name == "tdg") return -pi / 4;
    return std::nullopt;
}

class Decomposer {
public:
    Result<std::vector<Operation>> run(const Operation& operation) {
        const GateInfo* gate = tableGate(operation);
        if (gate == nullptr)
            return fail(ErrorCode::Unsupported,
                        joinText({"'", gateName(operation), "' is not a gate of the table."}));
        Qubits controls;
        Qubits flipped;
        for (const Control& control : operation.controls) {
            controls.push_back(control.qubit);
            if (!control.onOne) flipped.push_back(control.qubit);
        }
        if (controls.size() > maxControls) {
            return fail(ErrorCode::Unsupported,
                        joinText({"'", gate->name, "' under ", std::to_string(controls.size()),
                                  " controls is not a gate of OpenQASM 2."}),
                        "Up to 64 controls are written out; use OpenQASM 3 for more.");
        }
        for (const Qubit qubit : flipped) emit("x", {}, {qubit});
        QSTORE_CHECK(apply(gate->name, controls, operation.targets, operation.angles));
        for (const Qubit qubit : flipped) emit("x", {}, {qubit});
        return std::move(m_result);
    }

private:
    Status apply(std::string_view name, const Qubits& controls, const Qubits& targets,
                 const std::vector<Angle>& angles) {
        const GateInfo* gate = findGate(name);
        const GateInfo* named = controls.empty() ? gate : findControlledGate(*gate, controls.size());
        if (name == "gphase" && controls.empty()) return {};
        if (named != nullptr && (isStandardGate2(named->name))) {
            emit(name, controls, targets, angles);
            return {};
        }
        if (name == "u4" && controls.empty()) {
            emit("u", {}, targets, {angles[0], angles[1], angles[2]});
            return {};
        }
        // A gate without controls that only lacks a name is written as a definition.
        if (controls.empty() && !gateDefinitionText(name).empty()) {
            emit(name, {}, targets, angles);
            return {};
        }
        return controlled(name, controls, targets, angles);
    }

    Status controlled(std::string_view name, const Qubits& controls, const Qubits& targets,
                      const std::vector<Angle>& angles) {
        const Qubit target = targets.empty() ? 0 : targets.back();
        if (const auto phase = phaseOf(name)) return apply("p", controls, targets, {*phase});
        if (name == "gphase") return apply("p", allButLast(controls), {controls.back()}, angles);
        if (name == "p") return phaseGate(controls, target, angles[0]);
        if (name == "rz" || name == "ry") return rotation(name, controls, target, angles[0]);
        if (name == "x") return between("h", {}, "h", {}, "z", controls, target, {});
        if (name == "rx") return between("h", {}, "h", {}, "rz", controls, target, angles);
        if (name == "y") return between("sdg", {}, "s", {}, "x", controls, target, {});
        if (name == "h") return between("ry", {-pi / 4}, "ry", {pi / 4}, "z", controls, target, {});
        if (name == "swap") return swap(controls, targets);
        return byDefinition(name, controls, targets, angles);
    }

    static Qubits allButLast(const Qubits& qubits) { return {qubits.begin(), qubits.end() - 1}; }

    /// `before`, then the controlled gate, then `after`, which undoes `before`.
    Status between(std::string_view before, const std::vector<Angle>& beforeAngles, std::string_view after,
                   const std::vector<Angle>& afterAngles, std::string_view name, const Qubits& controls,
                   Qubit target, const std::vector<Angle>& angles) {
        emit(before, {}, {target}, beforeAngles);
        QSTORE_CHECK(apply(name, controls, {target}, angles));
        emit(after, {}, {target}, afterAngles);
        return {};
    }

    /// Barenco et al., Phys. Rev. A 52, 3457 (1995), lemma 7.5 with V = p(λ/2).
    Status phaseGate(const Qubits& controls, Qubit target, const Angle& lambda) {
        const Qubits rest = allButLast(controls);
        const Qubit last = controls.back();
        QSTORE_CHECK(apply("p", {last}, {target}, {lambda / 2.0}));
        flip(rest, last, {target});
        QSTORE_CHECK(apply("p", {last}, {target}, {-(lambda / 2.0)}));
        flip(rest, last, {target});
        return apply("p", rest, {target}, {lambda / 2.0});
    }

    /// X on `target` under controls, with at least one qubit to borrow where there are more than four: its
    /// state does not matter and comes back. Linear in the controls (lemmas 7.2 and 7.3 of Barenco et al.).
    void flip(const Qubits& controls, Qubit target, const Qubits& borrowed) {
        if (controls.size() <= 4) {
            emit("x", controls, {target});
        } else if (borrowed.size() + 2 >= controls.size()) {
            ladder(controls, target, borrowed, controls.size());
            ladder(controls, target, borrowed, controls.size() - 1);
        } else {
            const auto middle = controls.begin() + static_cast<std::ptrdiff_t>((controls.size() + 1) / 2);
            const Qubits first(controls.begin(), middle);
            Qubits second(middle, controls.end());
            Qubits freeForFirst = second;
            freeForFirst.push_back(target);
            second.push_back(borrowed.front());
            for (int round = 0; round < 2; ++round) {
                flip(first, borrowed.front(), freeForFirst);
                flip(second, target, first);
            }
        }
    }

    /// Lemma 7.2: Toffolis from control `top` down to the first two and up again.
    void ladder(const Qubits& controls, Qubit target, const Qubits& borrowed, std::size_t top) {
        const auto rung = [&](std::size_t k) {
            const Qubit below = k + 1 == controls.size() ? target : borrowed[k - 1];
            emit("x", {controls[k], k == 1 ? controls[0] : borrowed[k - 2]}, {below});
        };
        for (std::size_t k = top - 1; k > 1; --k) rung(k);
        for (std::size_t k = 1; k < top; ++k) rung(k);
    }

    /// Lemma 7.9 of Barenco et al.: the last control turns half way there and back, the others flip
    /// between.
    Status rotation(std::string_view name, const Qubits& controls, Qubit target, const Angle& theta) {
        const Qubits rest = allButLast(controls);
        const Qubit last = controls.back();
        QSTORE_CHECK(apply(name, {last}, {target}, {theta / 2.0}));
        flip(rest, target, {last});
        QSTORE_CHECK(apply(name, {last}, {target}, {-(theta / 2.0)}));
        flip(rest, target, {last});
        return {};
    }

    Status swap(const Qubits& controls, const Qubits& targets) {
        Qubits more = controls;
        more.push_back(targets[0]);
        emit("x", {targets[1]}, {targets[0]});
        QSTORE_CHECK(apply("x", more, {targets[1]}, {}));
        emit("x", {targets[1]}, {targets[0]});
        return {};
    }

    Status byDefinition(std::string_view name, const Qubits& controls, const Qubits& targets,
                        const std::vector<Angle>& angles) {
        const auto definition = gateDefinitionOf(name);
        if (!definition)
            return fail(ErrorCode::Unsupported,
                        joinText({"'", name, "' under controls is not a gate of OpenQASM 2."}),
                        "Use OpenQASM 3.");
        Operation use;
        use.gate = definition;
        use.targets = targets;
        use.angles = angles;
        std::vector<Operation> body;
        appendFlattened(use, body);
        for (const Operation& inner : body) {
            Qubits all = controls;
            for (const Control& control : inner.controls) all.push_back(control.qubit);
            QSTORE_CHECK(apply(gateName(inner), all, inner.targets, inner.angles));
        }
        return {};
    }

    void emit(std::string_view name, const Qubits& controls, const Qubits& targets,
              const std::vector<Angle>& angles = {}) {
        Operation operation;
        operation.gate = findGate(name);
        operation.targets = targets;
        operation.angles = angles;
        for (const Qubit control : controls) operation.controls.push_back({control, true});
        m_result.push_back(std::move(operation));
    }

    std::vector<Operation> m_result;
};

}  // namespace

Result<std::vector<Operation>> decomposeForQelib(const Operation& operation) {
    return Decomposer().run(operation);
}

}  // namespace qstore
