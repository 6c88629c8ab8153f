// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/vector_rows.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// The points of one collection in memory: each has a slot, where its vector, payload and id are. Slots are
/// given in order, freed ones first, so that the same writes give the same slots. Not thread-safe.
class PointTable {
public:
    explicit PointTable(std::size_t dimension) : m_vectors(dimension) {}

    using Ids = std::map<std::string, Slot, std::less<>>;

    /// Room for `points` more. ResourceExhausted before anything is taken.
    Status reserveMore(std::size_t points);
    /// A slot for a new id; there must be room.
    Slot add(Point point);
    void setPayload(Slot slot, Payload payload);
    /// Takes the point away, but keeps its vector in place until release().
    void remove(Slot slot);
    /// The slot of a removed point may be given to another one.
    void release(Slot slot) { m_free.push_back(slot); }

    std::optional<Slot> find(std::string_view id) const;
    bool isLive(Slot slot) const { return m_ids[slot] != nullptr; }
    const std::string& id(Slot slot) const { return *m_ids[slot]; }
    const Payload& payload(Slot slot) const { return m_payloads[slot]; }
    const VectorRows& vectors() const { return m_vectors; }
    /// By id.
    const Ids& ids() const { return m_slots; }

    std::size_t count() const { return m_slots.size(); }
    /// All slots ever given are below this.
    std::size_t slots() const { return m_ids.size(); }
    std::size_t bytes() const { return m_vectors.bytes() + m_otherBytes + m_ids.capacity() * kSlotBytes; }

private:
    static constexpr std::size_t kSlotBytes = sizeof(const std::string*) + sizeof(Payload);
    static std::size_t bytesOf(const Ids::value_type& entry, const Payload& payload);

    VectorRows m_vectors;
    Ids m_slots;
    std::vector<const std::string*> m_ids;  ///< keys of m_slots; none for a slot without a point
    std::vector<Payload> m_payloads;
    std::vector<Slot> m_free;
    std::size_t m_otherBytes = 0;  ///< of ids and payloads
};

}  // namespace qstore
