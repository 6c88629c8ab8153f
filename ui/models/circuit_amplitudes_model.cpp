// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/circuit_amplitudes_model.h"

#include <QLocale>
#include <complex>

namespace qstore::ui {

void CircuitAmplitudesModel::setState(const std::optional<State>& state) {
    const bool sameShape = state && m_state && state->qubits() == m_state->qubits();
    if (!sameShape) beginResetModel();
    m_state = state;
    if (!sameShape) {
        endResetModel();
    } else {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int CircuitAmplitudesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_state ? 0 : 1 << m_state->qubits();
}

int CircuitAmplitudesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CircuitAmplitudesModel::data(const QModelIndex& index, int role) const {
    if (!m_state || !index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const auto outcome = static_cast<std::uint64_t>(index.row());
    const std::complex<double> amplitude = m_state->amplitude(outcome);
    const QLocale locale;
    switch (index.column()) {
        case Bits: {
            QString text;
            for (std::size_t i = m_state->qubits(); i-- > 0;)
                text += (outcome >> i & 1U) != 0 ? QLatin1Char('1') : QLatin1Char('0');
            return text;
        }
        case Value:
            return QStringLiteral("%1 %2 %3 i")
                .arg(locale.toString(amplitude.real(), 'f', 4),
                     amplitude.imag() < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                     locale.toString(std::abs(amplitude.imag()), 'f', 4));
        case Magnitude: return locale.toString(std::abs(amplitude), 'f', 4);
        case Phase:
            return std::abs(amplitude) < 1e-9 ? QStringLiteral("—")
                                              : locale.toString(std::arg(amplitude), 'f', 4);
        case Probability: return locale.toString(std::norm(amplitude), 'f', 4);
        default: return {};
    }
}

QVariant CircuitAmplitudesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Bits: return tr("Outcome");
        case Value: return tr("Amplitude");
        case Magnitude: return tr("Magnitude");
        case Phase: return tr("Phase, rad");
        case Probability: return tr("Probability");
        default: return {};
    }
}

}  // namespace qstore::ui
