// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ionq_views.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/serving/key_ring.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr int kCalibrations = 5;

Json timeOrNull(std::int64_t unixMs) {
    return unixMs == 0 ? Json() : Json(isoTime(unixMs));
}

Json artifact(const std::string& id, const char* format) {
    return {{"id", id}, {"format", format}, {"media_type", "application/json"}};
}

Json resultsOf(const PracticeJob& job, const std::string& id, bool aggregate, ResultForm form) {
    if (job.state != PracticeState::Completed || job.dryRun) return nullptr;
    if (form == ResultForm::May2026)
        return {
            {"probabilities",
             {{"url", "/v0.4/jobs/" + id + "/results/probabilities" + (aggregate ? "/aggregated" : "")}}}};
    if (aggregate) return {{kIonqAggregate, artifact("probabilities-aggregate", kIonqAggregate)}};
    return {{kIonqProbabilities1, artifact("probabilities", kIonqProbabilities1)},
            {kIonqProbabilities2, artifact(uuidOf(id + kIonqProbabilities2), kIonqProbabilities2)}};
}

Json failureOf(const PracticeJob& job) {
    if (job.state != PracticeState::Failed) return nullptr;
    return {{"code", job.failureCode}, {"message", job.failureMessage}};
}

Json common(const PracticeJob& job) {
    Json metadata;
    if (job.hasMetadata) metadata = job.metadata;
    Json view = {{"status", ionqStatus(job.state)},
                 {"backend", job.device->name},
                 {"dry_run", job.dryRun},
                 {"submitter_id", "practice"},
                 {"project_id", uuidOf("practice project")},
                 {"session_id", nullptr},
                 {"metadata", metadata},
                 {"submitted_at", isoTime(job.submittedMs)},
                 {"started_at", timeOrNull(job.startedMs)},
                 {"completed_at", timeOrNull(job.completedMs)},
                 {"predicted_wait_time_ms", nullptr},
                 {"predicted_execution_duration_ms", nullptr},
                 {"execution_duration_ms", nullptr},
                 {"shots", job.shots},
                 {"failure", failureOf(job)},
                 {"cost_model", "quantum_compute_time"},
                 {"output", Json::object()},
                 {"settings", Json::parse(job.extra.empty() ? "{}" : job.extra)}};
    if (job.state == PracticeState::Completed && job.startedMs != 0)
        view["execution_duration_ms"] = std::max<std::int64_t>(0, job.completedMs - job.startedMs);
    if (job.device->simulator) {
        view["noise"] = {{"model", job.noiseModel}};
        if (job.noiseSeed) view["noise"]["seed"] = *job.noiseSeed;
    }
    return view;
}

Json statsOf(const PracticeJob& job, std::size_t begin, std::size_t end) {
    std::uint64_t one = 0, two = 0;
    for (std::size_t index = begin; index < end; ++index) {
        one += job.circuits[index].oneQubitGates;
        two += job.circuits[index].twoQubitGates;
    }
    return {{"qubits", job.qubits}, {"circuits", end - begin}, {"gate_counts", {{"1q", one}, {"2q", two}}}};
}

}  // namespace

std::string_view ionqStatus(PracticeState state) {
    switch (state) {
        case PracticeState::Submitted: return "submitted";
        case PracticeState::Ready: return "ready";
        case PracticeState::Started: return "started";
        case PracticeState::Completed: return "completed";
        case PracticeState::Failed: return "failed";
        case PracticeState::Cancelled: return "canceled";
    }
    return "failed";
}

Json ionqJob(const PracticeJob& job, ResultForm form, bool inList) {
    Json view = common(job);
    view["id"] = job.id;
    view["type"] = job.type;
    view["name"] = job.named ? Json(job.name) : Json();
    view["parent_job_id"] = nullptr;
    view["stats"] = statsOf(job, 0, job.circuits.size());
    view["results"] = resultsOf(job, job.id, job.multi, form);
    if (inList) return view;
    view["child_job_ids"] = nullptr;
    if (job.multi) {
        Json ids = Json::array();
        for (const PracticeCircuit& circuit : job.circuits) ids.push_back(circuit.id);
        view["child_job_ids"] = std::move(ids);
    }
    return view;
}

Json ionqChildJob(const PracticeJob& job, std::size_t child, ResultForm form, bool inList) {
    const PracticeCircuit& circuit = job.circuits[child];
    Json view = common(job);
    view["id"] = circuit.id;
    view["type"] = "ionq.circuit.v1";
    view["name"] = circuit.name.empty() ? Json() : Json(circuit.name);
    view["parent_job_id"] = job.id;
    view["stats"] = statsOf(job, child, child + 1);
    view["results"] = resultsOf(job, circuit.id, false, form);
    if (!inList) view["child_job_ids"] = nullptr;
    return view;
}

Json ionqProbabilities(const PracticeOutcome& outcome) {
    Json view = Json::object();
    for (const auto& [bits, probability] : outcome.probabilities) view[std::to_string(bits)] = probability;
    return view;
}

Json ionqRegisters(const PracticeOutcome& outcome, std::size_t digits) {
    Json all = Json::object();
    for (const auto& [bits, probability] : outcome.probabilities) {
        std::string text(digits, '0');
        for (std::size_t bit = 0; bit < digits && bit < 64; ++bit)
            if (((bits >> bit) & 1U) != 0) text[bit] = '1';
        all[text] = probability;
    }
    return {{"probabilities", {{"registers", {{"output_all", std::move(all)}}}}}};
}

Json ionqAggregate(const PracticeJob& job) {
    Json view = Json::object();
    for (const PracticeCircuit& circuit : job.circuits)
        view[circuit.id] = ionqProbabilities(circuit.outcome);
    return view;
}

Json ionqBackend(const PracticeDevice& device, std::size_t waiting, std::int64_t nowMs) {
    constexpr std::uint64_t msPerJob = 10;
    Json view = {{"backend", device.name},         {"status", "available"},
                 {"qubits", device.qubits},        {"average_queue_time", waiting * msPerJob},
                 {"last_updated", isoTime(nowMs)}, {"degraded", false},
                 {"location", device.title}};
    if (device.simulator) return view;
    view["supported_gates"] = {"x",  "y", "z",  "rx",  "ry",   "rz",   "h",  "s",  "si", "v",
                               "vi", "t", "ti", "not", "cnot", "swap", "xx", "yy", "zz", "pauliexp"};
    view["supported_native_gates"] = {"gpi", "gpi2", device.gates == GateSetKind::IonqMs ? "ms" : "zz"};
    view["characterization_id"] = ionqCharacterizations(device, nowMs, ResultForm::May2026)[0].at("id");
    return view;
}

Json ionqCharacterizations(const PracticeDevice& device, std::int64_t nowMs, ResultForm form) {
    Json list = Json::array();
    if (device.simulator) return list;
    Json pairs = Json::array();
    for (std::size_t a = 0; a < device.qubits; ++a)
        for (std::size_t b = a + 1; b < device.qubits; ++b) pairs.push_back({a, b});
    const PracticeErrors& errors = device.errors;
    for (int back = 0; back < kCalibrations; ++back) {
        const std::int64_t date = (nowMs / kMsPerDay - back) * kMsPerDay;
        // Older ones were a little worse.
        const double factor = 1.0 + 0.1 * back;
        const double spam = 1.0 - factor * (errors.readOneGivenZero + errors.readZeroGivenOne) / 2.0;
        Json one = {{"id", uuidOf(device.name + isoTime(date))},
                    {"backend", device.name},
                    {"date", isoTime(date)},
                    {"qubits", device.qubits},
                    {"connectivity", pairs},
                    {"fidelity",
                     {{"spam", {{"median", spam}}},
                      {"1q", {{"median", 1.0 - factor * errors.oneQubit}}},
                      {"2q", {{"median", 1.0 - factor * errors.twoQubit}}}}}};
        const auto seconds = [&](double us) {
            // The May specification has whole seconds, in which gates take none.
            return form == ResultForm::May2026 ? Json(std::llround(us * 1e-6)) : Json(us * 1e-6);
        };
        one["timing"] = {{"readout", seconds(device.readTimeUs)},
                         {"reset", seconds(device.resetTimeUs)},
                         {"1q", seconds(device.oneQubitTimeUs)},
                         {"2q", seconds(device.twoQubitTimeUs)},
                         {"t1", seconds(device.t1Us)},
                         {"t2", seconds(device.t2Us)}};
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace qstore
