// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/qstore/account_access.h"
#include "app/qstore/backend_pricing.h"
#include "app/qstore/circuit_input.h"
#include "app/qstore/text_table.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct ChooseInput : CircuitInput {
    std::vector<std::string> backends, profiles;
    std::string goal = "price";
    std::uint64_t shots = 1000;
};

/// An account that was not asked, or did not answer.
struct Unreached {
    std::string profile;
    Error error;
};

/// Everything that circuits could be run on: the local ones, and the devices of the accounts that were
/// named, or else of all that have a key.
struct Candidates {
    std::vector<ChosenBackend> backends;
    std::vector<Unreached> unreached;
};

Status addLocals(Candidates& candidates) {
    QSTORE_TRY(const auto locals, localDevices());
    for (const LocalDevice& device : locals) candidates.backends.push_back(chosenLocal(device));
    return {};
}

Result<Candidates> candidatesFor(const Command& command, const ChooseInput& input) {
    Candidates candidates;
    for (const std::string& name : input.backends) {
        QSTORE_TRY(ChosenBackend backend, chooseBackend(command, name, {}));
        candidates.backends.push_back(std::move(backend));
    }
    std::vector<std::string> profiles = input.profiles;
    if (input.backends.empty()) {
        QSTORE_CHECK(addLocals(candidates));
        if (profiles.empty()) {
            AccountAccess accounts(command, {});
            QSTORE_TRY(const auto known, accounts.profiles().list());
            for (const BackendProfile& profile : known) profiles.push_back(profile.name);
        }
    }
    for (const std::string& profile : profiles) {
        auto devices = devicesOf(command, profile);
        if (!devices) {
            if (devices.error().code == ErrorCode::Cancelled) return tl::unexpected(devices.error());
            // An account that cannot be asked must not keep the others from answering.
            candidates.unreached.push_back({profile, devices.error()});
            continue;
        }
        for (ChosenBackend& backend : *devices) {
            addCalibration(command, backend);
            candidates.backends.push_back(std::move(backend));
        }
    }
    return candidates;
}

Json entryOf(const RankedDevice& ranked, const RouteCandidate& route) {
    Json json = {{"backend", ranked.name}, {"usable", ranked.usable}, {"reasoning", ranked.reasoning}};
    putKnown(json, "usd", route.price.usd);
    if (!route.price.usd) json["priceUnknown"] = route.price.reason;
    putKnown(json, "queueSeconds", route.device.queueSeconds);
    putKnown(json, "executionSeconds", route.executionSeconds);
    putKnown(json, "fidelity", route.fidelity);
    json["reasons"] = Json::array();
    for (const CapabilityReason& reason : route.reasons)
        json["reasons"].push_back({{"text", reason.text}, {"cure", reason.cure}});
    return json;
}

std::string known(const std::optional<double>& value, std::string (*text)(double)) {
    return value ? text(*value) : "not told";
}

Status choose(const Command& command, const ChooseInput& input) {
    JobToPrice job;
    QSTORE_TRY(job.circuit, readCircuitFile(input.file, command.stop.get_token()));
    job.shots = input.shots;
    QSTORE_TRY(const PriceTable prices, PriceTable::shipped());
    QSTORE_TRY(const Candidates candidates, candidatesFor(command, input));
    std::vector<RouteCandidate> routes;
    for (const ChosenBackend& backend : candidates.backends)
        routes.push_back(priceOn(command, job, prices, backend).route);
    const auto ranked = rankDevices(routes, *findRoutingGoal(input.goal));
    const std::vector<std::string> order = failOverOrder(ranked);
    Json document = {{"goal", input.goal}, {"shots", input.shots}, {"ranking", Json::array()}};
    TextTable table({"", "backend", "price", "queue", "fidelity"});
    std::string reasons;
    for (std::size_t place = 0; place < ranked.size(); ++place) {
        const auto route = std::find_if(routes.begin(), routes.end(), [&](const RouteCandidate& each) {
            return each.name == ranked[place].name;
        });
        document["ranking"].push_back(entryOf(ranked[place], *route));
        table.add({ranked[place].usable ? std::to_string(place + 1) : "-", route->name,
                   priceText(route->price.usd, route->price.atMostUsd),
                   known(route->device.queueSeconds, duration), known(route->fidelity, percent)});
        reasons += ranked[place].reasoning + '\n';
    }
    document["failOver"] = order;
    document["unreached"] = Json::array();
    for (const Unreached& each : candidates.unreached) {
        document["unreached"].push_back(
            {{"profile", each.profile}, {"message", each.error.message}, {"hint", each.error.hint}});
        command.note("account '" + each.profile + "' is left out: " + each.error.message);
    }
    if (order.empty())
        return command.answerFailure(document, table.toText() + reasons,
                                     {ErrorCode::NotFound, "no backend can run '" + input.file + "'",
                                      "the reasons and their cures stand beside each of them"});
    std::string list;
    for (const std::string& name : order) list += (list.empty() ? "" : ",") + name;
    command.answer(document, table.toText() + reasons + "run it: qstore circuit run " + input.file +
                                 " --backend " + order.front() +
                                 (order.size() > 1 ? "\nfail over: --backend " + list : "") + '\n');
    return {};
}

}  // namespace

void addBackendsChoose(CLI::App& backends, Command& command) {
    auto input = std::make_shared<ChooseInput>();
    CLI::App* verb = backends.add_subcommand(
        "choose", "Rank the devices for a circuit, with reasons: what can run it, and where best");
    addCircuitFile(*verb, input->file, "CIRCUIT");
    verb->add_option("--by", input->goal, "price (the default), queue, fidelity or speed")
        ->check(CLI::IsMember({"price", "queue", "fidelity", "speed"}));
    verb->add_option("--shots", input->shots, "Shots of the job (1000)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U));
    verb->add_option("--backend", input->backends,
                     "Only these: local, local/aria, ... or PROFILE/DEVICE; may be given again")
        ->allow_extra_args(false);
    verb->add_option("--profile", input->profiles,
                     "Only this account beside the local ones (default: all accounts); may be given again")
        ->allow_extra_args(false);
    verb->callback(
        [&command, input] { command.action = [&command, input] { return choose(command, *input); }; });
}

}  // namespace qstore
