// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>

#include "core/circuit/cirq_json.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using Json = nlohmann::json;
using std::numbers::pi;

tl::unexpected<Error> malformed(std::string_view type, std::string_view what) {
    return fail(ErrorCode::Parse, joinText({"Cirq's ", type, " ", what, "."}),
                "Write the file again with cirq.to_json.");
}

/// Writes one gate. cirq.EigenGate: U = e^(iπ·exponent·global_shift) times the power of the plain gate,
/// whose eigenvalue phases are 0 and 1 half turns (but for ISWAP).
class CirqGateReader {
public:
    CirqGateReader(const Json& gate, std::size_t qubits, std::vector<std::string>& symbols)
        : m_gate(gate), m_qubits(qubits), m_symbols(symbols) {}

    Result<std::vector<Operation>> run() {
        m_type = cirqType(m_gate);
        if (m_type.empty()) return malformed("gate", "has no cirq_type");
        QSTORE_CHECK(checkDimension());
        QSTORE_CHECK(write());
        return std::move(m_out);
    }

private:
    using Writer = Status (CirqGateReader::*)();
    struct Entry {
        std::size_t qubits;
        Writer write;
    };

    static const std::map<std::string, Entry, std::less<>>& entries() {
        using R = CirqGateReader;
        static const std::map<std::string, Entry, std::less<>> table = {
            {"XPowGate", {1, &R::pauliPower}},
            {"YPowGate", {1, &R::pauliPower}},
            {"ZPowGate", {1, &R::zPower}},
            {"_PauliX", {1, &R::pauliPower}},
            {"_PauliY", {1, &R::pauliPower}},
            {"_PauliZ", {1, &R::zPower}},
            {"HPowGate", {1, &R::hPower}},
            {"Rx", {1, &R::rotation}},
            {"Ry", {1, &R::rotation}},
            {"Rz", {1, &R::rotation}},
            {"CXPowGate", {2, &R::controlledPower}},
            {"CNotPowGate", {2, &R::controlledPower}},
            {"CYPowGate", {2, &R::controlledPower}},
            {"CZPowGate", {2, &R::controlledPower}},
            {"CCXPowGate", {3, &R::controlledPower}},
            {"CCYPowGate", {3, &R::controlledPower}},
            {"CCZPowGate", {3, &R::controlledPower}},
            {"SwapPowGate", {2, &R::swapPower}},
            {"ISwapPowGate", {2, &R::iswapPower}},
            {"XXPowGate", {2, &R::pairPower}},
            {"YYPowGate", {2, &R::pairPower}},
            {"ZZPowGate", {2, &R::pairPower}},
            {"CSwapGate", {3, &R::cswap}},
            {"PhasedXPowGate", {1, &R::phasedX}},
            {"PhasedXZGate", {1, &R::phasedXz}},
            {"FSimGate", {2, &R::fsim}},
            {"GlobalPhaseGate", {0, &R::globalPhase}},
            {"GPIGate", {1, &R::native}},
            {"GPI2Gate", {1, &R::native}},
            {"MSGate", {2, &R::native}},
            {"ZZGate", {2, &R::native}},
            {"VirtualZGate", {1, &R::native}}};
        return table;
    }

    Status write() {
        if (m_type == "IdentityGate") return identity();
        if (m_type == "ControlledGate") return controlled();
        const auto found = entries().find(m_type);
        if (found == entries().end())
            return fail(ErrorCode::Unsupported,
                        joinText({"Cirq's gate ", m_type, " has no counterpart here."}),
                        "Decompose it in Cirq first: cirq.decompose or cirq.optimize_for_target_gateset.");
        if (found->second.qubits != m_qubits)
            return malformed(m_type, joinText({"acts on ", std::to_string(found->second.qubits),
                                               " qubits, not ", std::to_string(m_qubits)}));
        return (this->*found->second.write)();
    }

    Status checkDimension() const {
        if (m_gate.value("dimension", Json(2)) != Json(2))
            return fail(ErrorCode::Unsupported, joinText({"Cirq's ", m_type, " acts on a qudit."}),
                        "Only qubits (dimension 2) are possible.");
        return {};
    }

    Result<Angle> member(const char* name, std::optional<double> absent = std::nullopt) {
        const auto found = m_gate.find(name);
        if (found != m_gate.end()) return cirqExpression(*found, m_symbols);
        if (absent) return Angle(*absent);
        return malformed(m_type, joinText({"has no ", name}));
    }

    void emit(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles = {}) {
        m_out.push_back(Operation::gateOn(name, std::move(qubits), std::move(angles)));
    }
    void phase(const Angle& angle) {
        if (angle.constant() != std::optional(0.0)) emit("gphase", {}, {angle});
    }
    static bool is(const Angle& angle, double value) { return angle.constant() == std::optional(value); }

    Status readPower() {
        QSTORE_TRY(m_exponent, member("exponent", 1.0));
        QSTORE_TRY(m_shift, member("global_shift", 0.0));
        m_turn = Angle(pi) * m_exponent;
        return {};
    }
    /// e^(iπ·exponent·global_shift)
    void shiftPhase(double more = 0.0) { phase(m_turn * (m_shift + Angle(more))); }

    /// The axis as a small letter: of `XPowGate`, `_PauliX`, `Rx`, `CCXPowGate`.
    char axis() const {
        if (m_type[0] == 'R') return m_type[1];
        const std::size_t at = m_type.find_first_of("XYZ");  // CNotPowGate has none
        return at == std::string::npos ? 'x' : static_cast<char>(m_type[at] - 'A' + 'a');
    }

    Status pauliPower() {
        QSTORE_CHECK(readPower());
        const char letter = axis();
        const std::string name(1, letter);
        if (is(m_shift, 0.0) && is(m_exponent, 1.0)) return emit(name, {0}), Status{};
        if (letter == 'x' && is(m_shift, 0.0) && is(m_exponent, 0.5)) return emit("sx", {0}), Status{};
        if (letter == 'x' && is(m_shift, 0.0) && is(m_exponent, -0.5)) return emit("sxdg", {0}), Status{};
        shiftPhase(0.5);
        emit("r" + name, {0}, {m_turn});
        return {};
    }

    Status zPower() {
        QSTORE_CHECK(readPower());
        if (is(m_shift, -0.5)) return emit("rz", {0}, {m_turn}), Status{};
        static constexpr std::array<std::pair<double, std::string_view>, 5> names{
            {{1.0, "z"}, {0.5, "s"}, {-0.5, "sdg"}, {0.25, "t"}, {-0.25, "tdg"}}};
        shiftPhase();
        for (const auto& [exponent, name] : names)
            if (is(m_exponent, exponent)) return emit(name, {0}), Status{};
        emit("p", {0}, {m_turn});
        return {};
    }

    Status hPower() {
        QSTORE_CHECK(readPower());
        shiftPhase();
        if (is(m_exponent, 1.0)) return emit("h", {0}), Status{};
        emit("ry", {0}, {Angle(-pi / 4)});
        emit("p", {0}, {m_turn});
        emit("ry", {0}, {Angle(pi / 4)});
        return {};
    }

    Status rotation() {
        QSTORE_TRY(const Angle angle, member("rads"));
        emit(std::string("r") + axis(), {0}, {angle});
        return {};
    }

    /// The shift is a phase of the whole, the power under the controls has none.
    Status controlledPower() {
        QSTORE_CHECK(readPower());
        shiftPhase();
        const char letter = axis();
        std::vector<Operation> inner;
        if (is(m_exponent, 1.0)) {
            inner = {Operation::gateOn(std::string(1, letter), {0})};
        } else if (letter == 'z') {
            inner = {Operation::gateOn("p", {0}, {m_turn})};
        } else {
            inner = {Operation::gateOn("gphase", {}, {m_turn * Angle(0.5)}),
                     Operation::gateOn(std::string("r") + letter, {0}, {m_turn})};
        }
        addControls(inner, std::vector<bool>(m_qubits - 1, true));
        return {};
    }

    void addControls(std::vector<Operation>& inner, const std::vector<bool>& values) {
        for (Operation& operation : inner) {
            for (Qubit& target : operation.targets) target += values.size();
            for (Control& control : operation.controls) control.qubit += values.size();
            std::vector<Control> controls;
            for (Qubit i = 0; i < values.size(); ++i) controls.push_back({i, values[i]});
            operation.controls.insert(operation.controls.begin(), controls.begin(), controls.end());
            m_out.push_back(std::move(operation));
        }
    }

    /// SWAP^t = e^(iπt/4)·exp(−iπt/4·(XX+YY+ZZ)).
    Status swapPower() {
        QSTORE_CHECK(readPower());
        if (is(m_exponent, 1.0)) {
            shiftPhase();
            return emit("swap", {0, 1}), Status{};
        }
        shiftPhase(0.25);
        for (const auto name : {"rxx", "ryy", "rzz"}) emit(name, {0, 1}, {m_turn * Angle(0.5)});
        return {};
    }

    /// ISWAP^t = exp(iπt/4·(XX+YY)).
    Status iswapPower() {
        QSTORE_CHECK(readPower());
        shiftPhase();
        if (is(m_exponent, 1.0)) return emit("iswap", {0, 1}), Status{};
        for (const auto name : {"rxx", "ryy"}) emit(name, {0, 1}, {m_turn * Angle(-0.5)});
        return {};
    }

    Status pairPower() {
        QSTORE_CHECK(readPower());
        shiftPhase(0.5);
        emit(std::string("r") + axis() + axis(), {0, 1}, {m_turn});
        return {};
    }

    Status cswap() { return emit("cswap", {0, 1, 2}), Status{}; }

    /// Z^(−p), then X^t with its shift, then Z^p.
    Status phasedX() {
        QSTORE_CHECK(readPower());
        QSTORE_TRY(const Angle exponent, member("phase_exponent"));
        const Angle turn = Angle(pi) * exponent;
        shiftPhase(0.5);
        emit("rz", {0}, {-turn});
        emit("rx", {0}, {m_turn});
        emit("rz", {0}, {turn});
        return {};
    }

    /// Z^(−a), X^x, Z^a, Z^z.
    Status phasedXz() {
        QSTORE_TRY(const Angle x, member("x_exponent"));
        QSTORE_TRY(const Angle z, member("z_exponent"));
        QSTORE_TRY(const Angle axisTurn, member("axis_phase_exponent"));
        emit("p", {0}, {Angle(-pi) * axisTurn});
        phase(Angle(pi / 2) * x);
        emit("rx", {0}, {Angle(pi) * x});
        emit("p", {0}, {Angle(pi) * (axisTurn + z)});
        return {};
    }

    Status fsim() {
        QSTORE_TRY(const Angle theta, member("theta"));
        QSTORE_TRY(const Angle phi, member("phi"));
        emit("rxx", {0, 1}, {theta});
        emit("ryy", {0, 1}, {theta});
        emit("cp", {0, 1}, {-phi});
        return {};
    }

    Status globalPhase() {
        const auto found = m_gate.find("coefficient");
        if (found == m_gate.end()) return malformed(m_type, "has no coefficient");
        double real = 0, imaginary = 0;
        if (found->is_number()) {
            real = found->get<double>();
        } else if (cirqType(*found) == "complex" && found->value("real", Json()).is_number() &&
                   found->value("imag", Json()).is_number()) {
            real = (*found)["real"].get<double>();
            imaginary = (*found)["imag"].get<double>();
        } else {
            return fail(ErrorCode::Unsupported,
                        "Cirq's global phase has a coefficient that is not a number.",
                        "Bind its symbols first.");
        }
        if (std::abs(std::hypot(real, imaginary) - 1.0) > 1e-8)
            return malformed(m_type, "has a coefficient that is not of magnitude 1");
        emit("gphase", {}, {Angle(std::atan2(imaginary, real))});
        return {};
    }

    /// IonQ's native gates as cirq_ionq writes them, in turns.
    Status native() {
        const auto turns = [&](const char* name,
                               std::optional<double> absent = std::nullopt) -> Result<Angle> {
            QSTORE_TRY(const Angle value, member(name, absent));
            return Angle(2 * pi) * value;
        };
        if (m_type == "GPIGate" || m_type == "GPI2Gate") {
            QSTORE_TRY(const Angle phi, turns("phi"));
            return emit(m_type == "GPIGate" ? "gpi" : "gpi2", {0}, {phi}), Status{};
        }
        if (m_type != "MSGate") {
            QSTORE_TRY(const Angle theta, turns("theta"));
            if (m_type == "ZZGate") return emit("zz", {0, 1}, {theta}), Status{};
            return emit("rz", {0}, {theta}), Status{};
        }
        QSTORE_TRY(const Angle phi0, turns("phi0"));
        QSTORE_TRY(const Angle phi1, turns("phi1"));
        QSTORE_TRY(const Angle theta, turns("theta", 0.25));
        return emit("ms", {0, 1}, {phi0, phi1, theta}), Status{};
    }

    Status identity() {
        for (Qubit qubit = 0; qubit < m_qubits; ++qubit) emit("id", {qubit});
        return {};
    }

    Status controlled() {
        const auto sub = m_gate.find("sub_gate");
        if (sub == m_gate.end()) return malformed(m_type, "has no sub_gate");
        QSTORE_TRY(const std::vector<bool> values, cirqControlValues(m_gate, m_qubits));
        QSTORE_TRY(std::vector<Operation> inner, cirqGate(*sub, m_qubits - values.size(), m_symbols));
        addControls(inner, values);
        return {};
    }

    const Json& m_gate;
    std::size_t m_qubits;
    std::vector<std::string>& m_symbols;
    std::string m_type;
    Angle m_exponent, m_shift, m_turn;
    std::vector<Operation> m_out;
};

}  // namespace

Result<std::vector<bool>> cirqControlValues(const Json& owner, std::size_t most) {
    const auto found = owner.find("control_values");
    if (found == owner.end()) return malformed("controlled gate", "has no control_values");
    const bool list = found->is_array();
    const std::string kind = list ? "ProductOfSums" : cirqType(*found);
    const Json data = list ? *found : found->is_object() ? found->value("data", Json()) : Json();
    if (!data.is_array()) return malformed("controlled gate", "has control_values that are no list");
    const bool sums = kind == "ProductOfSums";
    // A sum of one product is a plain list of values.
    if (!sums && (kind != "SumOfProducts" || data.size() != 1 || !data[0].is_array()))
        return fail(ErrorCode::Unsupported, "Cirq's control_values name several combinations.",
                    "Write one controlled gate for each.");
    std::vector<bool> values;
    for (const Json& each : sums ? data : data[0]) {
        const Json value = each.is_array() && each.size() == 1 ? each[0] : each;
        if (value != Json(0) && value != Json(1))
            return fail(
                ErrorCode::Unsupported,
                joinText({"Cirq's control value ", each.dump().substr(0, 40), " is neither 0 nor 1."}),
                "Only qubits with one control value each are possible.");
        values.push_back(value == Json(1));
    }
    const Json shape = owner.value("control_qid_shape", Json::array());
    if (!shape.is_array() ||
        std::any_of(shape.begin(), shape.end(), [](const Json& d) { return d != Json(2); }))
        return fail(ErrorCode::Unsupported, "Cirq's controls are qudits.", "Only qubits are possible.");
    if (values.empty() || values.size() > most)
        return malformed("controlled gate", joinText({"has ", std::to_string(values.size()), " controls"}));
    return values;
}

Result<std::vector<Operation>> cirqGate(const Json& gate, std::size_t qubits,
                                        std::vector<std::string>& symbols) {
    return CirqGateReader(gate, qubits, symbols).run();
}

}  // namespace qstore
