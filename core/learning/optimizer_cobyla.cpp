// SPDX-License-Identifier: Apache-2.0
#include <nlopt.h>

#include <cmath>
#include <limits>
#include <memory>
#include <optional>

#include "core/base/hash.h"
#include "core/learning/byte_stream.h"
#include "core/learning/optimizer.h"

namespace qstore {
namespace {

/// Linear approximations in a trust region (Powell 1994) by NLopt, over the trainable weights.
///
/// NLopt's inner state cannot be stored. So every evaluation is recorded, and after a restore NLopt
/// starts anew and is fed the recorded values until they are used up: it then stands exactly where it
/// stood. Each record carries a fingerprint of the asked point, so that an NLopt that walks another way
/// is noticed. When NLopt has converged it starts again from the best point found.
class Cobyla final : public Optimizer {
public:
    Cobyla(const OptimizerConfig& config, const OptimizationProblem& problem)
        : m_initialStep(config.learningRate) {
        for (std::size_t index = 0; index < problem.trainable.size(); ++index)
            if (problem.trainable[index]) m_free.push_back(index);
    }

    bool fullBatch() const override { return true; }
    /// As many evaluations as the first simplex needs.
    std::size_t stepsPerEpoch(const OptimizationProblem&) const override { return m_free.size() + 1; }

    Result<StepOutcome> step(const StepContext&, std::vector<double>&) override {
        return fail(ErrorCode::Unsupported, "COBYLA is led by its own loop");
    }

    Status run(StepDriver& driver) override {
        if (!driver.more()) return {};
        if (m_start.empty()) m_start = driver.weights();
        m_driver = &driver;
        m_replayed = 0;
        m_best = std::numeric_limits<double>::infinity();
        m_bestPoint = freePart(m_start);
        std::vector<double> point = m_bestPoint;
        Status status;
        while (status && (m_replayed < m_records.size() || driver.more())) {
            status = search(point);
            point = m_bestPoint;
        }
        m_driver = nullptr;
        return status;
    }

    std::string state() const override {
        ByteWriter writer;
        writer.doubles(m_start);
        writer.u64(m_records.size());
        for (const Record& record : m_records) {
            writer.u64(record.fingerprint);
            writer.f64(record.loss);
        }
        return writer.take();
    }

    Status restore(std::string_view state) override {
        ByteReader reader(state);
        std::vector<double> start = reader.doubles();
        std::vector<Record> records(reader.count(16));
        for (Record& record : records) {
            record.fingerprint = reader.u64();
            record.loss = reader.f64();
        }
        QSTORE_CHECK(reader.status("the optimizer's state"));
        m_start = std::move(start);
        m_records = std::move(records);
        return {};
    }

private:
    struct Record {
        std::uint64_t fingerprint = 0;
        double loss = 0.0;
    };

    /// One run of NLopt until it converges or is told to stop.
    Status search(std::vector<double>& point) {
        const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(
            nlopt_create(NLOPT_LN_COBYLA, static_cast<unsigned>(m_free.size())), nlopt_destroy);
        if (!search) return fail(ErrorCode::ResourceExhausted, "NLopt could not allocate its workspace");
        m_search = search.get();
        nlopt_set_min_objective(m_search, &Cobyla::objective, this);
        nlopt_set_initial_step1(m_search, m_initialStep);
        nlopt_set_xtol_abs1(m_search, 1e-9);
        const std::size_t before = m_replayed;
        double value = 0.0;
        m_error.reset();
        m_stopped = false;
        const nlopt_result result = nlopt_optimize(m_search, point.data(), &value);
        m_search = nullptr;
        if (m_error) return tl::unexpected(*m_error);
        const bool expected = result > 0 || result == NLOPT_FORCED_STOP || result == NLOPT_ROUNDOFF_LIMITED;
        if (!expected || m_replayed == before)
            return fail(ErrorCode::Failed, "COBYLA stopped with NLopt's code " + std::to_string(result));
        return {};
    }

    static double objective(unsigned count, const double* x, double* /*gradient*/, void* self) {
        return static_cast<Cobyla*>(self)->evaluate(std::span(x, count));
    }

    double evaluate(std::span<const double> x) {
        if (m_stopped) return m_best;
        const std::uint64_t fingerprint = fingerprintOf(x);
        if (m_replayed < m_records.size()) {
            const Record& record = m_records[m_replayed];
            if (record.fingerprint != fingerprint) {
                stop(Error{ErrorCode::Corrupt,
                           "COBYLA's recorded evaluation " + std::to_string(m_replayed + 1) +
                               " is of another point than NLopt asks for now",
                           "go on with the release of NLopt that began this training, or start anew"});
                return m_best;
            }
            ++m_replayed;
            noteBest(x, record.loss);
            if (m_replayed == m_records.size() && !m_driver->more()) stop(std::nullopt);
            return record.loss;
        }
        return evaluateAnew(x, fingerprint);
    }

    double evaluateAnew(std::span<const double> x, std::uint64_t fingerprint) {
        std::vector<double> weights = m_start;
        for (std::size_t index = 0; index < x.size(); ++index) weights[m_free[index]] = x[index];
        const Result<LossGradient> there = m_driver->context().objective->loss(weights);
        if (!there) {
            stop(there.error());
            return m_best;
        }
        m_records.push_back(Record{fingerprint, there->loss});
        ++m_replayed;
        if (noteBest(x, there->loss)) m_driver->weights() = weights;
        const Status status = m_driver->done(StepOutcome{there->loss, there->correct, 0.0});
        if (!status) {
            stop(status.error());
        } else if (!m_driver->more()) {
            stop(std::nullopt);
        }
        return there->loss;
    }

    void stop(std::optional<Error> error) {
        m_error = std::move(error);
        m_stopped = true;
        nlopt_force_stop(m_search);
    }

    bool noteBest(std::span<const double> x, double loss) {
        if (!(loss < m_best)) return false;
        m_best = loss;
        m_bestPoint.assign(x.begin(), x.end());
        return true;
    }

    static std::uint64_t fingerprintOf(std::span<const double> x) {
        const std::string digest = sha256Hex(x);
        return std::stoull(digest.substr(0, 16), nullptr, 16);
    }

    std::vector<double> freePart(const std::vector<double>& weights) const {
        std::vector<double> point;
        point.reserve(m_free.size());
        for (const std::size_t index : m_free) point.push_back(weights[index]);
        return point;
    }

    double m_initialStep;
    std::vector<std::size_t> m_free;
    std::vector<double> m_start;  ///< all weights at the first evaluation
    std::vector<Record> m_records;

    StepDriver* m_driver = nullptr;  ///< these are meaningful inside run() only
    nlopt_opt m_search = nullptr;
    std::size_t m_replayed = 0;
    double m_best = 0.0;
    std::vector<double> m_bestPoint;
    std::optional<Error> m_error;
    bool m_stopped = false;
};

}  // namespace

std::unique_ptr<Optimizer> makeCobyla(const OptimizerConfig& config, const OptimizationProblem& problem) {
    return std::make_unique<Cobyla>(config, problem);
}

}  // namespace qstore
