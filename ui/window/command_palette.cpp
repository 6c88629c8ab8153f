// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/window/fuzzy_match.h"

namespace qstore::ui {
namespace {

QString plainText(const QAction& action) {
    QString text = action.text();
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

}  // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QDialog(parent, Qt::Popup),
      m_query(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_nothing(new QLabel(tr("Nothing found"), this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    m_query->setObjectName(QStringLiteral("commandQuery"));
    m_query->setPlaceholderText(tr("Search, or run a command"));
    m_query->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_query);
    m_nothing->setObjectName(QStringLiteral("commandNothing"));
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setProperty("role", QStringLiteral("secondary"));
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing, 1);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_query, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::popUp(const QList<QAction*>& actions) {
    m_actions.clear();
    for (QAction* action : actions) m_actions.append(action);
    m_query->clear();
    filter({});
    const QWidget* over = parentWidget();
    resize(std::min(560, over->width() - 40), 420);
    move(over->mapToGlobal(QPoint((over->width() - width()) / 2, 64)));
    show();
    m_query->setFocus();
}

int CommandPalette::shownCount() const {
    return m_list->count();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_query && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::filter(const QString& query) {
    struct Found {
        int score;
        int index;
    };
    std::vector<Found> found;
    for (int i = 0; i < m_actions.size(); ++i) {
        const QAction* action = m_actions[i];
        if (action == nullptr || !action->isEnabled() || action->text().isEmpty()) continue;
        if (query.trimmed().isEmpty()) {
            found.push_back({0, i});
        } else if (const auto score = fuzzyScore(query, plainText(*action))) {
            found.push_back({*score, i});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.score > b.score; });
    m_list->clear();
    for (const Found& entry : found) {
        const QAction* action = m_actions[entry.index];
        QString text = plainText(*action);
        if (!action->shortcut().isEmpty())
            text += QStringLiteral("    ") + action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(action->icon(), text, m_list);
        item->setToolTip(action->toolTip());
        item->setData(Qt::UserRole, entry.index);
    }
    m_list->setCurrentRow(found.empty() ? -1 : 0);
    m_list->setVisible(!found.empty());
    m_nothing->setVisible(found.empty());
}

void CommandPalette::runCurrent() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) return;
    const QPointer<QAction> action = m_actions[item->data(Qt::UserRole).toInt()];
    hide();
    if (action != nullptr) action->trigger();
}

}  // namespace qstore::ui
