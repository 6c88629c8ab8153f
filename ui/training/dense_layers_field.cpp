// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/dense_layers_field.h"

#include <QRegularExpression>
#include <QStyle>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

QString nameOf(Activation activation) {
    const std::string_view name = activationName(activation);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QRegularExpression pattern() {
    QStringList names;
    for (const Activation activation : allActivations()) names << nameOf(activation);
    const QString layer = QStringLiteral("[1-9][0-9]{0,3}(\\s+(%1))?").arg(names.join(QLatin1Char('|')));
    return QRegularExpression(QRegularExpression::anchoredPattern(
        QStringLiteral("\\s*|\\s*%1(\\s*,\\s*%1)*\\s*,?\\s*").arg(layer)));
}

QString textOf(const std::vector<DenseLayerSpec>& layers) {
    QStringList parts;
    for (const DenseLayerSpec& layer : layers) {
        QString part = QString::number(layer.outputs);
        if (layer.activation != Activation::Tanh) part += QLatin1Char(' ') + nameOf(layer.activation);
        parts << part;
    }
    return parts.join(QStringLiteral(", "));
}

DenseLayerSpec layerOf(const QString& part) {
    const QStringList words = part.simplified().split(QLatin1Char(' '));
    DenseLayerSpec layer{words[0].toUInt(), Activation::Tanh};
    for (const Activation activation : allActivations())
        if (words.size() > 1 && words[1] == nameOf(activation)) layer.activation = activation;
    return layer;
}

}  // namespace

DenseLayersField::DenseLayersField(QWidget* parent) : QLineEdit(parent) {
    setPlaceholderText(tr("none"));
    setToolTip(
        tr("Neurons of each layer, such as 8, 4 relu; activations are tanh (usual), relu, sigmoid and "
           "identity"));
    connect(this, &QLineEdit::editingFinished, this, [this] { commit(); });
}

void DenseLayersField::mark(bool isInvalid) {
    if (property("invalid").toBool() == isInvalid) return;
    setProperty("invalid", isInvalid);
    style()->unpolish(this);
    style()->polish(this);
}

void DenseLayersField::setLayers(const std::vector<DenseLayerSpec>& layers) {
    mark(false);
    m_layers = layers;
    setText(textOf(layers));
}

Status DenseLayersField::commit() {
    const bool isReadable = pattern().match(text()).hasMatch();
    mark(!isReadable);
    if (!isReadable)
        return fail(ErrorCode::InvalidArgument, "'" + fromQt(text()) + "' is not a list of dense layers",
                    "write neurons and, if you like, an activation for each: 8, 4 relu");
    std::vector<DenseLayerSpec> layers;
    for (const QString& part : text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) layers.push_back(layerOf(part));
    setText(textOf(layers));
    if (layers != m_layers) {
        m_layers = std::move(layers);
        Q_EMIT layersChanged();
    }
    return {};
}

}  // namespace qstore::ui
