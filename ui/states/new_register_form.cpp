// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/new_register_form.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "core/states/context_register.h"
#include "core/states/register_builders.h"
#include "ui/controllers/live_state.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {

constexpr int mostQubits = 20;
constexpr int usualQubits = 3;

/// What the circuit leaves behind: pure where nothing is measured on the way, else the mixture of all
/// outcomes.
Result<SimulatedRegister> registerOfCircuit(const std::string& name, const Circuit& circuit,
                                            PlanCache& plans, const RunControl& control) {
    RegisterInfo info;
    info.name = name;
    info.origin = circuit.name().empty() ? "the drawn circuit" : "circuit '" + circuit.name() + "'";
    if (!measuresOnTheWay(circuit)) {
        const auto preview = previewCircuit(circuit, {}, &plans, control);
        if (!preview) return tl::unexpected<Error>(preview.error());
        // A circuit that measures nothing on the way has a state.
        return SimulatedRegister::pure(std::move(info), preview->state.value());
    }
    QSTORE_TRY(const Circuit bound, boundForRun(circuit, {}));
    DensityOptions options;
    options.outcomes = false;
    QSTORE_TRY(DensityResult mixed, simulateDensity(bound, {}, options, control));
    return SimulatedRegister::mixed(std::move(info), std::move(mixed.state));
}

}  // namespace

NewRegisterForm::NewRegisterForm(StatesController& states, WorkspaceSession* session, QWidget* parent)
    : ActionForm(tr("New register"), parent), m_states(states), m_session(session) {
    setObjectName(QStringLiteral("newRegisterForm"));
    addNote(registerNote());
    m_name = addField(tr("Name"), "newRegisterName", new QLineEdit(this));
    buildSource();
    m_bell = addField(tr("Bell state"), "bellState", new QComboBox(this));
    m_bell->addItem(tr("Φ⁺ = (|00⟩ + |11⟩)/√2"), static_cast<int>(BellState::PhiPlus));
    m_bell->addItem(tr("Φ⁻ = (|00⟩ − |11⟩)/√2"), static_cast<int>(BellState::PhiMinus));
    m_bell->addItem(tr("Ψ⁺ = (|01⟩ + |10⟩)/√2"), static_cast<int>(BellState::PsiPlus));
    m_bell->addItem(tr("Ψ⁻ = (|01⟩ − |10⟩)/√2"), static_cast<int>(BellState::PsiMinus));
    m_qubits = addField(tr("Qubits"), "newRegisterQubits", new QSpinBox(this));
    m_qubits->setRange(2, mostQubits);
    m_qubits->setValue(usualQubits);
    m_record = addField(tr("Record"), "newRegisterRecord", new QComboBox(this));
    m_amplitudes =
        addField(tr("Amplitudes of |0…0⟩, |0…1⟩, …"), "newRegisterAmplitudes", new QLineEdit(this));
    m_amplitudes->setPlaceholderText(QStringLiteral("0.6, 0.8i"));
    m_note = addNote({});
    m_note->setObjectName(QStringLiteral("newRegisterNote"));
    m_make = addButton("makeRegister", tr("Create register"), tr("Keep it in the workspace"));
    connect(m_make, &QPushButton::clicked, this, &NewRegisterForm::make);
    auto* cancel = addButton("cancelRegister", tr("Cancel"), tr("Leave everything as it is"));
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_job.cancelAndJoin();
        Q_EMIT cancelled();
    });
    addEnd();
    connect(&states, &StatesController::changed, this, &NewRegisterForm::refresh);
    connect(&m_job, &BackgroundJob::failed, this,
            [this](const Error& error) { message().showError(error); });
    if (session != nullptr)
        connect(session, &WorkspaceSession::circuitPublished, this, &NewRegisterForm::showFields);
    refresh();
}

void NewRegisterForm::buildSource() {
    m_source = addField(tr("What it is"), "registerSource", new QComboBox(this));
    const auto add = [this](const QString& text, RegisterSource source) {
        m_source->addItem(text, static_cast<int>(source));
    };
    add(tr("Bell state"), RegisterSource::Bell);
    add(tr("GHZ state"), RegisterSource::Ghz);
    add(tr("W state"), RegisterSource::W);
    add(tr("What the drawn circuit leaves"), RegisterSource::Circuit);
    add(tr("The contexts of a record, superposed"), RegisterSource::Contexts);
    add(tr("Typed amplitudes"), RegisterSource::Amplitudes);
    connect(m_source, &QComboBox::currentIndexChanged, this, &NewRegisterForm::showFields);
}

RegisterSource NewRegisterForm::source() const {
    return static_cast<RegisterSource>(m_source->currentData().toInt());
}

void NewRegisterForm::start() {
    message().clear();
    m_name->clear();
    m_name->setFocus();
    showFields();
}

void NewRegisterForm::refresh() {
    const QString before = m_record->currentText();
    m_record->clear();
    for (const StateRecord& record : m_states.records()) m_record->addItem(toQt(record.id));
    if (m_record->findText(before) >= 0) m_record->setCurrentText(before);
    showFields();
}

QString NewRegisterForm::suggestedName() const {
    switch (source()) {
        case RegisterSource::Bell: return tr("bell");
        case RegisterSource::Ghz: return tr("ghz");
        case RegisterSource::W: return tr("w");
        case RegisterSource::Circuit: return tr("circuit");
        case RegisterSource::Contexts: return tr("contexts");
        case RegisterSource::Amplitudes: return tr("state");
    }
    return {};
}

void NewRegisterForm::showFields() {
    const RegisterSource from = source();
    const auto show = [this](QWidget* field, bool shown) {
        field->setVisible(shown);
        for (auto* label : findChildren<QLabel*>())
            if (label->buddy() == field) label->setVisible(shown);
    };
    show(m_bell, from == RegisterSource::Bell);
    show(m_qubits, from == RegisterSource::Ghz || from == RegisterSource::W);
    show(m_record, from == RegisterSource::Contexts);
    show(m_amplitudes, from == RegisterSource::Amplitudes);
    m_name->setPlaceholderText(suggestedName());
    const bool noCircuit = m_session == nullptr || !m_session->circuit();
    m_make->setEnabled(true);
    m_note->clear();
    if (from == RegisterSource::Circuit) {
        m_note->setText(noCircuit
                            ? tr("Nothing is drawn on the Circuit page yet.")
                            : tr("%n qubit(s); closing measurements are left out. One that measures on "
                                 "the way leaves a mixed state.",
                                 nullptr, static_cast<int>(m_session->circuit()->qubits())));
        m_make->setEnabled(!noCircuit);
    }
    if (from == RegisterSource::Contexts) {
        m_note->setText(
            m_record->count() == 0
                ? tr("There is no record yet.")
                : tr("Σ √w |context⟩|vector⟩: weights are divided by their sum, vectors by their "
                     "norms."));
        m_make->setEnabled(m_record->count() > 0);
    }
    m_note->setVisible(!m_note->text().isEmpty());
}

Result<SimulatedRegister> NewRegisterForm::built(const std::string& name) const {
    const auto qubits = static_cast<std::size_t>(m_qubits->value());
    switch (source()) {
        case RegisterSource::Bell:
            return bellRegister(name, static_cast<BellState>(m_bell->currentData().toInt()));
        case RegisterSource::Ghz: return ghzRegister(name, qubits);
        case RegisterSource::W: return wRegister(name, qubits);
        case RegisterSource::Contexts: {
            const auto record = m_states.record(m_record->currentText());
            if (!record) return fail(ErrorCode::NotFound, "the record is gone", "Choose another one.");
            QSTORE_TRY(ContextRegister made, superposeContexts(name, record->contexts));
            return std::move(made.reg);
        }
        case RegisterSource::Amplitudes: {
            QSTORE_TRY(const auto amplitudes, parseAmplitudes(m_amplitudes->text()));
            return registerFromAmplitudes(name, amplitudes);
        }
        case RegisterSource::Circuit: break;
    }
    return fail(ErrorCode::Unsupported, "a circuit is simulated elsewhere");
}

void NewRegisterForm::make() {
    QString typed = m_name->text().trimmed();
    if (typed.isEmpty()) typed = suggestedName();
    const std::string name = fromQt(typed);
    if (source() == RegisterSource::Circuit)
        makeFromCircuit(name);
    else
        keep(built(name));
}

void NewRegisterForm::makeFromCircuit(const std::string& name) {
    if (m_session == nullptr || !m_session->circuit()) return;
    message().showInfo(tr("Simulating…"));
    m_job.start([this, name, circuit = *m_session->circuit(),
                 &plans = m_session->plans()](std::stop_token stop) -> BackgroundJob::Completion {
        RunControl control;
        control.stop = std::move(stop);
        auto reg = registerOfCircuit(name, circuit, plans, control);
        return [this, reg = std::move(reg)] { keep(reg); };
    });
}

void NewRegisterForm::keep(const Result<SimulatedRegister>& reg) {
    if (!report(reg)) return;
    if (!report(m_states.change([&](StateLibrary& library) { return library.addRegister(*reg); }))) return;
    Q_EMIT made(toQt(reg->info().name));
}

}  // namespace qstore::ui
