// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include "core/backends/ionq_provider.h"

namespace qstore {
namespace {

struct Cure {
    std::string_view code, text;
};

constexpr std::array cures{
    Cure{"InvalidInput",
         "the service does not understand the job; look at its body with --dry-run and report it"},
    Cure{"CompilationError",
         "write the circuit in simpler gates first (qstore circuit transpile --target ionq), or send "
         "native gates"},
    Cure{"ContractExpiredError", "the organization's contract has ended; renew it with IonQ"},
    Cure{"DebiasingError", "turn error mitigation off and send the job again"},
    Cure{"InternalError",
         "an error at IonQ; send the job again later, and write to support@ionq.co if it stays"},
    Cure{"NotEnoughQubits", "choose a device with more qubits, or a smaller circuit"},
    Cure{"OptimizationError", "send the job in native gates, which are not optimized"},
    Cure{"PreflightError",
         "the service's own check refused the circuit; make it smaller or use other gates"},
    Cure{"QuantumCircuitComplexityError", "make the circuit shallower, or split it"},
    Cure{"QuantumComputerError", "the machine failed; send the job again, to another device if it stays"},
    Cure{"QuotaExhaustedError",
         "the project's budget is used up; raise it in the IonQ console or use fewer shots"},
    Cure{"SimulationError", "send the job again; for a large circuit simulate it locally"},
    Cure{"SimulationTimeout", "use fewer qubits, gates or shots, or simulate the circuit locally"},
    Cure{"SystemCancel", "IonQ cancelled it, for maintenance say; send it again"},
    Cure{"TooLongPredictedExecutionTime", "split the job into smaller ones, or use fewer shots"},
    Cure{"TooManyControls",
         "write gates with many controls in simpler ones: qstore circuit transpile --target ionq"},
    Cure{"TooManyGates", "split the job into smaller ones, or make the circuits shallower"},
    Cure{"TooManyShots", "use fewer shots, or split them over several jobs"},
    Cure{"UnknownBillingError", "the account's billing is not set up; see the IonQ console"},
    Cure{"UnsupportedGate",
         "write the circuit in the device's gates: qstore circuit transpile --target ionq"},
};

}  // namespace

std::string_view ionqCure(std::string_view failureCode) {
    for (const Cure& cure : cures)
        if (cure.code == failureCode) return cure.text;
    return {};
}

std::optional<std::int64_t> tokenTimeMs(std::string_view token) {
    constexpr std::size_t digits = 13;  // 2001 to 2286
    while (!token.empty()) {
        const auto end = token.find('-');
        const auto part = token.substr(0, end);
        std::int64_t ms = 0;
        const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), ms);
        if (part.size() == digits && error == std::errc() && stop == part.data() + part.size()) return ms;
        if (end == std::string_view::npos) break;
        token.remove_prefix(end + 1);
    }
    return {};
}

}  // namespace qstore
