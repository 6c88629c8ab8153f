// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_devices.h"

#include <algorithm>
#include <array>

namespace qstore {
namespace {

/// The coupling of a 27-qubit heavy-hexagon chip (IBM's Falcon), each pair once.
const std::vector<std::pair<Qubit, Qubit>>& heavyHex27() {
    static const std::vector<std::pair<Qubit, Qubit>> pairs = {
        {0, 1},   {1, 2},   {1, 4},   {2, 3},   {3, 5},   {4, 7},   {5, 8},   {6, 7},   {7, 10},  {8, 9},
        {8, 11},  {10, 12}, {11, 14}, {12, 13}, {12, 15}, {13, 14}, {14, 16}, {15, 18}, {16, 19}, {17, 18},
        {18, 21}, {19, 20}, {19, 22}, {21, 23}, {22, 25}, {23, 24}, {24, 25}, {25, 26}};
    return pairs;
}

std::vector<std::pair<Qubit, Qubit>> bothWays(const std::vector<std::pair<Qubit, Qubit>>& pairs) {
    std::vector<std::pair<Qubit, Qubit>> directed = pairs;
    for (const auto& [a, b] : pairs) directed.emplace_back(b, a);
    return directed;
}

/// In the size of IonQ's published prices; dated kPracticePriceDate.
PracticePrice ionqPrice() {
    PracticePrice price;
    price.perOneQubitGateShot = 0.000220;
    price.perTwoQubitGateShot = 0.000975;
    price.jobMinimum = 12.4166;
    price.mitigatedJobMinimum = 97.50;
    return price;
}

PracticeDevice ionqDevice(std::string name, std::string title, std::size_t qubits, GateSetKind gates,
                          PracticeErrors errors) {
    PracticeDevice device;
    device.name = std::move(name);
    device.title = std::move(title);
    device.qubits = qubits;
    device.gates = gates;
    device.errors = errors;
    device.oneQubitTimeUs = 130.0;
    device.twoQubitTimeUs = 970.0;
    device.readTimeUs = 150.0;
    device.resetTimeUs = 50.0;
    device.t1Us = 100e6;
    device.t2Us = 1e6;
    device.price = ionqPrice();
    return device;
}

PracticeDevice ibmDevice(std::string name, std::string title, std::size_t qubits, GateSetKind gates,
                         std::vector<std::pair<Qubit, Qubit>> coupling, PracticeErrors errors) {
    PracticeDevice device;
    device.provider = PracticeProvider::Ibm;
    device.name = std::move(name);
    device.title = std::move(title);
    device.qubits = qubits;
    device.gates = gates;
    device.coupling = std::move(coupling);
    device.errors = errors;
    device.oneQubitTimeUs = 0.032;
    device.twoQubitTimeUs = gates == GateSetKind::IbmCz ? 0.068 : 0.53;
    device.readTimeUs = 1.2;
    device.resetTimeUs = 1.0;
    device.t1Us = 180.0;
    device.t2Us = 120.0;
    device.price.perSecond = 1.60;
    return device;
}

std::vector<PracticeDevice> makeDevices() {
    std::vector<PracticeDevice> devices;
    PracticeDevice simulator;
    simulator.name = "simulator";
    simulator.title = "practice simulator (this machine)";
    simulator.simulator = true;
    simulator.qubits = 24;
    devices.push_back(std::move(simulator));
    devices.push_back(ionqDevice("qpu.forte-1", "practice Forte: simulated on this machine", 36,
                                 GateSetKind::IonqZz, {0.0002, 0.0060, 0.0040, 0.0060}));
    devices.push_back(ionqDevice("qpu.aria-1", "practice Aria: simulated on this machine", 25,
                                 GateSetKind::IonqMs, {0.0005, 0.0130, 0.0050, 0.0080}));
    devices.push_back(
        ibmDevice("ibm_practice_27", "practice chip with 27 qubits, simulated on this machine", 27,
                  GateSetKind::IbmCz, bothWays(heavyHex27()), {0.0003, 0.0040, 0.0080, 0.0120}));
    // ECR has a direction, so each pair stands here once.
    devices.push_back(ibmDevice("ibm_practice_7", "practice chip with 7 qubits, simulated on this machine",
                                7, GateSetKind::IbmEcr, {{0, 1}, {2, 1}, {1, 3}, {3, 5}, {4, 5}, {6, 5}},
                                {0.0003, 0.0080, 0.0100, 0.0160}));
    return devices;
}

struct NamedErrors {
    std::string_view name;
    PracticeErrors errors;
};
const std::array<NamedErrors, 7>& noiseModels() {
    static const std::array<NamedErrors, 7> models = {
        {{"harmony", {0.0040, 0.0270, 0.0050, 0.0120}},
         {"harmony-1", {0.0040, 0.0270, 0.0050, 0.0120}},
         {"harmony-2", {0.0030, 0.0250, 0.0050, 0.0100}},
         {"aria-1", {0.0005, 0.0130, 0.0050, 0.0080}},
         {"aria-2", {0.0005, 0.0140, 0.0050, 0.0080}},
         {"forte-1", {0.0002, 0.0060, 0.0040, 0.0060}},
         {"forte-enterprise-1", {0.0002, 0.0060, 0.0040, 0.0060}}}};
    return models;
}

/// Between 0.7 and 1.3, the same for the same numbers.
double spread(std::size_t a, std::size_t b) {
    constexpr std::size_t steps = 13;
    return 0.7 + 0.05 * static_cast<double>((a * 7 + b * 5 + 3) % steps);
}

/// The depolarizing probability of a channel on 2ⁿ = `dimension` states whose average infidelity is
/// `error`.
double depolarizingOf(double error, double dimension) {
    return error * dimension / (dimension - 1.0);
}

/// `error` lies in the table's range, so that the channel and the rule are valid.
void addDepolarizing(NoiseModel& model, double error, std::size_t arity, std::vector<Qubit> qubits = {}) {
    if (error <= 0.0) return;
    const std::size_t width = arity == 2 ? 2 : 1;
    auto channel = Channel::depolarizing(depolarizingOf(error, width == 2 ? 4.0 : 2.0), width);
    if (channel) (void)model.add({*channel, nullptr, arity, std::move(qubits)});
}

}  // namespace

const std::vector<PracticeDevice>& practiceDevices() {
    static const std::vector<PracticeDevice> devices = makeDevices();
    return devices;
}

const PracticeDevice* findPracticeDevice(PracticeProvider provider, std::string_view name) {
    for (const PracticeDevice& device : practiceDevices())
        if (device.provider == provider && device.name == name) return &device;
    return nullptr;
}

const PracticeErrors* findPracticeNoise(std::string_view model) {
    for (const NamedErrors& known : noiseModels())
        if (known.name == model) return &known.errors;
    return nullptr;
}

bool isPracticeNoise(std::string_view model) {
    return model == "ideal" || findPracticeNoise(model) != nullptr;
}

PracticeErrors errorsOfQubit(const PracticeDevice& device, std::size_t index) {
    if (device.provider == PracticeProvider::Ionq) return device.errors;
    const double factor = spread(index, 0);
    PracticeErrors errors = device.errors;
    errors.oneQubit *= factor;
    errors.readOneGivenZero *= factor;
    errors.readZeroGivenOne *= factor;
    return errors;
}

double errorOfPair(const PracticeDevice& device, std::size_t a, std::size_t b) {
    if (device.provider == PracticeProvider::Ionq) return device.errors.twoQubit;
    return device.errors.twoQubit * spread(std::min(a, b), std::max(a, b) + 1);
}

NoiseModel evenNoise(const PracticeErrors& errors) {
    constexpr std::size_t widest = 8;
    NoiseModel model;
    addDepolarizing(model, errors.oneQubit, 1);
    addDepolarizing(model, errors.twoQubit, 2);
    // A gate on more qubits is several two-qubit gates by the time it is run.
    for (std::size_t arity = 3; arity <= widest; ++arity)
        addDepolarizing(model, 2 * errors.twoQubit, arity);
    (void)model.addReadout({errors.readOneGivenZero, errors.readZeroGivenOne});
    return model;
}

NoiseModel noiseOf(const PracticeDevice& device, const std::vector<Qubit>& places) {
    if (device.simulator) return {};
    if (device.provider == PracticeProvider::Ionq) return evenNoise(device.errors);
    NoiseModel model;
    for (Qubit qubit = 0; qubit < places.size(); ++qubit) {
        const PracticeErrors errors = errorsOfQubit(device, places[qubit]);
        // Turns about Z are frames and cost nothing.
        for (const char* gate : {"sx", "x"}) {
            auto channel = Channel::depolarizing(depolarizingOf(errors.oneQubit, 2.0), 1);
            if (channel) (void)model.add({*channel, findGate(gate), 1, {qubit}});
        }
        (void)model.addReadout(qubit, {errors.readOneGivenZero, errors.readZeroGivenOne});
    }
    for (Qubit a = 0; a < places.size(); ++a)
        for (Qubit b = a + 1; b < places.size(); ++b) {
            const auto coupled = [&](const auto& pair) {
                return (pair.first == places[a] && pair.second == places[b]) ||
                       (pair.first == places[b] && pair.second == places[a]);
            };
            if (std::any_of(device.coupling.begin(), device.coupling.end(), coupled))
                addDepolarizing(model, errorOfPair(device, places[a], places[b]), 2, {a, b});
        }
    return model;
}

double priceOf(const PracticeDevice& device, const PracticeUse& use) {
    if (device.simulator) return 0.0;
    const PracticePrice& price = device.price;
    if (device.provider == PracticeProvider::Ibm) return price.perSecond * use.seconds;
    const double gates = price.perOneQubitGateShot * static_cast<double>(use.oneQubitGateShots) +
                         price.perTwoQubitGateShot * static_cast<double>(use.twoQubitGateShots);
    return std::max(gates, use.mitigated ? price.mitigatedJobMinimum : price.jobMinimum);
}

}  // namespace qstore
