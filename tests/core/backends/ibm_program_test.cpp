// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/circuit/qasm.h"
#include "ibm_fake.h"

namespace qstore {
namespace {

using nlohmann::json;
using test::Fixture;

struct IbmProgram : ::testing::Test, Fixture {
    IbmProgram() { transport->reply("POST /jobs", 200, R"({"id":"j1","backend":"b"})"); }

    /// The program that goes out for this circuit; what is wrong where it does not.
    std::string sent(const Circuit& circuit, const std::string& device) {
        JobRequest request = test::bellRequest();
        request.device = device;
        request.circuits = {circuit};
        const auto id = provider()->submit(request, {});
        if (!id) return id.error().error.message;
        return json::parse(transport->asked("/jobs").back().body)["params"]["pubs"][0][0]
            .get<std::string>();
    }
    std::string refused(CircuitParts parts, const std::string& device = "ibm_line") {
        JobRequest request = test::bellRequest();
        request.device = device;
        request.circuits = {Circuit::of(std::move(parts))};
        const auto id = provider()->submit(request, {});
        EXPECT_FALSE(id);
        if (id) return {};
        EXPECT_EQ(id.error().fault, RemoteFault::Rejected);
        EXPECT_FALSE(id.error().error.hint.empty());
        EXPECT_TRUE(transport->asked("/jobs").empty());
        return id.error().error.message;
    }
    static CircuitParts parts(std::size_t qubits, std::vector<Operation> operations, std::size_t bits = 0) {
        CircuitParts made;
        made.qubits = qubits;
        made.bits = bits;
        made.operations = std::move(operations);
        return made;
    }
};

TEST_F(IbmProgram, isPlainOpenQasmInTheMachinesOwnIndexes) {
    EXPECT_EQ(sent(test::bellInCz(), "ibm_chain"),
              "OPENQASM 3.0;\n"
              "include \"stdgates.inc\";\n"
              "qubit[2] q;\n"
              "bit[2] c;\n"
              "rz(1.5) q[0];\n"
              "sx q[0];\n"
              "cz q[0], q[1];\n"
              "c[0] = measure q[0];\n"
              "c[1] = measure q[1];\n");
}

TEST_F(IbmProgram, definesEcrBeforeItsUse) {
    const std::string text = sent(Circuit::of(parts(5, {Operation::gateOn("ecr", {3, 4})})), "ibm_line");
    const auto definition = text.find("gate ecr a, b {");
    ASSERT_NE(definition, std::string::npos) << text;
    EXPECT_LT(definition, text.find("ecr q[3], q[4];"));
    EXPECT_EQ(text.find('@'), std::string::npos);
    const auto back = readQasm(text);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->operations().front(), Operation::gateOn("ecr", {3, 4}));
}

TEST_F(IbmProgram, measuresAllQubitsOfACircuitThatMeasuresNothing) {
    const std::string text = sent(Circuit::of(parts(3, {Operation::gateOn("x", {2})})), "ibm_chain");
    EXPECT_NE(text.find("bit[3] meas;\n"), std::string::npos) << text;
    for (const char* line :
         {"meas[0] = measure q[0];", "meas[1] = measure q[1];", "meas[2] = measure q[2];"})
        EXPECT_NE(text.find(line), std::string::npos) << text;
}

TEST_F(IbmProgram, writesOneMeasurementALineWhateverTheOrder) {
    CircuitParts crossed = parts(3, {}, 3);
    crossed.name = "a name with @ and \"quotes\"";
    Operation all = Operation::measure(0, 0);
    all.targets = {2, 0, 1};
    all.bits = {0, 2, 1};
    crossed.operations = {all};
    const std::string text = sent(Circuit::of(std::move(crossed)), "ibm_chain");
    for (const char* line : {"c[0] = measure q[2];\n", "c[2] = measure q[0];\n", "c[1] = measure q[1];\n"})
        EXPECT_NE(text.find(line), std::string::npos) << text;
    EXPECT_EQ(text.find('@'), std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
}

TEST_F(IbmProgram, renamesRegistersThatTheReaderWouldRename) {
    CircuitParts named = parts(2, {Operation::measure(0, 0), Operation::measure(1, 1)}, 2);
    named.qubitRegisters = {{"Alice", 0, 1}, {"Bob", 1, 1}};
    named.bitRegisters = {{"Result", 0, 1}, {"c0", 1, 1}};
    const std::string text = sent(Circuit::of(std::move(named)), "ibm_chain");
    EXPECT_NE(text.find("qubit[2] q;\n"), std::string::npos) << text;
    EXPECT_NE(text.find("bit[1] c1;\nbit[1] c0;\n"), std::string::npos) << text;
    EXPECT_NE(text.find("c1[0] = measure q[0];\nc0[0] = measure q[1];\n"), std::string::npos) << text;
}

TEST_F(IbmProgram, leavesOutAPhaseOfTheWholeState) {
    const std::string text =
        sent(Circuit::of(parts(1, {Operation::gateOn("gphase", {}, {0.5}), Operation::gateOn("x", {0})})),
             "ibm_chain");
    EXPECT_EQ(text.find("gphase"), std::string::npos) << text;
    EXPECT_NE(text.find("x q[0];"), std::string::npos) << text;
}

TEST_F(IbmProgram, writesDefinedGatesOut) {
    auto definition = std::make_shared<GateDefinition>();
    definition->name = "flip";
    definition->qubits = 1;
    definition->body = {Operation::gateOn("sx", {0}), Operation::gateOn("sx", {0})};
    CircuitParts defined = parts(3, {});
    defined.definitions = {definition};
    Operation use;
    use.gate = std::shared_ptr<const GateDefinition>(definition);
    use.targets = {2};
    defined.operations = {use};
    const std::string text = sent(Circuit::of(std::move(defined)), "ibm_chain");
    EXPECT_NE(text.find("sx q[2];\nsx q[2];\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("flip"), std::string::npos) << text;
}

TEST_F(IbmProgram, refusesAGateThatTheMachineDoesNotHave) {
    const std::string message =
        refused(parts(5, {Operation::gateOn("x", {0}), Operation::gateOn("h", {2})}));
    EXPECT_NE(message.find("operation 2"), std::string::npos) << message;
    EXPECT_NE(message.find("'h' on qubit 2"), std::string::npos) << message;
    EXPECT_NE(message.find("ibm_line (ecr, id, rz, sx, x)"), std::string::npos) << message;
    EXPECT_NE(refused(parts(5, {Operation::gateOn("cz", {1, 0})})).find("'cz' on qubits 1, 0"),
              std::string::npos);
    // A controlled gate is no gate of the machine because its base is.
    EXPECT_NE(refused(parts(5, {Operation::gateOn("cx", {1, 0})})).find("'cx'"), std::string::npos);
    Operation anti = Operation::gateOn("cz", {0, 1});
    anti.controls[0].onOne = false;
    EXPECT_NE(refused(parts(3, {anti}), "ibm_chain").find("controlled z"), std::string::npos);
}

TEST_F(IbmProgram, refusesPairsThatAreNotCoupled) {
    EXPECT_NE(refused(parts(5, {Operation::gateOn("ecr", {0, 2})})).find("not coupled on ibm_line"),
              std::string::npos);
    EXPECT_NE(refused(parts(5, {Operation::gateOn("ecr", {0, 1})})).find("other way round"),
              std::string::npos);
    EXPECT_NE(refused(parts(3, {Operation::gateOn("cz", {0, 2})}), "ibm_chain").find("not coupled"),
              std::string::npos);
    EXPECT_NE(
        sent(Circuit::of(parts(3, {Operation::gateOn("cz", {2, 1})})), "ibm_chain").find("cz q[2], q[1]"),
        std::string::npos);
}

TEST_F(IbmProgram, refusesWhatASamplerJobCannotHold) {
    EXPECT_NE(
        refused(parts(4, {Operation::gateOn("x", {0})}), "ibm_chain").find("4 qubits, ibm_chain has 3"),
        std::string::npos);
    EXPECT_NE(refused(parts(3, {Operation::reset(0)}), "ibm_chain").find("a reset"), std::string::npos);
    Operation conditional = Operation::gateOn("x", {1});
    conditional.conditions = {{{0}, 1, false}};
    EXPECT_NE(
        refused(parts(3, {Operation::measure(0, 0), conditional}, 1), "ibm_chain").find("operation 2"),
        std::string::npos);
    CircuitParts open = parts(3, {Operation::gateOn("rz", {0}, {Angle::symbol("theta")})});
    open.parameters = {{"theta", ParameterRole::Trainable, 0.5, ""}};
    EXPECT_NE(refused(std::move(open), "ibm_chain").find("'theta'"), std::string::npos);
    EXPECT_NE(refused(parts(0, {}), "ibm_chain").find("no qubits"), std::string::npos);
}

TEST_F(IbmProgram, refusesMoreBitsThanCanBeCounted) {
    transport->reply("GET /backends/ibm_wide/configuration", 200,
                     R"({"n_qubits":156,"basis_gates":["cz","id","rz","sx","x"],"coupling_map":[]})");
    EXPECT_NE(refused(parts(65, {Operation::gateOn("x", {64})}), "ibm_wide").find("65 bits"),
              std::string::npos);
    EXPECT_NE(refused(parts(2, {Operation::measure(0, 0)}, 65), "ibm_wide").find("65 bits"),
              std::string::npos);
    const std::string text =
        sent(Circuit::of(parts(156, {Operation::gateOn("x", {155}), Operation::measure(155, 0)}, 1)),
             "ibm_wide");
    EXPECT_NE(text.find("c[0] = measure q[155];"), std::string::npos) << text;
}

TEST_F(IbmProgram, theBodyCanBeSeenWithoutAskingTheMachine) {
    const auto one = provider();
    const auto body = one->jobBody(test::bellRequest());
    ASSERT_TRUE(body) << body.error().error.message;
    EXPECT_TRUE(transport->asked().empty());
    const auto id = one->submit(test::bellRequest(), {});
    ASSERT_TRUE(id) << id.error().error.message;
    EXPECT_EQ(transport->asked("/jobs").front().body, *body);
    JobRequest wrong = test::bellRequest();
    wrong.circuits = {Circuit::of(parts(1, {Operation::gateOn("h", {0})}))};
    EXPECT_FALSE(one->jobBody(wrong));
}

}  // namespace
}  // namespace qstore
