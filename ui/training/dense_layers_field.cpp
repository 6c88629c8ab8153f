// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/dense_layers_field.h"

#include <QRegularExpressionValidator>

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
    return QRegularExpression(QStringLiteral("\\s*|\\s*%1(\\s*,\\s*%1)*\\s*").arg(layer));
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
    setValidator(new QRegularExpressionValidator(pattern(), this));
    connect(this, &QLineEdit::editingFinished, this, &DenseLayersField::take);
}

void DenseLayersField::setLayers(const std::vector<DenseLayerSpec>& layers) {
    m_layers = layers;
    setText(textOf(layers));
}

void DenseLayersField::take() {
    std::vector<DenseLayerSpec> layers;
    for (const QString& part : text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) layers.push_back(layerOf(part));
    setText(textOf(layers));
    if (layers == m_layers) return;
    m_layers = std::move(layers);
    Q_EMIT layersChanged();
}

void DenseLayersField::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (!hasAcceptableInput()) setText(textOf(m_layers));
}

}  // namespace qstore::ui
