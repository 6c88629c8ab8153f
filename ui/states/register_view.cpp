// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/register_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "core/backends/provider.h"
#include "core/simulation/ensemble.h"
#include "ui/circuit/bloch_view.h"
#include "ui/circuit/counts_view.h"
#include "ui/circuit/probability_view.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/circuit_amplitudes_model.h"
#include "ui/models/registers_model.h"
#include "ui/states/decay_chart.h"
#include "ui/states/register_figures_job.h"
#include "ui/states/state_head.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

enum PartColumns { Part, EntropyBits, Concurrence, Negativity, Chsh, PartColumnCount };
constexpr std::size_t decaySteps = 80;
constexpr int figureDigits = 6;

QString orDash(const std::optional<double>& value) {
    return value ? sensibleNumber(*value, figureDigits) : QStringLiteral("–");
}

}  // namespace

RegisterView::RegisterView(StatesController& states, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_states(states),
      m_tabs(new QTabWidget(this)),
      m_model(new CircuitAmplitudesModel(this)),
      m_bloch(new BlochView(theme, m_tabs)),
      m_decay(new DecayChart(m_tabs)) {
    setObjectName(QStringLiteral("registerView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_head = new StateHead(theme, StateKind::Register, QStringLiteral("register"), this);
    column->addWidget(m_head);
    m_unreadable = new InlineMessage(this);
    m_unreadable->setObjectName(QStringLiteral("registerUnreadable"));
    column->addWidget(m_unreadable);
    m_tabs->setObjectName(QStringLiteral("registerTabs"));
    m_tabs->setAccessibleName(tr("Views of the register"));
    m_tabs->addTab(buildProbabilities(theme), tr("Probabilities"));
    m_tabs->addTab(buildAmplitudes(), tr("Amplitudes"));
    m_tabs->addTab(m_bloch, tr("Qubits"));
    m_tabs->addTab(buildEntanglement(), tr("Entanglement"));
    m_tabs->addTab(m_decay, tr("Decay"));
    column->addWidget(m_tabs, 1);
    connect(&states, &StatesController::changed, this, &RegisterView::refresh);
    connect(&m_figuresJob, &BackgroundJob::failed, m_message, &InlineMessage::showError);
    connect(&m_decayJob, &BackgroundJob::failed, this,
            [this](const Error& error) { m_decay->setNote(toQt(error.message)); });
}

RegisterView::~RegisterView() = default;

QWidget* RegisterView::buildProbabilities(const Theme& theme) {
    m_probabilityPages = new QStackedWidget(m_tabs);
    m_probabilities = new ProbabilityView(theme, m_probabilityPages);
    m_counts = new CountsView(theme, m_probabilityPages);
    m_probabilityPages->addWidget(m_probabilities);
    m_probabilityPages->addWidget(m_counts);
    return m_probabilityPages;
}

QWidget* RegisterView::buildAmplitudes() {
    m_amplitudePages = new QStackedWidget(m_tabs);
    m_amplitudes = new QTableView(m_amplitudePages);
    m_amplitudes->setObjectName(QStringLiteral("registerAmplitudes"));
    m_amplitudes->setAccessibleName(tr("Amplitudes and phases"));
    m_amplitudes->setModel(m_model);
    styleRows(*m_amplitudes);
    m_amplitudes->horizontalHeader()->setStretchLastSection(true);
    auto* none =
        new QLabel(tr("A mixed state has no amplitudes: it is a density matrix, seen on the other tabs."),
                   m_amplitudePages);
    none->setObjectName(QStringLiteral("noAmplitudes"));
    none->setAlignment(Qt::AlignCenter);
    none->setWordWrap(true);
    m_amplitudePages->addWidget(m_amplitudes);
    m_amplitudePages->addWidget(none);
    return m_amplitudePages;
}

QWidget* RegisterView::buildEntanglement() {
    auto* box = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    m_message = new InlineMessage(box);
    column->addWidget(m_message);
    m_summary = new QLabel(box);
    m_summary->setObjectName(QStringLiteral("registerSummary"));
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    m_parts = new QTableWidget(0, PartColumnCount, box);
    m_parts->setObjectName(QStringLiteral("registerParts"));
    m_parts->setAccessibleName(tr("Entanglement of qubits and pairs"));
    m_parts->setHorizontalHeaderLabels(
        {tr("Part"), tr("Entropy (bits)"), tr("Concurrence"), tr("Negativity"), tr("Largest CHSH")});
    m_parts->setEditTriggers(QAbstractItemView::NoEditTriggers);
    styleRows(*m_parts);
    m_parts->horizontalHeader()->setStretchLastSection(true);
    for (int part = EntropyBits; part < PartColumnCount; ++part)
        m_parts->horizontalHeaderItem(part)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_parts->horizontalHeaderItem(Chsh)->setToolTip(
        tr("Above 2 no local model explains the correlations; quantum states reach 2√2 ≈ 2.828"));
    m_parts->horizontalHeaderItem(Concurrence)->setToolTip(tr("0 for separable pairs, 1 for a Bell state"));
    m_parts->horizontalHeaderItem(Negativity)->setToolTip(tr("1/2 for a Bell state"));
    column->addWidget(m_parts, 1);
    auto* note = secondaryLabel(noSignallingNote(), box);
    note->setObjectName(QStringLiteral("registerNoSignalling"));
    note->setWordWrap(true);
    column->addWidget(note);
    return box;
}

void RegisterView::showRegister(const QString& name) {
    if (name != m_name) {
        m_shown.reset();
        m_decay->setNote(tr("Choose T1, T2 and a time at the right, and plot the decay."));
    }
    m_name = name;
    refresh();
}

void RegisterView::refresh() {
    const auto reg = m_states.reg(m_name);
    if (!reg) return showUnreadable(reg.error());
    if (m_shown && sameRegister(*m_shown, *reg)) return;
    m_unreadable->clear();
    m_tabs->show();
    m_decayJob.cancelAndJoin();
    m_decay->setNote(tr("Choose T1, T2 and a time at the right, and plot the decay."));
    m_shown = *reg;
    m_head->setTitle(m_name);
    QStringList facts{tr("%n qubit(s)", nullptr, static_cast<int>(reg->qubits())),
                      purityKindText(reg->isPure()), tr("from: %1").arg(toQt(reg->info().origin))};
    if (!reg->info().contexts.empty())
        facts << tr("contexts %1 in %2")
                     .arg(namesText(reg->info().contexts), qubitsText(reg->contextQubits()));
    m_head->setFacts(facts.join(QStringLiteral(" · ")));
    showState(*reg);
    computeFigures(*reg);
}

/// What was shown before is of another register; one that is gone leaves it until another is chosen.
void RegisterView::showUnreadable(const Error& error) {
    if (error.code == ErrorCode::NotFound) return;
    m_decayJob.cancelAndJoin();
    m_figuresJob.cancelAndJoin();
    m_shown.reset();
    m_head->setTitle(m_name);
    m_head->setFacts({});
    m_tabs->hide();
    m_unreadable->showError(error);
}

void RegisterView::showState(const SimulatedRegister& reg) {
    m_probabilityPages->setCurrentWidget(m_probabilities);
    m_amplitudePages->setCurrentIndex(reg.isPure() ? 0 : 1);
    if (reg.isPure()) {
        m_probabilities->setState(*reg.state(), {});
        m_model->setState(*reg.state());
        fitColumns(*m_amplitudes);
        return;
    }
    m_model->setState(std::nullopt);
    OutcomeEnsemble ensemble;
    ensemble.probabilities = reg.density()->probabilities();
    for (Qubit qubit = 0; qubit < reg.qubits(); ++qubit)
        ensemble.bloch.push_back(reg.density()->bloch(qubit));
    m_probabilities->setEnsemble(ensemble);
}

void RegisterView::computeFigures(const SimulatedRegister& reg) {
    m_parts->setRowCount(0);
    m_message->clear();
    m_summary->setText(tr("Computing…"));
    m_bloch->setVectors({}, tr("Computing…"));
    m_figuresJob.start([this, reg](std::stop_token stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = std::move(stop);
        auto figures = ui::computeFigures(reg, control);
        return [this, figures = std::move(figures)] { acceptFigures(figures); };
    });
}

void RegisterView::acceptFigures(const Result<RegisterFigures>& figures) {
    if (!figures) {
        m_summary->clear();
        m_bloch->setVectors({}, toQt(figures.error().message));
        m_message->showError(figures.error());
        return;
    }
    m_bloch->setVectors(figures->bloch, {});
    m_summary->setText(
        tr("Whole register: purity %1, entropy %2 bits")
            .arg(sensibleNumber(figures->purity, figureDigits), orDash(figures->entropyBits)));
    m_parts->setRowCount(static_cast<int>(figures->parts.size()));
    for (std::size_t row = 0; row < figures->parts.size(); ++row) {
        const PartFigures& part = figures->parts[row];
        const auto ofPair = [&part](double PairFigures::*figure) {
            return part.pair ? sensibleNumber((*part.pair).*figure, figureDigits) : QStringLiteral("–");
        };
        const QStringList texts{qubitsText(part.qubits), sensibleNumber(part.entropyBits, figureDigits),
                                ofPair(&PairFigures::concurrence), ofPair(&PairFigures::negativity),
                                ofPair(&PairFigures::largestChsh)};
        for (int column = 0; column < PartColumnCount; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            if (column != Part) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_parts->setItem(static_cast<int>(row), column, item);
        }
    }
    fitColumns(*m_parts);
}

void RegisterView::showCounts(const RegisterCounts& counts, const std::vector<double>& exact) {
    CircuitOutcome outcome;
    outcome.bits = counts.qubits.size();
    outcome.counts = counts.counts;
    std::map<std::uint64_t, double> probabilities;
    for (std::size_t key = 0; key < exact.size(); ++key)
        if (exact[key] > 0.0) probabilities[key] = exact[key];
    m_counts->setOutcome(outcome, probabilities);
    m_probabilityPages->setCurrentWidget(m_counts);
    m_tabs->setCurrentIndex(Probabilities);
}

void RegisterView::showDecay(const DecayTimes& times, double timeUs) {
    if (!m_shown) return;
    m_tabs->setCurrentIndex(Decay);
    m_decay->setNote(tr("Computing…"));
    std::vector<double> at;
    for (std::size_t i = 0; i <= decaySteps; ++i)
        at.push_back(timeUs * static_cast<double>(i) / static_cast<double>(decaySteps));
    m_decayJob.start([this, reg = *m_shown, times, at](std::stop_token stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = std::move(stop);
        auto series = registerSeries(reg, times, at, control);
        return [this, series = std::move(series)] {
            if (series)
                m_decay->setSeries(*series);
            else
                m_decay->setNote(tr("%1. %2").arg(toQt(series.error().message), toQt(series.error().hint)));
        };
    });
}

}  // namespace qstore::ui
