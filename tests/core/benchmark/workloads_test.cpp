// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/workloads.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>

#include "core/base/parallel.h"
#include "core/benchmark/machine_limits.h"

namespace qstore {
namespace {

using Amplitude2 = std::complex<double>;

/// The workloads written out once more on a plain vector, with matrices from the textbook (Nielsen and
/// Chuang, section 4.2) and nothing of the simulator.
class Textbook {
public:
    explicit Textbook(std::size_t qubits) : m_qubits(qubits), m_state(std::size_t{1} << qubits) {
        m_state[0] = 1.0;
    }

    void ry(std::size_t qubit, double angle) {
        const double c = std::cos(angle / 2), s = std::sin(angle / 2);
        onPairs(qubit, [c, s](Amplitude2& zero, Amplitude2& one) {
            const Amplitude2 before = zero;
            zero = c * before - s * one;
            one = s * before + c * one;
        });
    }
    void rz(std::size_t qubit, double angle) {
        onPairs(qubit, [angle](Amplitude2& zero, Amplitude2& one) {
            zero *= std::polar(1.0, -angle / 2);
            one *= std::polar(1.0, angle / 2);
        });
    }
    void ring() {
        for (std::size_t control = 0; control < m_qubits; ++control) {
            const std::size_t from = std::size_t{1} << control;
            onPairs((control + 1) % m_qubits, [&](Amplitude2& zero, Amplitude2& one) {
                const auto index = static_cast<std::size_t>(&zero - m_state.data());
                if ((index & from) != 0) std::swap(zero, one);
            });
        }
    }
    double z0() const {
        double sum = 0.0;
        for (std::size_t i = 0; i < m_state.size(); ++i)
            sum += (i % 2 == 0 ? 1 : -1) * std::norm(m_state[i]);
        return sum;
    }

private:
    template <class Body>
    void onPairs(std::size_t qubit, const Body& body) {
        const std::size_t mask = std::size_t{1} << qubit;
        for (std::size_t i = 0; i < m_state.size(); ++i)
            if ((i & mask) == 0) body(m_state[i], m_state[i | mask]);
    }

    std::size_t m_qubits;
    std::vector<Amplitude2> m_state;
};

double classifierValue(std::size_t qubits, std::span<const double> weights,
                       std::span<const double> inputs) {
    Textbook book(qubits);
    for (std::size_t q = 0; q < qubits; ++q) book.ry(q, inputs[q]);
    std::size_t next = 0;
    for (int layer = 0; layer < 3; ++layer) {
        for (std::size_t q = 0; q < qubits; ++q) {
            book.rz(q, weights[next++]);
            book.ry(q, weights[next++]);
            book.rz(q, weights[next++]);
        }
        book.ring();
    }
    return book.z0();
}

double gradientValue(std::size_t qubits, std::span<const double> weights) {
    Textbook book(qubits);
    std::size_t next = 0;
    for (int layer = 0; layer < 4; ++layer) {
        for (std::size_t q = 0; q < qubits; ++q) {
            book.ry(q, weights[next++]);
            book.rz(q, weights[next++]);
        }
        book.ring();
    }
    return book.z0();
}

/// ∂f/∂w by the shift rule for Pauli rotations, exact (Schuld et al. 2019).
template <class Function>
double shifted(const Function& value, std::vector<double> weights, std::size_t index) {
    weights[index] += M_PI / 2;
    const double above = value(weights);
    weights[index] -= M_PI;
    return 0.5 * (above - value(weights));
}

TEST(Workloads, ClassifierAgreesWithTheTextbook) {
    constexpr std::size_t qubits = 3, samples = 10;
    for (const Precision precision : {Precision::Double, Precision::Single}) {
        const double tolerance = precision == Precision::Double ? 1e-10 : 1e-4;
        const BoundPlan bound = classifierQuestion(qubits, precision, samples).value();
        const VectorJacobian found = bound.gradient().value();
        const auto row = [&](std::size_t sample) {
            return std::span(bound.inputs).subspan(sample * qubits, qubits);
        };
        for (std::size_t sample = 0; sample < samples; ++sample) {
            EXPECT_NEAR(found.expectations[sample], classifierValue(qubits, bound.weights, row(sample)),
                        tolerance);
        }
        ASSERT_EQ(found.weights.size(), 27U);
        for (std::size_t weight = 0; weight < found.weights.size(); ++weight) {
            double sum = 0.0;
            for (std::size_t sample = 0; sample < samples; ++sample) {
                sum += shifted([&](const auto& w) { return classifierValue(qubits, w, row(sample)); },
                               bound.weights, weight);
            }
            EXPECT_NEAR(found.weights[weight], sum, samples * tolerance) << weight;
        }
    }
}

TEST(Workloads, BatchedGradientsAreThoseOfTheTextbook) {
    constexpr std::size_t qubits = 4, samples = 11;
    const BoundPlan bound = gradientQuestion(qubits, Precision::Double, samples).value();
    ASSERT_TRUE(bound.weightsPerSample);
    const VectorJacobian found = bound.gradient().value();
    const std::size_t count = 8 * qubits;
    ASSERT_EQ(found.weights.size(), samples * count);
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto row = std::span(bound.weights).subspan(sample * count, count);
        const std::vector<double> weights(row.begin(), row.end());
        EXPECT_NEAR(found.expectations[sample], gradientValue(qubits, weights), 1e-10);
        for (std::size_t weight = 0; weight < count; ++weight) {
            EXPECT_NEAR(found.weights[sample * count + weight],
                        shifted([](const auto& w) { return gradientValue(qubits, w); }, weights, weight),
                        1e-10)
                << sample << ' ' << weight;
        }
    }
}

TEST(Workloads, ThreadsDoNotChangeABit) {
    for (const std::size_t qubits : {4U, 8U}) {
        const BoundPlan bound = classifierQuestion(qubits, Precision::Double, 100).value();
        VectorJacobian one, two;
        {
            const ThreadScope scope(1);
            one = bound.gradient().value();
        }
        {
            const ThreadScope scope(2);
            two = bound.gradient().value();
        }
        EXPECT_EQ(one.expectations, two.expectations) << qubits;
        EXPECT_EQ(one.weights, two.weights) << qubits;
    }
}

TEST(Workloads, SayWhatTheyAreAndRun) {
    const Workload state = stateWorkload(5, Precision::Single).value();
    EXPECT_EQ(state.work, "W1");
    EXPECT_EQ(state.precision, Precision::Single);
    EXPECT_TRUE(state.run({}));
    const Workload batched = batchedGradientWorkload(4, Precision::Double).value();
    EXPECT_EQ(batched.variant, "batched");
    EXPECT_GE(batched.unitsPerRun, 512.0);
    EXPECT_EQ(singleGradientWorkload(4, Precision::Double)->unitsPerRun, 1.0);
    EXPECT_TRUE(singleGradientWorkload(12, Precision::Double)->isPerThread);
    EXPECT_FALSE(singleGradientWorkload(13, Precision::Double)->isPerThread);
    EXPECT_EQ(classifierWorkload(4, Precision::Double)->unitsPerRun, 1000.0);
    const Workload shots = samplingWorkload(4, Precision::Double, 100, true, {}).value();
    EXPECT_EQ(shots.variant, "100 shots, counted");
    EXPECT_TRUE(shots.run({}));
    const Workload variant = variantWorkload(circuitVariants()[2], 12, Precision::Double).value();
    EXPECT_EQ(variant.unitsPerRun, 4.0 * (2 * 12 + 11)) << "gates of the line";
}

TEST(Workloads, StopWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const Workload workload = classifierWorkload(4, Precision::Double).value();
    const Status status = workload.run(RunControl{stop.get_token(), {}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
}

TEST(Workloads, AStateThatDoesNotFitIsRefused) {
    const auto workload = stateWorkload(45, Precision::Double);
    ASSERT_FALSE(workload);
    EXPECT_EQ(workload.error().code, ErrorCode::ResourceExhausted);
}

}  // namespace
}  // namespace qstore
