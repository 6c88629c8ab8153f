// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_wire_text.h"

#include "core/circuit/qasm_source.h"

namespace qstore {

QasmWireText::QasmWireText(const std::vector<Register>& registers) : m_registers(registers) {
    for (std::size_t owner = 0; owner < registers.size(); ++owner) {
        for (std::size_t i = 0; i < registers[owner].size; ++i) {
            m_owner.push_back(owner);
            m_names.push_back(joinText({registers[owner].name, "[", std::to_string(i), "]"}));
        }
    }
}

const Register* QasmWireText::wholeRegister(const std::vector<std::size_t>& wires) const {
    if (wires.empty()) return nullptr;
    const Register& candidate = m_registers[m_owner[wires.front()]];
    if (candidate.size != wires.size()) return nullptr;
    for (std::size_t i = 0; i < wires.size(); ++i) {
        if (wires[i] != candidate.start + i) return nullptr;
    }
    return &candidate;
}

std::vector<std::string> QasmWireText::slices(const std::vector<std::size_t>& wires) const {
    std::vector<std::string> pieces;
    for (std::size_t begin = 0; begin < wires.size();) {
        std::size_t end = begin + 1;
        while (end < wires.size() && m_owner[wires[end]] == m_owner[wires[begin]]) ++end;
        pieces.push_back(slice(wires, begin, end));
        begin = end;
    }
    return pieces;
}

std::string QasmWireText::slice(const std::vector<std::size_t>& wires, std::size_t begin,
                                std::size_t end) const {
    const Register& owner = m_registers[m_owner[wires[begin]]];
    bool neighbours = true;
    for (std::size_t i = begin + 1; i < end; ++i) neighbours = neighbours && wires[i] == wires[i - 1] + 1;
    const std::size_t first = wires[begin] - owner.start;
    if (neighbours && end - begin == owner.size) return owner.name;
    if (neighbours) {
        return joinText(
            {owner.name, "[", std::to_string(first), ":", std::to_string(first + (end - begin) - 1), "]"});
    }
    std::string set = owner.name + "[{";
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) set += ", ";
        set += std::to_string(wires[i] - owner.start);
    }
    return set + "}]";
}

std::vector<std::string> QasmWireText::operands(const std::vector<std::size_t>& wires) const {
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < wires.size();) {
        const Register& owner = m_registers[m_owner[wires[i]]];
        std::size_t run = 0;
        while (run < owner.size && i + run < wires.size() && wires[i + run] == owner.start + run) ++run;
        if (run == owner.size && run > 1) {
            pieces.push_back(owner.name);
            i += run;
        } else {
            pieces.push_back(m_names[wires[i++]]);
        }
    }
    return pieces;
}

}  // namespace qstore
