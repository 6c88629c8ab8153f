// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/noise_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace qstore {
namespace {

using ::testing::HasSubstr;

/// The qubits on which rule `rule` follows a gate.
std::vector<std::vector<Qubit>> placesOf(const NoiseModel& model, const Operation& gate) {
    std::vector<std::vector<Qubit>> places;
    for (const NoiseAction& action : model.after(gate)) places.push_back(action.qubits);
    return places;
}

using Places = std::vector<std::vector<Qubit>>;

TEST(NoiseModel, RulesFollowGatesByNameArityAndQubit) {
    const Channel one = Channel::bitFlip(0.1).value();
    const Operation h = Operation::gateOn("h", {1}), cx = Operation::gateOn("cx", {2, 0});
    NoiseModel everywhere;
    ASSERT_TRUE(everywhere.add({one, nullptr, 0, {}}));
    EXPECT_EQ(placesOf(everywhere, h), (Places{{1}}));
    EXPECT_EQ(placesOf(everywhere, cx), (Places{{2}, {0}})) << "the control first";
    NoiseModel byName;
    ASSERT_TRUE(byName.add({one, findGate("cx"), 0, {}}));
    EXPECT_EQ(placesOf(byName, h), Places{});
    EXPECT_EQ(placesOf(byName, cx).size(), 2U);
    EXPECT_EQ(placesOf(byName, Operation::gateOn("x", {0})), Places{}) << "x is not cx";
    NoiseModel byArity;
    ASSERT_TRUE(byArity.add({one, nullptr, 1, {}}));
    EXPECT_EQ(placesOf(byArity, h), (Places{{1}}));
    EXPECT_EQ(placesOf(byArity, cx), Places{});
    NoiseModel byQubit;
    ASSERT_TRUE(byQubit.add({one, nullptr, 0, {0, 1}}));
    EXPECT_EQ(placesOf(byQubit, h), (Places{{1}}));
    EXPECT_EQ(placesOf(byQubit, cx), (Places{{0}}));
}

TEST(NoiseModel, ATwoQubitChannelFollowsTwoQubitGates) {
    const Channel two = Channel::depolarizing(0.1, 2).value();
    NoiseModel model;
    ASSERT_TRUE(model.add({two, nullptr, 0, {}}));
    EXPECT_EQ(placesOf(model, Operation::gateOn("cx", {2, 0})), (Places{{2, 0}}));
    EXPECT_EQ(placesOf(model, Operation::gateOn("swap", {0, 1})), (Places{{0, 1}}));
    EXPECT_EQ(placesOf(model, Operation::gateOn("h", {0})), Places{});
    EXPECT_EQ(placesOf(model, Operation::gateOn("ccx", {0, 1, 2})), Places{});
    NoiseModel onePair;
    ASSERT_TRUE(onePair.add({two, findGate("cx"), 0, {0, 2}}));
    EXPECT_EQ(placesOf(onePair, Operation::gateOn("cx", {2, 0})), (Places{{2, 0}}));
    EXPECT_EQ(placesOf(onePair, Operation::gateOn("cx", {1, 0})), Places{});

    NoiseModel refused;
    EXPECT_THAT(refused.add({two, findGate("h"), 0, {}}).error().message, HasSubstr("gate h touches 1"));
    EXPECT_THAT(refused.add({two, nullptr, 3, {}}).error().message, HasSubstr("touch 3"));
    EXPECT_THAT(refused.add({two, nullptr, 0, {1}}).error().message, HasSubstr("names 1"));
    EXPECT_THAT(refused.add({two, nullptr, 0, {1, 1}}).error().message, HasSubstr("qubit 1 twice"));
    EXPECT_TRUE(refused.isEmpty());
}

TEST(NoiseModel, ReadoutIsPerQubitWithOneForTheRest) {
    NoiseModel model;
    ASSERT_TRUE(model.addReadout(ReadoutError{0.01, 0.02}));
    ASSERT_TRUE(model.addReadout(2, {0.1, 0.2}));
    EXPECT_EQ(model.readout(2), (ReadoutError{0.1, 0.2}));
    EXPECT_EQ(model.readout(0), (ReadoutError{0.01, 0.02}));
    EXPECT_EQ(model.addReadout(2, {0.1, 0.2}).error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(model.addReadout(ReadoutError{0.1, 0.2}).error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(model.addReadout(3, {1.5, 0.0}).error().message, HasSubstr("1.5"));
}

TEST(NoiseModel, AbsentQubitsAreRefusedForACircuit) {
    CircuitParts parts;
    parts.qubits = 2;
    const Circuit circuit = Circuit::of(parts);
    NoiseModel rule;
    ASSERT_TRUE(rule.add({Channel::bitFlip(0.1).value(), nullptr, 0, {1, 5}}));
    EXPECT_THAT(rule.checkFor(circuit).error().message, HasSubstr("qubit 5"));
    NoiseModel readout;
    ASSERT_TRUE(readout.addReadout(2, {0.1, 0.1}));
    EXPECT_THAT(readout.checkFor(circuit).error().message, HasSubstr("qubit 2"));
    EXPECT_TRUE(NoiseModel().checkFor(circuit));
}

constexpr const char* kEverything = R"({
  "noise": [
    {"channel": "bit-flip", "probability": 0.1, "gate": "cnot"},
    {"channel": "phase-flip", "probability": 0.2, "arity": 2},
    {"channel": "depolarizing", "probability": 0.001, "arity": 1, "qubits": [0, 3]},
    {"channel": "two-qubit-depolarizing", "probability": 0.02},
    {"channel": "amplitude-damping", "gamma": 0.3},
    {"channel": "phase-damping", "lambda": 0.4},
    {"channel": "generalized-amplitude-damping", "gamma": 0.3, "excited": 0.1},
    {"channel": "thermal-relaxation", "t1Us": 50, "t2Us": 70.5, "gateTimeNs": 35, "gate": "h"},
    {"channel": "kraus", "operators": [[[0.6, 0], [0, [0, 0.6]]], [[0, 0.8], [[0, 0.8], 0]]]}
  ],
  "readout": [{"oneGivenZero": 0.01, "zeroGivenOne": 0.02}, {"qubits": [1], "oneGivenZero": 0.1}]
})";

TEST(NoiseModelJson, ReadsEveryChannelAndWritesItBack) {
    const auto model = readNoiseModelJson(kEverything);
    ASSERT_TRUE(model) << model.error().message;
    ASSERT_EQ(model->rules().size(), channelKinds().size());
    EXPECT_EQ(model->rules()[0].gate, findGate("cx"));
    EXPECT_EQ(model->rules()[2].qubits, (std::vector<Qubit>{0, 3}));
    EXPECT_EQ(model->rules()[7].channel, Channel::thermalRelaxation(50, 70.5, 35).value());
    EXPECT_EQ(model->rules()[8].channel.operators()[1](1, 0), Complex(0, 0.8));
    EXPECT_EQ(model->readout(1), (ReadoutError{0.1, 0.0}));
    EXPECT_EQ(model->readout(7), (ReadoutError{0.01, 0.02}));
    const auto again = readNoiseModelJson(writeNoiseModelJson(*model));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, *model);
    EXPECT_TRUE(readNoiseModelJson("{}")->isEmpty());
}

TEST(NoiseModelJson, WhatIsWrongIsNamedWithItsPlace) {
    const std::vector<std::pair<const char*, std::vector<const char*>>> cases = {
        {R"([])", {"object"}},
        {R"({"nois": []})", {"'nois'"}},
        {R"({"noise": {}})", {"'noise'"}},
        {R"({"noise": [{"probability": 0.1}]})", {"noise[0].channel"}},
        {R"({"noise": [{"channel": "depolarising", "probability": 0.1}]})", {"noise[0]", "depolarising"}},
        {R"({"noise": [{"channel": "bit-flip"}]})", {"noise[0].probability"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 1.01}]})", {"noise[0]", "1.01"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": "1"}]})", {"noise[0].probability"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 0.1, "gamma": 1}]})", {"noise[0].gamma"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 0.1, "gate": "cxx"}]})", {"'cxx'"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 0.1, "arity": 0}]})", {"noise[0].arity"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 0.1, "qubits": [-1]}]})", {"-1"}},
        {R"({"noise": [{"channel": "bit-flip", "probability": 0.1, "qubits": []}]})", {"noise[0].qubits"}},
        {R"({"noise": [{"channel": "thermal-relaxation", "t1Us": 10, "t2Us": 21, "gateTimeNs": 5}]})",
         {"noise[0]", "21", "10"}},
        {R"({"noise": [{"channel": "kraus"}]})", {"noise[0].operators"}},
        {R"({"noise": [{"channel": "kraus", "operators": [[[1, 0], [0]]]}]})", {"operators[0]", "row 1"}},
        {R"({"noise": [{"channel": "kraus", "operators": [[[1, 0], [0, "x"]]]}]})", {"operators[0]"}},
        {R"({"noise": [{"channel": "kraus", "operators": [[[0.5, 0], [0, 0.5]]]}]})", {"noise[0]", "0.75"}},
        {R"({"readout": [{"oneGivenZero": 1.5}]})", {"readout[0]", "1.5"}},
        {R"({"readout": [{"qubits": [2]}, {"qubits": [2]}]})", {"readout[1]", "qubit 2"}},
    };
    for (const auto& [text, parts] : cases) {
        const auto read = readNoiseModelJson(text);
        ASSERT_FALSE(read) << text;
        for (const char* part : parts) EXPECT_THAT(read.error().message, HasSubstr(part)) << text;
    }
}

}  // namespace
}  // namespace qstore
