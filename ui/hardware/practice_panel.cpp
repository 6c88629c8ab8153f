// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/practice_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/controllers/workspace_session.h"
#include "ui/hardware/practice_drawing.h"
#include "ui/support/elided_label.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr int behaviourWidth = 320;
constexpr int mostFailing = 50;
constexpr int longestQueueMs = 600'000;

QFrame* card(QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setProperty("card", true);
    return frame;
}

}  // namespace

PracticePanel::PracticePanel(AppContext& context, PracticeControl& control, QWidget* parent)
    : QWidget(parent), m_context(context), m_control(control) {
    setObjectName(QStringLiteral("practicePanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::m, 0, 0);
    column->setSpacing(space::m);
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    column->addWidget(buildTop());
    auto* row = new QHBoxLayout;
    row->setSpacing(space::l);
    row->addWidget(buildBehaviour(), 0, Qt::AlignTop);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildStopped());
    m_stack->addWidget(buildRunning());
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    connect(&m_control, &PracticeControl::stateChanged, this, &PracticePanel::refresh);
    connect(&m_control, &PracticeControl::tallyChanged, this, &PracticePanel::refreshTally);
    connect(&m_control, &PracticeControl::failed, m_message, &InlineMessage::showError);
    refresh();
}

QWidget* PracticePanel::buildTop() {
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* title = sectionLabel(tr("Practice cloud: simulated, nothing is paid"), top);
    words->addWidget(title);
    m_state = secondaryLabel({}, top);
    m_state->setObjectName(QStringLiteral("practiceState"));
    m_state->setWordWrap(true);
    words->addWidget(m_state);
    row->addLayout(words, 1);
    m_switch = new QPushButton(top);
    m_switch->setObjectName(QStringLiteral("practiceSwitch"));
    m_switch->setProperty("primary", true);
    row->addWidget(m_switch, 0, Qt::AlignTop);
    connect(m_switch, &QPushButton::clicked, this, [this] {
        m_message->clear();
        if (m_control.state() == PracticeControl::State::Stopped)
            m_control.start();
        else
            m_control.stop();
    });
    return top;
}

QWidget* PracticePanel::buildBehaviour() {
    auto* box = card(this);
    box->setFixedWidth(behaviourWidth);
    box->setProperty("part", true);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(space::m, space::m, space::m, space::m);
    column->setSpacing(space::s);
    column->addWidget(sectionLabel(tr("How it behaves"), box));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_failing = new QSpinBox(box);
    m_failing->setObjectName(QStringLiteral("practiceFailing"));
    m_failing->setRange(0, mostFailing);
    m_failing->setSuffix(tr(" %"));
    m_failing->setToolTip(
        tr("So many of the requests about jobs fail on purpose: refused with a 503, or "
           "carried out without a reply"));
    form->addRow(tr("Fai&ling requests"), m_failing);
    m_queue = new QSpinBox(box);
    m_queue->setObjectName(QStringLiteral("practiceQueue"));
    m_queue->setRange(0, longestQueueMs);
    m_queue->setSuffix(tr(" ms"));
    m_queue->setToolTip(tr("How long a job waits before it starts"));
    form->addRow(tr("&Queue"), m_queue);
    m_form = new QComboBox(box);
    m_form->setObjectName(QStringLiteral("practiceForm"));
    m_form->addItem(tr("May 2026"), static_cast<int>(ResultForm::May2026));
    m_form->addItem(tr("September 2026"), static_cast<int>(ResultForm::September2026));
    m_form->setToolTip(tr("Which of IonQ's two forms of results it speaks"));
    form->addRow(tr("Results as &of"), m_form);
    column->addLayout(form);
    auto* note =
        secondaryLabel(tr("Changes count at once, also while it runs. A training that meets failures "
                          "must end with the same weights."),
                       box);
    note->setWordWrap(true);
    column->addWidget(note);
    const PracticeSettings& settings = m_control.settings();
    m_failing->setValue(qRound(100 * settings.failingShare));
    m_queue->setValue(static_cast<int>(settings.queueMs));
    m_form->setCurrentIndex(m_form->findData(static_cast<int>(settings.resultForm)));
    connect(m_failing, &QSpinBox::valueChanged, this, &PracticePanel::changeSettings);
    connect(m_queue, &QSpinBox::valueChanged, this, &PracticePanel::changeSettings);
    connect(m_form, &QComboBox::currentIndexChanged, this, &PracticePanel::changeSettings);
    return box;
}

QWidget* PracticePanel::buildStopped() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->addStretch(2);
    column->addWidget(new PracticeDrawing(box), 0, Qt::AlignHCenter);
    auto* text =
        new QLabel(tr("It speaks the interfaces of IonQ and IBM Quantum on this machine alone, with a "
                      "queue, prices and calibrations. Start it to learn without an account."),
                   box);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    column->addWidget(text);
    column->addStretch(3);
    return box;
}

QWidget* PracticePanel::buildRunning() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);

    auto* figures = card(box);
    auto* numbers = new QGridLayout(figures);
    numbers->setContentsMargins(space::m, space::m, space::m, space::m);
    m_jobs = addFigure(numbers, "practiceJobs", tr("Jobs"), tr("Accepted since it was started"));
    m_circuits = addFigure(numbers, "practiceCircuits", tr("Circuits run"),
                           tr("By the cloud's own count; one that is run twice counts twice"));
    m_cost = addFigure(numbers, "practiceCost", tr("Would have cost"),
                       tr("By the prices of a real cloud; here nothing is paid"));
    m_faults =
        addFigure(numbers, "practiceFaults", tr("Failures made"), tr("Requests that failed on purpose"));
    column->addWidget(figures);

    auto* places = card(box);
    auto* grid = new QGridLayout(places);
    grid->setContentsMargins(space::m, space::m, space::m, space::m);
    grid->setHorizontalSpacing(space::m);
    grid->setColumnStretch(1, 1);
    m_accounts = addAddress(grid, "practiceAccounts", tr("Accounts"));
    m_ionq = addAddress(grid, "practiceIonq", tr("IonQ's interface"));
    m_ibm = addAddress(grid, "practiceIbm", tr("IBM's interface"));
    m_tokens = addAddress(grid, "practiceTokens", tr("IBM's tokens"));
    m_crn = addAddress(grid, "practiceCrn", tr("IBM's instance"));
    column->addWidget(places);

    auto* row = new QHBoxLayout;
    auto* devices = new QPushButton(tr("See its devices"), box);
    devices->setObjectName(QStringLiteral("practiceDevices"));
    devices->setToolTip(tr("They are also among the choices on the Circuit and Train pages"));
    auto* key = new QPushButton(tr("Copy key"), box);
    key->setObjectName(QStringLiteral("practiceCopyKey"));
    key->setToolTip(tr("For another program on this machine; it opens nothing but this practice cloud"));
    row->addWidget(devices);
    row->addWidget(key);
    row->addStretch();
    column->addLayout(row);
    column->addStretch();
    connect(devices, &QPushButton::clicked, this, &PracticePanel::devicesRequested);
    connect(key, &QPushButton::clicked, this, [this] {
        if (m_control.cloud() == nullptr) return;
        QGuiApplication::clipboard()->setText(toQt(m_control.cloud()->key()));
        m_context.navigator.showToast(tr("The practice key is in the clipboard."));
    });
    return box;
}

QLabel* PracticePanel::addAddress(QGridLayout* grid, const char* name, const QString& title) {
    const int row = grid->rowCount();
    grid->addWidget(secondaryLabel(title, this), row, 0);
    auto* value = new ElidedLabel(this);
    value->setObjectName(QString::fromLatin1(name));
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(value, row, 1);
    auto* copy = new QToolButton(this);
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy: %1").arg(title));
    copy->setAccessibleName(copy->toolTip());
    grid->addWidget(copy, row, 2);
    connect(copy, &QToolButton::clicked, this,
            [value] { QGuiApplication::clipboard()->setText(value->text()); });
    return value;
}

QLabel* PracticePanel::addFigure(QGridLayout* grid, const char* name, const QString& title,
                                 const QString& help) {
    const int column = grid->count() / 2;
    auto* value = titleLabel({}, this);
    value->setObjectName(QString::fromLatin1(name));
    value->setToolTip(help);
    auto* caption = secondaryLabel(title, this);
    caption->setToolTip(help);
    grid->addWidget(value, 0, column);
    grid->addWidget(caption, 1, column);
    grid->setColumnStretch(column, 1);
    return value;
}

void PracticePanel::changeSettings() {
    PracticeSettings settings;
    settings.failingShare = m_failing->value() / 100.0;
    settings.queueMs = m_queue->value();
    settings.resultForm = static_cast<ResultForm>(m_form->currentData().toInt());
    m_control.setSettings(settings);
}

void PracticePanel::refresh() {
    using State = PracticeControl::State;
    const State state = m_control.state();
    const bool changing = state == State::Starting || state == State::Stopping;
    m_switch->setText(state == State::Running || state == State::Stopping ? tr("Stop practice cloud")
                                                                          : tr("Start practice cloud"));
    m_switch->setToolTip(
        state == State::Running
            ? tr("End it; its jobs and its accounts go with it")
            : tr("Start a cloud on this machine; its devices can be used everywhere here"));
    m_switch->setEnabled(!changing);
    switch (state) {
        case State::Stopped: m_state->setText(tr("Not running.")); break;
        case State::Starting: m_state->setText(tr("Starting…")); break;
        case State::Stopping: m_state->setText(tr("Stopping, when it has finished what it is at…")); break;
        case State::Running:
            m_state->setText(tr("Running at %1 until it is stopped or the program ends.")
                                 .arg(toQt(m_control.cloud()->url())));
            break;
    }
    m_stack->setCurrentIndex(state == State::Running ? 1 : 0);
    if (state != State::Running) return;
    const PracticeCloud& cloud = *m_control.cloud();
    m_accounts->setText(tr("%1, %2").arg(m_control.ionqProfile(), m_control.ibmProfile()));
    m_ionq->setText(toQt(cloud.ionqEndpoint()));
    m_ibm->setText(toQt(cloud.ibmEndpoint()));
    m_tokens->setText(toQt(cloud.tokenEndpoint()));
    m_crn->setText(toQt(cloud.crn()));
    refreshTally();
}

void PracticePanel::refreshTally() {
    const PracticeTally& tally = m_control.tally();
    m_jobs->setText(tally.openJobs == 0
                        ? groupedCount(tally.jobs)
                        : tr("%1 (%2 open)").arg(groupedCount(tally.jobs), groupedCount(tally.openJobs)));
    m_circuits->setText(groupedCount(tally.circuitsRun));
    m_cost->setText(tr("$%1").arg(QLocale().toString(tally.costUsd, 'f', 2)));
    m_faults->setText(groupedCount(tally.faults));
}

void PracticePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_control.setWatched(true);
}

void PracticePanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_control.setWatched(false);
}

}  // namespace qstore::ui
