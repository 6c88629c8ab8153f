// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/circuit_cache_button.h"

#include <QActionGroup>
#include <QLayout>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <algorithm>
#include <array>

#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

const QString limitKey = QStringLiteral("engine/circuitCacheMebibytes");
constexpr int refreshMs = 1000;
constexpr unsigned mebibyteShift = 20;
constexpr std::array<qulonglong, 5> limits{0, 16, 64, 256, 1024};

QString sizeText(qulonglong bytes, int digits) {
    return isolated(QLocale().formattedDataSize(static_cast<qint64>(bytes), digits));
}

}  // namespace

CircuitCacheButton::CircuitCacheButton(PlanCache& plans, QSettings& settings, QWidget* parent)
    : QToolButton(parent), m_plans(plans), m_settings(settings) {
    setObjectName(QStringLiteral("circuitCacheButton"));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
    bool isNumber = false;
    const qulonglong stored = settings.value(limitKey).toULongLong(&isNumber);
    if (isNumber && std::find(limits.begin(), limits.end(), stored) != limits.end())
        plans.setLimitBytes(static_cast<std::size_t>(stored) << mebibyteShift);
    buildMenu();
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &CircuitCacheButton::refresh);
    refresh();
}

void CircuitCacheButton::buildMenu() {
    m_menu = new QMenu(this);
    m_menu->setToolTipsVisible(true);
    m_found = m_menu->addAction(QString());
    m_kept = m_menu->addAction(QString());
    for (QAction* figure : {m_found, m_kept}) figure->setEnabled(false);
    m_menu->addSeparator();
    addLimits(*m_menu->addMenu(tr("Size &limit")));
    m_clear = m_menu->addAction(tr("&Clear circuit cache"));
    m_clear->setObjectName(QStringLiteral("clearCircuitCacheAction"));
    m_clear->setToolTip(tr("Forget all compiled circuits; each is compiled again when it is next needed"));
    connect(m_clear, &QAction::triggered, this, [this] {
        m_plans.clear();
        refresh();
    });
    connect(m_menu, &QMenu::aboutToShow, this, &CircuitCacheButton::refresh);
    setMenu(m_menu);
}

void CircuitCacheButton::addLimits(QMenu& menu) {
    auto* group = new QActionGroup(this);
    const std::size_t now = m_plans.statistics().limitBytes;
    for (const qulonglong limit : limits) {
        QAction* action = menu.addAction(
            limit == 0 ? tr("Keep nothing") : tr("At most %1").arg(sizeText(limit << mebibyteShift, 0)));
        action->setObjectName(QStringLiteral("circuitCacheLimit%1").arg(limit));
        action->setCheckable(true);
        action->setChecked(limit << mebibyteShift == now);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, limit] { setLimit(limit); });
    }
}

void CircuitCacheButton::setLimit(qulonglong mebibytes) {
    m_plans.setLimitBytes(static_cast<std::size_t>(mebibytes) << mebibyteShift);
    m_settings.setValue(limitKey, mebibytes);
    refresh();
}

void CircuitCacheButton::refresh() {
    const PlanCacheStatistics figures = m_plans.statistics();
    const auto rate = figures.hitRate();
    setText(rate ? tr("Circuit cache %1").arg(percent(*rate)) : tr("Circuit cache"));
    // At once: a text must not be seen in the width of the one before.
    if (parentWidget() != nullptr && parentWidget()->layout() != nullptr)
        parentWidget()->layout()->activate();
    m_found->setText(rate ? tr("%1 of %2 requests found their circuit compiled")
                                .arg(groupedCount(figures.hits), groupedCount(figures.requests()))
                          : tr("No circuit was asked for yet"));
    m_kept->setText(tr("%n circuit(s) kept, %1 of %2", nullptr, static_cast<int>(figures.entries))
                        .arg(sizeText(figures.bytes, 1), sizeText(figures.limitBytes, 0)));
    m_clear->setEnabled(figures.entries > 0);
    const QString tip = tr("Compiled circuits are kept, so that new angles cost only the angles.") +
                        QLatin1Char('\n') + m_found->text() + QLatin1Char('\n') + m_kept->text();
    if (tip == toolTip()) return;
    setToolTip(tip);
    setAccessibleDescription(m_found->text() + QStringLiteral("; ") + m_kept->text());
}

void CircuitCacheButton::showEvent(QShowEvent* event) {
    QToolButton::showEvent(event);
    refresh();
    m_timer.start();
}

void CircuitCacheButton::hideEvent(QHideEvent* event) {
    QToolButton::hideEvent(event);
    m_timer.stop();
}

}  // namespace qstore::ui
