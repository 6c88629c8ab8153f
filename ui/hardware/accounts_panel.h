// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <map>

#include "core/backends/profile.h"
#include "ui/window/app_context.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QUndoStack;

namespace qstore::ui {

class AccountTestView;
class AccountsModel;
class InlineMessage;
class KeyBox;
class KeyPlacesBox;
class ProfileForm;

/// The accounts of clouds: a list, and for the one that is shown its form, its key and its test. What is
/// typed and not saved stays with its account while others are looked at.
class AccountsPanel : public QWidget {
    Q_OBJECT
public:
    AccountsPanel(AppContext& context, QUndoStack& undo, QWidget* parent = nullptr);

    /// A new one, to be filled in.
    void addAccount();
    void showAccount(const QString& profile);
    void testShown();
    bool isTesting() const;

Q_SIGNALS:
    void practiceRequested();

private:
    QWidget* buildList();
    QWidget* buildDetails();
    void connectAccounts();
    void refresh();
    void display(const QString& profile);
    void updateButtons();
    void formEdited();
    void save();
    void revert();
    void remove();
    void announce();
    /// Of the account that is shown, or of none.
    const BackendProfile* shown() const;

    AppContext& m_context;
    Accounts& m_accounts;
    QUndoStack& m_undo;
    AccountsModel* m_model;
    InlineMessage* m_banner = nullptr;
    InlineMessage* m_message = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_view = nullptr;
    QPushButton* m_remove = nullptr;
    QLabel* m_title = nullptr;
    ProfileForm* m_form = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_revert = nullptr;
    KeyBox* m_key = nullptr;
    AccountTestView* m_test = nullptr;
    QString m_shown;        ///< empty for a new one
    bool m_adding = false;  ///< the form holds a new one
    bool m_filling = false;
    std::map<QString, BackendProfile> m_drafts;  ///< not saved yet, by account
    QString m_announced;
};

}  // namespace qstore::ui
