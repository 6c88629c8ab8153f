// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_result_fetch.h"

#include <map>
#include <nlohmann/json.hpp>

#include "core/backends/ionq_results.h"

namespace qstore {
namespace {

using Fetched = std::vector<FetchedDistribution>;

/// A result that is not there yet is no lost job.
template <class T>
Remote<T> notReadyWhenMissing(Remote<T> reply, const IonqJob& job) {
    if (reply || reply.error().fault != RemoteFault::NotFound) return reply;
    RemoteError error = std::move(reply).error();
    error.fault = RemoteFault::NotReady;
    error.error = {ErrorCode::Busy, "the results of the job " + job.remote.id + " are not there yet",
                   "ask again later"};
    return tl::unexpected<RemoteError>(std::move(error));
}

Remote<std::string> jobPath(const IonqExchange& exchange, const IonqJob& job) {
    QSTORE_REMOTE_TRY(const std::string id, exchange.segment(job.remote.id));
    return "/jobs/" + id;
}

Remote<std::string> artifact(const IonqExchange& exchange, const IonqJob& job,
                             const std::string& artifactId, const RunControl& control) {
    QSTORE_REMOTE_TRY(const std::string path, jobPath(exchange, job));
    QSTORE_REMOTE_TRY(const std::string part, exchange.segment(artifactId));
    return notReadyWhenMissing(exchange.get(path + "/artifacts/" + part, control), job);
}

Remote<FetchedDistribution> onlyOne(IonqProbabilities probabilities, const IonqJob& job) {
    if (probabilities.circuits.size() == 1)
        return FetchedDistribution{std::move(probabilities.circuits[0].second), 0};
    return protocolFault("the job " + job.remote.id + " has one circuit, but results of " +
                         std::to_string(probabilities.circuits.size()) + " came");
}

/// The path of the probabilities, as the job says it or as it always was.
Remote<std::string> probabilitiesPath(const IonqExchange& exchange, const IonqJob& job,
                                      std::string_view usual) {
    if (!job.results.probabilitiesUrl.empty()) return exchange.pathOf(job.results.probabilitiesUrl);
    if (!job.results.formats.empty()) {
        std::string formats;
        for (const auto& format : job.results.formats) formats += (formats.empty() ? "" : ", ") + format;
        return protocolFault("the job's results come in unknown formats alone: " + formats,
                             "a newer version of this program may know them; the results stay at IonQ");
    }
    QSTORE_REMOTE_TRY(const std::string path, jobPath(exchange, job));
    return path + std::string(usual);
}

Remote<FetchedDistribution> single(const IonqExchange& exchange, const IonqJob& job,
                                   const RunControl& control) {
    if (!job.results.artifactV2.empty()) {
        QSTORE_REMOTE_TRY(const std::string text, artifact(exchange, job, job.results.artifactV2, control));
        QSTORE_REMOTE_TRY(auto result, readIonqRegisters(text));
        return FetchedDistribution{std::move(result.states), result.qubits};
    }
    if (!job.results.artifactV1.empty()) {
        QSTORE_REMOTE_TRY(const std::string text, artifact(exchange, job, job.results.artifactV1, control));
        QSTORE_REMOTE_TRY(auto result, readIonqProbabilities(text));
        return onlyOne(std::move(result), job);
    }
    QSTORE_REMOTE_TRY(const std::string path, probabilitiesPath(exchange, job, "/results/probabilities"));
    QSTORE_REMOTE_TRY(const std::string text, notReadyWhenMissing(exchange.get(path, control), job));
    QSTORE_REMOTE_TRY(auto result, readIonqProbabilities(text));
    return onlyOne(std::move(result), job);
}

/// By the children's ids where the job lists them, else as they came.
Remote<Fetched> inOrder(IonqProbabilities probabilities, const IonqJob& job) {
    Fetched fetched;
    if (job.children.empty() || !probabilities.several) {
        for (auto& [id, states] : probabilities.circuits) fetched.push_back({std::move(states), 0});
        return fetched;
    }
    std::map<std::string_view, Distribution*> byId;
    for (auto& [id, states] : probabilities.circuits) byId[id] = &states;
    for (const auto& child : job.children) {
        const auto found = byId.find(child);
        if (found == byId.end())
            return protocolFault("the results of the job " + job.remote.id + " lack those of its part " +
                                 child);
        fetched.push_back({std::move(*found->second), 0});
        byId.erase(found);
    }
    if (!byId.empty())
        return protocolFault("the results of the job " + job.remote.id + " hold '" +
                             std::string(byId.begin()->first.substr(0, 60)) + "', which is no part of it");
    return fetched;
}

Remote<Fetched> byChildren(const IonqExchange& exchange, const IonqJob& job, const RunControl& control) {
    Fetched fetched;
    for (auto& child : fetchIonqJobs(exchange, job.children, control)) {
        if (!child) return tl::unexpected<RemoteError>(std::move(child).error());
        if (auto why = whyNoResults(*child)) return tl::unexpected<RemoteError>(*std::move(why));
        QSTORE_REMOTE_TRY(auto result, single(exchange, *child, control));
        fetched.push_back(std::move(result));
        control.report(fetched.size(), job.children.size());
    }
    return fetched;
}

Remote<std::vector<Readout>> readoutsOf(const Fetched& fetched, const IonqJob& job,
                                        const std::vector<Circuit>& circuits) {
    std::vector<Readout> readouts;
    for (const Circuit& circuit : circuits) {
        auto readout = readoutOf(circuit);
        if (!readout) return localFault(std::move(readout).error());
        readouts.push_back(*std::move(readout));
    }
    if (!circuits.empty()) return readouts;
    QSTORE_REMOTE_TRY(auto layout, ionqLayout(job.metadata, job.qubits));
    if (layout.readouts.size() == 1 && layout.dialect == JobDialect::Plain)
        layout.readouts.resize(fetched.size(), layout.readouts[0]);
    if (!layout.readouts.empty()) return std::move(layout.readouts);
    for (const auto& each : fetched) {
        // A part of a job may be smaller than the job says it is.
        const bool byWidth =
            each.width != 0 && (job.qubits == 0 || (job.several() && each.width < job.qubits));
        const std::size_t qubits = byWidth ? each.width : job.qubits;
        if (qubits == 0 || qubits > 64)
            return protocolFault("the job " + job.remote.id + " does not say how many qubits it has");
        readouts.push_back({qubits, {}});
    }
    return readouts;
}

}  // namespace

Remote<IonqJob> fetchIonqJob(const IonqExchange& exchange, const std::string& id,
                             const RunControl& control) {
    QSTORE_REMOTE_TRY(const std::string part, exchange.segment(id));
    QSTORE_REMOTE_TRY(const nlohmann::json reply, exchange.getJson("/jobs/" + part, control));
    QSTORE_REMOTE_TRY(auto job, readIonqJob(reply));
    if (job.remote.id != id)
        return protocolFault("the job " + id + " was asked for, but " + job.remote.id.substr(0, 60) +
                             " came");
    return job;
}

Remote<Fetched> fetchIonqResults(const IonqExchange& exchange, const IonqJob& job,
                                 const RunControl& control) {
    if (!job.several()) {
        QSTORE_REMOTE_TRY(auto one, single(exchange, job, control));
        Fetched fetched;
        fetched.push_back(std::move(one));
        return fetched;
    }
    const IonqResultPlaces& places = job.results;
    const std::string& all = places.aggregate.empty() ? places.artifactV1 : places.aggregate;
    if (all.empty() && places.probabilitiesUrl.empty() && !job.children.empty())
        return byChildren(exchange, job, control);
    std::string text;
    if (!all.empty()) {
        QSTORE_REMOTE_TRY(text, artifact(exchange, job, all, control));
    } else {
        QSTORE_REMOTE_TRY(const std::string path,
                          probabilitiesPath(exchange, job, "/results/probabilities/aggregated"));
        QSTORE_REMOTE_TRY(text, notReadyWhenMissing(exchange.get(path, control), job));
    }
    QSTORE_REMOTE_TRY(auto result, readIonqProbabilities(text));
    return inOrder(std::move(result), job);
}

Remote<std::vector<CircuitOutcome>> ionqOutcomes(const Fetched& fetched, const IonqJob& job,
                                                 const std::vector<Circuit>& circuits,
                                                 std::uint64_t shots) {
    QSTORE_REMOTE_TRY(const auto readouts, readoutsOf(fetched, job, circuits));
    if (readouts.size() != fetched.size())
        return protocolFault("the job " + job.remote.id + " has " + std::to_string(readouts.size()) +
                             " circuits, but results of " + std::to_string(fetched.size()) + " came");
    if (shots == 0) shots = job.shots;
    if (shots == 0)
        return protocolFault("the job " + job.remote.id + " does not say how many shots it has");
    std::vector<CircuitOutcome> outcomes;
    outcomes.reserve(fetched.size());
    for (std::size_t i = 0; i < fetched.size(); ++i) {
        const std::size_t width = fetched[i].width, qubits = readouts[i].qubits;
        if (width != 0 && width != qubits && width != job.qubits)
            return protocolFault("the result has states of " + std::to_string(width) + " bits for " +
                                 std::to_string(qubits) + " qubits");
        if (auto good = checkDistribution(fetched[i].states, qubits); !good)
            return tl::unexpected<RemoteError>(std::move(good).error());
        outcomes.push_back(outcomeOf(fetched[i].states, readouts[i], shots));
    }
    return outcomes;
}

}  // namespace qstore
