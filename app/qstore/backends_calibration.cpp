// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include "app/qstore/account_access.h"
#include "app/qstore/backend_choice.h"
#include "app/qstore/calibration_report.h"
#include "core/base/clock.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostCalibrations = 1000;

struct CalibrationInput {
    std::string name;
    std::size_t count = 10;
};

Result<std::vector<Calibration>> calibrationsOf(const Command& command, const CalibrationInput& input) {
    if (isLocalName(input.name)) {
        QSTORE_TRY(const LocalDevice device, localDevice(input.name));
        std::vector<Calibration> only;
        if (device.calibration) only.push_back(*device.calibration);
        return only;
    }
    const std::size_t slash = input.name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == input.name.size())
        return fail(ErrorCode::InvalidArgument, "'" + input.name + "' is no backend",
                    "local/aria, ... or PROFILE/DEVICE; `qstore backends list` names the local ones");
    QSTORE_TRY(const auto provider, openProvider(command, input.name.substr(0, slash)));
    auto calibrations = provider->calibrations(input.name.substr(slash + 1), input.count,
                                               command.control("asking " + input.name));
    if (!calibrations) return tl::unexpected<Error>(calibrations.error().error);
    return *std::move(calibrations);
}

Status showCalibrations(const Command& command, const CalibrationInput& input) {
    QSTORE_TRY(const auto calibrations, calibrationsOf(command, input));
    if (calibrations.empty())
        return fail(ErrorCode::NotFound, "no calibration of '" + input.name + "' is known",
                    input.name == "local" ? "it has no errors" : "its provider publishes none");
    const std::int64_t now = makeSystemClock()->unixMs();
    Json list = Json::array();
    for (const Calibration& calibration : calibrations) list.push_back(calibrationJson(calibration, now));
    const std::string text =
        list.size() == 1 ? calibrationText(list.front()) : calibrationHistoryText(list);
    command.answer({{"backend", input.name}, {"calibrations", list}}, text);
    return {};
}

}  // namespace

void addBackendsCalibration(CLI::App& backends, Command& command) {
    auto input = std::make_shared<CalibrationInput>();
    CLI::App* verb = backends.add_subcommand(
        "calibration", "What was measured of a machine, newest first: errors, T1, T2, and since when");
    verb->add_option("NAME", input->name, "PROFILE/DEVICE, or local/aria, ...")->required();
    verb->add_option("--history", input->count, "At most so many measurements (10)")
        ->check(CLI::Range(std::size_t{1}, kMostCalibrations));
    verb->callback([&command, input] {
        command.action = [&command, input] { return showCalibrations(command, *input); };
    });
}

}  // namespace qstore
