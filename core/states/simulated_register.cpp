// SPDX-License-Identifier: Apache-2.0
#include "core/states/simulated_register.h"

#include <Eigen/Cholesky>
#include <bit>
#include <cassert>
#include <cmath>
#include <set>
#include <utility>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/states/register_qubits.h"
#include "core/states/state_names.h"

namespace qstore {
namespace {

constexpr double kTraceTolerance = 1e-6;
constexpr double kEntryTolerance = 1e-9;

std::size_t bitsFor(std::size_t values) {
    return values < 2 ? 0 : static_cast<std::size_t>(std::bit_width(values - 1));
}

Status checkInfo(const RegisterInfo& info, std::size_t qubits) {
    QSTORE_CHECK(checkStateName(info.name, "a register"));
    const std::string subject = "register '" + info.name + "'";
    if (!info.origin.empty()) QSTORE_CHECK(checkStateName(info.origin, "the origin of " + subject));
    if (bitsFor(info.contexts.size()) > qubits)
        return fail(ErrorCode::InvalidArgument,
                    subject + " has " + std::to_string(info.contexts.size()) + " contexts and only " +
                        std::to_string(qubits) + " qubits",
                    "So many contexts need " + std::to_string(bitsFor(info.contexts.size())) + " qubits.");
    std::set<std::string> seen;
    for (const std::string& context : info.contexts) {
        QSTORE_CHECK(checkStateName(context, "a context of " + subject));
        if (!seen.insert(context).second)
            return fail(ErrorCode::InvalidArgument, subject + " names context '" + context + "' twice",
                        "Name each context once.");
    }
    return {};
}

/// The largest |ρ − ρ†|; not a number when an entry is none.
double hermitianDefect(const DensityMatrix& density) {
    const std::uint64_t size = std::uint64_t{1} << density.qubits();
    double defect = 0.0;
    for (std::uint64_t column = 0; column < size; ++column)
        for (std::uint64_t row = 0; row <= column; ++row) {
            const double distance =
                std::abs(density.entry(row, column) - std::conj(density.entry(column, row)));
            if (!(distance <= defect)) defect = distance;
            if (std::isnan(defect)) return defect;
        }
    return defect;
}

/// Whether ρ has no eigenvalue below −1e-9: then ρ + 1e-9 has a Cholesky factor.
bool isPositive(const DensityMatrix& density) {
    if (density.qubits() > kMaxSpectrumQubits) {
        for (const double probability : density.probabilities())
            if (probability < -kEntryTolerance) return false;
        return true;
    }
    ComplexMatrix shifted = density.matrix();
    shifted.diagonal().array() += kEntryTolerance;
    return Eigen::LLT<ComplexMatrix>(shifted).info() == Eigen::Success;
}

Status checkDensity(const DensityMatrix& density, const std::string& subject) {
    const double trace = density.trace();
    if (!(std::abs(trace - 1.0) <= kTraceTolerance))
        return fail(
            ErrorCode::InvalidArgument,
            "the density matrix of " + subject + " has trace " + numberToText(trace) + " instead of 1",
            "Divide it by its trace.");
    const double defect = hermitianDefect(density);
    if (!(defect <= kEntryTolerance))
        return fail(ErrorCode::InvalidArgument,
                    "the density matrix of " + subject + " is not Hermitian: an entry is " +
                        numberToText(defect) + " away from its conjugate",
                    "Give a matrix that equals its conjugate transpose to 1e-9.");
    if (!isPositive(density))
        return fail(ErrorCode::InvalidArgument,
                    "the density matrix of " + subject + " has an eigenvalue below -1e-9",
                    "Probabilities cannot be negative; check the entries off the diagonal.");
    return {};
}

/// The start stays, and of the steps as many as fit, the newest.
std::string originAfter(const std::string& origin, const std::string& step) {
    constexpr const char* gap = "; ";
    std::string whole = origin.empty() ? step : origin + gap + step;
    if (whole.size() <= kMostNameBytes) return whole;
    const std::size_t end = whole.find(gap);
    for (std::size_t at = end; at != std::string::npos; at = whole.find(gap, at + 1)) {
        std::string shorter = whole.substr(0, end) + "; …" + whole.substr(at);
        if (shorter.size() <= kMostNameBytes) return shorter;
    }
    return "…; " + step;
}

DensityMatrix projector(const State& state) {
    const std::vector<std::complex<double>> amplitudes = state.amplitudes();
    std::vector<std::complex<double>> entries;
    entries.reserve(amplitudes.size() * amplitudes.size());
    for (const auto& column : amplitudes)
        for (const auto& row : amplitudes) entries.push_back(row * std::conj(column));
    return {state.qubits(), std::move(entries)};
}

}  // namespace

Status requireDensityMemory(std::size_t qubits) {
    const std::string what = "a density matrix of " + std::to_string(qubits) + " qubits";
    const std::string hint =
        "Take fewer qubits; a pure register needs 2^n amplitudes instead of 4^n entries.";
    if (qubits > kMaxDensityQubits)
        return fail(ErrorCode::ResourceExhausted,
                    what + " is larger than the limit of " + std::to_string(kMaxDensityQubits) + " qubits",
                    hint);
    return requireMemory(densityMatrixBytes(qubits), what, hint);
}

SimulatedRegister::SimulatedRegister(RegisterInfo info, std::variant<State, DensityMatrix> content)
    : m_info(std::move(info)), m_content(std::move(content)) {}

Result<SimulatedRegister> SimulatedRegister::pure(RegisterInfo info, State state) {
    QSTORE_CHECK(checkInfo(info, state.qubits()));
    return SimulatedRegister(std::move(info), std::move(state));
}

Result<SimulatedRegister> SimulatedRegister::mixed(RegisterInfo info, DensityMatrix density) {
    QSTORE_CHECK(checkInfo(info, density.qubits()));
    QSTORE_CHECK(checkDensity(density, "register '" + info.name + "'"));
    return SimulatedRegister(std::move(info), std::move(density));
}

SimulatedRegister SimulatedRegister::after(std::variant<State, DensityMatrix> content) const {
    SimulatedRegister result(m_info, std::move(content));
    assert(result.qubits() == qubits());
    return result;
}

SimulatedRegister SimulatedRegister::withStep(const std::string& step) const {
    assert(!step.empty() && step.size() <= 190);
    RegisterInfo info = m_info;
    info.origin = originAfter(m_info.origin, step);
    return {std::move(info), m_content};
}

Result<SimulatedRegister> SimulatedRegister::renamed(std::string name) const {
    RegisterInfo info = m_info;
    info.name = std::move(name);
    QSTORE_CHECK(checkInfo(info, qubits()));
    return SimulatedRegister(std::move(info), m_content);
}

std::size_t SimulatedRegister::qubits() const {
    return std::visit([](const auto& content) { return content.qubits(); }, m_content);
}

Result<DensityMatrix> SimulatedRegister::toDensity() const {
    if (density() != nullptr) return *density();
    QSTORE_CHECK(requireDensityMemory(qubits()));
    return projector(*state());
}

Result<std::vector<double>> SimulatedRegister::probabilities() const {
    QSTORE_CHECK(requireMemory(stateVectorBytes(qubits(), Precision::Single),
                               "the probabilities of " + std::to_string(qubits()) + " qubits"));
    return std::visit([](const auto& content) { return content.probabilities(); }, m_content);
}

std::vector<Qubit> SimulatedRegister::contextQubits() const {
    std::vector<Qubit> qubitsOfContext;
    const std::size_t bits = bitsFor(m_info.contexts.size());
    for (std::size_t j = 0; j < bits; ++j) qubitsOfContext.push_back(qubits() - bits + j);
    return qubitsOfContext;
}

std::vector<Qubit> SimulatedRegister::dataQubits() const {
    return otherQubits(contextQubits(), qubits());
}

}  // namespace qstore
