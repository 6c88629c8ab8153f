// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/register_actions.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <limits>

#include "core/states/context_register.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr int mostShots = 1'000'000;
constexpr int usualShots = 1000;
constexpr double mostUs = 1e7;
constexpr double usualUs = 100.0;

QDoubleSpinBox* microsecondsBox(QWidget* parent, double least) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(least, mostUs);
    box->setDecimals(3);
    box->setValue(usualUs);
    box->setSuffix(RegisterActions::tr(" µs"));
    return box;
}

}  // namespace

Result<std::vector<QubitOutcome>> parseOutcomes(const QString& text, std::size_t qubits) {
    std::vector<QubitOutcome> outcomes;
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QStringList sides = part.split(QLatin1Char('='));
        const QString value = sides.size() == 2 ? sides[1].trimmed() : QString();
        if (value != QLatin1String("0") && value != QLatin1String("1"))
            return fail(ErrorCode::Parse, "'" + fromQt(part.trimmed()) + "' is no outcome of a qubit",
                        "Write q0=1 or q0=0, apart by commas.");
        QSTORE_TRY(const std::vector<Qubit> named, parseQubits(sides[0], qubits));
        if (sides[0].trimmed().isEmpty() || named.size() != 1)
            return fail(ErrorCode::Parse, "'" + fromQt(part.trimmed()) + "' names no single qubit",
                        "Write q0=1 or q0=0, apart by commas.");
        outcomes.push_back({named.front(), value == QLatin1String("1")});
    }
    return outcomes;
}

RegisterActions::RegisterActions(StatesController& states, QWidget* parent)
    : ActionForm(tr("This register"), parent), m_states(states) {
    setObjectName(QStringLiteral("registerActions"));
    buildMeasure();
    buildSelection();
    buildDecay();
    buildNames();
    addEnd();
    connect(&states, &StatesController::changed, this, &RegisterActions::refresh);
    connect(&m_job, &BackgroundJob::failed, this,
            [this](const Error& error) { message().showError(error); });
}

void RegisterActions::buildMeasure() {
    m_qubits = addField(tr("Qubits to measure (empty: all)"), "measureQubits", new QLineEdit(this));
    m_qubits->setPlaceholderText(QStringLiteral("0, 1"));
    m_shots = addField(tr("Shots"), "measureShots", new QSpinBox(this));
    m_shots->setRange(1, mostShots);
    m_shots->setValue(usualShots);
    m_seed = addField(tr("Seed"), "measureSeed", new QSpinBox(this));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setToolTip(tr("The same seed draws the same shots"));
    auto* button = addButton("measureRegister", tr("Measure"),
                             tr("Draw shots by the Born rule; every shot finds the register as it is"));
    connect(button, &QPushButton::clicked, this, &RegisterActions::measure);
}

void RegisterActions::buildSelection() {
    addSection(tr("Keep only some runs"));
    m_context = addField(tr("Where the context is"), "selectContext", new QComboBox(this));
    m_outcome = addField(tr("Where qubits are found to be"), "selectOutcome", new QLineEdit(this));
    m_outcome->setPlaceholderText(QStringLiteral("q0=1"));
    m_probability = addNote({});
    m_probability->setObjectName(QStringLiteral("selectProbability"));
    m_keep = addButton("keepSelection", tr("Keep these runs"),
                       tr("Post-selection: the register is what is left of it; all other runs are thrown "
                          "away"));
    connect(m_keep, &QPushButton::clicked, this, &RegisterActions::keepSelection);
    connect(m_outcome, &QLineEdit::textChanged, this, &RegisterActions::showProbability);
    connect(m_context, &QComboBox::currentIndexChanged, this, &RegisterActions::showProbability);
}

void RegisterActions::buildDecay() {
    addSection(tr("Let it idle"));
    constexpr double leastTime = 0.001;
    m_t1 = addField(tr("T1"), "decayT1", microsecondsBox(this, leastTime));
    m_t1->setToolTip(tr("In this time the excess of |1⟩ falls to 1/e"));
    m_t2 = addField(tr("T2, at most 2·T1"), "decayT2", microsecondsBox(this, leastTime));
    m_t2->setToolTip(tr("In this time coherences fall to 1/e"));
    m_time = addField(tr("Time"), "decayTime", microsecondsBox(this, 0.0));
    auto* plot = addButton("plotDecay", tr("Plot the decay"),
                           tr("Purity, fidelity and entropy up to this time; the register stays as it is"));
    connect(plot, &QPushButton::clicked, this, [this] {
        message().clear();
        Q_EMIT decayAsked(times(), m_time->value());
    });
    auto* evolve = addButton("evolveRegister", tr("Let it decay"),
                             tr("The register is what is left after this time; Undo brings it back"));
    connect(evolve, &QPushButton::clicked, this, &RegisterActions::evolve);
}

void RegisterActions::buildNames() {
    addSection(tr("Keeping"));
    m_newName = addField(tr("Name"), "registerName", new QLineEdit(this));
    auto* rename = addButton("renameRegister", tr("Rename"), tr("Give the register this name"));
    connect(rename, &QPushButton::clicked, this, &RegisterActions::rename);
    auto* remove = addButton("removeRegister", tr("Remove register"), tr("Undo brings it back"));
    connect(remove, &QPushButton::clicked, this, [this] {
        const QString name = m_name;
        if (report(m_states.change(
                [&](StateLibrary& library) { return library.removeRegister(fromQt(name)); })))
            Q_EMIT removed(name);
    });
}

void RegisterActions::showRegister(const QString& name) {
    if (name != m_name) {
        m_job.cancelAndJoin();
        message().clear();
        m_qubits->clear();
        m_outcome->clear();
        m_newName->setText(name);
    }
    m_name = name;
    refresh();
}

void RegisterActions::refresh() {
    const auto reg = m_states.reg(m_name);
    if (!reg) return;
    const QString before = m_context->currentData().toString();
    m_context->clear();
    m_context->addItem(tr("any"), QString());
    for (const std::string& name : reg->info().contexts) m_context->addItem(toQt(name), toQt(name));
    m_context->setCurrentIndex(std::max(0, m_context->findData(before)));
    m_context->setEnabled(m_context->count() > 1);
    m_context->setToolTip(m_context->isEnabled()
                              ? tr("Of the contexts that this register superposes")
                              : tr("Only registers that were made of a record have contexts"));
    showProbability();
}

void RegisterActions::measure() {
    const auto reg = m_states.reg(m_name);
    if (!report(reg)) return;
    const auto qubits = parseQubits(m_qubits->text(), reg->qubits());
    if (!report(qubits)) return;
    message().showInfo(tr("Measuring…"));
    const auto shots = static_cast<std::uint64_t>(m_shots->value());
    const auto seed = static_cast<std::uint64_t>(m_seed->value());
    m_job.start([this, reg = *reg, qubits = *qubits, shots,
                 seed](std::stop_token stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = std::move(stop);
        auto exact = outcomeProbabilities(reg, qubits);
        auto counts = measureRegister(reg, qubits, shots, seed, control);
        return [this, exact = std::move(exact), counts = std::move(counts)] {
            if (report(exact) && report(counts)) Q_EMIT measured(*counts, *exact);
        };
    });
}

Result<PostSelection> RegisterActions::selection() const {
    QSTORE_TRY(const SimulatedRegister reg, m_states.reg(m_name));
    QSTORE_TRY(const std::vector<QubitOutcome> outcomes, parseOutcomes(m_outcome->text(), reg.qubits()));
    const QString context = m_context->currentData().toString();
    if (context.isEmpty()) return postSelect(reg, outcomes);
    QSTORE_TRY(PostSelection chosen, selectContext(reg, fromQt(context)));
    if (outcomes.empty()) return chosen;
    QSTORE_TRY(PostSelection both, postSelect(chosen.reg, outcomes));
    both.probability *= chosen.probability;
    return both;
}

void RegisterActions::showProbability() {
    const bool asked = !m_outcome->text().trimmed().isEmpty() || m_context->currentIndex() > 0;
    m_keep->setEnabled(false);
    if (!asked) {
        m_probability->setText(tr("Say which runs; then their probability is shown here."));
        return;
    }
    const auto chosen = selection();
    if (!chosen) {
        m_probability->setText(toQt(chosen.error().message));
        return;
    }
    m_keep->setEnabled(true);
    m_probability->setText(
        tr("Probability %1: so many of the runs are kept.").arg(sensibleNumber(chosen->probability, 6)));
}

bool RegisterActions::replace(const SimulatedRegister& reg) {
    return report(m_states.change([&](StateLibrary& library) { return library.replaceRegister(reg); }));
}

void RegisterActions::keepSelection() {
    const auto chosen = selection();
    if (!report(chosen) || !replace(chosen->reg)) return;
    m_context->setCurrentIndex(0);
    m_outcome->clear();
    message().showInfo(tr("Kept the runs of probability %1.").arg(sensibleNumber(chosen->probability, 6)));
}

DecayTimes RegisterActions::times() const {
    DecayTimes times;
    times.t1Us = m_t1->value();
    times.t2Us = m_t2->value();
    return times;
}

void RegisterActions::evolve() {
    const auto reg = m_states.reg(m_name);
    if (!report(reg)) return;
    message().showInfo(tr("Computing…"));
    m_job.start([this, reg = *reg, times = times(),
                 time = m_time->value()](const std::stop_token&) -> BackgroundJob::Completion {
        auto left = decayed(reg, times, time);
        return [this, left = std::move(left)] {
            if (report(left)) replace(*left);
        };
    });
}

void RegisterActions::rename() {
    const QString name = m_newName->text().trimmed();
    const std::string from = fromQt(m_name);
    if (report(m_states.change(
            [&](StateLibrary& library) { return library.renameRegister(from, fromQt(name)); })))
        Q_EMIT renamed(name);
}

}  // namespace qstore::ui
