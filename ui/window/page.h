// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QString>
#include <QWidget>

class QSettings;
class QUndoStack;

namespace qstore::ui {

/// The menus of the window, in order.
enum class MenuPlace { File, Edit, View, Circuit, Run, Tools, Help };

/// One place of the window. A page lays itself out (work in the middle, detail right, dock below) and keeps
/// its state while others are shown.
class Page : public QWidget {
    Q_OBJECT
public:
    /// `icon` is a name of themedIcon() and identifies the page in settings and screenshots.
    Page(QString title, QString icon, QWidget* parent = nullptr)
        : QWidget(parent), m_title(std::move(title)), m_icon(std::move(icon)) {
        setObjectName(m_icon + QStringLiteral("Page"));
    }

    QString id() const { return m_icon; }
    QString title() const { return m_title; }
    QString iconName() const { return m_icon; }
    const QString& statusText() const { return m_statusText; }

    /// What this page adds to a menu; the actions are found by the command palette too.
    virtual QList<QAction*> menuActions(MenuPlace) const { return {}; }
    /// Found by the command palette only, such as one action per gate.
    virtual QList<QAction*> paletteActions() const { return {}; }
    /// The stack that Undo and Redo work on while this page is shown.
    virtual QUndoStack* undoStack() { return nullptr; }
    virtual void saveState(QSettings&) const {}
    virtual void restoreState(QSettings&) {}
    /// Called when the page has become the shown one.
    virtual void activated() {}
    /// Brings a telling example into view, for pictures of the manual.
    virtual void prepareScreenshot() {}
    /// False while what prepareScreenshot() began still goes on.
    virtual bool screenshotReady() const { return true; }

Q_SIGNALS:
    void statusTextChanged(const QString& text);
    /// An action of this page was chosen while another is shown.
    void showRequested();

protected:
    /// Deletes every widget of the page. A page whose views read members of its own calls this in its
    /// destructor: QWidget's hides the children, which makes them ask for sizes, when the members are gone.
    void deleteViews() { qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)); }
    void setStatusText(const QString& text) {
        m_statusText = text;
        Q_EMIT statusTextChanged(text);
    }

private:
    QString m_title;
    QString m_icon;
    QString m_statusText;
};

}  // namespace qstore::ui
