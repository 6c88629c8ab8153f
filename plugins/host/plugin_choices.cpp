// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_choices.h"

#include <sys/stat.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLockFile>
#include <utility>

#include "core/base/atomic_file.h"
#include "plugins/host/plugin_marker.h"
#include "plugins/host/plugin_metadata.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;

constexpr int fileVersion = 1;
constexpr int lockTimeoutMs = 10'000;
constexpr std::size_t maxFileBytes = std::size_t{1} << 20U;

tl::unexpected<Error> unreadable(const fs::path& file, const std::string& why) {
    return fail(ErrorCode::Corrupt, "'" + file.string() + "' cannot be read: " + why,
                "mend the file, or remove it: then every plugin is on again");
}

Result<std::string> idOf(const QJsonValue& value, const fs::path& file) {
    std::string id = value.toString().toStdString();
    if (!isPluginId(id)) return unreadable(file, "an entry is no plugin's id");
    return id;
}

Result<PluginChoices> parse(const std::string& text, const fs::path& file) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (!document.isObject()) return unreadable(file, error.errorString().toStdString());
    const QJsonObject object = document.object();
    const int version = object.value(QLatin1String("version")).toInt(-1);
    if (version > fileVersion)
        return fail(ErrorCode::NewerVersion,
                    "'" + file.string() + "' is of version " + std::to_string(version) +
                        "; this release reads version " + std::to_string(fileVersion),
                    "use the release that wrote it, or remove the file: then every plugin is on again");
    const QJsonArray off = object.value(QLatin1String("off")).toArray();
    const QJsonArray crashed = object.value(QLatin1String("crashed")).toArray();
    if (version != fileVersion || !object.value(QLatin1String("off")).isArray() ||
        !object.value(QLatin1String("crashed")).isArray())
        return unreadable(file, "it is not {\"version\": 1, \"off\": […], \"crashed\": […]}");
    PluginChoices choices;
    for (const auto& entry : off) {
        QSTORE_TRY(std::string id, idOf(entry, file));
        choices.off.insert(std::move(id));
    }
    for (const auto& entry : crashed) {
        QSTORE_TRY(std::string id, idOf(entry.toObject().value(QLatin1String("plugin")), file));
        choices.crashed[std::move(id)] = entry.toObject().value(QLatin1String("whenMs")).toInteger();
    }
    return choices;
}

/// The crashes that nobody has written down yet.
void addLeft(const std::vector<LeftMarker>& left, PluginChoices& choices) {
    for (const LeftMarker& marker : left)
        if (!marker.id.empty()) choices.crashed[marker.id] = marker.writtenMs;
}

/// After they are written down, so that a crash in between forgets none.
void removeLeft(const std::vector<LeftMarker>& left) {
    std::error_code error;
    for (const LeftMarker& marker : left) fs::remove(marker.file, error);
}

}  // namespace

PluginChoiceFile::PluginChoiceFile(fs::path configuration)
    : m_configuration(std::move(configuration)), m_file(m_configuration / "plugins.json") {}

Result<PluginChoices> PluginChoiceFile::readFileOnly() const {
    std::error_code error;
    if (!fs::exists(m_file, error) && !error) return PluginChoices();
    const auto text = readFile(m_file, maxFileBytes);
    if (!text) return unreadable(m_file, text.error().message);
    return parse(*text, m_file);
}

Result<PluginChoices> PluginChoiceFile::read() const {
    if (!leftMarkers(m_configuration).empty()) QSTORE_CHECK(change([](PluginChoices&) {}));
    return readFileOnly();
}

Status PluginChoiceFile::change(const std::function<void(PluginChoices&)>& what) const {
    std::error_code error;
    fs::create_directories(m_configuration.parent_path(), error);
    ::mkdir(m_configuration.c_str(), 0700);  // for its owner alone, as core's FolderLock makes it
    QLockFile lock(QFile::decodeName((m_configuration / "plugins.lock").c_str()));
    lock.setStaleLockTime(0);  // only a dead owner's lock is old
    if (!lock.tryLock(lockTimeoutMs)) {
        if (lock.error() == QLockFile::LockFailedError)
            return fail(ErrorCode::Busy, "another program is changing '" + m_file.string() + "'",
                        "try again when it is done");
        return fail(ErrorCode::Io, "'" + m_configuration.string() + "' cannot be written to",
                    "make the folder writable, or set XDG_CONFIG_HOME to one that is");
    }
    const std::vector<LeftMarker> left = leftMarkers(m_configuration);
    QSTORE_TRY(PluginChoices choices, readFileOnly());
    addLeft(left, choices);
    what(choices);
    QSTORE_CHECK(write(choices));
    removeLeft(left);
    return {};
}

Status PluginChoiceFile::write(const PluginChoices& choices) const {
    QJsonArray off;
    for (const std::string& id : choices.off) off.append(QString::fromStdString(id));
    QJsonArray crashed;
    for (const auto& [id, whenMs] : choices.crashed) {
        QJsonObject entry;
        entry.insert(QLatin1String("plugin"), QString::fromStdString(id));
        entry.insert(QLatin1String("whenMs"), static_cast<qint64>(whenMs));
        crashed.append(entry);
    }
    QJsonObject object;
    object.insert(QLatin1String("version"), fileVersion);
    object.insert(QLatin1String("off"), off);
    object.insert(QLatin1String("crashed"), crashed);
    return writePrivateFileAtomically(m_file, QJsonDocument(object).toJson().toStdString());
}

}  // namespace qstore
