// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/block_run.h"
#include "core/simulation/plan_bytes.h"

namespace qstore {

/// What one call on a batch reads, and the rows it writes.
template <class Real>
struct BlockRunner<Real>::Call {
    const Bindings& bindings;
    const Cotangent* cotangent = nullptr;
    GradientRequest request;
    const std::stop_token& stop;
    VectorJacobian& result;
    std::vector<std::uint8_t> wantedAngles{};
    mutable std::vector<double> weightRows{};  ///< chunks × weights; every chunk writes its own

    bool isWanted(const AngleUse& use) const {
        return use.angle != kNoAngle && wantedAngles[use.angle] != 0;
    }
};

/// A state and what is bound for it.
template <class Real>
struct BlockRunner<Real>::Sample {
    bool isFresh = true;  ///< the state is zero everywhere
    AlignedBuffer<Real> state, coState;
    std::vector<double> slots, values;
    AlignedBuffer<double> phases;
    AlignedBuffer<Real> cosines, sines;               ///< of the turns of a sweep
    AlignedBuffer<Real> termCosines, termSines;       ///< of all phases
    AlignedBuffer<TurnFraction<Real>> termFractions;  ///< a vector for each phase
    SweepTurns forwardTurns, backwardTurns;
    std::vector<double> expectations, cotangent;
    std::vector<double> rangeSums;
    AlignedBuffer<Real> factors;
    std::vector<double> blockSlopes;  ///< blocks × (turns + phases) of a sweep
    std::vector<double> angleSlopes;  ///< dE/d(value)
    std::vector<double> slotGradient;

    std::size_t bytes() const {
        std::size_t sum = blockBytes(sizeof(Sample));
        const auto add = [&sum](const auto&... members) { sum += (heldBytes(members) + ...); };
        add(state, coState, slots, values, phases, cosines, sines, termCosines, termSines, termFractions);
        add(forwardTurns, backwardTurns, expectations, cotangent, rangeSums, factors, blockSlopes,
            angleSlopes);
        return sum + heldBytes(slotGradient);
    }
};

/// What one thread needs for a block.
template <class Real>
struct BlockRunner<Real>::Block {
    AlignedBuffer<Real> state, coState, table, weights, scratch, factors, sums, turnSlopes, values;
    AlignedBuffer<Real> inner;  ///< an inner block between two passes
    AlignedBuffer<TurnFraction<Real>> fractions;
    std::vector<ForwardPass> forward;  ///< the passes of a round, and room for those of any other
    std::size_t aheadFirst = 0;        ///< the block whose vectors are asked for
    std::size_t aheadBegin = 0;        ///< those in Sweep::order that come next
    std::size_t aheadEnd = 0;
    std::size_t nextFirst = 0;  ///< the block after it
    BackwardPass backward;
    std::vector<std::uint8_t> wanted;

    std::size_t bytes() const {
        std::size_t sum = blockBytes(sizeof(Block));
        const auto add = [&sum](const auto&... members) { sum += (heldBytes(members) + ...); };
        add(state, coState, table, weights, scratch, factors, sums, turnSlopes, values, forward, backward);
        add(inner, fractions, wanted);
        return sum;
    }
};

/// An idle object of a pool, or a new one; goes back at the end.
template <class Real>
template <class T>
class BlockRunner<Real>::Lease {
public:
    template <class Make>
    Lease(std::mutex& mutex, std::vector<std::unique_ptr<T>>& idle, const Make& make)
        : m_mutex(mutex), m_idle(idle) {
        {
            const std::scoped_lock lock(mutex);
            // Room to come back to: returning must not allocate.
            if (idle.capacity() < kMaxIdle) idle.reserve(kMaxIdle);
            if (!idle.empty()) {
                m_object = std::move(idle.back());
                idle.pop_back();
            }
        }
        if (!m_object) m_object = make();
    }
    ~Lease() {
        if (!m_object) return;
        const std::scoped_lock lock(m_mutex);
        if (m_idle.size() < m_idle.capacity()) m_idle.push_back(std::move(m_object));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    T& operator*() { return *m_object; }
    void drop() { m_object.reset(); }

private:
    static constexpr std::size_t kMaxIdle = 64;
    std::mutex& m_mutex;
    std::vector<std::unique_ptr<T>>& m_idle;
    std::unique_ptr<T> m_object;
};

}  // namespace qstore
