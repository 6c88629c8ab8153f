// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/hardware_page.h"

#include <QAction>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/accounts_panel.h"
#include "ui/hardware/devices_panel.h"
#include "ui/hardware/jobs_panel.h"
#include "ui/hardware/practice_panel.h"
#include "ui/support/page_header.h"
#include "ui/window/button_action.h"

namespace qstore::ui {
namespace {

const QString tabKey = QStringLiteral("tab");

}  // namespace

HardwarePage::HardwarePage(AppContext& context, QWidget* parent)
    : Page(tr("Hardware"), QStringLiteral("hardware"), parent),
      m_context(context),
      m_practice(*context.accounts),
      m_jobs(*context.session, *context.accounts) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::m, space::l, space::m);
    layout->setSpacing(space::s);
    layout->addWidget(new PageHeader(title(), this));
    buildTabs();
    layout->addWidget(m_tabs, 1);
    buildActions();
    connect(&m_practice, &PracticeControl::stateChanged, this, &HardwarePage::followPractice);
    connect(&m_practice, &PracticeControl::stateChanged, this, &HardwarePage::refreshStatus);
    connect(context.accounts, &Accounts::profilesChanged, this, &HardwarePage::refreshStatus);
    connect(context.devices, &DeviceCatalog::changed, this, &HardwarePage::refreshStatus);
    connect(&m_jobs, &JobsController::jobsChanged, this, &HardwarePage::refreshStatus);
    refreshStatus();
}

HardwarePage::~HardwarePage() {
    deleteViews();
}

void HardwarePage::buildTabs() {
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("hardwareTabs"));
    m_tabs->setAccessibleName(title());
    m_accounts = new AccountsPanel(m_context, m_undo, m_tabs);
    m_devices = new DevicesPanel(m_context, m_tabs);
    m_jobsPanel = new JobsPanel(m_context, m_jobs, m_tabs);
    m_practicePanel = new PracticePanel(m_context, m_practice, m_tabs);
    m_devices->setContentsMargins(0, space::m, 0, 0);
    m_jobsPanel->setContentsMargins(0, space::m, 0, 0);
    m_tabs->addTab(m_accounts, tr("Accounts"));
    m_tabs->addTab(m_devices, tr("Devices"));
    m_tabs->addTab(m_jobsPanel, tr("Jobs"));
    m_tabs->addTab(m_practicePanel, tr("Practice cloud"));
    connect(m_accounts, &AccountsPanel::practiceRequested, this, &HardwarePage::startPracticeCloud);
    connect(m_practicePanel, &PracticePanel::devicesRequested, this, [this] { showDevice(); });
    connect(m_jobsPanel, &JobsPanel::openRunRequested, this, &HardwarePage::runRequested);
    connect(m_jobsPanel, &JobsPanel::circuitRequested, this, &HardwarePage::circuitRequested);
}

void HardwarePage::buildActions() {
    auto* accounts = new QAction(tr("Hardware accounts…"), this);
    accounts->setObjectName(QStringLiteral("hardwareAccountsAction"));
    accounts->setToolTip(tr("Accounts of IonQ and IBM Quantum, and their keys"));
    accounts->setWhatsThis(accounts->toolTip());
    connect(accounts, &QAction::triggered, this, [this] {
        Q_EMIT showRequested();
        showAccounts();
    });
    // It shows the page, presses the button and is called as the button is.
    QAction* practice = buttonAction(*this, m_practicePanel->switchButton());
    connect(practice, &QAction::triggered, this, [this] { m_tabs->setCurrentWidget(m_practicePanel); });
    m_menuActions[MenuPlace::Tools] = {accounts, practice};
}

void HardwarePage::showAccounts() {
    m_tabs->setCurrentWidget(m_accounts);
}

void HardwarePage::showDevice(const QString& address) {
    m_tabs->setCurrentWidget(m_devices);
    if (!address.isEmpty()) m_devices->select(address);
}

void HardwarePage::showJob(const QString& id) {
    m_tabs->setCurrentWidget(m_jobsPanel);
    if (!id.isEmpty()) m_jobsPanel->select(id);
}

void HardwarePage::startPracticeCloud() {
    m_tabs->setCurrentWidget(m_practicePanel);
    m_practice.start();
}

void HardwarePage::saveState(QSettings& settings) const {
    settings.setValue(tabKey, m_tabs->currentIndex());
}

void HardwarePage::restoreState(QSettings& settings) {
    const int tab = settings.value(tabKey).toInt();
    if (tab >= 0 && tab < m_tabs->count()) m_tabs->setCurrentIndex(tab);
}

void HardwarePage::activated() {
    m_context.accounts->reload();
}

void HardwarePage::prepareScreenshot() {
    BackendProfile lab;
    lab.name = "ionq-lab";
    if (m_context.accounts->find(toQt(lab.name)) == nullptr) {
        // Without a key, so that nobody is asked.
        if (!m_context.accounts->store().add(lab)) return;
        m_context.accounts->reload();
    }
    m_picturing = true;
    m_practice.start();
}

void HardwarePage::followPractice() {
    if (!m_picturing || m_practice.state() != PracticeControl::State::Running) return;
    m_picturing = false;
    showAccounts();
    m_accounts->showAccount(m_practice.ionqProfile());
    m_accounts->testShown();
}

bool HardwarePage::screenshotReady() const {
    return !m_picturing && !m_accounts->isTesting() && !m_context.devices->isRefreshing();
}

void HardwarePage::refreshStatus() {
    QStringList parts;
    parts << tr("%n account(s)", nullptr, static_cast<int>(m_context.accounts->profiles().size()));
    parts << tr("%n device(s)", nullptr, static_cast<int>(m_context.devices->choices().size()));
    if (m_jobs.unfinished() > 0)
        parts << tr("%n job(s) not finished", nullptr, static_cast<int>(m_jobs.unfinished()));
    if (m_practice.state() == PracticeControl::State::Running) parts << tr("practice cloud running");
    setStatusText(parts.join(QStringLiteral(" · ")));
}

}  // namespace qstore::ui
