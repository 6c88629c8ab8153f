// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/connection_report.h"

#include "app/qstore/key_report.h"
#include "app/qstore/text_table.h"
#include "core/base/progress.h"

namespace qstore {

using Json = nlohmann::ordered_json;

namespace {

std::string_view keyNeedName(KeyNeed need) {
    switch (need) {
        case KeyNeed::None: return "none";
        case KeyNeed::Optional: return "optional";
        case KeyNeed::Required: break;
    }
    return "required";
}

std::string keyText(const ConnectionState& state) {
    if (!state.key) return state.reason.empty() ? "needs none" : "unknown";
    return keyText(*state.key);
}

Json settingJson(const StoreSetting& setting) {
    Json json = {{"name", setting.name},
                 {"title", setting.title},
                 {"help", setting.help},
                 {"default", setting.standard}};
    if (!setting.choices.empty()) json["choices"] = setting.choices;
    return json;
}

}  // namespace

Json connectionJson(const StoreConnection& connection) {
    Json json = {{"store", connection.name}, {"kind", connection.kind}, {"place", connection.endpoint}};
    if (!connection.proxy.empty()) json["proxy"] = connection.proxy;
    if (!connection.caFile.empty()) json["caFile"] = connection.caFile;
    if (!connection.settings.empty()) json["settings"] = connection.settings;
    return json;
}

Json storesJson(const std::string& workspace, const std::vector<ConnectionState>& states) {
    Json stores = Json::array();
    stores.push_back({{"store", "local"}, {"kind", "local"}, {"place", workspace}, {"state", "ready"}});
    for (const ConnectionState& state : states) {
        Json json = connectionJson(state.connection);
        json["state"] = state.reason.empty() ? "ready" : "unreachable";
        if (!state.reason.empty()) json["reason"] = state.reason;
        if (!state.cure.empty()) json["cure"] = state.cure;
        if (state.key) json["key"] = keyJson(*state.key);
        stores.push_back(std::move(json));
    }
    return stores;
}

std::string storesText(const std::string& workspace, const std::vector<ConnectionState>& states) {
    TextTable table({"store", "kind", "place", "key"});
    table.add({"local", "local", workspace, "needs none"});
    std::string reasons;
    for (const ConnectionState& state : states) {
        table.add(
            {state.connection.name, state.connection.kind, state.connection.endpoint, keyText(state)});
        if (state.reason.empty()) continue;
        reasons += state.reason + (state.cure.empty() ? "" : "; " + state.cure) + '\n';
    }
    return table.toText() + reasons;
}

Json kindsJson(const std::vector<StoreKind>& kinds) {
    Json list = Json::array();
    for (const StoreKind& kind : kinds) {
        Json settings = Json::array();
        for (const StoreSetting& setting : kind.settings) settings.push_back(settingJson(setting));
        list.push_back({{"kind", kind.id},
                        {"title", kind.title},
                        {"endpointExample", kind.endpointExample},
                        {"standardEndpoint", kind.standardEndpoint},
                        {"key", keyNeedName(kind.key)},
                        {"keyTitle", kind.keyTitle},
                        {"settings", std::move(settings)}});
    }
    return list;
}

std::string kindsText(const std::vector<StoreKind>& kinds) {
    if (kinds.empty()) return "no kinds; `qstore plugins list` shows what became of the plugins\n";
    TextTable table({"kind", "title", "endpoint", "key"});
    std::string settings;
    for (const StoreKind& kind : kinds) {
        table.add({kind.id, kind.title,
                   kind.standardEndpoint.empty() ? kind.endpointExample : kind.standardEndpoint,
                   std::string(keyNeedName(kind.key))});
        for (const StoreSetting& setting : kind.settings)
            settings += "  " + kind.id + ": --set " + setting.name + "=" + setting.standard + "  " +
                        setting.help + '\n';
    }
    return table.toText() + settings;
}

Json storeStepsJson(const std::vector<StoreTestStep>& steps) {
    Json list = Json::array();
    for (const StoreTestStep& step : steps) list.push_back(stepJson(storeStepName(step.step), step));
    return list;
}

std::string storeStepsText(const std::vector<StoreTestStep>& steps) {
    std::string text;
    for (const StoreTestStep& step : steps) text += stepText(storeStepName(step.step), step);
    return text;
}

std::optional<Error> failureOf(const std::string& store, const std::vector<StoreTestStep>& steps) {
    for (const StoreTestStep& step : steps) {
        if (step.state == StepState::Cancelled) return cancelled().value();
        if (step.state != StepState::Passed)
            return Error{ErrorCode::Failed,
                         "store '" + store + "' fails at '" + std::string(storeStepName(step.step)) +
                             "': " + step.detail,
                         step.cure};
    }
    return std::nullopt;
}

}  // namespace qstore
