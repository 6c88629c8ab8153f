// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ibm_programs.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/circuit/qasm.h"
#include "core/serving/ibm_pub.h"
#include "core/serving/ibm_views.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kDefaultShots = 4096;
constexpr std::uint64_t kMostShots = 100'000;
constexpr std::size_t kMostCircuits = 10'000;
constexpr double kDefaultPrecision = 0.015625;  // 1/64: as many shots as the sampler's default
constexpr double kLeastPrecision = 0.001;

std::uint64_t seedOf(const std::string& question, std::size_t index) {
    const std::string digits = sha256Hex(question + "/" + std::to_string(index)).substr(0, 16);
    std::uint64_t seed = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), seed, 16);
    return seed;
}

Json element(const Json& list, std::size_t index) {
    return index < list.size() ? list[index] : Json();
}

tl::unexpected<Error> bad(const std::string& message) {
    return fail(ErrorCode::InvalidArgument, message, "");
}

/// Reads the PUBs of one job; the error code Unsupported means that the job is taken and fails.
class PubReader {
public:
    PubReader(PracticeJob& job, std::string question) : m_job(job), m_question(std::move(question)) {}

    Status read(const Json& params) {
        const bool estimator = m_job.type == "estimator";
        for (const Json& pub : params["pubs"]) {
            if (!pub.is_array() || pub.empty() || !pub[0].is_string())
                return bad("a PUB must be a list that begins with an OpenQASM 3 program");
            auto circuit = readQasm(pub[0].get_ref<const std::string&>(), "pub");
            if (!circuit) return fail(ErrorCode::Unsupported, circuit.error().message, "");
            const PracticeDevice& device = *m_job.device;
            QSTORE_CHECK(checkIsa(*circuit, ibmBasisGates(device), device.coupling, device.qubits));
            m_hash = sha256Hex(pub.dump() + "/" + device.name);
            m_job.qubits = std::max(m_job.qubits, circuit->qubits());
            QSTORE_CHECK(estimator ? readEstimator(pub, *circuit, params)
                                   : readSampler(pub, *circuit, params));
        }
        m_job.extra = Json{{"pubs", m_layout}}.dump();
        return {};
    }

private:
    Status addCircuit(const Circuit& circuit, const std::vector<std::pair<std::string, double>>& values,
                      PracticeTask task) {
        if (m_job.circuits.size() >= kMostCircuits) return bad("the job has more than 10000 circuits");
        QSTORE_TRY(task.circuit, circuit.bound(values));
        PracticeCircuit one;
        const CircuitMetrics metrics = circuitMetrics(task.circuit);
        one.oneQubitGates = metrics.gates - metrics.twoQubitGates;
        one.twoQubitGates = metrics.twoQubitGates;
        one.hash = sha256Hex(m_hash + "/" + std::to_string(m_job.circuits.size()));
        task.device = m_job.device;
        task.seed = seedOf(m_question, m_job.circuits.size());
        one.task = std::move(task);
        m_job.circuits.push_back(std::move(one));
        return {};
    }

    Status readSampler(const Json& pub, const Circuit& circuit, const Json& params) {
        if (!circuit.measures() || circuit.bits() > 64)
            return fail(ErrorCode::Unsupported,
                        "the sampler needs a program that measures, on at most 64 bits", "");
        QSTORE_TRY(const ParameterSets sets, readParameterSets(element(pub, 1), circuit));
        std::uint64_t shots = kDefaultShots;
        const Json options = params.value("options", Json::object());
        for (const Json& value : {options.is_object() ? options.value("default_shots", Json()) : Json(),
                                  params.value("shots", Json()), element(pub, 2)}) {
            if (value.is_null()) continue;
            if (!value.is_number_unsigned() || value.get<std::uint64_t>() < 1 ||
                value.get<std::uint64_t>() > kMostShots)
                return bad("shots must be from 1 to 100000, not " + value.dump());
            shots = value.get<std::uint64_t>();
        }
        Json registers = Json::array();
        for (const Register& bits : circuit.parts().bitRegisters)
            registers.push_back({{"name", bits.name}, {"start", bits.start}, {"size", bits.size}});
        m_layout.push_back({{"first", m_job.circuits.size()},
                            {"shape", sets.shape},
                            {"registers", registers},
                            {"shots", shots}});
        m_job.shots = shots;
        for (const auto& set : sets.sets) {
            PracticeTask task;
            task.shots = shots;
            QSTORE_CHECK(addCircuit(circuit, set, std::move(task)));
        }
        return {};
    }

    Status readEstimator(const Json& pub, const Circuit& circuit, const Json& params) {
        QSTORE_TRY(const ObservableArray observables, readObservables(element(pub, 1), circuit.qubits()));
        QSTORE_TRY(const ParameterSets sets, readParameterSets(element(pub, 2), circuit));
        const auto shape = broadcastShape(observables.shape, sets.shape);
        if (!shape) return bad("observables and parameters do not fit in shape");
        double precision = kDefaultPrecision;
        const Json options = params.value("options", Json::object());
        for (const Json& value : {options.is_object() ? options.value("default_precision", Json()) : Json(),
                                  params.value("precision", Json()), element(pub, 3)}) {
            if (value.is_null()) continue;
            if (!value.is_number() || !(value.get<double>() >= kLeastPrecision) ||
                value.get<double>() > 1.0)
                return bad("the precision must be from 0.001 to 1, not " + value.dump());
            precision = value.get<double>();
        }
        m_layout.push_back({{"first", m_job.circuits.size()}, {"shape", *shape}, {"precision", precision}});
        for (std::size_t index = 0; index < countOf(*shape); ++index) {
            PracticeTask task;
            task.observables = {observables.sums[broadcastIndex(index, *shape, observables.shape)]};
            task.precision = precision;
            QSTORE_CHECK(
                addCircuit(circuit, sets.sets[broadcastIndex(index, *shape, sets.shape)], std::move(task)));
        }
        return {};
    }

    PracticeJob& m_job;
    std::string m_question, m_hash;
    Json m_layout = Json::array();
};

/// Counts as one sample after the other, which a program that wants shots gets in some order.
Json samplesOf(const PracticeOutcome& outcome, std::size_t start, std::size_t size) {
    Json samples = Json::array();
    const std::uint64_t mask = size >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
    for (const auto& [bits, count] : outcome.counts) {
        std::array<char, 20> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), (bits >> start) & mask, 16).ptr;
        const std::string text = "0x" + std::string(digits.data(), end);
        for (std::uint64_t shot = 0; shot < count; ++shot) samples.push_back(text);
    }
    return samples;
}

/// Elements in row-major order as nested lists.
template <class Element>
Json nested(const NdShape& shape, std::size_t dimension, std::size_t& at, const Element& elementAt) {
    if (dimension == shape.size()) return elementAt(at++);
    Json list = Json::array();
    for (std::size_t index = 0; index < shape[dimension]; ++index)
        list.push_back(nested(shape, dimension + 1, at, elementAt));
    return list;
}

template <class Element>
Json nestedFrom(const Json& pub, const Element& elementAt) {
    std::size_t at = pub["first"].get<std::size_t>();
    return nested(pub["shape"].get<NdShape>(), 0, at, elementAt);
}

Json samplerResult(const PracticeJob& job, const Json& pub) {
    Json data = Json::object();
    for (const Json& bits : pub["registers"]) {
        const auto start = bits["start"].get<std::size_t>(), size = bits["size"].get<std::size_t>();
        data[bits["name"].get<std::string>()] = {
            {"samples", nestedFrom(pub,
                                   [&](std::size_t index) {
                                       return samplesOf(job.circuits[index].outcome, start, size);
                                   })},
            {"num_bits", size}};
    }
    return {{"data", data}, {"metadata", {{"shots", pub["shots"]}}}};
}

Json estimatorResult(const PracticeJob& job, const Json& pub) {
    const auto values = [&](std::size_t index) { return Json(job.circuits[index].outcome.values.at(0)); };
    const auto errors = [&](std::size_t index) {
        return Json(job.circuits[index].outcome.standardErrors.at(0));
    };
    return {{"data", {{"evs", nestedFrom(pub, values)}, {"stds", nestedFrom(pub, errors)}}},
            {"metadata", {{"target_precision", pub["precision"]}}}};
}

}  // namespace

Result<PracticeJob> readIbmSubmission(const Json& body) {
    if (!body.is_object()) return bad("the body must be an object");
    PracticeJob job;
    job.provider = PracticeProvider::Ibm;
    job.type = body.value("program_id", std::string());
    if (job.type != "sampler" && job.type != "estimator")
        return bad("program_id: the practice cloud has no '" + job.type + "'");
    const std::string backend = body.value("backend", std::string());
    job.device = findPracticeDevice(PracticeProvider::Ibm, backend);
    if (job.device == nullptr) return bad("there is no backend '" + backend + "'");
    for (const Json& tag : body.value("tags", Json::array())) {
        if (!tag.is_string()) return bad("tags must be strings");
        job.tags.push_back(tag.get<std::string>());
    }
    const Json params = body.value("params", Json());
    if (!params.is_object() || !params.contains("pubs") || !params["pubs"].is_array() ||
        params["pubs"].empty())
        return bad("params.pubs must be a list that is not empty");
    if (params.value("support_qiskit", false))
        return bad("support_qiskit: the practice cloud answers in plain JSON alone");
    const std::string question =
        sha256Hex(Json{{"program", job.type}, {"backend", backend}, {"params", params}}.dump());
    if (const Status read = PubReader(job, question).read(params); !read) {
        if (read.error().code == ErrorCode::InvalidArgument) return tl::unexpected<Error>(read.error());
        job.state = PracticeState::Failed;
        job.failureCode = "1517";
        job.failureMessage = read.error().message;
        job.circuits.clear();
    }
    return job;
}

Json ibmResults(const PracticeJob& job) {
    Json results = Json::array();
    const Json layout = Json::parse(job.extra);
    for (const Json& pub : layout["pubs"])
        results.push_back(job.type == "sampler" ? samplerResult(job, pub) : estimatorResult(job, pub));
    return {{"results", results}, {"metadata", {{"version", 2}}}};
}

}  // namespace qstore
