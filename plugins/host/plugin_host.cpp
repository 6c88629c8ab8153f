// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_host.h"

#include <QtCore/QDateTime>
#include <algorithm>
#include <utility>

#include "core/base/closest_name.h"
#include "plugins/host/plugin_loading.h"
#include "plugins/host/plugin_marker.h"
#include "plugins/host/plugin_metadata.h"

namespace qstore {

/// `found` is Available or Refused as the file says, Loaded or Failed after a try.
struct PluginHost::Entry {
    PluginInfo found;
    PluginParts parts;
};

namespace {

std::string localTimeText(std::int64_t unixMs) {
    return QDateTime::fromMSecsSinceEpoch(unixMs)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm"))
        .toStdString();
}

PluginInfo with(PluginInfo info, PluginState state, std::string reason, std::string cure) {
    info.state = state;
    info.reason = std::move(reason);
    info.cure = std::move(cure);
    return info;
}

std::string enableCommand(const PluginInfo& info) {
    return "`qstore plugins enable " + info.id + "`";
}

/// What a person's choices make of what was found.
PluginInfo judged(const PluginInfo& found, const Result<PluginChoices>& choices) {
    if (found.state == PluginState::Refused) return found;
    const bool loaded = found.state == PluginState::Loaded;
    if (!choices)
        // Nobody knows which plugins are switched off, so none is loaded.
        return loaded ? found
                      : with(found, PluginState::Off, choices.error().message, choices.error().hint);
    if (choices->off.count(found.id) != 0)
        return with(found, PluginState::Off,
                    loaded ? "it is switched off; what uses it goes on until the program ends"
                           : "it is switched off",
                    enableCommand(found) + " switches it on");
    const auto crash = choices->crashed.find(found.id);
    if (crash != choices->crashed.end() && !loaded)
        // Once is enough to leave it alone, although somebody may have ended the program just then.
        return with(found, PluginState::Crashed,
                    "the program ended while it loaded it on " + localTimeText(crash->second) +
                        "; it crashed, or somebody or something killed the program just then, which "
                        "cannot be told apart",
                    "where the program was killed, " + enableCommand(found) +
                        " switches it on again; where it crashed, install another version of it first");
    return found;
}

bool isUsable(PluginState state) {
    return state == PluginState::Loaded || state == PluginState::Available;
}

}  // namespace

PluginHost::PluginHost(PluginPlaces places)
    : m_choices(std::move(places.configuration)), m_notes(std::move(places.notes)) {
    find(places.folders);
}

PluginHost::~PluginHost() = default;

void PluginHost::find(const std::vector<std::filesystem::path>& folders) {
    for (const std::filesystem::path& file : pluginFiles(folders)) {
        auto entry = std::make_unique<Entry>();
        entry->found = readPluginFile(file);
        const Entry* first =
            entry->found.state == PluginState::Refused ? nullptr : entryOf(entry->found.id);
        if (first != nullptr)
            entry->found = with(std::move(entry->found), PluginState::Refused,
                                "its id '" + first->found.id + "' is that of '" +
                                    first->found.file.string() + "', which was found first",
                                "remove one of the two files");
        m_entries.push_back(std::move(entry));
    }
}

/// Never a refused one: those may be many of one id, and have no say.
PluginHost::Entry* PluginHost::entryOf(const std::string& id) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& entry) {
        return entry->found.id == id && entry->found.state != PluginState::Refused;
    });
    return found == m_entries.end() ? nullptr : found->get();
}

std::vector<PluginInfo> PluginHost::list() const {
    const std::scoped_lock lock(m_mutex);
    const auto choices = m_choices.read();
    std::vector<PluginInfo> infos;
    infos.reserve(m_entries.size());
    for (const auto& entry : m_entries) infos.push_back(judged(entry->found, choices));
    return infos;
}

tl::unexpected<Error> PluginHost::noSuchPlugin(const std::string& id, PluginInterface interface) const {
    std::vector<std::string> ids;
    for (const auto& entry : m_entries) {
        const PluginInfo& found = entry->found;
        if (found.state == PluginState::Refused) {
            if (found.id == id)
                return fail(ErrorCode::Unsupported, "the plugin '" + id + "' is refused: " + found.reason,
                            found.cure);
            continue;
        }
        if (interface == PluginInterface::Unknown || found.interface == interface) ids.push_back(found.id);
    }
    const std::string closest = closestName(id, ids);
    const std::string what = interface == PluginInterface::Store     ? "plugin for stores of the kind"
                             : interface == PluginInterface::Dataset ? "plugin for datasets named"
                                                                     : "plugin";
    return fail(ErrorCode::NotFound, "there is no " + what + " '" + id + "'",
                closest.empty() ? "`qstore plugins list` shows the plugins and where they lie"
                                : "did you mean '" + closest + "'?");
}

Status PluginHost::load(Entry& entry) const {
    QSTORE_TRY(const PluginMarker marker, PluginMarker::write(m_choices.configuration(), entry.found.id));
    auto parts = loadPlugin(entry.found);
    if (!parts) {
        entry.found =
            with(std::move(entry.found), PluginState::Failed, parts.error().message, parts.error().hint);
        return {};
    }
    entry.parts = *std::move(parts);
    entry.found = with(std::move(entry.found), PluginState::Loaded, {}, {});
    return {};
}

Result<PluginHost::Entry*> PluginHost::loaded(const std::string& id, PluginInterface interface) {
    Entry* entry = entryOf(id);
    if (entry == nullptr || entry->found.interface != interface) return noSuchPlugin(id, interface);
    const PluginInfo now = judged(entry->found, m_choices.read());
    if (now.state == PluginState::Available) QSTORE_CHECK(load(*entry));
    const PluginInfo& after = isUsable(now.state) ? entry->found : now;
    if (after.state != PluginState::Loaded)
        return fail(ErrorCode::Unsupported, "the plugin '" + id + "' is not loaded: " + after.reason,
                    after.cure);
    return entry;
}

Result<std::shared_ptr<const StoreDriver>> PluginHost::storeDriver(const std::string& kind) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(const Entry* entry, loaded(kind, PluginInterface::Store));
    return entry->parts.driver;
}

Result<std::shared_ptr<const DatasetSource>> PluginHost::datasetSource(const std::string& id) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(const Entry* entry, loaded(id, PluginInterface::Dataset));
    return entry->parts.source;
}

std::vector<StoreKind> PluginHost::storeKinds() {
    const std::scoped_lock lock(m_mutex);
    std::vector<StoreKind> kinds;
    for (const auto& entry : m_entries) {
        if (entry->found.state == PluginState::Refused || entry->found.interface != PluginInterface::Store)
            continue;
        if (const auto use = loaded(entry->found.id, PluginInterface::Store))
            kinds.push_back((*use)->parts.driver->kind());
    }
    return kinds;
}

Status PluginHost::setEnabled(const std::string& id, bool enabled) {
    const std::scoped_lock lock(m_mutex);
    Entry* entry = entryOf(id);
    if (entry == nullptr) return noSuchPlugin(id, PluginInterface::Unknown);
    QSTORE_CHECK(m_choices.change([&](PluginChoices& choices) {
        if (!enabled) {
            choices.off.insert(id);
            return;
        }
        choices.off.erase(id);
        choices.crashed.erase(id);
    }));
    if (enabled && entry->found.state == PluginState::Failed)
        entry->found = with(std::move(entry->found), PluginState::Available, {}, {});
    return {};
}

}  // namespace qstore
