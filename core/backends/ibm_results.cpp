// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_results.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/json.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostKeyBits = 64;
/// Of a job whose circuits are not known, and beyond which no reply is read.
constexpr std::size_t kMostBytes = std::size_t{1} << 30U;

std::string shownName(std::string_view text) {
    return "'" + std::string(text.substr(0, 40)) + "'";
}

/// "0x1f".
std::optional<std::uint64_t> hexValue(std::string_view text) {
    if (text.size() < 3 || text.size() > 18 || text[0] != '0' || text[1] != 'x') return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text.substr(2)) {
        unsigned digit = 0;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a') + 10U;
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A') + 10U;
        else
            return std::nullopt;
        value = (value << 4U) | digit;
    }
    return value;
}

bool fits(std::uint64_t value, std::size_t bits) {
    return bits >= kMostKeyBits || (value >> bits) == 0;
}

struct RegisterSamples {
    std::string name;
    std::optional<std::uint64_t> bits;
    std::optional<std::vector<std::uint64_t>> samples;
};

/// Registers of one circuit → its outcome.
class PubDecoder {
public:
    PubDecoder(const std::vector<RegisterSamples>& came, const Circuit* circuit, std::uint64_t shots)
        : m_came(came), m_circuit(circuit), m_shots(shots) {}

    Result<CircuitOutcome> decode() {
        if (m_circuit != nullptr)
            QSTORE_CHECK(placeKnown());
        else
            QSTORE_CHECK(placeAsTheyCome());
        if (m_bits > kMostKeyBits)
            return fail(ErrorCode::Parse, "its registers have " + std::to_string(m_bits) +
                                              " bits together, more than " + std::to_string(kMostKeyBits));
        QSTORE_CHECK(checkShots());
        std::vector<std::uint64_t> keys(static_cast<std::size_t>(m_shots), 0);
        for (const auto& [came, start] : m_placed) {
            const auto& samples = *came->samples;
            for (std::size_t i = 0; i < keys.size(); ++i) {
                if (!fits(samples[i], static_cast<std::size_t>(*came->bits)))
                    return fail(ErrorCode::Parse, "a sample of the register " + shownName(came->name) +
                                                      " exceeds its " + std::to_string(*came->bits) +
                                                      " bits");
                keys[i] |= samples[i] << start;
            }
        }
        return counted(std::move(keys));
    }

private:
    struct Placed {
        const RegisterSamples* came;
        std::size_t start;
    };

    Status placeKnown() {
        m_bits = ibmBits(*m_circuit);
        std::size_t found = 0;
        for (const IbmRegister& wanted : ibmRegisters(*m_circuit)) {
            const auto came = std::find_if(m_came.begin(), m_came.end(),
                                           [&](const auto& each) { return each.name == wanted.name; });
            if (came == m_came.end() || !came->samples) {
                // Nothing is measured into it: its bits are zero.
                if (!wanted.assigned) continue;
                return fail(ErrorCode::Parse, "the register " + shownName(wanted.name) + " is missing");
            }
            if (came->bits.value_or(wanted.size) != wanted.size)
                return fail(ErrorCode::Parse, "the register " + shownName(wanted.name) + " has " +
                                                  std::to_string(*came->bits) + " bits instead of " +
                                                  std::to_string(wanted.size));
            ++found;
            m_known.push_back(*came);
            m_known.back().bits = wanted.size;
            m_starts.push_back(wanted.start);
        }
        if (found != m_came.size())
            return fail(ErrorCode::Parse, "it has registers that the circuit does not have");
        for (std::size_t i = 0; i < m_known.size(); ++i) m_placed.push_back({&m_known[i], m_starts[i]});
        return {};
    }

    Status placeAsTheyCome() {
        for (const RegisterSamples& came : m_came) {
            if (!came.samples)
                return fail(ErrorCode::Parse, "the register " + shownName(came.name) + " has no samples");
            if (!came.bits || *came.bits == 0 || *came.bits > kMostKeyBits)
                return fail(ErrorCode::Parse,
                            "the register " + shownName(came.name) + " does not say how many bits it has");
            m_placed.push_back({&came, m_bits});
            m_bits += static_cast<std::size_t>(*came.bits);
        }
        return {};
    }

    Status checkShots() {
        if (m_placed.empty()) return fail(ErrorCode::Parse, "it has no samples");
        if (m_shots == 0) m_shots = m_placed.front().came->samples->size();
        for (const Placed& each : m_placed)
            if (each.came->samples->size() != m_shots)
                return fail(ErrorCode::Parse, "the register " + shownName(each.came->name) + " has " +
                                                  std::to_string(each.came->samples->size()) +
                                                  " samples instead of " + std::to_string(m_shots));
        if (m_shots == 0) return fail(ErrorCode::Parse, "it has no samples");
        return {};
    }

    CircuitOutcome counted(std::vector<std::uint64_t> keys) const {
        CircuitOutcome outcome;
        outcome.shots = m_shots;
        outcome.bits = m_bits;
        std::sort(keys.begin(), keys.end());
        for (std::size_t i = 0; i < keys.size();) {
            std::size_t end = i;
            while (end < keys.size() && keys[end] == keys[i]) ++end;
            const auto count = static_cast<std::uint64_t>(end - i);
            outcome.counts.emplace_hint(outcome.counts.end(), keys[i], count);
            outcome.probabilities.emplace_hint(outcome.probabilities.end(), keys[i],
                                               static_cast<double>(count) / static_cast<double>(m_shots));
            i = end;
        }
        return outcome;
    }

    const std::vector<RegisterSamples>& m_came;
    const Circuit* m_circuit;
    std::uint64_t m_shots;
    std::size_t m_bits = 0;
    std::vector<RegisterSamples> m_known;
    std::vector<std::size_t> m_starts;
    std::vector<Placed> m_placed;
};

/// Follows the text to results[i].data.<register>.samples; everything else is passed over.
class SamplesReader final : public nlohmann::json_sax<Json> {
public:
    SamplesReader(const std::vector<Circuit>& circuits, std::uint64_t shots)
        : m_circuits(circuits), m_shots(shots) {}

    Result<std::vector<CircuitOutcome>> finish() && {
        if (m_error) return tl::unexpected(*m_error);
        if (!m_sawResults) return fail(ErrorCode::Parse, "it has no 'results'");
        if (!m_circuits.empty() && m_outcomes.size() != m_circuits.size())
            return fail(ErrorCode::Parse, "it has results of " + std::to_string(m_outcomes.size()) +
                                              " circuits instead of " + std::to_string(m_circuits.size()));
        return std::move(m_outcomes);
    }

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t) override { return other(); }
    bool number_float(number_float_t, const string_t&) override { return other(); }
    bool binary(binary_t&) override { return other(); }
    bool number_unsigned(number_unsigned_t value) override {
        if (m_inSamples) return other();
        if (!isWidth()) return other();
        m_registers.back().bits = value;
        return true;
    }
    bool string(string_t& text) override {
        if (!m_inSamples) return other();
        const auto value = hexValue(text);
        if (!value)
            return problem("the sample " + shownName(text) + " is no hexadecimal number of 64 bits");
        auto& samples = *m_registers.back().samples;
        if (m_shots > 0 && samples.size() == m_shots)
            return problem("it has more samples than the " + std::to_string(m_shots) + " shots");
        samples.push_back(*value);
        return true;
    }
    bool key(string_t& name) override {
        m_path.back().key = name;
        if (m_path.size() == 1 && (name == "__type__" || name == "__value__"))
            return problem(Error{ErrorCode::Unsupported,
                                 "the job's results are in Qiskit's own encoding, which is not read here",
                                 "fetch them with Qiskit, which submitted the job"});
        return true;
    }
    bool start_object(std::size_t) override {
        if (m_inSamples || isWidth()) return other();
        if (m_path.size() == 2 && inResults()) {
            if (!m_circuits.empty() && m_outcomes.size() == m_circuits.size())
                return problem("it has results of more circuits than were submitted");
            m_registers.clear();
        }
        if (m_path.size() == 4 && isData()) {
            for (const RegisterSamples& each : m_registers)
                if (each.name == m_path[3].key)
                    return problem("the register " + shownName(each.name) + " comes twice");
            m_registers.push_back({m_path[3].key, std::nullopt, std::nullopt});
        }
        return open(false);
    }
    bool start_array(std::size_t) override {
        if (m_inSamples || isWidth() || (m_path.size() == 2 && inResults())) return other();
        if (m_path.size() == 1 && m_path[0].key == "results") {
            if (m_sawResults) return problem("'results' comes twice");
            m_sawResults = true;
        }
        if (m_path.size() == 5 && isRegister() && m_path[4].key == "samples") {
            if (m_registers.back().samples) return problem("'samples' comes twice");
            m_registers.back().samples.emplace();
            m_registers.back().samples->reserve(
                static_cast<std::size_t>(std::min<std::uint64_t>(m_shots, 1U << 20U)));
            m_inSamples = true;
        }
        return open(true);
    }
    bool end_object() override {
        m_path.pop_back();
        return !(m_path.size() == 2 && inResults()) || endPub();
    }
    bool end_array() override {
        m_inSamples = false;
        m_path.pop_back();
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return problem("the text is not JSON at byte " + std::to_string(position));
    }

private:
    struct Level {
        bool list = false;
        std::string key;
    };

    bool inResults() const { return !m_path[0].list && m_path[0].key == "results" && m_path[1].list; }
    bool isData() const {
        return inResults() && !m_path[2].list && m_path[2].key == "data" && !m_path[3].list;
    }
    bool isRegister() const { return isData() && !m_path[4].list; }

    bool open(bool list) {
        if (m_path.size() == maxJsonDepth) return problem("it is nested too deep");
        m_path.push_back({list, {}});
        return true;
    }
    bool isWidth() const { return m_path.size() == 5 && isRegister() && m_path[4].key == "num_bits"; }
    /// A value that is none of those looked for.
    bool other() {
        if (m_inSamples) return problem("a sample is no text such as \"0x1f\"");
        if (isWidth()) return problem("'num_bits' is no whole number");
        if (m_path.size() == 2 && inResults()) return problem("a circuit's result is no object");
        return true;
    }
    bool endPub() {
        const Circuit* circuit = m_circuits.empty() ? nullptr : &m_circuits[m_outcomes.size()];
        auto outcome = PubDecoder(m_registers, circuit, m_shots).decode();
        if (!outcome)
            return problem("the result of circuit " + std::to_string(m_outcomes.size() + 1) +
                           " does not fit: " + outcome.error().message);
        m_outcomes.push_back(*std::move(outcome));
        m_registers.clear();
        return true;
    }
    bool problem(std::string what) { return problem(Error{ErrorCode::Parse, std::move(what), {}}); }
    bool problem(Error error) {
        if (!m_error) m_error = std::move(error);
        return false;
    }

    const std::vector<Circuit>& m_circuits;
    std::uint64_t m_shots;
    std::vector<Level> m_path;
    std::vector<RegisterSamples> m_registers;
    bool m_inSamples = false, m_sawResults = false;
    std::vector<CircuitOutcome> m_outcomes;
    std::optional<Error> m_error;
};

/// A list of numbers, or one number for one value.
Result<std::vector<double>> readValues(const Json& data, const char* key, std::size_t count,
                                       const std::string& where) {
    const auto found = data.find(key);
    const std::string place = "'" + where + ".data." + key + "'";
    if (found == data.end()) return fail(ErrorCode::Parse, place + " is missing");
    std::vector<double> values;
    const auto add = [&](const Json& value) {
        if (!value.is_number() || !std::isfinite(value.get<double>())) return false;
        values.push_back(value.get<double>());
        return true;
    };
    const bool good = found->is_array() ? std::all_of(found->begin(), found->end(), add) : add(*found);
    if (!good) return fail(ErrorCode::Parse, place + " holds something that is no number");
    if (values.size() != count)
        return fail(ErrorCode::Parse, place + " has " + std::to_string(values.size()) +
                                          " values instead of " + std::to_string(count));
    return values;
}

}  // namespace

std::size_t ibmSamplesBytes(const std::vector<Circuit>& circuits, std::uint64_t shots) {
    if (circuits.empty() || shots == 0) return kMostBytes;
    // Quotes, 0x, digits, comma and space of a sample; the rest is for names and metadata.
    std::size_t perShot = 0;
    for (const Circuit& circuit : circuits)
        for (const IbmRegister& each : ibmRegisters(circuit)) perShot += 6 + (each.size + 3) / 4;
    constexpr std::size_t kRest = std::size_t{16} << 20U;
    if (shots > kMostBytes / std::max<std::size_t>(perShot, 1)) return kMostBytes;
    return std::min(kMostBytes, kRest + perShot * static_cast<std::size_t>(shots));
}

Result<std::vector<CircuitOutcome>> readIbmSamples(std::string_view json,
                                                   const std::vector<Circuit>& circuits,
                                                   std::uint64_t shots) {
    SamplesReader reader(circuits, shots);
    // What the reader made of it is in finish().
    static_cast<void>(Json::sax_parse(json.begin(), json.end(), &reader));
    return std::move(reader).finish();
}

Result<std::vector<IbmEstimates>> readIbmEstimates(std::string_view json,
                                                   const std::vector<std::size_t>& observables) {
    QSTORE_TRY(const Json root, parseJson(json));
    const auto results = root.is_object() ? root.find("results") : root.end();
    if (!root.is_object() || results == root.end() || !results->is_array())
        return fail(ErrorCode::Parse, "it has no 'results'");
    if (results->size() != observables.size())
        return fail(ErrorCode::Parse, "it has results of " + std::to_string(results->size()) +
                                          " circuits instead of " + std::to_string(observables.size()));
    std::vector<IbmEstimates> estimates;
    for (std::size_t i = 0; i < results->size(); ++i) {
        const std::string where = "results[" + std::to_string(i) + "]";
        const Json& pub = (*results)[i];
        const auto data = pub.is_object() ? pub.find("data") : pub.end();
        if (!pub.is_object() || data == pub.end() || !data->is_object())
            return fail(ErrorCode::Parse, "'" + where + "' has no 'data'");
        IbmEstimates one;
        QSTORE_TRY(one.values, readValues(*data, "evs", observables[i], where));
        QSTORE_TRY(one.standardErrors, readValues(*data, "stds", observables[i], where));
        if (std::any_of(one.standardErrors.begin(), one.standardErrors.end(),
                        [](double e) { return e < 0; }))
            return fail(ErrorCode::Parse, "'" + where + ".data.stds' is below zero");
        estimates.push_back(std::move(one));
    }
    return estimates;
}

}  // namespace qstore
