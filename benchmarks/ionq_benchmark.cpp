// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/backends/ionq_job_writer.h"
#include "core/backends/ionq_provider.h"

namespace {

using namespace qstore;

constexpr std::size_t circuits = 5'000, gates = 30;  // 150,000 gates: the most that a job may have

/// A training's batch: one structure, other angles in each circuit.
JobRequest batch(bool native) {
    JobRequest request;
    request.device = "simulator";
    request.token = "qstore-1764457200000-5f2a";
    request.native = native;
    double angle = 0.1;
    for (std::size_t i = 0; i < circuits; ++i) {
        CircuitParts parts;
        parts.qubits = 4;
        parts.bits = 4;
        for (std::size_t gate = 0; gate < gates; ++gate) {
            angle += 0.7310585786300049;
            const Qubit qubit = gate % 4, other = (gate + 1) % 4;
            if (gate % 3 == 2)
                parts.operations.push_back(
                    native ? Operation::gateOn("ms", {qubit, other}, {angle, -angle, 1.5})
                           : Operation::gateOn("cx", {qubit, other}));
            else
                parts.operations.push_back(Operation::gateOn(native ? "gpi2" : "ry", {qubit}, {angle}));
        }
        for (Qubit qubit = 0; qubit < 4; ++qubit)
            parts.operations.push_back(Operation::measure(qubit, qubit));
        request.circuits.push_back(Circuit::of(std::move(parts)));
    }
    return request;
}

/// Goal: less than 200 ms.
void writeIonqJob(benchmark::State& state) {
    const JobRequest request = batch(state.range(0) == 1);
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto body = ionqJobBody(request);
        if (!body) return state.SkipWithError(body.error().message.c_str());
        bytes = body->size();
        benchmark::DoNotOptimize(body->data());
    }
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(writeIonqJob)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// Plays one job and its results back.
class Recorded final : public HttpTransport {
public:
    explicit Recorded(std::size_t states) {
        m_job =
            R"({"id":"j","status":"completed","type":"ionq.multi-circuit.v1","shots":1000,"stats":{"qubits":4},
            "results":{"probabilities":{"url":"/v0.4/jobs/j/results/probabilities"}},"child_job_ids":[)";
        m_results = "{";
        for (std::size_t i = 0; i < circuits; ++i) {
            const std::string id = "0197379a-c3b8-7548-9da4-bbb7" + std::to_string(10'000'000 + i);
            m_job += (i == 0 ? "\"" : ",\"") + id + "\"";
            m_results += (i == 0 ? "\"" : ",\"") + id + "\":{";
            for (std::size_t s = 0; s < states; ++s)
                m_results +=
                    (s == 0 ? "\"" : ",\"") + std::to_string(s) + "\":" +
                    (s + 1 == states
                         ? "0.25"
                         : std::to_string(0.75 / static_cast<double>(states - 1)).append("0000000001"));
            m_results += '}';
        }
        m_job += "]}";
        m_results += '}';
    }
    HttpResult send(const HttpRequest& request, const RunControl&) const override {
        HttpResponse response;
        response.status = 200;
        response.body = request.url.find("/results") == std::string::npos ? m_job : m_results;
        return response;
    }

private:
    std::string m_job, m_results;
};

/// Goal: less than 200 ms from the replies' text to counts by classical bits.
void readIonqResults(benchmark::State& state) {
    const JobRequest request = batch(false);
    IonqOptions options;
    options.key = Secret("a-key-as-long-as-those-of-the-service");
    const auto provider = makeIonqProvider(
        std::move(options), std::make_shared<Recorded>(static_cast<std::size_t>(state.range(0))));
    for (auto _ : state) {
        const auto outcomes = (*provider)->results("j", request.circuits, 1000, {});
        if (!outcomes) return state.SkipWithError(outcomes.error().error.message.c_str());
        benchmark::DoNotOptimize(outcomes->data());
    }
}
BENCHMARK(readIonqResults)->Arg(2)->Arg(16)->Unit(benchmark::kMillisecond);

}  // namespace
