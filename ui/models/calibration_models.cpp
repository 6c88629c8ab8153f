// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/calibration_models.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "ui/hardware/calibration_text.h"
#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QVariant aligned(bool right) {
    return QVariant::fromValue(Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

QVariant numberOrNothing(const std::optional<double>& value) {
    return value ? QVariant(*value) : QVariant();
}

QString dashed(const std::optional<double>& value, QString (*text)(const std::optional<double>&)) {
    return value ? text(value) : QStringLiteral("–");
}

std::optional<double> figureOf(const QubitCalibration& qubit, int column) {
    switch (column) {
        case QubitsModel::T1: return qubit.t1Us;
        case QubitsModel::T2: return qubit.t2Us;
        case QubitsModel::OneQubitError: return qubit.oneQubitError;
        case QubitsModel::Read01: return qubit.readError01;
        case QubitsModel::Read10: return qubit.readError10;
        default: return std::nullopt;
    }
}

bool sameFigures(const PairCalibration& a, const PairCalibration& b) {
    return a.error == b.error && a.gateTimeNs == b.gateTimeNs;
}

}  // namespace

void QubitsModel::setCalibration(const Calibration& calibration) {
    beginResetModel();
    m_qubits = calibration.perQubit;
    endResetModel();
}

int QubitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_qubits.size());
}
int QubitsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant QubitsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return aligned(true);
    const auto figure = figureOf(m_qubits[static_cast<std::size_t>(index.row())], index.column());
    if (role == CalibrationSortRole)
        return index.column() == Number ? QVariant(index.row()) : numberOrNothing(figure);
    if (role != Qt::DisplayRole) return {};
    if (index.column() == Number) return QString::number(index.row());
    const bool time = index.column() == T1 || index.column() == T2;
    return dashed(figure, time ? microsecondsText : errorRateText);
}

QVariant QubitsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(true);
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case T1: return tr("How long an excited qubit stays excited (relaxation time)");
            case T2: return tr("How long a superposition keeps its phase (dephasing time)");
            case OneQubitError: return tr("Average infidelity of the slowest gate on one qubit");
            case Read01: return tr("How often 1 is read where the qubit was 0");
            case Read10: return tr("How often 0 is read where the qubit was 1");
            default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("Qubit");
        case T1: return tr("T1");
        case T2: return tr("T2");
        case OneQubitError: return tr("One-qubit error");
        case Read01: return tr("Reads 1 for 0");
        case Read10: return tr("Reads 0 for 1");
        default: return {};
    }
}

void PairsModel::setCalibration(const Calibration& calibration) {
    beginResetModel();
    m_pairs = calibration.pairs;
    std::stable_sort(m_pairs.begin(), m_pairs.end(),
                     [](const PairCalibration& a, const PairCalibration& b) {
                         return std::minmax(a.a, a.b) < std::minmax(b.a, b.b);
                     });
    const auto twins = [](const PairCalibration& a, const PairCalibration& b) {
        return std::minmax(a.a, a.b) == std::minmax(b.a, b.b) && sameFigures(a, b);
    };
    m_pairs.erase(std::unique(m_pairs.begin(), m_pairs.end(), twins), m_pairs.end());
    endResetModel();
}

int PairsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}
int PairsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return aligned(true);
    if (role != Qt::DisplayRole && role != CalibrationSortRole) return {};
    const PairCalibration& pair = m_pairs[static_cast<std::size_t>(index.row())];
    const bool text = role == Qt::DisplayRole;
    switch (index.column()) {
        case First: return static_cast<qulonglong>(pair.a);
        case Second: return static_cast<qulonglong>(pair.b);
        case PairError: return text ? dashed(pair.error, errorRateText) : numberOrNothing(pair.error);
        case GateTime:
            return text ? dashed(pair.gateTimeNs, nanosecondsText) : numberOrNothing(pair.gateTimeNs);
        default: return {};
    }
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(true);
    if (role == Qt::ToolTipRole && section == PairError)
        return tr("Average infidelity of the two-qubit gate on this pair");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case First: return tr("Qubit");
        case Second: return tr("with");
        case PairError: return tr("Two-qubit error");
        case GateTime: return tr("Gate time");
        default: return {};
    }
}

void HistoryModel::setHistory(std::vector<Calibration> newestFirst) {
    beginResetModel();
    m_history = std::move(newestFirst);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_history.size());
}
int HistoryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return aligned(index.column() != Measured);
    const Calibration& calibration = at(index.row());
    if (role == Qt::ToolTipRole && index.column() == Measured) return relativeTime(calibration.measuredMs);
    if (role != Qt::DisplayRole && role != CalibrationSortRole) return {};
    const bool text = role == Qt::DisplayRole;
    const auto error = qstore::ui::readError(calibration.medians);
    switch (index.column()) {
        case Measured:
            return text ? QVariant(QLocale().toString(
                              QDateTime::fromMSecsSinceEpoch(calibration.measuredMs), QLocale::ShortFormat))
                        : QVariant(static_cast<qlonglong>(calibration.measuredMs));
        case TwoQubitError:
            return text ? dashed(calibration.medianTwoQubitError, errorRateText)
                        : numberOrNothing(calibration.medianTwoQubitError);
        case ReadError: return text ? dashed(error, errorRateText) : numberOrNothing(error);
        case T1:
            return text ? dashed(calibration.medians.t1Us, microsecondsText)
                        : numberOrNothing(calibration.medians.t1Us);
        default: return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section != Measured);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Measured: return tr("Measured");
        case TwoQubitError: return tr("Two-qubit error");
        case ReadError: return tr("Read-out error");
        case T1: return tr("T1");
        default: return {};
    }
}

QString toCsv(const QAbstractTableModel& model) {
    QString csv;
    const auto addLine = [&csv, &model](const auto& cell) {
        for (int column = 0; column < model.columnCount(); ++column)
            csv += (column > 0 ? QStringLiteral(",") : QString()) + cell(column);
        csv += QLatin1Char('\n');
    };
    addLine([&model](int column) {
        return model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    });
    for (int row = 0; row < model.rowCount(); ++row) {
        addLine([&model, row](int column) {
            const QVariant value = model.data(model.index(row, column), CalibrationSortRole);
            return value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'g', 17)
                                                       : value.toString();
        });
    }
    return csv;
}

}  // namespace qstore::ui
