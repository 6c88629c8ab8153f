// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include "core/base/secret.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qstore::ui {

class Accounts;
struct AccountKey;

/// What a field for secrets holds, without the spaces around it; what it was copied through is overwritten.
Secret secretOf(const QLineEdit& field);
/// Empties a field for secrets; what it held is overwritten first, and its undo history goes.
void wipe(QLineEdit& field);

/// "Key in the system keychain, …a1b2", "No key": one line for lists and forms.
QString keyText(const AccountKey& key);

/// The key of one account: where it is, and the field to give one.
class KeyBox : public QWidget {
    Q_OBJECT
public:
    explicit KeyBox(Accounts& accounts, QWidget* parent = nullptr);

    /// What was typed for another account is wiped.
    void setAccount(const QString& profile);
    /// Why a key is asked for, beside the state; until one is there or another account is shown.
    void setReason(const QString& reason);
    QPushButton* forgetButton() const { return m_forget; }
    void focusKey();

private:
    void buildFields();
    void refresh();
    void fillPlaces();
    void save();
    void keyChanged(const QString& profile);

    Accounts& m_accounts;
    QString m_profile;
    QString m_reason;
    QLabel* m_state = nullptr;
    QLabel* m_note = nullptr;
    QLineEdit* m_key = nullptr;
    QComboBox* m_place = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_forget = nullptr;
    bool m_chosen = false;  ///< a person chose the place
    bool m_saving = false;
};

}  // namespace qstore::ui
