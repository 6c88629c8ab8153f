// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/measured_panel.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/backends/gate_counts.h"
#include "ui/circuit/counts_view.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/live_state.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/backend_picker.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr int soonMs = 150;
constexpr int usualShots = 1000, mostShots = 1'000'000;

QString titleOf(const DeviceInfo& device) {
    return coreText(device.title.empty() ? device.name : device.title);
}

}  // namespace

MeasuredPanel::MeasuredPanel(AppContext& context, CircuitDocument& document, LiveState& live,
                             QWidget* parent)
    : QWidget(parent), m_context(context), m_document(document), m_live(live) {
    if (auto prices = PriceTable::shipped()) m_prices = *std::move(prices);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildControls());
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    m_view = new CountsView(context.theme, this);
    m_view->setNote(tr("Not run yet. Counts of a run appear here, beside the exact probabilities."));
    column->addWidget(m_view, 1);
    m_caption = secondaryLabel({}, this);
    m_caption->setObjectName(QStringLiteral("measuredCaption"));
    m_caption->setContentsMargins(space::m, space::xs, space::m, space::xs);
    m_caption->setWordWrap(true);
    m_caption->hide();
    column->addWidget(m_caption);

    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &MeasuredPanel::updateButton);
    connect(&document, &CircuitDocument::changed, this, [this] {
        m_changedSince = true;
        takeBackQuestion();
        showCaption();
        updateSoon();
    });
    connect(&live, &LiveState::updated, this, &MeasuredPanel::updateSoon);
    connect(m_context.devices, &DeviceCatalog::changed, this, &MeasuredPanel::updateSoon);
    connect(&m_run, &CircuitRun::runningChanged, this, &MeasuredPanel::showRunning);
    connect(&m_run, &CircuitRun::stepped, m_state, &QLabel::setText);
    connect(&m_run, &CircuitRun::finished, this, &MeasuredPanel::showResult);
    connect(&m_run, &CircuitRun::failed, m_message, &InlineMessage::showError);
    connect(&m_run, &CircuitRun::cancelled, this, [this] { m_message->showInfo(tr("Cancelled.")); });
    showRunning(false);
    updateButton();
}

MeasuredPanel::~MeasuredPanel() = default;

QWidget* MeasuredPanel::buildControls() {
    auto* controls = new QWidget(this);
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(space::m, space::s, space::m, space::xs);
    row->setSpacing(space::s);
    m_picker = new BackendPicker(*m_context.devices, false, controls);
    m_picker->setObjectName(QStringLiteral("measuredBackend"));
    m_picker->setMinimumWidth(180);
    auto* backend = new QLabel(tr("&Backend"), controls);
    backend->setBuddy(m_picker);
    m_shots = new QSpinBox(controls);
    m_shots->setObjectName(QStringLiteral("measuredShots"));
    m_shots->setRange(1, mostShots);
    m_shots->setValue(usualShots);
    m_shots->setGroupSeparatorShown(true);
    m_shots->setAccelerated(true);
    auto* shots = new QLabel(tr("&Shots"), controls);
    shots->setBuddy(m_shots);
    m_button = new QPushButton(controls);
    m_button->setObjectName(QStringLiteral("measuredRun"));
    m_button->installEventFilter(this);
    m_cancel = new QPushButton(tr("Cancel"), controls);
    m_cancel->setObjectName(QStringLiteral("measuredCancel"));
    m_cancel->setToolTip(tr("Stop it; the job of a machine is cancelled there"));
    m_state = secondaryLabel({}, controls);
    m_state->setObjectName(QStringLiteral("measuredState"));
    m_state->setMinimumWidth(0);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (QWidget* part :
         {static_cast<QWidget*>(backend), static_cast<QWidget*>(m_picker), static_cast<QWidget*>(shots),
          static_cast<QWidget*>(m_shots), static_cast<QWidget*>(m_button), static_cast<QWidget*>(m_cancel)})
        row->addWidget(part);
    row->addWidget(m_state, 1);
    connect(m_picker, &BackendPicker::addressChanged, this, &MeasuredPanel::updateButton);
    connect(m_shots, &QSpinBox::valueChanged, this, &MeasuredPanel::updateButton);
    connect(m_button, &QPushButton::clicked, this, &MeasuredPanel::run);
    connect(m_cancel, &QPushButton::clicked, &m_run, &CircuitRun::cancel);
    return controls;
}

const DeviceChoice* MeasuredPanel::device() const {
    return m_picker->device();
}

void MeasuredPanel::focusRunButton() {
    (m_button->isEnabled() ? static_cast<QWidget*>(m_button) : m_picker)->setFocus(Qt::ShortcutFocusReason);
}

std::optional<JobPrice> MeasuredPanel::price(const DeviceChoice& choice) const {
    if (!m_prices) return {};
    const GateCounts gates = billedGates(m_document.circuit());
    JobWork work;
    work.oneQubitGates = gates.oneQubit;
    work.twoQubitGates = gates.twoQubit;
    work.shots = static_cast<std::uint64_t>(m_shots->value());
    return m_prices->priceOfJob(choice.provider, choice.device.name, work);
}

std::optional<MeasuredPanel::Question> MeasuredPanel::question(const DeviceChoice& choice) const {
    if (choice.isLocal() || choice.practice) return {};
    const auto cost = price(choice);
    const bool known = cost && cost->usd;
    if (known && *cost->usd == 0.0) return {};
    return Question{choice.address, known ? toQt(usdText(*cost->usd)) : QString(), m_shots->value()};
}

void MeasuredPanel::takeBackQuestion() {
    if (!m_asked) return;
    m_asked.reset();
    updateButton();
}

bool MeasuredPanel::eventFilter(QObject* object, QEvent* event) {
    // A double click is one press: the question must be read before it is answered.
    if (object == m_button && event->type() == QEvent::MouseButtonDblClick) return true;
    return QWidget::eventFilter(object, event);
}

void MeasuredPanel::hideEvent(QHideEvent* event) {
    takeBackQuestion();
    QWidget::hideEvent(event);
}

QString MeasuredPanel::runText(const DeviceChoice& choice) const {
    if (choice.isLocal()) return tr("Run · free");
    if (m_asked)
        return m_asked->price.isEmpty() ? tr("Run, price unknown?")
                                        : tr("Run for ≈ %1?").arg(m_asked->price);
    const auto cost = price(choice);
    if (!cost || !cost->usd) return tr("Run · price unknown");
    if (*cost->usd == 0.0) return tr("Run · free");
    const QString usd = toQt(usdText(*cost->usd));
    return choice.practice ? tr("Run · practice, would cost %1").arg(usd) : tr("Run · ≈ %1").arg(usd);
}

void MeasuredPanel::updateButton() {
    const DeviceChoice* choice = device();
    const bool known = choice != nullptr && choice->device.status == DeviceStatus::Available;
    m_button->setEnabled(known && !m_run.isRunning());
    if (m_asked && (!known || question(*choice) != m_asked)) m_asked.reset();
    if (!m_run.isRunning()) m_state->setText(m_asked ? tr("Press once more to run it") : QString());
    if (choice == nullptr) {
        m_button->setText(tr("Run"));
        m_button->setToolTip(
            tr("This backend is not known now: its account has no key, or does not answer"));
        return;
    }
    m_button->setText(runText(*choice));
    QString help = tr("Run the drawn circuit with its present values on %1").arg(choice->address);
    if (!choice->isLocal()) {
        if (const auto cost = price(*choice)) {
            help += QLatin1Char('\n') + toQt(cost->reason);
            if (cost->atMostUsd && cost->usd && *cost->atMostUsd > *cost->usd)
                help += QLatin1Char('\n') + tr("at most %1").arg(toQt(usdText(*cost->atMostUsd)));
            if (!cost->source.empty()) help += QLatin1Char('\n') + toQt(cost->source);
        }
        if (choice->practice) help += QLatin1Char('\n') + tr("A practice cloud: nothing is paid.");
    }
    if (!known) help = toQt(choice->device.statusReason);
    m_button->setToolTip(help);
}

void MeasuredPanel::run() {
    const DeviceChoice* choice = device();
    if (choice == nullptr || m_run.isRunning()) return;
    m_message->clear();
    if (const QString why = m_live.whyNoInputs(); !why.isEmpty()) return m_message->showWarning(why);
    const auto bound = boundForRun(m_document.circuit(), m_live.inputs().values);
    if (!bound) return m_message->showError(bound.error());
    if (auto asking = question(*choice); asking != m_asked) {
        m_asked = std::move(asking);
        return updateButton();
    }
    m_asked.reset();
    CircuitRunOrder order;
    order.circuit = *bound;
    order.address = choice->address;
    order.shots = static_cast<std::uint64_t>(m_shots->value());
    order.seed = QRandomGenerator::global()->generate64();
    if (m_context.session != nullptr) order.workspace = m_context.session->workspace();
    order.accounts = m_context.accounts->opener();
    m_changedSince = false;
    m_run.start(std::move(order));
}

void MeasuredPanel::showRunning(bool running) {
    m_cancel->setVisible(running);
    m_picker->setEnabled(!running);
    m_shots->setEnabled(!running);
    m_state->setText(running ? m_run.stepText() : QString());
    updateButton();
}

void MeasuredPanel::showResult() {
    m_view->setOutcome(m_run.result()->outcome, m_run.result()->exact);
    showCaption();
}

void MeasuredPanel::showCaption() {
    const auto& result = m_run.result();
    m_caption->setVisible(result.has_value());
    if (!result) return;
    QStringList parts = {
        tr("%1 shots on %2").arg(groupedCount(result->shots), titleOf(result->device)),
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(result->finishedMs), QLocale::ShortFormat)};
    if (result->costUsd) {
        const QString usd = toQt(usdText(*result->costUsd));
        parts << (result->practice ? tr("billed %1 for practice").arg(usd) : tr("billed %1").arg(usd));
    }
    if (!result->exact)
        parts << tr("exact probabilities are shown up to %1 qubits without measurements on the way")
                     .arg(LiveState::maxQubits);
    if (m_changedSince) parts << tr("the circuit has changed since");
    m_caption->setText(parts.join(QStringLiteral(" · ")));
}

void MeasuredPanel::saveState(QSettings& settings) const {
    settings.setValue(QStringLiteral("measuredBackend"), m_picker->address());
    settings.setValue(QStringLiteral("measuredShots"), m_shots->value());
}

void MeasuredPanel::restoreState(const QSettings& settings) {
    const QString address = settings.value(QStringLiteral("measuredBackend")).toString();
    if (!address.isEmpty()) m_picker->setAddress(address);
    m_shots->setValue(settings.value(QStringLiteral("measuredShots"), usualShots).toInt());
    updateButton();
}

}  // namespace qstore::ui
