// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/job_codec.h"

#include "core/circuit/qasm.h"
#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

constexpr std::uint64_t requestFormat = 1, outcomesFormat = 1;

void writeFlags(ByteWriter& writer, const JobRequest& request) {
    const auto tristate = [](const std::optional<bool>& value) -> std::uint64_t {
        return value ? (*value ? 2U : 1U) : 0U;
    };
    writer.u64(request.noiseModel ? 1 : 0);
    writer.text(request.noiseModel.value_or(""));
    writer.u64(request.seed ? 1 : 0);
    writer.u64(request.seed.value_or(0));
    writer.u64(request.native ? 1 : 0);
    writer.u64(tristate(request.errorMitigation));
    writer.u64(static_cast<std::uint64_t>(request.dialect));
    writer.u64(request.dryRun ? 1 : 0);
}

void readFlags(ByteReader& reader, JobRequest& request) {
    const bool noisy = reader.u64() != 0;
    std::string noise = reader.text();
    if (noisy) request.noiseModel = std::move(noise);
    const bool seeded = reader.u64() != 0;
    const std::uint64_t seed = reader.u64();
    if (seeded) request.seed = seed;
    request.native = reader.u64() != 0;
    const std::uint64_t mitigation = reader.u64();
    if (mitigation != 0) request.errorMitigation = mitigation == 2;
    request.dialect = static_cast<JobDialect>(reader.u64() % 3);
    request.dryRun = reader.u64() != 0;
}

Status checkFormat(std::uint64_t found, std::uint64_t known, const std::string& what) {
    if (found <= known) return {};
    return fail(ErrorCode::NewerVersion,
                "the " + what + " of a job has format " + std::to_string(found) +
                    "; this release reads up to " + std::to_string(known),
                "update Q-Store Workbench");
}

}  // namespace

std::string jobRequestBytes(const JobRequest& request) {
    ByteWriter writer;
    writer.u64(requestFormat);
    writer.text(request.device);
    writer.text(request.name);
    writer.text(request.token);
    writer.u64(request.shots);
    writeFlags(writer, request);
    writer.u64(request.metadata.size());
    for (const auto& [key, value] : request.metadata) {
        writer.text(key);
        writer.text(value);
    }
    writer.u64(request.circuits.size());
    for (const Circuit& circuit : request.circuits) writer.text(writeCircuitJson(circuit, -1));
    return writer.take();
}

Result<JobRequest> readJobRequest(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader.u64(), requestFormat, "question"));
    JobRequest request;
    request.device = reader.text();
    request.name = reader.text();
    request.token = reader.text();
    request.shots = reader.u64();
    readFlags(reader, request);
    for (std::size_t left = reader.count(16); left > 0; --left) {
        std::string key = reader.text();
        request.metadata[std::move(key)] = reader.text();
    }
    std::vector<std::string> circuits(reader.count(8));
    for (std::string& circuit : circuits) circuit = reader.text();
    QSTORE_CHECK(reader.status("the question of a job"));
    for (const std::string& text : circuits) {
        auto circuit = readCircuitJson(text);
        if (!circuit)
            return fail(ErrorCode::Corrupt, "a circuit of a job cannot be read: " + circuit.error().message,
                        "restore a backup of the workspace");
        request.circuits.push_back(*std::move(circuit));
    }
    return request;
}

std::string outcomesBytes(const std::vector<CircuitOutcome>& outcomes) {
    ByteWriter writer;
    writer.u64(outcomesFormat);
    writer.u64(outcomes.size());
    for (const CircuitOutcome& outcome : outcomes) {
        writer.u64(outcome.shots);
        writer.u64(outcome.bits);
        writer.u64(outcome.probabilities.size());
        for (const auto& [key, probability] : outcome.probabilities) {
            writer.u64(key);
            writer.f64(probability);
        }
        writer.u64(outcome.counts.size());
        for (const auto& [key, count] : outcome.counts) {
            writer.u64(key);
            writer.u64(count);
        }
    }
    return writer.take();
}

Result<std::vector<CircuitOutcome>> readOutcomes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader.u64(), outcomesFormat, "result"));
    constexpr std::size_t outcomeBytes = 32, entryBytes = 16;
    std::vector<CircuitOutcome> outcomes(reader.count(outcomeBytes));
    for (CircuitOutcome& outcome : outcomes) {
        outcome.shots = reader.u64();
        outcome.bits = static_cast<std::size_t>(reader.u64());
        for (std::size_t left = reader.count(entryBytes); left > 0; --left) {
            const std::uint64_t key = reader.u64();
            outcome.probabilities.emplace_hint(outcome.probabilities.end(), key, reader.f64());
        }
        for (std::size_t left = reader.count(entryBytes); left > 0; --left) {
            const std::uint64_t key = reader.u64();
            outcome.counts.emplace_hint(outcome.counts.end(), key, reader.u64());
        }
    }
    QSTORE_CHECK(reader.status("the result of a job"));
    return outcomes;
}

}  // namespace qstore
