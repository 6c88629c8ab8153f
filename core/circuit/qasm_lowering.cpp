// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_lowering.h"

#include <algorithm>

#include "core/base/progress.h"
#include "core/circuit/qasm_annotations.h"

namespace qstore {

namespace {

/// What loops, powers and broadcasting may unroll to.
constexpr std::size_t maxSteps = 1'000'000;

}  // namespace

QasmLowering::QasmLowering(const QasmSource& source, int version, std::stop_token stop)
    : m_source(source),
      m_version(version),
      m_stop(std::move(stop)),
      m_scopes(1),
      m_target(&m_parts.operations) {}

Result<Circuit> QasmLowering::run(const QasmProgram& program) {
    for (const QasmStatement& each : program.statements) {
        if (each.kind == QasmStatementKind::Gate) m_laterGates.emplace(each.name.text, each.at);
    }
    QSTORE_CHECK(statements(program.statements));
    if (m_hardwareQubits) m_parts.qubitRegisters.push_back({"physical", 0, m_parts.qubits});
    auto circuit = Circuit::create(std::move(m_parts));
    if (!circuit) return fail(circuit.error().code, 0, circuit.error().message, circuit.error().hint);
    return circuit;
}

Result<QasmLowering::Flow> QasmLowering::statements(const Statements& list) {
    for (const QasmStatement& each : list) {
        QSTORE_TRY(const Flow flow, statement(each));
        if (flow != Flow::Normal) return flow;
    }
    return Flow::Normal;
}

Result<QasmLowering::Flow> QasmLowering::block(const Statements& list) {
    m_scopes.emplace_back();
    auto flow = statements(list);
    m_scopes.pop_back();
    return flow;
}

Result<QasmLowering::Flow> QasmLowering::statement(const QasmStatement& each) {
    if (m_stop.stop_requested()) return cancelled();
    if (m_loops > 0) QSTORE_CHECK(spend(1, each.at));
    if (!each.annotations.empty() && each.kind != QasmStatementKind::Input) QSTORE_CHECK(annotations(each));
    switch (each.kind) {
        case QasmStatementKind::If: return ifStatement(each);
        case QasmStatementKind::For: return forStatement(each);
        case QasmStatementKind::Block: return block(each.body);
        case QasmStatementKind::Break:
        case QasmStatementKind::Continue:
        case QasmStatementKind::End: {
            const std::string_view word = each.kind == QasmStatementKind::Break ? "break"
                                          : each.kind == QasmStatementKind::End ? "end"
                                                                                : "continue";
            if (m_branch > 0)
                return unsupported(each.at, joinText({word, " inside an if over measured bits"}));
            if (each.kind == QasmStatementKind::End) return Flow::End;
            if (m_loops == 0)
                return fail(ErrorCode::InvalidArgument, each.at,
                            joinText({word, " stands outside of any loop"}));
            return each.kind == QasmStatementKind::Break ? Flow::Break : Flow::Continue;
        }
        default: break;
    }
    QSTORE_CHECK(simpleStatement(each));
    return Flow::Normal;
}

Status QasmLowering::simpleStatement(const QasmStatement& each) {
    const bool inGate =
        each.kind == QasmStatementKind::GateCall || each.kind == QasmStatementKind::Barrier ||
        each.kind == QasmStatementKind::Nothing || each.kind == QasmStatementKind::Constant ||
        each.kind == QasmStatementKind::Unsupported;
    if (m_inGate && !inGate) {
        return fail(
            ErrorCode::InvalidArgument, each.at,
            joinText({"the definition of gate '", m_gateName, "' may hold only gates, barriers and loops"}),
            "Move measurement, reset and classical code out of the gate.");
    }
    switch (each.kind) {
        case QasmStatementKind::GateCall: return gateCall(each);
        case QasmStatementKind::Measure:
            if (!each.target)
                return unsupported(each.at, "a measurement whose result is not kept",
                                   "Assign it to a bit: c = measure q;");
            return measure(*each.value, each.target.get(), nullptr, each.at);
        case QasmStatementKind::Reset: return reset(each);
        case QasmStatementKind::Barrier: return barrier(each);
        case QasmStatementKind::Declaration:
        case QasmStatementKind::Constant:
        case QasmStatementKind::Output: return declaration(each);
        case QasmStatementKind::Input: return input(each);
        case QasmStatementKind::Alias: return alias(each);
        case QasmStatementKind::Assignment: return assignment(each);
        case QasmStatementKind::Gate: return gateDefinition(each);
        case QasmStatementKind::Opaque: m_opaque.emplace(each.name.text, each.at); return {};
        case QasmStatementKind::Include:
            if (each.name.text == "stdgates.inc" || each.name.text == "qelib1.inc") return {};
            return unsupported(each.name.at, joinText({"including the file '", each.name.text, "'"}),
                               "Only stdgates.inc and qelib1.inc are built in; paste the other file's "
                               "gates into this one.");
        case QasmStatementKind::Expression:
            if (each.value->kind == QasmExpressionKind::Call) {
                return unsupported(each.at, joinText({"calling the function '", each.value->text, "'"}));
            }
            return unsupported(each.at, "a statement that only computes a value");
        case QasmStatementKind::Unsupported: return unsupported(each.at, each.text);
        default: return {};
    }
}

Result<QasmLowering::Flow> QasmLowering::ifStatement(const QasmStatement& each) {
    if (m_inGate) QSTORE_CHECK(simpleStatement(each));
    QSTORE_TRY(const QasmLogic condition, logic(*each.value));
    if (condition.isConstant()) return block(condition.cases.empty() ? each.otherwise : each.body);
    return runtimeIf(each, condition);
}

Result<QasmLowering::Flow> QasmLowering::runtimeIf(const QasmStatement& each, const QasmLogic& condition) {
    const std::size_t begin = m_target->size();
    QSTORE_CHECK(guarded(each.body, condition));
    if (each.hasElse) {
        const auto opposite = logicNot(condition);
        if (!opposite) return located(opposite.error(), each.value->at);
        QSTORE_CHECK(guarded(each.otherwise, *opposite));
    }
    QSTORE_CHECK(checkUnchanged(each, condition, begin));
    return Flow::Normal;
}

/// The body once for each case of the condition; the cases exclude each other.
Status QasmLowering::guarded(const Statements& body, const QasmLogic& condition) {
    const std::size_t outer = m_conditions.size();
    ++m_branch;
    for (const auto& conjunction : condition.cases) {
        m_conditions.insert(m_conditions.end(), conjunction.begin(), conjunction.end());
        const auto flow = block(body);
        m_conditions.resize(outer);
        if (!flow) {
            --m_branch;
            return tl::unexpected<Error>(flow.error());
        }
    }
    --m_branch;
    return {};
}

/// An if looks at its bits once, a Circuit's operations each for itself: the same only while no
/// measurement inside changes these bits before a later operation looks again.
Status QasmLowering::checkUnchanged(const QasmStatement& each, const QasmLogic& condition,
                                    std::size_t begin) const {
    for (std::size_t i = begin; i + 1 < m_target->size(); ++i) {
        for (const ClassicalBit bit : (*m_target)[i].bits) {
            if (!condition.reads(bit)) continue;
            return unsupported(
                each.at, "an if whose body measures into the bits of its own condition before its end",
                "Measure into another bit, or do it as the last step of the body.");
        }
    }
    return {};
}

Result<QasmLowering::Flow> QasmLowering::forStatement(const QasmStatement& each) {
    QSTORE_TRY(const std::vector<QasmValue> values, loopValues(each));
    QSTORE_TRY(const unsigned width, typeWidth(*each.type));
    ++m_loops;
    Flow flow = Flow::Normal;
    for (const QasmValue& value : values) {
        QSTORE_CHECK(spend(1, each.at));
        auto cast = castQasmValue(each.type->name, width, value, false);
        if (!cast) return located(cast.error(), each.value->at);
        m_scopes.emplace_back();
        QasmSymbol variable;
        variable.value = *std::move(cast);
        variable.type = each.type->name;
        variable.width = width;
        variable.branch = m_branch;
        variable.isConstant = m_inGate;
        QSTORE_CHECK(declare(each.name, std::move(variable)));
        auto result = block(each.body);
        m_scopes.pop_back();
        if (!result) return result;
        flow = *result;
        if (flow == Flow::Break || flow == Flow::End) break;
    }
    --m_loops;
    return flow == Flow::End ? Flow::End : Flow::Normal;
}

Result<std::vector<QasmValue>> QasmLowering::loopValues(const QasmStatement& each) {
    std::vector<QasmValue> values;
    const QasmExpression& over = *each.value;
    if (over.kind == QasmExpressionKind::Set) {
        for (const auto& child : over.children) {
            QSTORE_TRY(QasmValue value, evaluate(*child));
            values.push_back(std::move(value));
        }
        return values;
    }
    if (over.kind != QasmExpressionKind::Range) {
        if (readsBits(over)) return unsupported(over.at, "a loop over measured bits");
        QSTORE_TRY(const QasmValue value, evaluate(over));
        if (value.kind != QasmValue::Kind::Bits)
            return fail(ErrorCode::InvalidArgument, over.at,
                        "a loop runs over a range [a:b], a set {a, b} or bits");
        for (unsigned i = 0; i < value.width; ++i)
            values.push_back(QasmValue::boolean(((value.integer >> i) & 1) != 0));
        return values;
    }
    if (!over.children[0] || !over.children[2])
        return fail(ErrorCode::InvalidArgument, over.at, "the range of a loop needs both of its ends");
    QSTORE_TRY(const std::int64_t first, evaluateWhole(*over.children[0], "the start of the range"));
    QSTORE_TRY(const std::int64_t last, evaluateWhole(*over.children[2], "the end of the range"));
    std::int64_t step = 1;
    if (over.children[1]) {
        QSTORE_TRY(step, evaluateWhole(*over.children[1], "the step of the range"));
    }
    if (step == 0)
        return fail(ErrorCode::InvalidArgument, over.children[1]->at, "the step of the range is 0");
    if (step > 0 ? first > last : first < last) return values;
    const std::uint64_t distance =
        step > 0 ? static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first)
                 : static_cast<std::uint64_t>(first) - static_cast<std::uint64_t>(last);
    const std::uint64_t stride =
        step > 0 ? static_cast<std::uint64_t>(step) : ~static_cast<std::uint64_t>(step) + 1;
    QSTORE_CHECK(spend(std::min<std::uint64_t>(distance / stride, maxSteps + 1), over.at));
    for (std::uint64_t i = 0; i <= distance / stride; ++i) {
        values.push_back(QasmValue::whole(static_cast<std::int64_t>(static_cast<std::uint64_t>(first) +
                                                                    i * static_cast<std::uint64_t>(step))));
    }
    return values;
}

Status QasmLowering::spend(std::size_t steps, std::size_t at) {
    m_steps += steps;
    if (m_steps <= maxSteps) return {};
    return fail(ErrorCode::ResourceExhausted, at, "unrolling this takes the program beyond 1000000 steps",
                "Shorten the loops, powers or registers.");
}

Status QasmLowering::annotations(const QasmStatement& each) {
    for (const std::string_view text : each.annotations) {
        const QasmAnnotation annotation = splitQasmAnnotation(text);
        if (annotation.name.substr(0, 7) != "qstore.") continue;
        const bool gate = annotation.name == "qstore.custom" || annotation.name == "qstore.unnamed";
        if (gate && each.kind == QasmStatementKind::Gate) continue;
        if (annotation.name == "qstore.name") {
            auto name = readAnnotationText(annotation.content);
            if (!name) return located(name.error(), each.at);
            m_parts.name = *std::move(name);
        } else {
            return unsupported(each.at, joinText({"the annotation @", annotation.name, " at this place"}),
                               "@qstore.role, @qstore.column and @qstore.value stand before an input.");
        }
    }
    return {};
}

tl::unexpected<Error> QasmLowering::fail(ErrorCode code, std::size_t at, std::string_view what,
                                         std::string hint) const {
    return tl::unexpected<Error>(m_source.error(code, at, what, std::move(hint)));
}

tl::unexpected<Error> QasmLowering::unsupported(std::size_t at, std::string_view construct,
                                                std::string hint) const {
    if (hint.empty()) hint = "This is valid OpenQASM, but a circuit here cannot hold it.";
    return fail(ErrorCode::Unsupported, at, joinText({construct, " is not supported"}), std::move(hint));
}

tl::unexpected<Error> QasmLowering::located(const Error& error, std::size_t at) const {
    return fail(error.code, at, error.message, error.hint);
}

}  // namespace qstore
