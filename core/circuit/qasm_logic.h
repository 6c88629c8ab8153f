// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// A condition over classical bits as cases that exclude each other, each a conjunction: a Circuit's
/// operations hold conjunctions only, so a body is repeated once per case.
struct QasmLogic {
    std::vector<std::vector<Condition>> cases;

    static QasmLogic constant(bool value);
    static QasmLogic of(Condition condition);
    bool isConstant() const { return cases.empty() || (cases.size() == 1 && cases.front().empty()); }
    /// Any bit of any condition.
    bool reads(ClassicalBit bit) const;
};

// All fail with Unsupported beyond 64 cases.
Result<QasmLogic> logicNot(const QasmLogic& a);
Result<QasmLogic> logicAnd(const QasmLogic& a, const QasmLogic& b);
Result<QasmLogic> logicOr(const QasmLogic& a, const QasmLogic& b);
Result<QasmLogic> logicXor(const QasmLogic& a, const QasmLogic& b);

}  // namespace qstore
