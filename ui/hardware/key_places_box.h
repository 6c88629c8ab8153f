// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace qstore::ui {

class Accounts;

/// Where keys are kept on this machine: whether the system keychain can be used, and the vault with its
/// master password.
class KeyPlacesBox : public QFrame {
    Q_OBJECT
public:
    explicit KeyPlacesBox(Accounts& accounts, QWidget* parent = nullptr);

private:
    void refresh();
    void openVault();

    Accounts& m_accounts;
    QLabel* m_keychain;
    QPushButton* m_probe;
    QLabel* m_vault;
    QLineEdit* m_password;
    QPushButton* m_open;
    QPushButton* m_lock;
};

}  // namespace qstore::ui
