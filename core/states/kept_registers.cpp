// SPDX-License-Identifier: Apache-2.0
#include "core/states/kept_registers.h"

#include <utility>

#include "core/states/state_names.h"

namespace qstore {

RegisterHead headOf(const SimulatedRegister& reg) {
    RegisterHead head;
    head.info = reg.info();
    head.qubits = reg.qubits();
    head.pure = reg.isPure();
    return head;
}

void KeptRegisters::load(std::vector<SimulatedRegister> whole, std::vector<RegisterHead> heads) {
    std::map<std::string, Entry> entries;
    for (RegisterHead& head : heads) {
        const std::string name = head.info.name;
        const auto known = m_entries.find(name);
        Entry entry{std::move(head), std::nullopt};
        if (known != m_entries.end() && known->second.head == entry.head) entry.reg = known->second.reg;
        entries.insert_or_assign(name, std::move(entry));
    }
    for (SimulatedRegister& reg : whole) {
        const std::string name = reg.info().name;
        entries.insert_or_assign(name, Entry{headOf(reg), std::move(reg)});
    }
    m_entries = std::move(entries);
    m_before.clear();
}

Result<SimulatedRegister> KeptRegisters::read(const Entry& entry) const {
    if (!entry.reg) {
        QSTORE_TRY(entry.reg, m_storage->loadRegister(entry.head));
    }
    return *entry.reg;
}

std::vector<RegisterHead> KeptRegisters::heads() const {
    std::vector<RegisterHead> heads;
    heads.reserve(m_entries.size());
    for (const auto& [name, entry] : m_entries) heads.push_back(entry.head);
    return heads;
}

Result<SimulatedRegister> KeptRegisters::get(const std::string& name) const {
    const auto found = m_entries.find(name);
    if (found != m_entries.end()) return read(found->second);
    return fail(ErrorCode::NotFound, "there is no register '" + name + "'",
                nameHint(name, keysOf(m_entries)));
}

Result<std::optional<SimulatedRegister>> KeptRegisters::find(const std::string& name) const {
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) return std::optional<SimulatedRegister>();
    QSTORE_TRY(SimulatedRegister reg, read(found->second));
    return std::optional(std::move(reg));
}

Status KeptRegisters::put(const std::string& name, std::optional<SimulatedRegister> reg) {
    const auto found = m_entries.find(name);
    if (m_before.count(name) == 0) {
        if (found != m_entries.end()) QSTORE_CHECK(read(found->second));
        m_before.emplace(name, found == m_entries.end() ? std::nullopt : std::optional(found->second));
    }
    if (reg)
        m_entries.insert_or_assign(name, Entry{headOf(*reg), std::move(*reg)});
    else
        m_entries.erase(name);
    return {};
}

std::vector<StateImage<SimulatedRegister>> KeptRegisters::images() const {
    std::vector<StateImage<SimulatedRegister>> images;
    for (const auto& [name, before] : m_before) {
        const auto now = m_entries.find(name);
        images.push_back({name, before ? before->reg : std::nullopt,
                          now == m_entries.end() ? std::nullopt : now->second.reg});
    }
    return images;
}

void KeptRegisters::revert() {
    for (auto& [name, before] : m_before) {
        m_entries.erase(name);
        if (before) m_entries.emplace(name, std::move(*before));
    }
    m_before.clear();
}

}  // namespace qstore
