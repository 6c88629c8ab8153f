// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// Wires by their register's name: `q[3]`, `q`, `q[1:4]`, `q[{0, 2}]`.
class QasmWireText {
public:
    QasmWireText() = default;
    explicit QasmWireText(const std::vector<Register>& registers);

    const std::string& one(std::size_t wire) const { return m_names[wire]; }
    /// The register that the wires are, in order; null when they are no whole register.
    const Register* wholeRegister(const std::vector<std::size_t>& wires) const;
    /// Register slices which, one after the other, are these wires. A slice of one is `q[2:2]`.
    std::vector<std::string> slices(const std::vector<std::size_t>& wires) const;
    /// Like slices(), but single wires stand as `q[2]` and runs are not put together.
    std::vector<std::string> operands(const std::vector<std::size_t>& wires) const;

private:
    std::string slice(const std::vector<std::size_t>& wires, std::size_t begin, std::size_t end) const;

    std::vector<Register> m_registers;
    std::vector<std::size_t> m_owner;
    std::vector<std::string> m_names;
};

}  // namespace qstore
