// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "plugins/host/plugin_host.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

Json pluginJson(const PluginInfo& plugin) {
    Json json = {{"id", plugin.id},
                 {"title", plugin.title},
                 {"description", plugin.description},
                 {"version", plugin.version},
                 {"vendor", plugin.vendor},
                 {"license", plugin.license},
                 {"interface", pluginInterfaceName(plugin.interface)},
                 {"api", plugin.api},
                 {"file", plugin.file.string()},
                 {"state", pluginStateName(plugin.state)}};
    if (!plugin.reason.empty()) json["reason"] = plugin.reason;
    if (!plugin.cure.empty()) json["cure"] = plugin.cure;
    return json;
}

/// What it is called where it says no usable name itself.
std::string shownName(const PluginInfo& plugin) {
    return plugin.id.empty() ? plugin.file.filename().string() : plugin.id;
}

std::string listText(const std::vector<PluginInfo>& plugins) {
    TextTable table({"plugin", "brings", "version", "state", "file"});
    std::string reasons;
    for (const PluginInfo& plugin : plugins) {
        table.add({shownName(plugin), std::string(pluginInterfaceName(plugin.interface)), plugin.version,
                   std::string(pluginStateName(plugin.state)), plugin.file.string()});
        if (plugin.reason.empty()) continue;
        reasons += "\n" + shownName(plugin) + ": " + plugin.reason;
        if (!plugin.cure.empty()) reasons += "; " + plugin.cure;
    }
    return table.toText() + reasons;
}

Status listPlugins(const Command& command) {
    const PluginHost host;
    for (const std::string& note : host.notes()) command.note(note);
    const std::vector<PluginInfo> plugins = host.list();
    Json list = Json::array();
    for (const PluginInfo& plugin : plugins) list.push_back(pluginJson(plugin));
    std::string folders;
    for (const auto& folder : standardPluginPlaces().folders)
        folders += (folders.empty() ? "'" : ", '") + folder.string() + "'";
    command.answer(list, plugins.empty() ? "no plugins in " + folders : listText(plugins));
    return {};
}

Status switchPlugin(const Command& command, const std::string& id, bool enabled) {
    PluginHost host;
    QSTORE_CHECK(host.setEnabled(id, enabled));
    for (const PluginInfo& plugin : host.list())
        if (plugin.id == id && plugin.state != PluginState::Refused) {
            command.answer(pluginJson(plugin), "'" + id + "' is switched " + (enabled ? "on" : "off"));
            return {};
        }
    return fail(ErrorCode::NotFound, "the plugin '" + id + "' is gone",
                "`qstore plugins list` shows those that are there");
}

}  // namespace

void addPluginsCommands(CLI::App& app, Command& command) {
    CLI::App* plugins =
        app.add_subcommand("plugins", "What reaches stores and data elsewhere: list, switch on and off");
    plugins->require_subcommand(1);
    plugins->add_subcommand("list", "Every plugin with its state, and why it is not used where it is not")
        ->callback([&command] { command.action = [&command] { return listPlugins(command); }; });

    auto id = std::make_shared<std::string>();
    const auto addSwitch = [&](const char* name, const char* help, bool enabled) {
        CLI::App* verb = plugins->add_subcommand(name, help);
        verb->add_option("ID", *id, "The plugin, as `list` names it")->required();
        verb->callback([&command, id, enabled] {
            command.action = [&command, id, enabled] { return switchPlugin(command, *id, enabled); };
        });
    };
    addSwitch("enable", "Switch a plugin on again, also one that crashed or failed", true);
    addSwitch("disable", "Switch a plugin off until it is switched on again", false);
}

}  // namespace qstore
