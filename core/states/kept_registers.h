// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/states/state_storage.h"

namespace qstore {

/// The registers of a library by name. Amplitudes are read from storage when they are asked for, and stay.
/// Not for several threads at once.
class KeptRegisters {
public:
    explicit KeptRegisters(std::shared_ptr<const StateStorage> storage) : m_storage(std::move(storage)) {}

    /// Takes the place of all. What was read before need not be read again where its hash is the same.
    void load(std::vector<SimulatedRegister> whole, std::vector<RegisterHead> heads);

    std::vector<RegisterHead> heads() const;
    bool has(const std::string& name) const { return m_entries.count(name) != 0; }
    /// NotFound with what there is.
    Result<SimulatedRegister> get(const std::string& name) const;
    /// Nothing when there is none.
    Result<std::optional<SimulatedRegister>> find(const std::string& name) const;

    /// Puts a register, or takes it away. What stood there is read first: undo needs it.
    Status put(const std::string& name, std::optional<SimulatedRegister> reg);
    /// What changed since the last markStored().
    std::vector<StateImage<SimulatedRegister>> images() const;
    void markStored() { m_before.clear(); }
    /// Back to the last markStored().
    void revert();

private:
    struct Entry {
        RegisterHead head;
        mutable std::optional<SimulatedRegister> reg;  ///< nothing until it is asked for
    };

    Result<SimulatedRegister> read(const Entry& entry) const;

    std::shared_ptr<const StateStorage> m_storage;
    std::map<std::string, Entry> m_entries;
    std::map<std::string, std::optional<Entry>> m_before;  ///< what changed, with its amplitudes
};

}  // namespace qstore
