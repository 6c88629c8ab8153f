// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/roc_view.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QVBoxLayout>
#include <QValueAxis>

#include "ui/controllers/workspace_session.h"
#include "ui/support/series_colors.h"

namespace qstore::ui {

RocView::RocView(QWidget* parent)
    : QWidget(parent), m_chart(new QChart), m_view(new QChartView(m_chart, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_chart->setMargins(QMargins(4, 4, 4, 4));
    m_chart->setBackgroundRoundness(0);
    m_chart->legend()->setAlignment(Qt::AlignRight);
    for (const auto alignment : {Qt::AlignBottom, Qt::AlignLeft}) {
        auto* axis = new QValueAxis(this);
        axis->setRange(0, 1);
        axis->setTickCount(6);
        axis->setLabelFormat(QStringLiteral("%.1f"));
        axis->setTitleText(alignment == Qt::AlignBottom ? tr("false positive rate")
                                                        : tr("true positive rate"));
        m_chart->addAxis(axis, alignment);
    }
    setAccessibleName(tr("ROC curves of the test rows"));
    applyPalette();
}

void RocView::setCurves(const std::vector<RocCurve>& curves) {
    m_chart->removeAllSeries();
    const auto add = [this](QLineSeries* series) {
        m_chart->addSeries(series);
        for (QAbstractAxis* axis : m_chart->axes()) series->attachAxis(axis);
    };
    QStringList spoken;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        auto* series = new QLineSeries;
        for (std::size_t k = 0; k < curves[i].falsePositiveRate.size(); ++k)
            series->append(curves[i].falsePositiveRate[k], curves[i].truePositiveRate[k]);
        series->setPen(QPen(seriesColor(i), 2));
        series->setName(
            tr("%1 · area %2")
                .arg(toQt(curves[i].positiveClass), QLocale().toString(curves[i].area, 'f', 3)));
        spoken << series->name();
        add(series);
    }
    auto* chance = new QLineSeries;
    chance->append(0, 0);
    chance->append(1, 1);
    chance->setName(tr("chance"));
    chance->setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
    add(chance);
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
}

void RocView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) applyPalette();
}

void RocView::applyPalette() {
    const QColor text = palette().color(QPalette::Text);
    const QColor line = palette().color(QPalette::Mid);
    m_chart->setBackgroundBrush(palette().color(QPalette::Base));
    m_view->setBackgroundBrush(palette().color(QPalette::Base));
    m_chart->legend()->setLabelColor(text);
    for (QAbstractAxis* axis : m_chart->axes()) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        axis->setGridLineColor(line);
        axis->setLinePenColor(line);
    }
}

}  // namespace qstore::ui
