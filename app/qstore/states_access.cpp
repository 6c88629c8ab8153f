// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/states_access.h"

#include <array>
#include <charconv>
#include <limits>
#include <string_view>

#include "core/base/number_text.h"
#include "core/workspace/workspace_states.h"

namespace qstore {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t ms;
};
/// The longest first; "ms" before "m" and "s" for those who compare ends.
constexpr std::array<Unit, 5> kUnits{
    {{"ms", 1}, {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}}};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        parts.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return parts;
}

template <class Whole>
bool readWhole(std::string_view text, Whole& value) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

}  // namespace

Result<std::unique_ptr<StateLibrary>> openStates(const Command& command, bool create) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(create));
    return StateLibrary::open(workspaceStates(workspace), makeSystemClock());
}

Result<std::unique_ptr<StateLibrary>> openStatesIfAny(const Command& command) {
    if (!command.workspaceExists()) return std::unique_ptr<StateLibrary>();
    return openStates(command, false);
}

Result<std::vector<double>> parseNumbers(const std::string& text, const std::string& option) {
    std::vector<double> numbers;
    for (const std::string& part : split(text)) {
        const auto number = textToNumber(part);
        if (!number)
            return fail(ErrorCode::InvalidArgument, option + " has '" + part + "' where a number should be",
                        "write numbers with commas between them: 0.1,-2,3e-4");
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::vector<Qubit>> parseQubits(const std::string& text, const std::string& option) {
    std::vector<Qubit> qubits;
    for (const std::string& part : split(text)) {
        Qubit qubit = 0;
        if (!readWhole(part, qubit))
            return fail(ErrorCode::InvalidArgument, option + " has '" + part + "' where a qubit should be",
                        "write numbers of qubits with commas between them: 0,2");
        qubits.push_back(qubit);
    }
    return qubits;
}

Result<std::int64_t> parseDuration(const std::string& text, const std::string& option) {
    Unit unit{"", 1};
    for (const Unit& each : kUnits)
        if (unit.name.empty() && text.size() > each.name.size() && text.ends_with(each.name)) unit = each;
    std::int64_t count = 0;
    const std::string_view digits = std::string_view(text).substr(0, text.size() - unit.name.size());
    const bool fits = readWhole(digits, count) && count >= 0 &&
                      count <= std::numeric_limits<std::int64_t>::max() / unit.ms;
    if (fits) return count * unit.ms;
    return fail(ErrorCode::InvalidArgument, option + " is '" + text + "', which is no time",
                "write a whole number and its unit: 500ms, 90s, 15m, 2h or 7d");
}

std::string durationText(std::int64_t ms) {
    constexpr std::array<Unit, 4> units{{{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}}};
    for (const Unit& unit : units) {
        if (ms < unit.ms) continue;
        const double count = static_cast<double>(ms) / static_cast<double>(unit.ms);
        std::array<char, 32> buffer{};
        const int length = std::snprintf(buffer.data(), buffer.size(), "%.3g ", count);
        return std::string(buffer.data(), static_cast<std::size_t>(length)) + std::string(unit.name);
    }
    return std::to_string(ms) + " ms";
}

Result<Assignment> parseAssignment(const std::string& text, const std::string& option) {
    const std::size_t sign = text.rfind('=');
    if (sign != std::string::npos && sign > 0)
        return Assignment{text.substr(0, sign), text.substr(sign + 1)};
    return fail(ErrorCode::InvalidArgument, option + " is '" + text + "', which names nothing",
                "write " + option + " NAME=VALUE");
}

}  // namespace qstore
