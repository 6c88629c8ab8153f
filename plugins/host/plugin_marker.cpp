// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_marker.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtCore/QDateTime>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
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

/// The kernel gives each start of the machine another one; empty where it does not tell.
std::string bootId() {
    std::ifstream stream("/proc/sys/kernel/random/boot_id");
    std::string line;
    std::getline(stream, line);
    return line;
}

/// Closes a file at the end, which also gives back a lock that is held through it.
class OpenMarker {
public:
    OpenMarker(const fs::path& file, int flags) : m_opened(::open(file.c_str(), flags | O_CLOEXEC)) {}
    OpenMarker(const OpenMarker&) = delete;
    OpenMarker& operator=(const OpenMarker&) = delete;
    OpenMarker(OpenMarker&&) = delete;
    OpenMarker& operator=(OpenMarker&&) = delete;
    ~OpenMarker() {
        if (m_opened >= 0) ::close(m_opened);
    }
    /// `how` is LOCK_EX or LOCK_SH; does not wait.
    bool lock(int how) const { return m_opened >= 0 && ::flock(m_opened, how | LOCK_NB) == 0; }
    int release() { return std::exchange(m_opened, -1); }

private:
    int m_opened;
};

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

/// Nothing while somebody holds its lock, or where nobody can tell.
std::optional<LeftMarker> readMarker(const fs::path& file) {
    // Shared, so that two who look at one marker do not take each other for the one that loads.
    const OpenMarker opened(file, O_RDONLY);
    if (!opened.lock(LOCK_SH)) return std::nullopt;
    std::error_code error;
    // Whoever comes back from loading removes the file before the lock is free.
    if (!fs::exists(file, error)) return std::nullopt;
    LeftMarker marker{file, {}, 0};
    const auto bytes = readFile(file, maxMarkerBytes);
    if (!bytes) return marker;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
    if (text(object, "boot").toStdString() != bootId()) return marker;
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
    QJsonObject object;
    object.insert(QLatin1String("plugin"), QString::fromStdString(id));
    object.insert(QLatin1String("boot"), QString::fromStdString(bootId()));
    object.insert(QLatin1String("writtenMs"), QDateTime::currentMSecsSinceEpoch());
    constexpr std::size_t nameBytes = 8;
    const fs::path file = folder / (randomHex(nameBytes) + ".json");
    // Nobody may see it before it is locked: until then it has a name that leftMarkers() passes over.
    const fs::path part = fs::path(file).replace_extension(".part");
    const Status written = writePrivateFileAtomically(part, QJsonDocument(object).toJson().toStdString());
    if (!written) return cannotMark(folder, id, written.error().message);
    OpenMarker opened(part, O_RDWR);
    if (!opened.lock(LOCK_EX) || ::rename(part.c_str(), file.c_str()) != 0) {
        const std::string why = std::strerror(errno);
        fs::remove(part, error);
        return cannotMark(folder, id, why);
    }
    return PluginMarker(file, opened.release());
}

PluginMarker::PluginMarker(PluginMarker&& other) noexcept
    : m_file(std::exchange(other.m_file, {})), m_opened(std::exchange(other.m_opened, -1)) {}

PluginMarker::~PluginMarker() {
    std::error_code error;
    if (!m_file.empty()) fs::remove(m_file, error);
    // After that: a file that is still there while its lock is free blames the plugin.
    if (m_opened >= 0) ::close(m_opened);
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
