// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_settings.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QShowEvent>
#include <QSpinBox>
#include <QStandardItemModel>

#include "core/circuit/templates.h"
#include "core/learning/losses.h"
#include "ui/controllers/device_catalog.h"
#include "ui/hardware/backend_picker.h"
#include "ui/support/core_texts.h"
#include "ui/support/page_undo.h"
#include "ui/training/dense_layers_field.h"
#include "ui/training/form_combo.h"
#include "ui/training/optimizer_title.h"
#include "ui/training/stream_fields.h"

namespace qstore::ui {
namespace {

QSpinBox* spin(QWidget* parent, const char* name, int low, int high, int value, const QString& help) {
    auto* box = new QSpinBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setValue(value);
    box->setToolTip(help);
    return box;
}

QString lossTitle(LossKind kind) {
    switch (kind) {
        case LossKind::MeanSquaredError: return TrainingSettings::tr("Mean squared error");
        case LossKind::BinaryCrossEntropy: return TrainingSettings::tr("Binary cross-entropy");
        case LossKind::CrossEntropy: return TrainingSettings::tr("Cross-entropy");
    }
    return {};
}

}  // namespace

QString optimizerTitle(OptimizerKind kind) {
    switch (kind) {
        case OptimizerKind::Sgd: return TrainingSettings::tr("Gradient descent, momentum");
        case OptimizerKind::Adam: return TrainingSettings::tr("Adam");
        case OptimizerKind::RmsProp: return TrainingSettings::tr("RMSProp");
        case OptimizerKind::Spsa: return TrainingSettings::tr("SPSA");
        case OptimizerKind::NaturalGradient: return TrainingSettings::tr("Quantum natural gradient");
        case OptimizerKind::Rotosolve: return TrainingSettings::tr("Rotosolve");
        case OptimizerKind::Cobyla: return TrainingSettings::tr("COBYLA");
    }
    return {};
}

TrainingSettings::TrainingSettings(DeviceCatalog* devices, StoresController* stores, QWidget* parent)
    : QWidget(parent), m_form(new QFormLayout(this)), m_devices(devices) {
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_form->setVerticalSpacing(4);
    m_rows = new StreamFields(*m_form, stores, this);
    buildCircuitFields(m_form);
    buildMachineFields(m_form);
    buildModelFields(m_form);
    buildOptimizerFields(m_form);
    showRelevantFields();
    followMachine();
    m_draft = draft();
    watchFields();
}

void TrainingSettings::watchFields() {
    connect(m_rows, &StreamFields::edited, this, &TrainingSettings::fieldChanged);
    for (QComboBox* box : {m_circuit, m_encoder, m_ansatz, m_loss, m_optimizer, m_schedule, m_gradient})
        connect(box, &QComboBox::currentIndexChanged, this, [this, box] { fieldChanged(box); });
    for (DenseLayersField* field : {m_before, m_after}) {
        connect(field, &DenseLayersField::layersChanged, this, [this, field] { fieldChanged(field); });
        leaveUndoToPage(field);
    }
    for (QSpinBox* box : {m_layers, m_epochs, m_batchSize, m_patience, m_seed}) {
        connect(box, &QSpinBox::valueChanged, this, [this, box] { fieldChanged(box); });
        leaveUndoToPage(box);
    }
    connect(m_learningRate, &QDoubleSpinBox::valueChanged, this, [this] { fieldChanged(m_learningRate); });
    leaveUndoToPage(m_learningRate);
    if (m_backend == nullptr) return;
    connect(m_backend, &BackendPicker::addressChanged, this, [this] {
        followMachine();
        fieldChanged(m_backend);
    });
    connect(m_devices, &DeviceCatalog::changed, this, &TrainingSettings::showMachineFields);
    // More than the most is the most, so that a draft is never one that cannot be trained.
    connect(m_shots, &QSpinBox::valueChanged, this, [this](int shots) {
        const bool filling = std::exchange(m_filling, true);
        if (m_mostShots->value() != 0) m_mostShots->setValue(std::max(shots, m_mostShots->value()));
        m_filling = filling;
        fieldChanged(m_shots);
    });
    connect(m_mostShots, &QSpinBox::valueChanged, this, [this](int most) {
        const bool filling = std::exchange(m_filling, true);
        if (most != 0) m_mostShots->setValue(std::max(most, m_shots->value()));
        m_filling = filling;
        fieldChanged(m_mostShots);
    });
    connect(m_cap, &QDoubleSpinBox::valueChanged, this, [this] { fieldChanged(m_cap); });
    for (QAbstractSpinBox* box : std::initializer_list<QAbstractSpinBox*>{m_shots, m_mostShots, m_cap})
        leaveUndoToPage(box);
}

void TrainingSettings::fieldChanged(QWidget* field) {
    if (m_filling) return;
    const TrainingDraft before = std::exchange(m_draft, draft());
    if (before == m_draft) return;
    const auto* label = qobject_cast<QLabel*>(m_form->labelForField(field));
    const QString name = label->text().remove(QLatin1Char('&'));
    Q_EMIT edited(before, m_draft, tr("Change “%1”").arg(name));
}

void TrainingSettings::buildCircuitFields(QFormLayout* form) {
    m_circuit = formCombo(this, "trainCircuit", tr("Which circuit learns"));
    m_circuit->addItem(tr("Automatic"), static_cast<int>(CircuitChoice::Kind::Automatic));
    m_circuit->addItem(tr("From the Circuit page"), static_cast<int>(CircuitChoice::Kind::Drawn));
    m_circuit->addItem(tr("Template"), static_cast<int>(CircuitChoice::Kind::Template));
    form->addRow(tr("C&ircuit"), m_circuit);
    m_encoder = formCombo(this, "trainEncoder", tr("How features become angles"));
    for (const EncoderInfo& info : circuitEncoders()) {
        if (info.range == EncoderRange::Binary) continue;
        m_encoder->addItem(coreText(info.title), toQt(info.name));
    }
    form->addRow(tr("Encoder"), m_encoder);
    m_ansatz = formCombo(this, "trainAnsatz", tr("The trainable part"));
    for (const TemplateInfo& info : circuitTemplates()) {
        if (info.trainable && !info.startsFromZero && info.name != "data-reuploading" &&
            info.name != "qaoa")
            m_ansatz->addItem(coreText(info.title), toQt(info.name));
    }
    form->addRow(tr("Ansatz"), m_ansatz);
    m_layers = spin(this, "trainLayers", 1, 20, 2, tr("Repetitions of the trainable part"));
    form->addRow(tr("Layers"), m_layers);
    connect(m_circuit, &QComboBox::currentIndexChanged, this, &TrainingSettings::showRelevantFields);
}

void TrainingSettings::buildMachineFields(QFormLayout* form) {
    if (m_devices == nullptr) return;
    const MachineConfig defaults;
    constexpr int mostShots = 1'000'000;
    m_backend = new BackendPicker(*m_devices, true, this);
    m_backend->setObjectName(QStringLiteral("trainBackend"));
    m_backend->setToolTip(tr("Compute here, or measure on a machine, simulated or real"));
    form->addRow(tr("Run o&n"), m_backend);
    m_shots = spin(this, "trainShots", 1, mostShots, static_cast<int>(defaults.shots),
                   tr("How often each circuit is run; more shots, less noise, higher price"));
    form->addRow(tr("Shots &per circuit"), m_shots);
    m_mostShots = spin(this, "trainMostShots", 0, mostShots, 0,
                       tr("Steps whose gradient drowns in noise take up to so many shots"));
    m_mostShots->setSpecialValueText(tr("always as many"));
    m_mostShots->setKeyboardTracking(false);
    form->addRow(tr("Most shots, where noisy"), m_mostShots);
    m_cap = new QDoubleSpinBox(this);
    m_cap->setObjectName(QStringLiteral("trainCap"));
    m_cap->setRange(0.0, 1e6);
    m_cap->setDecimals(2);
    m_cap->setPrefix(QStringLiteral("$"));
    m_cap->setSpecialValueText(tr("no cap"));
    m_cap->setToolTip(tr("The run pauses before it would have cost more; it can go on with more"));
    form->addRow(tr("Spend at most"), m_cap);
}

void TrainingSettings::buildModelFields(QFormLayout* form) {
    m_before = new DenseLayersField(this);
    m_before->setObjectName(QStringLiteral("trainLayersBefore"));
    form->addRow(tr("Dense layers before"), m_before);
    m_after = new DenseLayersField(this);
    m_after->setObjectName(QStringLiteral("trainLayersAfter"));
    form->addRow(tr("Dense layers after"), m_after);
    m_loss = formCombo(this, "trainLoss", tr("What training makes small"));
    m_loss->addItem(tr("Chosen by the target"));
    for (const LossKind kind : allLosses()) m_loss->addItem(lossTitle(kind), static_cast<int>(kind));
    form->addRow(tr("Loss"), m_loss);
}

void TrainingSettings::buildOptimizerFields(QFormLayout* form) {
    const TrainConfig defaults;
    m_optimizer = formCombo(this, "trainOptimizer", tr("How weights are improved"));
    for (const OptimizerKind kind : allOptimizers())
        m_optimizer->addItem(optimizerTitle(kind), static_cast<int>(kind));
    form->addRow(tr("&Optimizer"), m_optimizer);
    m_learningRate = new QDoubleSpinBox(this);
    m_learningRate->setObjectName(QStringLiteral("trainLearningRate"));
    m_learningRate->setDecimals(4);
    m_learningRate->setRange(0.0001, 10.0);
    m_learningRate->setSingleStep(0.01);
    m_learningRate->setToolTip(tr("Step size; larger learns faster and may overshoot"));
    form->addRow(tr("&Learning rate"), m_learningRate);
    m_schedule = formCombo(this, "trainSchedule", tr("How the learning rate changes over the epochs"));
    m_schedule->addItem(tr("Constant"), static_cast<int>(Schedule::Constant));
    m_schedule->addItem(tr("Step"), static_cast<int>(Schedule::Step));
    m_schedule->addItem(tr("Exponential"), static_cast<int>(Schedule::Exponential));
    m_schedule->addItem(tr("Cosine"), static_cast<int>(Schedule::Cosine));
    form->addRow(tr("Schedule"), m_schedule);
    m_gradient = formCombo(this, "trainGradient", tr("How gradients are computed"));
    m_gradient->addItem(tr("Adjoint (exact, fast)"), static_cast<int>(GradientMethod::Adjoint));
    m_gradient->addItem(tr("Parameter shift (as on hardware)"),
                        static_cast<int>(GradientMethod::ParameterShift));
    m_gradient->addItem(tr("Finite differences"), static_cast<int>(GradientMethod::FiniteDifference));
    m_gradient->addItem(tr("SPSA estimate"), static_cast<int>(GradientMethod::Spsa));
    form->addRow(tr("&Gradient"), m_gradient);
    m_epochs = spin(this, "trainEpochs", 1, 100000, static_cast<int>(defaults.epochs),
                    tr("Passes over the training rows"));
    form->addRow(tr("Epoch&s"), m_epochs);
    m_batchSize =
        spin(this, "trainBatchSize", 1, 65536, static_cast<int>(defaults.batchSize), tr("Rows per step"));
    form->addRow(tr("&Batch size"), m_batchSize);
    m_patience = spin(this, "trainPatience", 0, 10000, static_cast<int>(defaults.patience),
                      tr("Stop after so many epochs without a better validation loss"));
    m_patience->setSpecialValueText(tr("off"));
    form->addRow(tr("Early stopping"), m_patience);
    m_seed = spin(this, "trainSeed", 0, 2147483647, 0, tr("Same seed, same result, bit for bit"));
    form->addRow(tr("See&d"), m_seed);
    setConfig(defaults);
}

void TrainingSettings::showRelevantFields() {
    const bool fromTemplate =
        m_circuit->currentData().toInt() == static_cast<int>(CircuitChoice::Kind::Template);
    for (QWidget* field : std::initializer_list<QWidget*>{m_encoder, m_ansatz, m_layers}) {
        field->setVisible(fromTemplate);
        m_form->labelForField(field)->setVisible(fromTemplate);
    }
}

void TrainingSettings::showMachineFields() {
    if (m_backend == nullptr) return;
    const bool measured = !m_backend->address().isEmpty();
    const DeviceChoice* known = m_backend->device();
    const bool mayCost = measured && (known == nullptr || !known->isLocal());
    const auto show = [this](QWidget* field, bool shown) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    };
    show(m_shots, measured);
    show(m_mostShots, measured);
    show(m_cap, mayCost);
}

void TrainingSettings::offerMeasurable(bool measured) {
    const auto offer = [](QComboBox* box, int value, bool offered, const QString& why) {
        auto* model = qobject_cast<QStandardItemModel*>(box->model());
        QStandardItem* item = model->item(box->findData(value));
        item->setEnabled(offered);
        item->setToolTip(offered ? QString() : why);
    };
    const QString state = tr("It needs the state of the qubits, which a machine does not tell.");
    offer(m_gradient, static_cast<int>(GradientMethod::Adjoint), !measured, state);
    offer(m_gradient, static_cast<int>(GradientMethod::FiniteDifference), !measured,
          tr("Its small differences drown in the noise of shots."));
    offer(m_optimizer, static_cast<int>(OptimizerKind::NaturalGradient), !measured, state);
    m_gradient->setToolTip(measured
                               ? tr("On a machine: parameter shift is unbiased, two circuits or more for "
                                    "each weight; SPSA takes three circuits a row, whatever the weights")
                               : tr("How gradients are computed"));
}

void TrainingSettings::followMachine() {
    if (m_backend == nullptr) return;
    const bool measured = !m_backend->address().isEmpty();
    offerMeasurable(measured);
    showMachineFields();
    const bool filling = std::exchange(m_filling, true);
    const auto method = static_cast<GradientMethod>(m_gradient->currentData().toInt());
    const auto choose = [this](GradientMethod wanted) {
        m_gradient->setCurrentIndex(m_gradient->findData(static_cast<int>(wanted)));
    };
    if (measured && method != GradientMethod::ParameterShift && method != GradientMethod::Spsa) {
        m_gradientBefore = method;
        choose(GradientMethod::ParameterShift);
    } else if (!measured && m_gradientBefore) {
        if (method == GradientMethod::ParameterShift) choose(*m_gradientBefore);
        m_gradientBefore.reset();
    }
    m_filling = filling;
}

MachineConfig TrainingSettings::machine() const {
    MachineConfig machine;
    if (m_backend == nullptr || m_backend->address().isEmpty()) return machine;
    machine.backend = fromQt(m_backend->address());
    machine.shots = static_cast<std::uint64_t>(m_shots->value());
    machine.mostShots = static_cast<std::uint64_t>(m_mostShots->value());
    // A price that is not there needs no cap.
    if (!m_cap->isHidden()) machine.maxCostUsd = m_cap->value();
    return machine;
}

void TrainingSettings::setMachine(const MachineConfig& machine) {
    if (m_backend == nullptr) return;
    m_backend->setAddress(toQt(machine.backend));
    if (machine.backend.empty()) return;
    m_shots->setValue(static_cast<int>(std::min<std::uint64_t>(machine.shots, 1'000'000)));
    m_mostShots->setValue(static_cast<int>(std::min<std::uint64_t>(machine.mostShots, 1'000'000)));
    m_cap->setValue(machine.maxCostUsd);
}

const DeviceChoice* TrainingSettings::device() const {
    return m_backend == nullptr ? nullptr : m_backend->device();
}

void TrainingSettings::editCap() {
    if (m_cap == nullptr) return;
    m_cap->setFocus();
    m_cap->selectAll();
}

void TrainingSettings::apply(const TrainingDraft& draft, const QString& what) {
    const TrainingDraft before = this->draft();
    if (before == draft || !setDraft(draft)) return;
    Q_EMIT edited(before, m_draft, what);
}

CircuitChoice TrainingSettings::circuitChoice() const {
    CircuitChoice choice;
    choice.kind = static_cast<CircuitChoice::Kind>(m_circuit->currentData().toInt());
    choice.encoder = m_encoder->currentData().toString();
    choice.ansatz = m_ansatz->currentData().toString();
    choice.layers = m_layers->value();
    choice.model.before = m_before->layers();
    choice.model.after = m_after->layers();
    if (const QVariant loss = m_loss->currentData(); loss.isValid())
        choice.model.loss = static_cast<LossKind>(loss.toInt());
    return choice;
}

DataChoice TrainingSettings::dataChoice() const {
    return m_rows->choice();
}

void TrainingSettings::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // Somebody may have changed collections meanwhile.
    if (!event->spontaneous()) m_rows->refresh();
}

Status TrainingSettings::commit() {
    QSTORE_CHECK(m_rows->commit());
    for (DenseLayersField* field : {m_before, m_after}) QSTORE_CHECK(field->commit());
    return {};
}

TrainConfig TrainingSettings::config() const {
    TrainConfig config;
    config.optimizer.kind = static_cast<OptimizerKind>(m_optimizer->currentData().toInt());
    config.optimizer.learningRate = m_learningRate->value();
    config.optimizer.schedule = static_cast<Schedule>(m_schedule->currentData().toInt());
    config.optimizer.scheduleEpochs = static_cast<std::size_t>(m_epochs->value());
    if (config.optimizer.schedule == Schedule::Step)
        config.optimizer.scheduleEpochs = std::max<std::size_t>(1, config.optimizer.scheduleEpochs / 3);
    if (config.optimizer.schedule == Schedule::Exponential) config.optimizer.scheduleFactor = 0.97;
    config.gradient = static_cast<GradientMethod>(m_gradient->currentData().toInt());
    config.epochs = static_cast<std::size_t>(m_epochs->value());
    config.batchSize = static_cast<std::size_t>(m_batchSize->value());
    config.patience = static_cast<std::size_t>(m_patience->value());
    config.seed = static_cast<std::uint64_t>(m_seed->value());
    config.machine = machine();
    return config;
}

Status TrainingSettings::setDraft(const TrainingDraft& draft) {
    // A number that is still being typed keeps its text.
    if (draft == this->draft()) return {};
    const int encoder = m_encoder->findData(draft.circuit.encoder);
    const int ansatz = m_ansatz->findData(draft.circuit.ansatz);
    if (encoder < 0 || ansatz < 0)
        return fail(ErrorCode::NotFound,
                    "there is no circuit of encoder '" + draft.circuit.encoder.toStdString() +
                        "' and ansatz '" + draft.circuit.ansatz.toStdString() + "' on the Train page",
                    "the settings stay as they were; choose both again");
    m_filling = true;
    m_circuit->setCurrentIndex(m_circuit->findData(static_cast<int>(draft.circuit.kind)));
    m_encoder->setCurrentIndex(encoder);
    m_ansatz->setCurrentIndex(ansatz);
    m_layers->setValue(draft.circuit.layers);
    m_before->setLayers(draft.circuit.model.before);
    m_after->setLayers(draft.circuit.model.after);
    const auto& loss = draft.circuit.model.loss;
    m_loss->setCurrentIndex(loss ? m_loss->findData(static_cast<int>(*loss)) : 0);
    m_rows->setChoice(draft.data);
    setMachine(draft.config.machine);
    setConfig(draft.config);
    offerMeasurable(!draft.config.machine.backend.empty());
    m_filling = false;
    m_draft = this->draft();
    return {};
}

void TrainingSettings::setConfig(const TrainConfig& config) {
    m_optimizer->setCurrentIndex(m_optimizer->findData(static_cast<int>(config.optimizer.kind)));
    m_learningRate->setValue(config.optimizer.learningRate);
    m_schedule->setCurrentIndex(m_schedule->findData(static_cast<int>(config.optimizer.schedule)));
    m_gradient->setCurrentIndex(m_gradient->findData(static_cast<int>(config.gradient)));
    m_epochs->setValue(static_cast<int>(config.epochs));
    m_batchSize->setValue(static_cast<int>(config.batchSize));
    m_patience->setValue(static_cast<int>(config.patience));
    m_seed->setValue(static_cast<int>(config.seed));
}

void TrainingSettings::chooseDrawnCircuit() {
    m_circuit->setCurrentIndex(m_circuit->findData(static_cast<int>(CircuitChoice::Kind::Drawn)));
}

void TrainingSettings::setDrawnCircuitAvailable(bool available) {
    const int index = m_circuit->findData(static_cast<int>(CircuitChoice::Kind::Drawn));
    auto* model = qobject_cast<QStandardItemModel*>(m_circuit->model());
    model->item(index)->setEnabled(available);
    model->item(index)->setToolTip(available ? QString() : tr("Draw a circuit on the Circuit page first"));
}

}  // namespace qstore::ui
