// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "core/simulation/kept_memory.h"
#include "core/simulation/state_storage.h"

namespace qstore {

/// States whose memory comes back when the last copy of a state goes: to be given it by the system anew
/// costs as much as a sweep or two. One of them is kept, if it is kept at all (`isKept`). All are of one
/// plan, whose states differ in the same amplitudes: the others are zero in all of them.
template <class Real>
class StateMemory {
public:
    /// Zeros, or another state of the plan.
    Amplitudes<Real> take(std::size_t size) const {
        Amplitudes<Real> amplitudes;
        {
            const std::scoped_lock lock(m_shelf->mutex);
            amplitudes.swap(m_shelf->amplitudes);
        }
        return amplitudes.size() == size ? std::move(amplitudes) : Amplitudes<Real>(size);
    }

    /// A state whose memory comes back, as long as this object is there.
    State lend(std::size_t qubits, Amplitudes<Real> amplitudes) const {
        if (!isKept(amplitudes.size() * sizeof(Amplitude<Real>)))
            return makeState<Real>(qubits, std::move(amplitudes));
        auto storage = std::make_unique<State::Storage>();
        storage->qubits = qubits;
        storage->amplitudes = std::move(amplitudes);
        const std::weak_ptr<Shelf> shelf = m_shelf;
        return State(std::shared_ptr<const State::Storage>(
            storage.release(), [shelf](State::Storage* returned) noexcept { putBack(shelf, returned); }));
    }

    std::size_t bytes() const {
        const std::scoped_lock lock(m_shelf->mutex);
        return m_shelf->amplitudes.capacity() * sizeof(Amplitude<Real>);
    }

private:
    struct Shelf {
        std::mutex mutex;
        Amplitudes<Real> amplitudes;
    };

    static void putBack(const std::weak_ptr<Shelf>& to, State::Storage* returned) noexcept {
        const std::unique_ptr<State::Storage> storage(returned);
        const std::shared_ptr<Shelf> shelf = to.lock();
        auto* amplitudes = std::get_if<Amplitudes<Real>>(&storage->amplitudes);
        if (!shelf || amplitudes == nullptr) return;
        const std::scoped_lock lock(shelf->mutex);
        shelf->amplitudes.swap(*amplitudes);
    }

    std::shared_ptr<Shelf> m_shelf = std::make_shared<Shelf>();
};

}  // namespace qstore
