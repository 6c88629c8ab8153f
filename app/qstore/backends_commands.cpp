// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_choice.h"
#include "app/qstore/calibration_report.h"
#include "app/qstore/command.h"
#include "app/qstore/local_backend.h"
#include "app/qstore/text_table.h"
#include "core/backends/calibration_json.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::optional<double>& value) {
    if (value) json[key] = *value;
}

std::int64_t nowMs() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

Json deviceJson(const std::string& name, const DeviceInfo& device) {
    Json json = {{"name", name},
                 {"title", device.title.empty() ? device.name : device.title},
                 {"status", deviceStatusText(device.status)},
                 {"simulator", device.simulator},
                 {"qubits", device.qubits},
                 {"gates", gateSetKey(device.gates)}};
    if (!device.statusReason.empty()) json["statusReason"] = device.statusReason;
    put(json, "twoQubitFidelity", device.twoQubitFidelity);
    put(json, "queueSeconds", device.queueSeconds);
    if (device.queueLength) json["queueLength"] = *device.queueLength;
    return json;
}

std::string optionalText(const std::optional<double>& value, int digits = 4) {
    return value ? shortNumber(*value, digits) : "not told";
}

Status list(const Command& command, const std::vector<std::string>& profiles) {
    Json document = Json::array();
    TextTable table({"backend", "what it is", "qubits", "gates", "two-qubit fidelity", "queue"});
    const auto add = [&](const std::string& name, const DeviceInfo& device) {
        document.push_back(deviceJson(name, device));
        table.add({name, device.title.empty() ? device.name : device.title, std::to_string(device.qubits),
                   std::string(gateSetKey(device.gates)), optionalText(device.twoQubitFidelity),
                   device.queueSeconds ? duration(*device.queueSeconds) : "not told"});
    };
    QSTORE_TRY(const auto locals, localDevices());
    for (const LocalDevice& device : locals) add(device.info.name, device.info);
    for (const std::string& profile : profiles) {
        QSTORE_TRY(const auto devices, devicesOf(command, profile));
        for (const ChosenBackend& each : devices) add(each.name, each.device);
    }
    command.answer(document, table.toText() + "figures of local/…: " + std::string(kProfileFigures) + '\n');
    return {};
}

std::string couplingText(const DeviceInfo& device) {
    if (device.coupling.empty()) return "every pair of qubits is coupled";
    std::string text = std::to_string(device.coupling.size()) + " couplings:";
    for (const auto& [a, b] : device.coupling) text += " " + std::to_string(a) + "-" + std::to_string(b);
    return text;
}

Json showJson(const ChosenBackend& backend) {
    Json document = deviceJson(backend.name, backend.device);
    document["gateNames"] = gateSetGates(backend.device.gates);
    document["coupling"] = backend.device.coupling;
    document["minShots"] = backend.device.minShots;
    document["maxShots"] = backend.device.maxShots;
    if (!backend.figures.empty()) document["figures"] = backend.figures;
    if (!backend.source.empty()) document["source"] = backend.source;
    if (!backend.note.empty()) document["note"] = backend.note;
    if (backend.calibration) document["calibration"] = calibrationJson(*backend.calibration, nowMs());
    return document;
}

std::string showText(const Json& document, const ChosenBackend& backend) {
    std::string text = backend.name + ": " + document["title"].get<std::string>() + "\n" +
                       std::to_string(backend.device.qubits) + " qubits, " +
                       std::string(deviceStatusText(backend.device.status)) + ", gates " +
                       std::string(gateSetGates(backend.device.gates)) + "\n" +
                       couplingText(backend.device) + "\n";
    if (backend.calibration)
        text += calibrationText(document["calibration"]);
    else
        text += backend.name == "local" ? "no errors\n" : "no calibration is known\n";
    if (!backend.figures.empty()) text += "figures: " + backend.figures + '\n';
    if (!backend.source.empty()) text += "source: " + backend.source + '\n';
    if (!backend.note.empty()) text += "note: " + backend.note + '\n';
    return text;
}

Status show(const Command& command, const std::string& name, const std::string& calibrationFile) {
    ChosenBackend backend;
    if (calibrationFile.empty()) {
        QSTORE_TRY(backend, chooseBackend(command, name, {}));
    } else {
        QSTORE_TRY(const LocalDevice device, deviceOfCalibrationFile(calibrationFile));
        backend = chosenLocal(device);
        backend.figures = "a calibration of a file";
    }
    const Json document = showJson(backend);
    command.answer(document, showText(document, backend));
    return {};
}

}  // namespace

void addBackendsCommands(CLI::App& app, Command& command) {
    CLI::App* backends =
        app.add_subcommand("backends", "What can run a circuit: this machine, simulated ones, clouds");
    backends->require_subcommand(1);

    auto profiles = std::make_shared<std::vector<std::string>>();
    CLI::App* listing = backends->add_subcommand("list", "List the local backends and those of accounts");
    listing->add_option("--profile", *profiles, "Also the devices of this account; may be given again")
        ->allow_extra_args(false);
    listing->callback([&command, profiles] {
        command.action = [&command, profiles] { return list(command, *profiles); };
    });

    auto name = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    CLI::App* showing =
        backends->add_subcommand("show", "Qubits, gates, coupling and calibration of one backend");
    CLI::Option* named = showing->add_option("NAME", *name, "local, local/aria, … or PROFILE/DEVICE");
    CLI::Option* given = showing->add_option(
        "--calibration", *file, "Show what a calibration file says (IonQ, IBM or our own form)");
    named->excludes(given);
    showing->callback([&command, name, file] {
        if (name->empty() && file->empty()) throw CLI::RequiredError("NAME");
        command.action = [&command, name, file] { return show(command, *name, *file); };
    });
    addBackendsCalibration(*backends, command);
    addBackendsEstimate(*backends, command);
    addBackendsChoose(*backends, command);
}

}  // namespace qstore
