// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_draft.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <array>

#include "core/learning/training_options.h"

namespace qstore::ui {
namespace {

constexpr std::pair<CircuitChoice::Kind, const char*> kinds[] = {
    {CircuitChoice::Kind::Automatic, "automatic"},
    {CircuitChoice::Kind::Drawn, "drawn"},
    {CircuitChoice::Kind::Template, "template"}};

tl::unexpected<Error> unreadable(const QString& what) {
    return fail(ErrorCode::Corrupt, "the kept settings of the Train page cannot be read: " + fromQt(what),
                "the page starts with its usual ones");
}

/// Keys of the training options that belong to the model.
constexpr std::array modelKeys = {"layersBefore", "layersAfter", "loss"};

QJsonObject modelJson(const ModelOptions& model) {
    TrainingOptions options;
    options.model = model;
    const QJsonObject all =
        QJsonDocument::fromJson(QByteArray::fromStdString(writeTrainingOptionsJson(options, -1))).object();
    QJsonObject json;
    for (const char* const key : modelKeys) {
        const QString name = QString::fromLatin1(key);
        if (all.contains(name)) json[name] = all[name];
    }
    return json;
}

QJsonObject dataJson(const DataChoice& data) {
    return {{QStringLiteral("streamed"), data.streamed},
            {QStringLiteral("store"), data.store},
            {QStringLiteral("collection"), data.collection},
            {QStringLiteral("filter"), data.filter},
            {QStringLiteral("target"), data.target}};
}

/// The usual one for drafts of releases that kept none.
DataChoice dataOf(const QJsonObject& json) {
    DataChoice data;
    data.streamed = json[QStringLiteral("streamed")].toBool();
    data.store = json[QStringLiteral("store")].toString(data.store);
    data.collection = json[QStringLiteral("collection")].toString();
    data.filter = json[QStringLiteral("filter")].toString();
    data.target = json[QStringLiteral("target")].toString();
    return data;
}

}  // namespace

std::string writeTrainingDraft(const TrainingDraft& draft) {
    QJsonObject circuit;
    for (const auto& [kind, name] : kinds) {
        if (kind == draft.circuit.kind) circuit[QStringLiteral("kind")] = QString::fromLatin1(name);
    }
    circuit[QStringLiteral("encoder")] = draft.circuit.encoder;
    circuit[QStringLiteral("ansatz")] = draft.circuit.ansatz;
    circuit[QStringLiteral("layers")] = draft.circuit.layers;
    QJsonObject document;
    document[QStringLiteral("data")] = dataJson(draft.data);
    document[QStringLiteral("circuit")] = circuit;
    document[QStringLiteral("model")] = modelJson(draft.circuit.model);
    document[QStringLiteral("config")] =
        QJsonDocument::fromJson(QByteArray::fromStdString(writeTrainConfigJson(draft.config, -1))).object();
    return QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString();
}

Result<TrainingDraft> readTrainingDraft(const std::string& text) {
    QJsonParseError problem;
    const QJsonObject document =
        QJsonDocument::fromJson(QByteArray::fromStdString(text), &problem).object();
    if (problem.error != QJsonParseError::NoError) return unreadable(problem.errorString());
    const QJsonObject circuit = document[QStringLiteral("circuit")].toObject();
    TrainingDraft draft;
    const QString name = circuit[QStringLiteral("kind")].toString();
    const auto* kind = std::find_if(std::begin(kinds), std::end(kinds), [&name](const auto& known) {
        return name == QLatin1String(known.second);
    });
    if (kind == std::end(kinds)) return unreadable(QStringLiteral("circuit kind '%1'").arg(name));
    draft.circuit.kind = kind->first;
    draft.circuit.encoder = circuit[QStringLiteral("encoder")].toString();
    draft.circuit.ansatz = circuit[QStringLiteral("ansatz")].toString();
    draft.circuit.layers = circuit[QStringLiteral("layers")].toInt();
    const QByteArray model =
        QJsonDocument(document[QStringLiteral("model")].toObject()).toJson(QJsonDocument::Compact);
    QSTORE_TRY(const TrainingOptions options, readTrainingOptionsJson(model.toStdString()));
    draft.circuit.model = options.model;
    const QByteArray config =
        QJsonDocument(document[QStringLiteral("config")].toObject()).toJson(QJsonDocument::Compact);
    QSTORE_TRY(draft.config, readTrainConfigJson(config.toStdString()));
    draft.data = dataOf(document[QStringLiteral("data")].toObject());
    return draft;
}

}  // namespace qstore::ui
