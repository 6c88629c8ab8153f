// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/circuit_parameters_model.h"

#include <QLocale>

namespace qstore::ui {
namespace {

QString utf8(const std::string& text) {
    return QString::fromStdString(text);
}

}  // namespace

CircuitParametersModel::CircuitParametersModel(CircuitDocument& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document) {
    m_rows = static_cast<int>(document.circuit().parameters().size());
    connect(&document, &CircuitDocument::changed, this, [this] {
        const int rows = static_cast<int>(m_document.circuit().parameters().size());
        if (rows == m_rows) {
            if (rows > 0) Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
            return;
        }
        beginResetModel();
        m_rows = rows;
        endResetModel();
    });
}

int CircuitParametersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int CircuitParametersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CircuitParametersModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows) return {};
    const Parameter& parameter = m_document.circuit().parameters()[static_cast<std::size_t>(index.row())];
    const bool column = parameter.role == ParameterRole::Column;
    if (role == Qt::DisplayRole || role == Qt::EditRole) {
        switch (index.column()) {
            case Name: return utf8(parameter.name);
            case Role: return column ? tr("data") : QString();
            case Value:
                if (role == Qt::DisplayRole) return valueText(parameter);
                return parameter.value ? QLocale().toString(*parameter.value, 'g', 15) : QString();
            default: return {};
        }
    }
    if (role == Qt::AccessibleTextRole && index.column() == Role && !column)
        return parameter.role == ParameterRole::Frozen ? tr("frozen") : tr("trainable");
    if (role == Qt::CheckStateRole && index.column() == Role && !column)
        return parameter.role == ParameterRole::Trainable ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::TextAlignmentRole && index.column() == Value)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) return toolTip(parameter, index.column());
    return {};
}

void CircuitParametersModel::setInputs(const LiveInputs& inputs) {
    m_inputs = inputs;
    if (m_rows > 0) Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
}

QString CircuitParametersModel::valueText(const Parameter& parameter) const {
    if (parameter.role != ParameterRole::Column)
        return parameter.value ? QLocale().toString(*parameter.value, 'g', 5) : tr("0 at start");
    const auto value = m_inputs.values.find(parameter.column);
    return value != m_inputs.values.end() ? QLocale().toString(value->second, 'g', 5) : tr("missing");
}

QString CircuitParametersModel::toolTip(const Parameter& parameter, int column) const {
    const bool shown = m_inputs.values.count(parameter.column) > 0;
    if (parameter.role == ParameterRole::Column && shown)
        return tr("Takes its value from the column %1; shown is that of the first row, prepared")
            .arg(utf8(parameter.column));
    if (parameter.role == ParameterRole::Column)
        return tr("Takes its value from the column %1, which the chosen dataset does not offer")
            .arg(utf8(parameter.column));
    if (column == Value && !parameter.value)
        return tr(
            "The state is shown with 0. Training starts from a random angle; type a value to start "
            "from that");
    return tr("A ticked parameter is changed by training; others keep their value");
}

QVariant CircuitParametersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Name");
        case Role: return tr("Trained");
        case Value: return tr("Value, rad");
        default: return {};
    }
}

Qt::ItemFlags CircuitParametersModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.row() >= m_rows) return flags;
    const Parameter& parameter = m_document.circuit().parameters()[static_cast<std::size_t>(index.row())];
    const bool column = parameter.role == ParameterRole::Column;
    if (index.column() == Name || (index.column() == Value && !column)) flags |= Qt::ItemIsEditable;
    if (index.column() == Role && !column) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool CircuitParametersModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.row() >= m_rows) return false;
    const Circuit& circuit = m_document.circuit();
    const std::string name = circuit.parameters()[static_cast<std::size_t>(index.row())].name;
    if (role == Qt::CheckStateRole && index.column() == Role) {
        const bool train = value.toInt() == Qt::Checked;
        return m_document.apply(
            setParameterRole(circuit, name, train ? ParameterRole::Trainable : ParameterRole::Frozen),
            train ? tr("Make trainable") : tr("Freeze"));
    }
    if (role != Qt::EditRole) return false;
    if (index.column() == Name)
        return m_document.apply(renameParameter(circuit, name, value.toString().trimmed().toStdString()),
                                tr("Rename parameter"));
    const QString text = value.toString().trimmed();
    if (text.isEmpty())
        return m_document.apply(setParameterValue(circuit, name, std::nullopt), tr("Clear value"));
    bool isNumber = false;
    double number = QLocale().toDouble(text, &isNumber);
    if (!isNumber) {
        // Values may be written like angles: pi/4.
        const auto angle = Angle::parse(text.toStdString());
        if (!angle || !angle->constant()) {
            Q_EMIT m_document.editRefused({ErrorCode::Parse, text.toStdString() + " is not a number",
                                           "write a number or something like pi/4"});
            return false;
        }
        number = *angle->constant();
    }
    return m_document.apply(setParameterValue(circuit, name, number), tr("Change value"));
}

}  // namespace qstore::ui
