// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_marker.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/random_hex.h"
#include "plugins/host/plugin_metadata.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxMarkerBytes = 4096;

fs::path markerFolder(const fs::path& configuration) {
    return configuration / "plugins-loading";
}

/// A line of the kernel; empty where there is no such file (a process that is gone).
std::string firstLine(const fs::path& file) {
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

std::string bootId() {
    return firstLine("/proc/sys/kernel/random/boot_id");
}

/// When a process started, in ticks since the machine did; empty for one that is gone or only waits for
/// its parent to notice that it is (proc(5), fields 3 and 22; field 2 is a name that may hold anything).
std::string startOf(std::int64_t process) {
    const std::string line = firstLine("/proc/" + std::to_string(process) + "/stat");
    const std::size_t name = line.rfind(')');
    if (name == std::string::npos) return {};
    constexpr int fieldsBetween = 18;
    std::istringstream fields(line.substr(name + 1));
    std::string state, start;
    fields >> state;
    for (int field = 0; field < fieldsBetween; ++field) fields >> start;
    fields >> start;
    return state == "Z" || state == "X" || !fields ? std::string() : start;
}

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

/// Nothing while the process that wrote it may still take it away.
std::optional<LeftMarker> readMarker(const fs::path& file) {
    LeftMarker marker{file, {}, 0};
    const auto bytes = readFile(file, maxMarkerBytes);
    if (!bytes) {
        std::error_code error;
        // It was taken away between the listing and now.
        return fs::exists(file, error) ? std::optional(marker) : std::nullopt;
    }
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
    if (text(object, "boot").toStdString() != bootId()) return marker;
    const std::int64_t process = object.value(QLatin1String("process")).toInteger();
    const std::string start = text(object, "started").toStdString();
    if (!start.empty() && startOf(process) == start) return std::nullopt;
    const std::string id = text(object, "plugin").toStdString();
    if (isPluginId(id)) marker.id = id;
    marker.writtenMs = object.value(QLatin1String("writtenMs")).toInteger();
    return marker;
}

tl::unexpected<Error> cannotMark(const fs::path& folder, const std::string& id, const std::string& why) {
    return fail(ErrorCode::Io,
                "the plugin '" + id + "' is not loaded, because that cannot be noted in '" +
                    folder.string() + "': " + why,
                "make the folder writable, or set XDG_CONFIG_HOME to one that is");
}

}  // namespace

Result<PluginMarker> PluginMarker::write(const fs::path& configuration, const std::string& id) {
    const fs::path folder = markerFolder(configuration);
    std::error_code error;
    fs::create_directories(configuration.parent_path(), error);
    // For its owner alone, as core's FolderLock makes it.
    ::mkdir(configuration.c_str(), 0700);
    ::mkdir(folder.c_str(), 0700);
    const std::int64_t process = ::getpid();
    QJsonObject object;
    object.insert(QLatin1String("plugin"), QString::fromStdString(id));
    object.insert(QLatin1String("process"), static_cast<qint64>(process));
    object.insert(QLatin1String("started"), QString::fromStdString(startOf(process)));
    object.insert(QLatin1String("boot"), QString::fromStdString(bootId()));
    object.insert(QLatin1String("writtenMs"), QDateTime::currentMSecsSinceEpoch());
    constexpr std::size_t nameBytes = 8;
    const fs::path file = folder / (randomHex(nameBytes) + ".json");
    const Status written = writePrivateFileAtomically(file, QJsonDocument(object).toJson().toStdString());
    if (!written) return cannotMark(folder, id, written.error().message);
    return PluginMarker(file);
}

PluginMarker::PluginMarker(PluginMarker&& other) noexcept : m_file(std::exchange(other.m_file, {})) {}

PluginMarker::~PluginMarker() {
    std::error_code error;
    if (!m_file.empty()) fs::remove(m_file, error);
}

std::vector<LeftMarker> leftMarkers(const fs::path& configuration) {
    std::vector<LeftMarker> left;
    std::error_code error;
    for (fs::directory_iterator entry(markerFolder(configuration), error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() != ".json") continue;
        if (const auto marker = readMarker(entry->path())) left.push_back(*marker);
    }
    return left;
}

}  // namespace qstore
