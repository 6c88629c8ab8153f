// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/predictions_view.h"

#include <QAbstractTableModel>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

/// Row, truth (where known), prediction, its probability, then the columns of the file.
class PredictionsModel : public QAbstractTableModel {
public:
    PredictionsModel(std::shared_ptr<const FilePredictions> shown, QObject* parent)
        : QAbstractTableModel(parent), m_shown(std::move(shown)) {
        m_headers << PredictionsView::tr("Row");
        if (m_shown->hasTarget) m_headers << PredictionsView::tr("True %1").arg(toQt(m_shown->target));
        m_headers << PredictionsView::tr("Predicted %1").arg(toQt(m_shown->target));
        if (!m_shown->predictions.classes.empty()) m_headers << PredictionsView::tr("Probability");
        m_first = static_cast<int>(m_headers.size());
        for (std::size_t i = 0; i < m_shown->table.columns().size(); ++i) {
            if (m_shown->table.columns()[i].name == m_shown->target) continue;
            m_columns.push_back(i);
            m_headers << toQt(m_shown->table.columns()[i].name);
        }
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_shown->predictions.rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation == Qt::Vertical) return {};
        if (role == Qt::TextAlignmentRole) return alignment(section);
        return role == Qt::DisplayRole ? QVariant(m_headers[section]) : QVariant();
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (role == Qt::TextAlignmentRole) return alignment(index.column());
        if (role == Qt::ToolTipRole) return text(index, true);
        return role == Qt::DisplayRole ? QVariant(text(index, false)) : QVariant();
    }

private:
    bool regression() const { return m_shown->predictions.classes.empty(); }
    QVariant alignment(int column) const {
        bool number = column == 0;
        if (column >= m_first)
            number = m_shown->table.columns()[m_columns[static_cast<std::size_t>(column - m_first)]].type ==
                     ColumnType::Number;
        else if (column > 0)
            number = regression() || column == m_first - 1;
        return QVariant::fromValue(
            Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    QString text(const QModelIndex& index, bool full) const {
        const auto at = static_cast<std::size_t>(index.row());
        const std::size_t row = m_shown->predictions.rows[at];
        const auto cell = [&](const Column& column) {
            if (column.missing[row]) return PredictionsView::tr("missing");
            const QString whole = toQt(column.cellText(row));
            return full ? whole : sensibleText(whole);
        };
        int column = index.column();
        if (column >= m_first)
            return cell(m_shown->table.columns()[m_columns[static_cast<std::size_t>(column - m_first)]]);
        if (column == 0) return groupedCount(row + 1);
        if (!m_shown->hasTarget) ++column;
        if (column == 1) return cell(*m_shown->table.find(m_shown->target));
        const QString label = toQt(m_shown->predictions.labels[at]);
        if (column == 2) return regression() && !full ? sensibleText(label) : label;
        const std::size_t classes = m_shown->predictions.classes.size();
        const auto first = m_shown->predictions.values.begin() + static_cast<std::ptrdiff_t>(at * classes);
        return percent(*std::max_element(first, first + static_cast<std::ptrdiff_t>(classes)));
    }

    std::shared_ptr<const FilePredictions> m_shown;
    QStringList m_headers;
    std::vector<std::size_t> m_columns;
    int m_first = 0;
};

QString judgement(const FilePredictions& shown) {
    if (!shown.hasTarget || shown.judged == 0)
        return PredictionsView::tr("The file does not say the true %1.").arg(toQt(shown.target));
    if (shown.predictions.classes.empty())
        return PredictionsView::tr("Off by %1 (root mean square), R² %2.")
            .arg(sensibleNumber(shown.rootMeanSquare, 4),
                 isolated(QLocale().toString(shown.determination, 'f', 3)));
    return PredictionsView::tr("%1 of %2 right, accuracy %3.")
        .arg(groupedCount(shown.right), groupedCount(shown.judged),
             percent(static_cast<double>(shown.right) / static_cast<double>(shown.judged)));
}

}  // namespace

PredictionsView::PredictionsView(QWidget* parent)
    : QWidget(parent),
      m_summary(new QLabel(this)),
      m_view(new QTableView(this)),
      m_save(new QPushButton(tr("Save as CSV…"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    m_summary->setObjectName(QStringLiteral("predictionSummary"));
    m_summary->setWordWrap(true);
    row->addWidget(m_summary, 1);
    m_save->setObjectName(QStringLiteral("savePredictions"));
    m_save->setToolTip(tr("The file’s table with the predictions added"));
    row->addWidget(m_save);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("closePredictions"));
    close->setToolTip(tr("Back to the list of models"));
    row->addWidget(close);
    column->addLayout(row);
    m_view->setObjectName(QStringLiteral("predictionsTable"));
    m_view->setAccessibleName(tr("Predictions"));
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    column->addWidget(m_view, 1);
    connect(m_save, &QPushButton::clicked, this, &PredictionsView::saveRequested);
    connect(close, &QPushButton::clicked, this, &PredictionsView::closed);
}

void PredictionsView::setPredictions(std::shared_ptr<const FilePredictions> predictions,
                                     const QString& model, const QString& file) {
    m_predictions = std::move(predictions);
    const auto rows = static_cast<int>(m_predictions->predictions.rows.size());
    QString text = tr("%n row(s) of %1 predicted by %2.", nullptr, rows).arg(file, model);
    const std::size_t left = m_predictions->table.rows() - m_predictions->predictions.rows.size();
    if (left > 0)
        text += QLatin1Char(' ') +
                tr("%n row(s) left out by the recipe for missing values.", nullptr, static_cast<int>(left));
    m_summary->setText(text + QLatin1Char(' ') + judgement(*m_predictions));
    QAbstractItemModel* before = m_view->model();
    m_view->setModel(new PredictionsModel(m_predictions, m_view));
    delete before;
    m_view->resizeColumnsToContents();
}

}  // namespace qstore::ui
