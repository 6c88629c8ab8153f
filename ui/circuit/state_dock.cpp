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
#include "ui/support/labels.h"
#include "ui/support/theme.h"

namespace qstore::ui {

StateDock::StateDock(CircuitDocument& document, LiveState& live, const Theme& theme, QWidget* parent)
    : QTabWidget(parent),
      m_live(live),
      m_probabilities(new ProbabilityView(theme, this)),
      m_amplitudes(new CircuitAmplitudesModel(this)),
      m_bloch(new BlochView(theme)),
      m_text(new QasmEditor(document, theme, this)),
      m_amplitudePages(new QStackedWidget(this)),
      m_noAmplitudes(secondaryLabel({}, this)),
      m_mixed(secondaryLabel({}, this)) {
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
    m_noAmplitudes->setWordWrap(true);
    m_noAmplitudes->setAlignment(Qt::AlignCenter);
    m_noAmplitudes->setMargin(space::l);
    m_amplitudePages->addWidget(table);
    m_amplitudePages->addWidget(m_noAmplitudes);
    addTab(m_amplitudePages, tr("Amplitudes"));
    addTab(spheres, tr("Bloch vectors"));
    addTab(m_text, tr("OpenQASM"));
    m_mixed->setObjectName(QStringLiteral("mixedNote"));
    m_mixed->setContentsMargins(0, 0, space::m, 0);
    m_mixed->setToolTip(
        tr("This circuit measures or resets on the way, so it leaves no single state. Shown is the exact "
           "average over everything that can happen, each with its probability."));
    m_mixed->hide();
    connect(&live, &LiveState::updated, this, &StateDock::refresh);
}

void StateDock::refresh() {
    const auto& ensemble = m_live.ensemble();
    m_amplitudes->setState(m_live.state());
    m_amplitudePages->setCurrentIndex(m_live.state() ? 0 : 1);
    m_noAmplitudes->setText(
        ensemble ? tr("A mixed state has no amplitudes; see the probabilities and the Bloch vectors.")
                 : m_live.note());
    setCornerWidget(ensemble ? m_mixed : nullptr);
    m_mixed->setVisible(ensemble.has_value());
    if (!ensemble) {
        m_probabilities->setState(m_live.state(), m_live.note());
        m_bloch->setState(m_live.state(), m_live.note());
        return;
    }
    m_mixed->setText(tr("average over %n outcome(s)", nullptr, static_cast<int>(ensemble->branches)));
    m_probabilities->setEnsemble(*ensemble);
    m_bloch->setVectors(ensemble->bloch, {});
}

}  // namespace qstore::ui
