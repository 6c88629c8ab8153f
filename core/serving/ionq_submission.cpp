// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ionq_submission.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/circuit/qasm.h"
#include "core/serving/ionq_circuit.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxMetadata = 10;
constexpr std::size_t kMaxMetadataName = 40;
constexpr std::size_t kMaxMetadataValue = 40'000;
constexpr std::uint64_t kDebiasingShots = 500;

bool absent(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null();
}

IonqResult<std::string> text(const Json& object, const char* key, bool required) {
    if (absent(object, key)) {
        if (required) return refuse(std::string("\"") + key + "\" is required", key);
        return std::string();
    }
    if (!object[key].is_string()) return refuse(std::string("\"") + key + "\" must be a string", key);
    return object[key].get<std::string>();
}

/// Whole numbers, also written as text.
std::optional<std::uint64_t> whole(const Json& value) {
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (value.is_number_float()) {
        const double number = value.get<double>();
        if (number < 0.0 || number > 1e15 || std::floor(number) != number) return std::nullopt;
        return static_cast<std::uint64_t>(number);
    }
    if (!value.is_string()) return std::nullopt;
    const auto& digits = value.get_ref<const std::string&>();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

std::uint64_t seedOf(const std::string& hash, std::size_t circuit) {
    const std::string digits = sha256Hex(hash + "/" + std::to_string(circuit)).substr(0, 16);
    std::uint64_t seed = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), seed, 16);
    return seed;
}

IonqResult<void> readMetadata(const Json& body, PracticeJob& job) {
    if (absent(body, "metadata")) return {};
    const Json& metadata = body["metadata"];
    if (!metadata.is_object()) return refuse("\"metadata\" must be an object", "metadata");
    if (metadata.size() > kMaxMetadata)
        return refuse("\"metadata\" has " + std::to_string(metadata.size()) + " entries; there may be 10",
                      "metadata");
    for (const auto& [name, value] : metadata.items()) {
        if (!value.is_string()) return refuse("metadata." + name + " must be a string", "metadata." + name);
        if (name.size() > kMaxMetadataName ||
            value.get_ref<const std::string&>().size() > kMaxMetadataValue)
            return refuse("metadata." + name + " is too long", "metadata." + name);
        job.metadata.emplace(name, value.get<std::string>());
    }
    job.hasMetadata = true;
    return {};
}

IonqResult<void> readNoise(const Json& body, PracticeJob& job) {
    if (job.device->simulator) job.noiseModel = "ideal";
    if (absent(body, "noise")) return {};
    const Json& noise = body["noise"];
    if (!noise.is_object()) return refuse("\"noise\" must be an object", "noise");
    auto model = text(noise, "model", true);
    if (!model) return tl::unexpected(model.error());
    if (!isPracticeNoise(*model))
        return refuse("noise.model: there is no model '" + *model + "'", "noise.model");
    if (!job.device->simulator) return refuse("\"noise\" is for the simulator", "noise");
    job.noiseModel = *model;
    if (absent(noise, "seed")) return {};
    const auto seed = whole(noise["seed"]);
    if (!seed) return refuse("noise.seed must be a whole number", "noise.seed");
    job.noiseSeed = *seed;
    return {};
}

IonqResult<void> readShots(const Json& body, PracticeJob& job) {
    job.shots = 100;
    if (absent(body, "shots")) return {};
    const auto shots = whole(body["shots"]);
    if (!shots || *shots < 1 || *shots > kIonqMaxShots)
        return refuse("\"shots\" must be from 1 to 1000000, not " + body["shots"].dump(), "shots");
    job.shots = *shots;
    return {};
}

IonqResult<void> readSettings(const Json& body, PracticeJob& job) {
    job.extra = "{}";
    if (absent(body, "settings")) return {};
    const Json& settings = body["settings"];
    if (!settings.is_object()) return refuse("\"settings\" must be an object", "settings");
    job.extra = settings.dump();
    if (absent(settings, "error_mitigation") || !settings["error_mitigation"].is_object()) return {};
    const Json& mitigation = settings["error_mitigation"];
    if (absent(mitigation, "debiasing")) return {};
    const Json& debiasing = mitigation["debiasing"];
    job.mitigated = !debiasing.is_boolean() || debiasing.get<bool>();
    if (job.mitigated && job.shots < kDebiasingShots)
        return refuse("debiasing needs at least 500 shots, not " + std::to_string(job.shots), "shots",
                      "DebiasingError");
    return {};
}

class CircuitsReader {
public:
    explicit CircuitsReader(PracticeJob& job) : m_job(job) {}

    IonqResult<void> read(const Json& input) {
        if (m_job.type == "ionq.qasm3.v1") return readQasm3Program(input);
        auto set = text(input, "gateset", false);
        if (!set) return tl::unexpected(set.error());
        if (!m_job.multi) return add(input, *set, input.value("qubits", Json()), "input");
        const auto circuits = input.find("circuits");
        if (circuits == input.end() || !circuits->is_array() || circuits->empty())
            return refuse("input.circuits must be a list that is not empty", "input.circuits");
        if (circuits->size() > kIonqMaxCircuits)
            return refuse("a job may have 5000 circuits, not " + std::to_string(circuits->size()),
                          "input.circuits");
        m_job.circuits.reserve(circuits->size());
        for (std::size_t index = 0; index < circuits->size(); ++index) {
            const std::string where = "input.circuits[" + std::to_string(index) + "]";
            const Json& one = (*circuits)[index];
            if (!one.is_object()) return refuse(where + " must be an object", where);
            auto own = text(one, "gateset", false);
            if (!own) return tl::unexpected(own.error());
            const Json qubits = absent(one, "qubits") ? input.value("qubits", Json()) : one["qubits"];
            if (auto added = add(one, own->empty() ? *set : *own, qubits, where); !added) return added;
        }
        return {};
    }

private:
    IonqResult<void> add(const Json& object, const std::string& set, const Json& qubits,
                         const std::string& where) {
        if (set != "qis" && set != "native" && !set.empty())
            return refuse(where + ".gateset: '" + set + "' is neither qis nor native", where + ".gateset");
        const auto gates = object.find("circuit");
        if (gates == object.end()) return refuse(where + ".circuit is required", where + ".circuit");
        const auto count =
            qubits.is_null() ? std::optional<std::uint64_t>(highest(*gates) + 1) : whole(qubits);
        if (!count || *count < 1)
            return refuse(where + ".qubits must be a whole number", where + ".qubits");
        if (*count > m_job.device->qubits)
            return refuse("the job needs " + std::to_string(*count) + " qubits; " + m_job.device->name +
                              " has " + std::to_string(m_job.device->qubits),
                          where + ".qubits", "NotEnoughQubits");
        m_gates += gates->size();
        if (m_gates > kIonqMaxGates)
            return refuse("a job may have 150000 gates in all of its circuits", "input", "");
        auto read = readIonqCircuit(*gates, set == "native", *count,
                                    m_job.device->simulator ? GateSetKind::Any : m_job.device->gates,
                                    where + ".circuit");
        if (!read) return tl::unexpected(read.error());
        PracticeCircuit circuit;
        circuit.name = object.contains("name") && object["name"].is_string()
                           ? object["name"].get<std::string>()
                           : std::string();
        circuit.hash = sha256Hex(set + "/" + std::to_string(*count) + "/" + gates->dump());
        circuit.oneQubitGates = read->oneQubitGates;
        circuit.twoQubitGates = read->twoQubitGates;
        circuit.task.circuit = std::move(read->circuit);
        m_job.qubits = std::max<std::size_t>(m_job.qubits, *count);
        m_job.circuits.push_back(std::move(circuit));
        return {};
    }

    /// Without "qubits" a circuit has as many as it names.
    static std::uint64_t highest(const Json& gates) {
        std::uint64_t most = 0;
        if (!gates.is_array()) return most;
        for (const Json& gate : gates) {
            if (!gate.is_object()) continue;
            for (const char* key : {"target", "targets", "control", "controls"}) {
                const auto found = gate.find(key);
                if (found == gate.end()) continue;
                for (const Json& value : found->is_array() ? *found : Json::array({*found}))
                    if (const auto qubit = whole(value)) most = std::max(most, *qubit);
            }
        }
        return most;
    }

    /// Bad programs are taken, and fail in preflight.
    IonqResult<void> readQasm3Program(const Json& input) {
        auto program = text(input, "data", true);
        if (!program) return tl::unexpected(program.error());
        auto circuit = readQasm(*program, "input.data");
        if (!circuit) return refuse(circuit.error().message, "input.data", "PreflightError");
        if (!circuit->parameters().empty())
            return refuse("the program has inputs that nothing binds", "input.data", "PreflightError");
        if (circuit->qubits() > m_job.device->qubits)
            return refuse("the job needs " + std::to_string(circuit->qubits()) + " qubits; " +
                              m_job.device->name + " has " + std::to_string(m_job.device->qubits),
                          "input.data", "NotEnoughQubits");
        const CircuitMetrics metrics = circuitMetrics(*circuit);
        PracticeCircuit one;
        one.hash = sha256Hex(*program);
        one.twoQubitGates = metrics.twoQubitGates + 6 * metrics.multiQubitGates;
        one.oneQubitGates = metrics.gates - metrics.twoQubitGates - metrics.multiQubitGates;
        one.qasm = *program;
        m_job.qubits = circuit->qubits();
        one.task.circuit = std::move(*circuit);
        m_job.circuits.push_back(std::move(one));
        return {};
    }

    PracticeJob& m_job;
    std::size_t m_gates = 0;
};

/// The question without what is only a label, in one spelling.
std::string questionHash(const Json& body) {
    Json question = body;
    for (const char* label : {"name", "metadata", "session_id", "lang"}) question.erase(label);
    return sha256Hex(question.dump());
}

void seedCircuits(const Json& body, PracticeJob& job) {
    const std::string question = questionHash(body);
    const bool exact = job.device->simulator && job.noiseModel == "ideal";
    for (std::size_t index = 0; index < job.circuits.size(); ++index) {
        PracticeCircuit& circuit = job.circuits[index];
        circuit.hash = sha256Hex(circuit.hash + "/" + job.device->name + "/" + job.noiseModel + "/" +
                                 std::to_string(job.shots));
        circuit.task.device = job.device;
        circuit.task.noise = job.device->simulator ? findPracticeNoise(job.noiseModel) : nullptr;
        circuit.task.shots = exact ? 0 : job.shots;
        circuit.task.seed = job.noiseSeed ? *job.noiseSeed + index : seedOf(question, index);
    }
}

IonqResult<void> readHead(const Json& body, PracticeJob& job) {
    if (!body.is_object()) return refuse("the body must be an object", "body");
    auto type = text(body, "type", true);
    if (!type) return tl::unexpected(type.error());
    if (*type != "ionq.circuit.v1" && *type != "ionq.multi-circuit.v1" && *type != "ionq.qasm3.v1")
        return refuse("\"type\": the practice cloud has no '" + *type + "'", "type");
    job.type = *type;
    job.multi = *type == "ionq.multi-circuit.v1";
    auto backend = text(body, "backend", true);
    if (!backend) return tl::unexpected(backend.error());
    job.device = findPracticeDevice(PracticeProvider::Ionq, *backend);
    if (job.device == nullptr) return refuse("\"backend\": there is no '" + *backend + "'", "backend");
    auto name = text(body, "name", false);
    if (!name) return tl::unexpected(name.error());
    job.name = *name;
    job.named = !absent(body, "name");
    auto session = text(body, "session_id", false);
    if (!session) return tl::unexpected(session.error());
    if (!session->empty()) return refuse("there is no session '" + *session + "'", "session_id");
    if (!absent(body, "dry_run")) {
        if (!body["dry_run"].is_boolean()) return refuse("\"dry_run\" must be a boolean", "dry_run");
        job.dryRun = body["dry_run"].get<bool>();
    }
    return {};
}

}  // namespace

IonqResult<PracticeJob> readIonqSubmission(const Json& body) {
    PracticeJob job;
    for (const auto& step : {readHead, readMetadata, readShots, readNoise})
        if (auto done = step(body, job); !done) return tl::unexpected(done.error());
    if (absent(body, "input") || !body["input"].is_object())
        return refuse("\"input\" must be an object", "input");
    auto done = readSettings(body, job);
    if (done) done = CircuitsReader(job).read(body["input"]);
    if (!done && done.error().code.empty()) return tl::unexpected(done.error());
    if (!done) {
        job.state = PracticeState::Failed;
        job.failureCode = done.error().code;
        job.failureMessage = done.error().message;
        job.circuits.clear();
        return job;
    }
    seedCircuits(body, job);
    return job;
}

}  // namespace qstore
