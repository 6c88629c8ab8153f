// SPDX-License-Identifier: Apache-2.0
#include "core/backends/device_profiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace qstore {
namespace {

using ::testing::HasSubstr;

TEST(DeviceProfiles, EveryLocalMachineIsFoundByItsNames) {
    const auto devices = localDevices();
    ASSERT_TRUE(devices) << devices.error().message;
    ASSERT_EQ(devices->size(), 5U);
    EXPECT_EQ(devices->front().info.name, "local");
    EXPECT_FALSE(devices->front().calibration);
    for (const LocalDevice& device : *devices) {
        EXPECT_TRUE(isLocalName(device.info.name));
        EXPECT_EQ(localDevice(device.info.name)->info.title, device.info.title);
        for (const std::string& alias : device.aliases)
            EXPECT_EQ(localDevice(alias)->info.name, device.info.name);
        if (!device.calibration) continue;
        EXPECT_FALSE(device.source.empty());
        EXPECT_GT(device.calibration->measuredMs, 1'600'000'000'000) << device.info.name;
        EXPECT_EQ(device.calibration->qubits, device.info.qubits);
    }
    EXPECT_EQ(localDevice("local/heavy-hex")->info.qubits, 27U);
    EXPECT_EQ(localDevice("local/aria")->info.gates, GateSetKind::IonqMs);
    EXPECT_NEAR(*localDevice("local/aria")->info.twoQubitFidelity, 0.996, 1e-12);
    const auto wrong = localDevice("local/arai");
    EXPECT_EQ(wrong.error().code, ErrorCode::NotFound);
    EXPECT_THAT(wrong.error().hint, HasSubstr("local/aria"));
    EXPECT_FALSE(isLocalName("locals"));
}

/// A heavy-hex lattice has hexagons with a qubit on every edge: no qubit has more than three neighbours, it
/// is in one piece, and its smallest rings are of twelve.
void expectHeavyHex(const DeviceInfo& device, std::size_t couplings) {
    std::map<Qubit, std::set<Qubit>> neighbours;
    for (const auto& [a, b] : device.coupling) {
        neighbours[a].insert(b);
        neighbours[b].insert(a);
    }
    EXPECT_EQ(device.coupling.size(), couplings);
    EXPECT_EQ(neighbours.size(), device.qubits);
    for (const auto& [qubit, others] : neighbours) EXPECT_LE(others.size(), 3U) << qubit;
    std::size_t smallest = device.qubits;
    for (Qubit start = 0; start < device.qubits; ++start) {
        std::map<Qubit, std::size_t> distance = {{start, 0}};
        std::map<Qubit, Qubit> parent;
        std::vector<Qubit> order = {start};
        for (std::size_t i = 0; i < order.size(); ++i)
            for (const Qubit next : neighbours[order[i]]) {
                if (distance.emplace(next, distance[order[i]] + 1).second) {
                    parent[next] = order[i];
                    order.push_back(next);
                } else if (order[i] != start && parent[order[i]] != next) {
                    smallest = std::min(smallest, distance[next] + distance[order[i]] + 1);
                }
            }
        EXPECT_EQ(order.size(), device.qubits) << "in one piece";
    }
    EXPECT_EQ(smallest, 12U);
}

TEST(DeviceProfiles, HeavyHexLatticesAreOnes) {
    expectHeavyHex(localDevice("local/heavy-hex-27")->info, 28);
    expectHeavyHex(localDevice("local/heavy-hex-127")->info, 144);
}

TEST(DeviceProfiles, AWrongProfileIsRefusedByName) {
    const auto message = [](const std::string& profile) {
        const auto read = readDeviceProfiles("{\"profiles\": [" + profile + "]}");
        return read ? std::string("read") : read.error().message;
    };
    const std::string start = R"({"name": "a", "title": "A", "source": "s", "gates": "any", "qubits": 2, )";
    EXPECT_EQ(message(start + R"("calibration": {"twoQubitError": 0.1}})"), "read");
    EXPECT_THAT(message(start + R"("calibration": {"twoQubitError": 1.1}})"),
                HasSubstr("profiles[0].calibration.twoQubitError"));
    EXPECT_THAT(message(start + R"("calibration": {}, "coupling": [[0, 2]]})"), HasSubstr("[0,2]"));
    EXPECT_THAT(message(start + R"("calibration": {}, "coupling": [[1, 1]]})"), HasSubstr("[1,1]"));
    EXPECT_THAT(message(R"({"name": "a", "title": "A", "qubits": 2, "gates": "many"})"),
                HasSubstr("gates"));
    EXPECT_THAT(message(R"({"name": "a"})"), HasSubstr("title"));
}

}  // namespace
}  // namespace qstore
