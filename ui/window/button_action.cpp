// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/button_action.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>

#include "ui/window/page.h"

namespace qstore::ui {
namespace {

class ButtonAction : public QAction {
public:
    ButtonAction(Page& page, QPushButton* button, const QString& text)
        : QAction(text, &page), m_button(button), m_follows(text.isEmpty()) {
        setObjectName(button->objectName() + QStringLiteral("Action"));
        setToolTip(button->toolTip());
        setWhatsThis(button->toolTip());
        // A held key is one press, as it is on the button: some of them cost money.
        setAutoRepeat(false);
        button->installEventFilter(this);
        sync();
        connect(this, &QAction::triggered, &page, [&page, button] {
            Q_EMIT page.showRequested();
            button->click();
        });
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        // A changed text has no event of its own, but it is painted.
        if (event->type() == QEvent::EnabledChange || event->type() == QEvent::Paint) sync();
        return false;
    }

private:
    void sync() {
        setEnabled(m_button->isEnabled());
        if (m_follows) setText(m_button->text());
    }

    QPushButton* m_button;
    bool m_follows;
};

}  // namespace

QAction* buttonAction(Page& page, QPushButton* button, const QString& text) {
    return new ButtonAction(page, button, text);
}

}  // namespace qstore::ui
