// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "core/simulation/kept_memory.h"
#include "core/simulation/state_storage.h"

namespace qstore {

/// States of one size whose memory comes back when the last copy of a state goes: to be given it by the
/// system anew costs as much as a sweep or two. One of them is kept, if it is kept at all (`isKept`).
template <class Real>
class StateMemory {
public:
    /// Zeros.
    Amplitudes<Real> take(std::size_t size) const {
        Amplitudes<Real> amplitudes;
        {
            const std::scoped_lock lock(m_shelf->mutex);
            amplitudes.swap(m_shelf->amplitudes);
        }
        if (amplitudes.size() != size) return Amplitudes<Real>(size);
        forBlocks(size, [&](std::size_t begin, std::size_t end) {
            std::fill_n(amplitudes.data() + begin, end - begin, Amplitude<Real>{});
        });
        return amplitudes;
    }

    /// A state whose memory comes back, as long as this object is there.
    State lend(std::size_t qubits, Amplitudes<Real> amplitudes) const {
        auto storage = std::make_unique<State::Storage>();
        storage->qubits = qubits;
        storage->amplitudes = std::move(amplitudes);
        const std::weak_ptr<Shelf> shelf = m_shelf;
        return State(std::shared_ptr<const State::Storage>(
            storage.release(), [shelf](State::Storage* returned) { putBack(shelf, returned); }));
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

    static void putBack(const std::weak_ptr<Shelf>& to, State::Storage* returned) {
        const std::unique_ptr<State::Storage> storage(returned);
        const std::shared_ptr<Shelf> shelf = to.lock();
        auto& amplitudes = std::get<Amplitudes<Real>>(storage->amplitudes);
        if (!shelf || !isKept(amplitudes.size() * sizeof(Amplitude<Real>))) return;
        const std::scoped_lock lock(shelf->mutex);
        shelf->amplitudes.swap(amplitudes);
    }

    std::shared_ptr<Shelf> m_shelf = std::make_shared<Shelf>();
};

}  // namespace qstore
