// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/state_dock.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QTabBar>
#include <QTableView>

#include "ui/circuit/bloch_view.h"
#include "ui/circuit/probability_view.h"
#include "ui/circuit/qasm_editor.h"
#include "ui/models/circuit_amplitudes_model.h"
#include "ui/support/theme.h"

namespace qstore::ui {

StateDock::StateDock(CircuitDocument& document, LiveState& live, const Theme& theme, QWidget* parent)
    : QTabWidget(parent),
      m_live(live),
      m_probabilities(new ProbabilityView(theme, this)),
      m_amplitudes(new CircuitAmplitudesModel(this)),
      m_bloch(new BlochView(theme)),
      m_text(new QasmEditor(document, this)) {
    setObjectName(QStringLiteral("stateDock"));
    setProperty("part", true);
    setDocumentMode(true);
    tabBar()->setExpanding(false);
    auto* table = new QTableView(this);
    table->setObjectName(QStringLiteral("amplitudeTable"));
    table->setModel(m_amplitudes);
    table->setFont(Theme::monoFont());
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->horizontalHeader()->setDefaultSectionSize(150);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* spheres = new QScrollArea(this);
    spheres->setWidget(m_bloch);
    spheres->setWidgetResizable(true);
    addTab(m_probabilities, tr("Probabilities"));
    addTab(table, tr("Amplitudes"));
    addTab(spheres, tr("Bloch vectors"));
    addTab(m_text, tr("OpenQASM"));
    connect(&live, &LiveState::updated, this, &StateDock::refresh);
}

void StateDock::refresh() {
    m_probabilities->setState(m_live.state(), m_live.note());
    m_bloch->setState(m_live.state(), m_live.note());
    m_amplitudes->setState(m_live.state());
}

}  // namespace qstore::ui
