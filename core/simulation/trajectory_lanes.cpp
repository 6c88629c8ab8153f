// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectory_lanes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "core/simulation/rotation_program.h"
#include "core/simulation/shot_kernels.h"
#include "core/simulation/trajectory_steps.h"

namespace qstore {
namespace {

/// Index bits of a state that has the four vectors which observables go through at a time.
std::size_t paddedBits(std::size_t qubits) {
    return std::max<std::size_t>(qubits, 2);
}

/// The numbers of a stream, made several at a time.
class NumbersAhead {
public:
    explicit NumbersAhead(const RandomStream& stream) : m_stream(stream) {}

    std::uint64_t nextU64() {
        if (m_next == m_numbers.size()) {
            m_stream.fill(m_numbers);
            m_next = 0;
        }
        return m_numbers[m_next++];
    }
    double uniform() { return static_cast<double>(nextU64() >> 11U) * 0x1.0p-53; }

private:
    RandomStream m_stream;
    std::array<std::uint64_t, 32> m_numbers{};
    std::size_t m_next = m_numbers.size();
};

/// Lanes in which a bit of `active` is set, one after the other.
template <class Body>
void forLanes(unsigned active, const Body& body) {
    for (; active != 0; active &= active - 1) body(static_cast<std::size_t>(std::countr_zero(active)));
}

unsigned allOf(std::size_t lanes) {
    return (1U << lanes) - 1;
}

/// As the lane kernels want them, indices being those of the circuit.
RotationProgram programOf(const std::vector<PauliSum>& observables, std::size_t qubits) {
    RotationProgram program;
    program.bits = paddedBits(qubits);
    for (const PauliSum& observable : observables) {
        auto& terms = program.observables.emplace_back();
        for (const PauliTerm& term : observable.terms)
            terms.push_back({term.coefficient, PhasedPauli::ofLetters(term.string.x, term.string.z)});
    }
    return program;
}

using Map = TrajectoryState::Map;

}  // namespace

struct LaneTrajectories::Work {
    Work(const TrajectoryKernels& kernels, std::size_t indexBits, std::size_t observables)
        : state(kernels, indexBits),
          scratch(kernels.lanes << indexBits),
          expectations(kernels.lanes * observables),
          norms(kernels.lanes),
          shares(kernels.lanes),
          indices(kernels.lanes) {}

    TrajectoryState state;
    AlignedBuffer<double> scratch;       ///< a vector for each amplitude
    AlignedBuffer<double> expectations;  ///< a vector for each observable
    AlignedBuffer<double> norms, shares, indices;
    QubitMap turn;
    LaneMatrix matrix;
    std::vector<NumbersAhead> random;
    std::vector<double> weights;                  ///< of a channel's operators, those of a lane together
    std::array<std::size_t, kMostLanes> drawn{};  ///< the operator of each lane
    std::array<double, kMostLanes> squaredNorm{};
    std::array<std::uint64_t, kMostLanes> bits{}, keys{};
};

LaneTrajectories::LaneTrajectories(const NoisyProgram& program, const std::vector<PauliSum>& observables)
    : m_program(program),
      m_kernels(trajectoryKernels()),
      m_expectations(laneKernels<double>().expectations),
      m_vectors(std::size_t{1} << paddedBits(program.qubits)),
      m_observables(programOf(observables, program.qubits), {paddedBits(program.qubits), 1}) {
    for (const Channel& channel : program.channels) {
        PreparedChannel& prepared = m_channels.emplace_back();
        prepared.diagonal = hasDiagonalEffects(channel);
        prepared.map = channel.mixture().empty() ? Map::Any : Map::Unitary;
        for (std::size_t k = 0; k < channel.operators().size(); ++k) {
            prepared.operators.push_back(drawnOperator(channel, k));
            prepared.shared.push_back(share(prepared.operators.back(), channel.qubits() == 1));
        }
    }
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const NoisyStep& step = program.steps[i];
        m_layouts.emplace_back(paddedBits(program.qubits), step.qubits, step.controls);
        m_gates.push_back(step.kind == NoisyStepKind::Gate ? share(step.matrix, turns(i)) : Shared{});
    }
}

LaneTrajectories::Shared LaneTrajectories::share(const ComplexMatrix& matrix, bool turns) const {
    Shared shared;
    const std::vector<const Complex*> same(lanes(), matrix.data());
    if (turns) {
        shared.turn.fill(same);
    } else {
        shared.matrix.fill(static_cast<std::size_t>(matrix.rows()), same);
    }
    return shared;
}

bool LaneTrajectories::turns(std::size_t index) const {
    return m_layouts[index].offsets.size() == 2 && m_layouts[index].controlMask == 0;
}

std::size_t LaneTrajectories::workBytes(std::size_t qubits, std::size_t observables) {
    const std::size_t lanes = trajectoryKernels().lanes;
    const std::size_t bits = paddedBits(qubits);
    const std::size_t amplitudes = bits < 60 ? std::size_t{1} << bits : std::size_t{1} << 60U;
    const std::size_t scratch =
        saturatingMultiply(saturatingAdd(amplitudes, observables), lanes * sizeof(double));
    return saturatingAdd(TrajectoryState::bytes(lanes, bits), scratch);
}

std::size_t LaneTrajectories::tableBytes(const std::vector<PauliSum>& observables, std::size_t qubits) {
    if (qubits >= 60) return std::numeric_limits<std::size_t>::max();
    return LaneObservableTables<double>::cost(programOf(observables, qubits)).bytes;
}

std::size_t LaneTrajectories::programBytes(const NoisyProgram& program) {
    // A matrix grows twofold while it is filled, and has some lists beside its entries.
    const std::size_t entry =
        2 * 2 * trajectoryKernels().lanes * sizeof(double) + sizeof(LaneMatrix::Entry);
    constexpr std::size_t lists = sizeof(Shared) + sizeof(GateLayout) + 256;
    std::size_t bytes = 0;
    for (const NoisyStep& step : program.steps)
        bytes += lists + entry * static_cast<std::size_t>(step.matrix.size());
    for (const Channel& channel : program.channels)
        for (const ComplexMatrix& op : channel.operators())
            bytes += lists + (entry + sizeof(Complex)) * static_cast<std::size_t>(op.size());
    return bytes;
}

std::shared_ptr<LaneTrajectories::Work> LaneTrajectories::makeWork() const {
    return std::make_shared<Work>(m_kernels, paddedBits(m_program.qubits), observables());
}

bool LaneTrajectories::run(const Group& group, const std::stop_token& stop, Work& work) const {
    start(group, work);
    for (std::size_t i = 0; i < m_program.steps.size(); ++i) {
        if (stop.stop_requested()) return false;
        const unsigned active = activeLanes(m_program.steps[i], work);
        if (active != 0) step(i, active, work);
    }
    finish(group, work);
    return true;
}

double LaneTrajectories::expectation(const Work& work, std::size_t k, std::size_t lane) const {
    return work.expectations[lanes() * k + lane];
}

std::uint64_t LaneTrajectories::key(const Work& work, std::size_t lane) const {
    return work.keys[lane];
}

void LaneTrajectories::start(const Group& group, Work& work) const {
    work.state.start();
    work.random.clear();
    // Lanes beyond the last trajectory repeat it: then they choose no operators of their own.
    for (std::size_t lane = 0; lane < lanes(); ++lane)
        work.random.emplace_back(
            RandomStream(group.seed, "noise", group.first + std::min(lane, group.count - 1)));
    work.bits.fill(0);
    work.squaredNorm.fill(1.0);
}

unsigned LaneTrajectories::activeLanes(const NoisyStep& step, const Work& work) const {
    if (step.conditions.empty()) return allOf(lanes());
    unsigned active = 0;
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
        const std::uint64_t bits = work.bits[lane];
        if (conditionsHold(step.conditions, [&](ClassicalBit bit) { return ((bits >> bit) & 1U) != 0; }))
            active |= 1U << lane;
    }
    return active;
}

void LaneTrajectories::step(std::size_t index, unsigned active, Work& work) const {
    switch (m_program.steps[index].kind) {
        case NoisyStepKind::Gate: applyGate(index, active, work); break;
        case NoisyStepKind::Channel: applyChannel(index, active, work); break;
        case NoisyStepKind::Reset:
        case NoisyStepKind::Measure: collapse(index, active, work); break;
    }
}

void LaneTrajectories::applyGate(std::size_t index, unsigned active, Work& work) const {
    if (active == allOf(lanes())) {
        applyShared(m_gates[index], index, Map::Unitary, work);
        return;
    }
    const ComplexMatrix& matrix = m_program.steps[index].matrix;
    Choices choices{};
    forLanes(active, [&](std::size_t lane) { choices[lane] = matrix.data(); });
    applyPerLane(choices, index, Map::Unitary, work);
}

void LaneTrajectories::applyShared(const Shared& shared, std::size_t index, Map map, Work& work) const {
    if (turns(index)) {
        work.state.turn(m_program.steps[index].qubits[0], shared.turn, map);
    } else {
        work.state.apply(shared.matrix, m_layouts[index], map);
    }
}

void LaneTrajectories::applyPerLane(const Choices& choices, std::size_t index, Map map, Work& work) const {
    if (turns(index)) {
        turnPerLane(choices, m_program.steps[index].qubits[0], map, work);
        return;
    }
    work.matrix.fill(m_layouts[index].offsets.size(), std::span(choices).first(lanes()));
    work.state.apply(work.matrix, m_layouts[index], map);
}

void LaneTrajectories::turnPerLane(const Choices& choices, Qubit qubit, Map map, Work& work) const {
    work.turn.fill(std::span(choices).first(lanes()));
    work.state.turn(qubit, work.turn, map);
}

void LaneTrajectories::applyChannel(std::size_t index, unsigned active, Work& work) const {
    const Channel& channel = m_program.channels[m_program.steps[index].channel];
    if (!channel.mixture().empty()) {
        drawFromMixture(channel, active, work);
        applyDrawn(index, active, work);
        return;
    }
    drawByWeight(index, active, work);
    applyDrawn(index, active, work);
    lengthenShort(m_program.steps[index].qubits[0], active, work);
}

void LaneTrajectories::drawFromMixture(const Channel& channel, unsigned active, Work& work) const {
    forLanes(active, [&](std::size_t lane) {
        work.drawn[lane] = drawnPlace(channel.mixture(), work.random[lane].uniform());
    });
}

/// Draws K with probability ‖K ψ‖², which becomes the squared norm of the lane's state.
void LaneTrajectories::drawByWeight(std::size_t index, unsigned active, Work& work) const {
    findWeights(index, work);
    const std::size_t count = work.weights.size() / lanes();
    forLanes(active, [&](std::size_t lane) {
        const std::span<const double> weights = std::span(work.weights).subspan(lane * count, count);
        double total = 0.0;
        for (const double weight : weights) total += weight;
        const std::size_t k = drawnPlace(weights, work.random[lane].uniform() * total);
        work.drawn[lane] = k;
        work.squaredNorm[lane] = weights[k];
    });
}

/// Tr(K†K ρ) = ‖K ψ‖² of each operator in each lane.
void LaneTrajectories::findWeights(std::size_t index, Work& work) const {
    const std::size_t which = m_program.steps[index].channel;
    const std::vector<ComplexMatrix>& effects = m_program.channels[which].effects();
    const bool diagonal = m_channels[which].diagonal;
    const double* reduced = work.state.reduced(m_layouts[index], diagonal);
    work.weights.resize(effects.size() * lanes());
    const std::size_t n = lanes();
    for (std::size_t k = 0; k < effects.size(); ++k) {
        const ComplexMatrix& effect = effects[k];
        const auto size = static_cast<std::size_t>(effect.rows());
        std::array<double, kMostLanes> sums{};
        for (std::size_t a = 0; a < size; ++a) {
            for (std::size_t b = diagonal ? a : 0; b <= a; ++b) {
                const Complex entry = effect(static_cast<Eigen::Index>(b), static_cast<Eigen::Index>(a));
                if (entry == 0.0) continue;
                const double twice = a == b ? 1.0 : 2.0;
                const double* rho = reduced + 2 * n * (a * size + b);
                for (std::size_t lane = 0; lane < n; ++lane)
                    sums[lane] += twice * (entry.real() * rho[lane] - entry.imag() * rho[n + lane]);
            }
        }
        for (std::size_t lane = 0; lane < n; ++lane)
            work.weights[lane * effects.size() + k] = std::max(0.0, sums[lane]);
    }
}

void LaneTrajectories::applyDrawn(std::size_t index, unsigned active, Work& work) const {
    const PreparedChannel& channel = m_channels[m_program.steps[index].channel];
    const auto drawn = std::span(work.drawn).first(lanes());
    const bool same = active == allOf(lanes()) &&
                      std::all_of(drawn.begin(), drawn.end(), [&](auto k) { return k == drawn[0]; });
    if (same) {
        applyShared(channel.shared[drawn[0]], index, channel.map, work);
        return;
    }
    Choices choices{};
    forLanes(active, [&](std::size_t lane) { choices[lane] = channel.operators[drawn[lane]].data(); });
    applyPerLane(choices, index, channel.map, work);
}

void LaneTrajectories::lengthenShort(Qubit qubit, unsigned active, Work& work) const {
    unsigned tooShort = 0;
    forLanes(active, [&](std::size_t lane) {
        if (work.squaredNorm[lane] <= kShortest) tooShort |= 1U << lane;
    });
    if (tooShort == 0) return;
    std::array<std::array<Complex, 4>, kMostLanes> factors{};
    Choices choices{};
    forLanes(tooShort, [&](std::size_t lane) {
        factors[lane][0] = factors[lane][3] = 1.0 / std::sqrt(work.squaredNorm[lane]);
        choices[lane] = factors[lane].data();
        work.squaredNorm[lane] = 1.0;
    });
    turnPerLane(choices, qubit, Map::Any, work);
}

/// Draws the outcome, projects on it and, for a reset, turns |1⟩ into |0⟩. The state is then normalised.
void LaneTrajectories::collapse(std::size_t index, unsigned active, Work& work) const {
    const NoisyStep& step = m_program.steps[index];
    const ReadoutError& error = m_program.readout[step.qubits[0]];
    const std::uint64_t mask = std::uint64_t{1} << step.bit;
    const double* reduced = work.state.reduced(m_layouts[index], true);
    Choices choices{};
    std::array<std::array<Complex, 4>, kMostLanes> projections{};
    forLanes(active, [&](std::size_t lane) {
        const double weights[] = {reduced[lane], reduced[2 * lanes() * 3 + lane]};
        const double draw = work.random[lane].uniform() * (weights[0] + weights[1]);
        const bool one = drawnPlace(weights, draw) == 1;
        const std::size_t row = one && step.kind == NoisyStepKind::Measure ? 1 : 0;
        projections[lane][(one ? 2 : 0) + row] = 1.0 / std::sqrt(weights[one ? 1 : 0]);
        choices[lane] = projections[lane].data();
        work.squaredNorm[lane] = 1.0;
        if (step.kind == NoisyStepKind::Reset) return;
        const bool read = readOnce(error, one, work.random[lane]);
        work.bits[lane] = read ? work.bits[lane] | mask : work.bits[lane] & ~mask;
    });
    turnPerLane(choices, step.qubits[0], Map::Any, work);
}

void LaneTrajectories::finish(const Group& group, Work& work) const {
    const double* state = work.state.amplitudes();
    m_kernels.squaredNorms(state, m_vectors, work.norms.data());
    if (observables() > 0) {
        m_expectations(m_observables.view(), {0, m_vectors}, state, work.scratch.data(),
                       work.expectations.data());
        for (std::size_t k = 0; k < observables(); ++k)
            for (std::size_t lane = 0; lane < lanes(); ++lane)
                work.expectations[lanes() * k + lane] /= work.norms[lane];
    }
    if (!group.counts) return;
    const bool draws = !m_program.flow.assignsBits || !m_program.flow.finalMeasurements.empty();
    if (draws) {
        // The numbers, and what is made of them, are those of `drawBasisStates` for a single shot.
        for (std::size_t lane = 0; lane < lanes(); ++lane) {
            const std::uint64_t numbers[] = {work.random[lane].nextU64(), work.random[lane].nextU64()};
            double gaps[2];
            exponentials(numbers, 2, gaps);
            work.shares[lane] = gaps[0] / (gaps[0] + gaps[1]);
        }
        m_kernels.draw(state, m_vectors, work.norms.data(), work.shares.data(), work.indices.data());
    }
    for (std::size_t lane = 0; lane < lanes(); ++lane) {
        const auto index = draws ? static_cast<std::uint64_t>(work.indices[lane]) : 0;
        work.keys[lane] = m_program.key(index, work.bits[lane], [&](Qubit qubit, bool one) {
            return readOnce(m_program.readout[qubit], one, work.random[lane]);
        });
    }
}

}  // namespace qstore
