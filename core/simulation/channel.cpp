// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/channel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/closest_name.h"
#include "core/base/number_text.h"

namespace qstore {
namespace {

constexpr double kComplete = 1e-9;
/// Rounding of products of exact entries.
constexpr double kRounding = 1e-12;

Status checkParameter(const ChannelKind& kind, const ChannelParameter& parameter, double value) {
    const bool inside = parameter.positive ? value > 0.0 : value >= 0.0;
    if (inside && value <= parameter.most) return {};
    std::string range = "from 0 to " + numberToText(parameter.most);
    if (parameter.most > 1.0) range = parameter.positive ? "above 0" : "0 or more";
    return fail(ErrorCode::InvalidArgument, "'" + std::string(parameter.name) + "' of the channel " +
                                                std::string(kind.name) + " is " + numberToText(value) +
                                                ", it must be a number " + range);
}

/// The largest entry of Σ K†K − 1.
double completenessDefect(const std::vector<ComplexMatrix>& operators) {
    const Eigen::Index size = operators.front().rows();
    ComplexMatrix sum = -ComplexMatrix::Identity(size, size);
    for (const ComplexMatrix& op : operators) sum += op.adjoint() * op;
    return sum.cwiseAbs().maxCoeff();
}

Status checkShapes(const std::vector<ComplexMatrix>& operators) {
    if (operators.empty())
        return fail(ErrorCode::InvalidArgument, "a list of no Kraus operators is no channel");
    const Eigen::Index size = operators.front().rows();
    for (std::size_t k = 0; k < operators.size(); ++k) {
        const ComplexMatrix& op = operators[k];
        if (op.rows() == size && op.cols() == size && (size == 2 || size == 4 || size == 8)) continue;
        return fail(ErrorCode::InvalidArgument,
                    "Kraus operator " + std::to_string(k) + " is " + std::to_string(op.rows()) + " x " +
                        std::to_string(op.cols()),
                    "All operators of a channel are 2 x 2, 4 x 4 or 8 x 8: one to three qubits.");
    }
    for (const ComplexMatrix& op : operators)
        if (!op.allFinite())
            return fail(ErrorCode::InvalidArgument, "a Kraus operator has an entry that is not finite");
    return {};
}

bool isZero(const ComplexMatrix& op) {
    return op.cwiseAbs().maxCoeff() == 0.0;
}

}  // namespace

Channel::Channel(const ChannelKind& kind, std::vector<double> parameters,
                 std::vector<ComplexMatrix> operators)
    : m_kind(&kind), m_parameters(std::move(parameters)), m_operators(std::move(operators)) {
    const Eigen::Index size = m_operators.front().rows();
    while ((Eigen::Index{1} << m_qubits) < size) ++m_qubits;
    for (const ComplexMatrix& op : m_operators) m_effects.emplace_back(op.adjoint() * op);
    for (const ComplexMatrix& effect : m_effects) {
        const double probability = effect.trace().real() / static_cast<double>(size);
        const ComplexMatrix rest = effect - probability * ComplexMatrix::Identity(size, size);
        if (rest.cwiseAbs().maxCoeff() > kRounding) {
            m_mixture.clear();
            break;
        }
        m_mixture.push_back(probability);
    }
}

Result<Channel> Channel::make(std::string_view name, std::span<const double> parameters) {
    const ChannelKind* kind = findChannelKind(name);
    if (kind == nullptr) {
        std::vector<std::string> names;
        std::string all;
        for (const ChannelKind& known : channelKinds()) {
            names.emplace_back(known.name);
            all += (all.empty() ? "" : ", ") + names.back();
        }
        const std::string near = closestName(name, names);
        return fail(ErrorCode::NotFound, "there is no channel named '" + std::string(name) + "'",
                    near.empty() ? "there are " + all : "did you mean '" + near + "'?");
    }
    if (kind->operators == nullptr || parameters.size() != kind->parameters.size()) {
        return fail(ErrorCode::InvalidArgument,
                    "the channel " + std::string(name) + " is not made of " +
                        std::to_string(parameters.size()) + " numbers",
                    std::string(kind->help));
    }
    for (std::size_t j = 0; j < parameters.size(); ++j)
        QSTORE_CHECK(checkParameter(*kind, kind->parameters[j], parameters[j]));
    QSTORE_TRY(auto operators, kind->operators(parameters));
    operators.erase(std::remove_if(operators.begin(), operators.end(), isZero), operators.end());
    return Channel(*kind, {parameters.begin(), parameters.end()}, std::move(operators));
}

Result<Channel> Channel::bitFlip(double probability) {
    return make("bit-flip", {{probability}});
}

Result<Channel> Channel::phaseFlip(double probability) {
    return make("phase-flip", {{probability}});
}

Result<Channel> Channel::depolarizing(double probability, std::size_t qubits) {
    if (qubits == 0 || qubits > 2)
        return fail(ErrorCode::InvalidArgument,
                    "depolarizing " + std::to_string(qubits) + " qubits at once is not in the table",
                    "One or two qubits are; more can be given as Kraus operators.");
    return make(qubits == 1 ? "depolarizing" : "two-qubit-depolarizing", {{probability}});
}

Result<Channel> Channel::amplitudeDamping(double gamma) {
    return make("amplitude-damping", {{gamma}});
}

Result<Channel> Channel::phaseDamping(double lambda) {
    return make("phase-damping", {{lambda}});
}

Result<Channel> Channel::generalizedAmplitudeDamping(double gamma, double excited) {
    return make("generalized-amplitude-damping", {{gamma, excited}});
}

Result<Channel> Channel::thermalRelaxation(double t1Us, double t2Us, double gateTimeNs, double excited) {
    return make("thermal-relaxation", {{t1Us, t2Us, gateTimeNs, excited}});
}

Result<Channel> Channel::kraus(std::vector<ComplexMatrix> operators) {
    QSTORE_CHECK(checkShapes(operators));
    const double defect = completenessDefect(operators);
    if (!(defect <= kComplete)) {
        return fail(ErrorCode::InvalidArgument,
                    "the Kraus operators do not preserve the trace: an entry of the sum of K†K is " +
                        numberToText(defect) + " away from the identity",
                    "Scale or complete them so that the sum of K†K is the identity to 1e-9.");
    }
    operators.erase(std::remove_if(operators.begin(), operators.end(), isZero), operators.end());
    return Channel(*findChannelKind("kraus"), {}, std::move(operators));
}

ComplexMatrix Channel::superoperator() const {
    const Eigen::Index size = m_operators.front().rows();
    ComplexMatrix result = ComplexMatrix::Zero(size * size, size * size);
    for (const ComplexMatrix& op : m_operators)
        for (Eigen::Index c = 0; c < size; ++c)
            for (Eigen::Index d = 0; d < size; ++d)
                result.block(c * size, d * size, size, size) += std::conj(op(c, d)) * op;
    return result;
}

bool operator==(const Channel& a, const Channel& b) {
    return a.m_kind == b.m_kind && a.m_parameters == b.m_parameters && a.m_operators == b.m_operators;
}

}  // namespace qstore
