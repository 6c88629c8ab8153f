// SPDX-License-Identifier: Apache-2.0
#include "core/stores/point_table.h"

#include <limits>
#include <utility>

#include "core/base/held_bytes.h"

namespace qstore {
namespace {

/// hnswlib counts in int.
constexpr std::size_t kMaxSlots = std::numeric_limits<std::int32_t>::max();

}  // namespace

Status PointTable::reserveMore(std::size_t points) {
    const std::size_t rows = m_ids.size() + (points > m_free.size() ? points - m_free.size() : 0);
    if (rows > kMaxSlots)
        return fail(ErrorCode::ResourceExhausted,
                    "a local collection holds at most " + std::to_string(kMaxSlots) + " points",
                    "Spread the points over several collections.");
    return m_vectors.reserve(rows);
}

Slot PointTable::add(Point point) {
    Slot slot = static_cast<Slot>(m_ids.size());
    if (m_free.empty()) {
        m_ids.push_back(nullptr);
        m_payloads.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_vectors.set(slot, point.vector);
    const auto entry = m_slots.emplace(std::move(point.id), slot).first;
    m_ids[slot] = &entry->first;
    m_payloads[slot] = std::move(point.payload);
    m_otherBytes += bytesOf(*entry, m_payloads[slot]);
    return slot;
}

void PointTable::setPayload(Slot slot, Payload payload) {
    m_otherBytes -= heldBytes(m_payloads[slot]);
    m_payloads[slot] = std::move(payload);
    m_otherBytes += heldBytes(m_payloads[slot]);
}

void PointTable::remove(Slot slot) {
    const auto entry = m_slots.find(*m_ids[slot]);
    m_otherBytes -= bytesOf(*entry, m_payloads[slot]);
    m_slots.erase(entry);
    m_ids[slot] = nullptr;
    m_payloads[slot].clear();
}

std::optional<Slot> PointTable::find(std::string_view id) const {
    const auto entry = m_slots.find(id);
    if (entry == m_slots.end()) return std::nullopt;
    return entry->second;
}

std::size_t PointTable::bytesOf(const Ids::value_type& entry, const Payload& payload) {
    constexpr std::size_t links = 4 * sizeof(void*);  // of a node of the tree
    return blockBytes(links + sizeof(Ids::value_type)) + heldBytes(entry.first) + heldBytes(payload);
}

}  // namespace qstore
