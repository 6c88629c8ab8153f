// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_results.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/backends/ionq_limits.h"
#include "core/backends/remote_reply.h"
#include "core/base/json.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t longestBits = 64;

std::optional<std::uint64_t> stateOf(std::string_view key) {
    std::uint64_t state = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), state);
    // "07" and "7" would be one state under two keys.
    if (error != std::errc() || end != key.data() + key.size() || (key.size() > 1 && key[0] == '0'))
        return {};
    return state;
}

/// Takes the numbers from the text as they pass by.
class ProbabilitiesSax final : public nlohmann::json_sax<json> {
public:
    const std::string& problem() const { return m_problem; }
    IonqProbabilities take() { return std::move(m_result); }
    /// An empty object says nothing about how many circuits it stands for.
    bool finished() const { return m_depth == 0 && !m_result.circuits.empty(); }

    bool null() override { return wrong("null"); }
    bool boolean(bool) override { return wrong("a truth value"); }
    bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
    bool number_float(number_float_t value, const string_t&) override { return number(value); }
    bool string(string_t&) override { return wrong("a text"); }
    bool binary(binary_t&) override { return wrong("bytes"); }
    bool start_array(std::size_t) override { return wrong("a list"); }
    bool end_array() override { return wrong("a list"); }

    bool start_object(std::size_t) override {
        if (++m_depth == 1) return true;
        if (m_depth > 2 || (!m_result.several && !m_result.circuits.empty())) return wrong("an object");
        m_result.several = true;
        if (m_result.circuits.size() == ionqMaxCircuits) return stop("it has too many circuits");
        if (!m_names.insert(m_key).second) return stop("it has '" + m_key + "' twice");
        m_result.circuits.emplace_back(m_key, Distribution());
        m_states.clear();
        return true;
    }
    bool end_object() override {
        --m_depth;
        return true;
    }
    bool key(string_t& name) override {
        m_key = name;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return stop("it is no JSON");
    }

private:
    bool stop(std::string problem) {
        if (m_problem.empty()) m_problem = std::move(problem);
        return false;
    }
    bool wrong(const std::string& what) {
        return stop("it has " + what + (m_key.empty() ? "" : " at '" + m_key.substr(0, 60) + "'"));
    }
    bool number(double probability) {
        if (m_depth == 0 || m_depth != (m_result.several ? 2U : 1U)) return wrong("a number");
        if (m_result.circuits.empty()) m_result.circuits.emplace_back();
        const auto state = stateOf(m_key);
        if (!state) return stop("'" + m_key.substr(0, 60) + "' is no state in decimal");
        if (!m_states.insert(*state).second) return stop("it has the state " + m_key + " twice");
        m_result.circuits.back().second.emplace_back(*state, probability);
        return true;
    }

    IonqProbabilities m_result;
    std::string m_key, m_problem;
    std::unordered_set<std::uint64_t> m_states;
    std::unordered_set<std::string> m_names;
    std::size_t m_depth = 0;
};

tl::unexpected<RemoteError> noProbabilities(const std::string& problem, std::string_view text) {
    return protocolFault("the results are not in a known form: " + problem + "; IonQ answered with " +
                         shownReply(text, {}));
}

/// "011": qubit 0 is the first character.
std::optional<std::uint64_t> stateOfBits(std::string_view bits) {
    if (bits.empty() || bits.size() > longestBits) return {};
    std::uint64_t state = 0;
    for (std::size_t qubit = 0; qubit < bits.size(); ++qubit) {
        if (bits[qubit] != '0' && bits[qubit] != '1') return {};
        state |= std::uint64_t{bits[qubit] == '1'} << qubit;
    }
    return state;
}

/// The register that holds all qubits: `output_all`, or the only one there is.
const json* wholeRegister(const json& reply) {
    const json* registers = &reply;
    for (const char* key : {"probabilities", "registers"}) {
        if (!registers->is_object()) return nullptr;
        const auto found = registers->find(key);
        if (found == registers->end()) return nullptr;
        registers = &*found;
    }
    if (!registers->is_object() || registers->empty()) return nullptr;
    const auto all = registers->find("output_all");
    const auto chosen = all == registers->end() && registers->size() == 1 ? registers->begin() : all;
    return chosen != registers->end() && chosen->is_object() && !chosen->empty() ? &*chosen : nullptr;
}

}  // namespace

Remote<IonqProbabilities> readIonqProbabilities(std::string_view text) {
    ProbabilitiesSax sax;
    if (!json::sax_parse(text.begin(), text.end(), &sax)) return noProbabilities(sax.problem(), text);
    if (!sax.finished()) return noProbabilities("it is empty", text);
    return sax.take();
}

Remote<RegisterDistribution> readIonqRegisters(std::string_view text) {
    const auto reply = parseJson(text);
    if (!reply) return noProbabilities(reply.error().message, text);
    const json* states = wholeRegister(*reply);
    if (states == nullptr) return noProbabilities("it has no register 'output_all'", text);
    RegisterDistribution result;
    for (const auto& [bits, probability] : states->items()) {
        const auto state = stateOfBits(bits);
        if (!state || (result.qubits != 0 && bits.size() != result.qubits))
            return noProbabilities("'" + bits.substr(0, 80) + "' is no string of bits, one for each qubit",
                                   text);
        if (!probability.is_number()) return noProbabilities("'" + bits + "' has no number", text);
        result.qubits = bits.size();
        result.states.emplace_back(*state, probability.get<double>());
    }
    return result;
}

}  // namespace qstore
