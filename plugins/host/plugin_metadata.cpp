// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_metadata.h"

#include <QtCore/QFile>
#include <QtCore/QJsonObject>
#include <QtCore/QPluginLoader>
#include <algorithm>
#include <array>
#include <cmath>

#include "plugins/api/dataset_plugin.h"
#include "plugins/api/store_plugin.h"

namespace qstore {
namespace {

constexpr qsizetype maxTextLength = 400;
constexpr std::size_t maxIdLength = 40;

struct KnownInterface {
    std::string_view iid;
    PluginInterface interface;
};
constexpr std::array<KnownInterface, 2> knownInterfaces{{
    {QSTORE_STORE_PLUGIN_IID, PluginInterface::Store},
    {QSTORE_DATASET_PLUGIN_IID, PluginInterface::Dataset},
}};

/// "org.qstore.StorePlugin" of "org.qstore.StorePlugin/1", and "1".
std::string_view nameOf(std::string_view iid) {
    return iid.substr(0, iid.rfind('/'));
}
std::string_view versionOf(std::string_view iid) {
    const std::size_t slash = iid.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : iid.substr(slash + 1);
}

bool isPrintable(const QString& text) {
    return std::none_of(text.begin(), text.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// Text from the file, for a message: printable and short.
std::string shown(const QString& text) {
    QString clean = text.left(maxTextLength);
    for (QChar& c : clean)
        if (c.category() == QChar::Other_Control) c = QChar::ReplacementCharacter;
    return clean.toStdString();
}

/// Reads one file; the first thing that is wrong is why it is refused.
class PluginFileReader {
public:
    explicit PluginFileReader(const std::filesystem::path& file) { m_info.file = file; }

    PluginInfo read() {
        if (!checkReadable()) return std::move(m_info);
        const QPluginLoader loader(QFile::decodeName(m_info.file.c_str()));
        const QJsonObject document = loader.metaData();
        const QJsonObject metadata = document.value(QLatin1String("MetaData")).toObject();
        m_info.id = idOf(metadata);
        if (checkMetadata(loader, document) && checkInterface(document) && checkApi(metadata))
            readTexts(metadata);
        return std::move(m_info);
    }

private:
    bool refuse(std::string reason, std::string cure) {
        m_info.state = PluginState::Refused;
        m_info.reason = std::move(reason);
        m_info.cure = std::move(cure);
        return false;
    }

    static std::string idOf(const QJsonObject& metadata) {
        std::string id = metadata.value(QLatin1String("id")).toString().toStdString();
        return isPluginId(id) ? id : std::string();
    }

    bool checkReadable() {
        QFile file(QFile::decodeName(m_info.file.c_str()));
        if (!file.open(QIODevice::ReadOnly))
            return refuse("the file cannot be read", "make it readable, or take it out of the folder");
        return file.size() > 0 || refuse("the file is empty", "install the plugin again");
    }

    bool checkMetadata(const QPluginLoader& loader, const QJsonObject& document) {
        if (!document.isEmpty()) return true;
        return refuse("it is no plugin: " + shown(loader.errorString()),
                      "take it out of the folder, or install the plugin again");
    }

    bool checkInterface(const QJsonObject& document) {
        const QString given = document.value(QLatin1String("IID")).toString();
        const std::string iid = given.toStdString();
        const auto* const known =
            std::find_if(knownInterfaces.begin(), knownInterfaces.end(),
                         [&](const KnownInterface& one) { return nameOf(one.iid) == nameOf(iid); });
        if (known == knownInterfaces.end())
            return refuse("it implements '" + shown(given) + "', which this program does not know",
                          "take it out of the folder: it belongs to another program");
        m_info.interface = known->interface;
        if (known->iid == iid) return true;
        return refuse(otherVersion(shown(given.mid(given.lastIndexOf(QLatin1Char('/')) + 1)), known->iid),
                      rightBuild());
    }

    bool checkApi(const QJsonObject& metadata) {
        const QJsonValue api = metadata.value(QLatin1String("api"));
        const double number = api.toDouble(-1);
        if (!api.isDouble() || number != std::floor(number) || number < 0 || number > 1e6)
            return refuse("its metadata has no whole number 'api'", toItsAuthor());
        m_info.api = static_cast<int>(number);
        for (const KnownInterface& one : knownInterfaces)
            if (one.interface == m_info.interface && std::to_string(m_info.api) != versionOf(one.iid))
                return refuse(otherVersion(std::to_string(m_info.api), one.iid), rightBuild());
        return true;
    }

    void readTexts(const QJsonObject& metadata) {
        if (m_info.id.empty()) {
            refuse("its metadata has no 'id' of lower-case letters, digits and '-'", toItsAuthor());
            return;
        }
        readText(metadata, "title", m_info.title) &&
            readText(metadata, "description", m_info.description) &&
            readText(metadata, "version", m_info.version) && readText(metadata, "vendor", m_info.vendor) &&
            readText(metadata, "license", m_info.license);
    }

    bool readText(const QJsonObject& metadata, const char* name, std::string& text) {
        const QString value = metadata.value(QLatin1String(name)).toString();
        if (value.isEmpty())
            return refuse("its metadata has no text '" + std::string(name) + "'", toItsAuthor());
        if (value.size() > maxTextLength || !isPrintable(value))
            return refuse("the text '" + std::string(name) +
                              "' of its metadata is too long or holds control characters",
                          toItsAuthor());
        text = value.toStdString();
        return true;
    }

    static std::string otherVersion(const std::string& version, std::string_view iid) {
        return "it is built for version " + version + " of " + std::string(nameOf(iid)) +
               "; this program has version " + std::string(versionOf(iid));
    }
    static std::string rightBuild() { return "install the plugin that belongs to this release"; }
    static std::string toItsAuthor() { return "install another version of the plugin, or tell its author"; }

    PluginInfo m_info;
};

}  // namespace

bool isPluginId(std::string_view text) {
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= maxIdLength && isLetter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

PluginInfo readPluginFile(const std::filesystem::path& file) {
    return PluginFileReader(file).read();
}

std::string_view pluginStateName(PluginState state) {
    switch (state) {
        case PluginState::Loaded: return "loaded";
        case PluginState::Available: return "available";
        case PluginState::Off: return "off";
        case PluginState::Refused: return "refused";
        case PluginState::Crashed: return "crashed";
        case PluginState::Failed: return "failed";
    }
    return "";
}

std::string_view pluginInterfaceName(PluginInterface interface) {
    switch (interface) {
        case PluginInterface::Unknown: return "unknown";
        case PluginInterface::Store: return "store";
        case PluginInterface::Dataset: return "dataset";
    }
    return "";
}

}  // namespace qstore
