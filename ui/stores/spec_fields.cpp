// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/spec_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSpinBox>

#include "ui/models/collections_model.h"

namespace qstore::ui {

SpecFields::SpecFields(QFormLayout* form, const QString& prefix, Metric usual, QWidget* parent)
    : QObject(parent),
      m_form(form),
      m_metric(new QComboBox(parent)),
      m_index(new QComboBox(parent)),
      m_links(new QSpinBox(parent)),
      m_candidates(new QSpinBox(parent)) {
    m_metric->setObjectName(prefix + QStringLiteral("Metric"));
    for (const Metric metric : kMetrics) {
        m_metric->addItem(metricText(metric), static_cast<int>(metric));
        m_metric->setItemData(m_metric->count() - 1, metricHelp(metric), Qt::ToolTipRole);
    }
    m_metric->setCurrentIndex(m_metric->findData(static_cast<int>(usual)));
    m_metric->setToolTip(tr("How near two vectors are; it cannot be changed afterwards"));
    form->addRow(tr("&Metric"), m_metric);
    m_index->setObjectName(prefix + QStringLiteral("Index"));
    for (const IndexKind kind : {IndexKind::Exact, IndexKind::Hnsw})
        m_index->addItem(indexText(kind), static_cast<int>(kind));
    m_index->setToolTip(
        tr("Exact looks at every vector; HNSW is a graph for hundreds of thousands of points"));
    form->addRow(tr("Inde&x"), m_index);
    const HnswSettings graph;
    m_links->setObjectName(prefix + QStringLiteral("Links"));
    m_links->setRange(2, 128);
    m_links->setValue(static_cast<int>(graph.m));
    m_links->setToolTip(tr("Links of a point in the graph, m of the paper"));
    form->addRow(tr("&Links"), m_links);
    m_candidates->setObjectName(prefix + QStringLiteral("Candidates"));
    m_candidates->setRange(2, 4096);
    m_candidates->setValue(static_cast<int>(graph.efConstruction));
    m_candidates->setToolTip(tr("Candidates while a point is linked, efConstruction of the paper"));
    form->addRow(tr("&Candidates"), m_candidates);
    connect(m_index, &QComboBox::currentIndexChanged, this, &SpecFields::showGraph);
    showGraph();
}

CollectionSpec SpecFields::spec() const {
    CollectionSpec spec;
    spec.metric = static_cast<Metric>(m_metric->currentData().toInt());
    spec.index = static_cast<IndexKind>(m_index->currentData().toInt());
    if (spec.index == IndexKind::Hnsw) {
        spec.hnsw.m = static_cast<std::size_t>(m_links->value());
        spec.hnsw.efConstruction = static_cast<std::size_t>(m_candidates->value());
    }
    return spec;
}

void SpecFields::setVisible(bool visible) {
    m_visible = visible;
    m_form->setRowVisible(m_metric, visible);
    m_form->setRowVisible(m_index, visible);
    showGraph();
}

void SpecFields::showGraph() {
    const bool graph = m_visible && m_index->currentData().toInt() == static_cast<int>(IndexKind::Hnsw);
    m_form->setRowVisible(m_links, graph);
    m_form->setRowVisible(m_candidates, graph);
}

}  // namespace qstore::ui
