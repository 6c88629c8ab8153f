// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_logic.h"

#include <algorithm>

namespace qstore {

namespace {

constexpr std::size_t maxCases = 64;

Status checkSize(std::size_t cases) {
    if (cases <= maxCases) return {};
    return fail(ErrorCode::Unsupported, "this condition falls into more than 64 cases",
                "Compare fewer bits, or split the program into simpler ifs.");
}

bool isOpposite(const Condition& a, const Condition& b) {
    return a.negated != b.negated && a.value == b.value && a.bits == b.bits;
}

/// logicAnd without the repetitions and contradictions that negation brings along.
Result<QasmLogic> prunedAnd(const QasmLogic& a, const QasmLogic& b) {
    QasmLogic result;
    for (const auto& left : a.cases) {
        for (const auto& right : b.cases) {
            std::vector<Condition> joined = left;
            bool possible = true;
            for (const Condition& condition : right) {
                if (std::find(joined.begin(), joined.end(), condition) != joined.end()) continue;
                possible = possible &&
                           std::none_of(joined.begin(), joined.end(),
                                        [&](const Condition& held) { return isOpposite(held, condition); });
                joined.push_back(condition);
            }
            if (!possible) continue;
            result.cases.push_back(std::move(joined));
            QSTORE_CHECK(checkSize(result.cases.size()));
        }
    }
    return result;
}

}  // namespace

QasmLogic QasmLogic::constant(bool value) {
    QasmLogic logic;
    if (value) logic.cases.emplace_back();
    return logic;
}

QasmLogic QasmLogic::of(Condition condition) {
    QasmLogic logic;
    logic.cases.push_back({std::move(condition)});
    return logic;
}

bool QasmLogic::reads(ClassicalBit bit) const {
    for (const auto& conjunction : cases) {
        for (const Condition& condition : conjunction) {
            if (std::find(condition.bits.begin(), condition.bits.end(), bit) != condition.bits.end())
                return true;
        }
    }
    return false;
}

Result<QasmLogic> logicAnd(const QasmLogic& a, const QasmLogic& b) {
    QSTORE_CHECK(checkSize(a.cases.size() * b.cases.size()));
    QasmLogic result;
    for (const auto& left : a.cases) {
        for (const auto& right : b.cases) {
            result.cases.push_back(left);
            result.cases.back().insert(result.cases.back().end(), right.begin(), right.end());
        }
    }
    return result;
}

Result<QasmLogic> logicNot(const QasmLogic& a) {
    QasmLogic result = QasmLogic::constant(true);
    for (const auto& conjunction : a.cases) {
        // not (c1 and c2 and …) = not c1, or c1 and not c2, or …: these exclude each other.
        QasmLogic negation;
        std::vector<Condition> held;
        for (const Condition& condition : conjunction) {
            negation.cases.push_back(held);
            negation.cases.back().push_back(condition);
            negation.cases.back().back().negated = !condition.negated;
            held.push_back(condition);
        }
        QSTORE_TRY(result, prunedAnd(result, negation));
    }
    return result;
}

Result<QasmLogic> logicOr(const QasmLogic& a, const QasmLogic& b) {
    QSTORE_TRY(const QasmLogic notA, logicNot(a));
    QSTORE_TRY(const QasmLogic rest, prunedAnd(notA, b));
    QSTORE_CHECK(checkSize(a.cases.size() + rest.cases.size()));
    QasmLogic result = a;
    result.cases.insert(result.cases.end(), rest.cases.begin(), rest.cases.end());
    return result;
}

Result<QasmLogic> logicXor(const QasmLogic& a, const QasmLogic& b) {
    QSTORE_TRY(const QasmLogic notA, logicNot(a));
    QSTORE_TRY(const QasmLogic notB, logicNot(b));
    QSTORE_TRY(QasmLogic onlyA, prunedAnd(a, notB));
    QSTORE_TRY(const QasmLogic onlyB, prunedAnd(notA, b));
    QSTORE_CHECK(checkSize(onlyA.cases.size() + onlyB.cases.size()));
    onlyA.cases.insert(onlyA.cases.end(), onlyB.cases.begin(), onlyB.cases.end());
    return onlyA;
}

}  // namespace qstore
