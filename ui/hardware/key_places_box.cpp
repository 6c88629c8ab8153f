// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/key_places_box.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/key_box.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

KeyPlacesBox::KeyPlacesBox(Accounts& accounts, QWidget* parent)
    : QFrame(parent),
      m_accounts(accounts),
      m_keychain(new QLabel(this)),
      m_probe(new QPushButton(tr("Try again"), this)),
      m_vault(new QLabel(this)),
      m_password(new QLineEdit(this)),
      m_open(new QPushButton(this)),
      m_lock(new QPushButton(tr("Lock vault"), this)) {
    setObjectName(QStringLiteral("keyPlaces"));
    setProperty("card", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::s, space::m, space::m);
    column->setSpacing(space::s);
    column->addWidget(sectionLabel(tr("Where keys are kept"), this));
    m_keychain->setObjectName(QStringLiteral("keychainState"));
    m_keychain->setWordWrap(true);
    m_probe->setObjectName(QStringLiteral("probeAgain"));
    m_probe->setToolTip(tr("Ask the system keychain once more, after it was unlocked or installed"));
    auto* chain = new QHBoxLayout;
    chain->addWidget(m_keychain, 1);
    chain->addWidget(m_probe, 0, Qt::AlignTop);
    column->addLayout(chain);
    m_vault->setObjectName(QStringLiteral("vaultState"));
    m_vault->setWordWrap(true);
    column->addWidget(m_vault);
    m_password->setObjectName(QStringLiteral("vaultPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("Master password"));
    m_password->setAccessibleName(tr("Master password of the vault"));
    m_password->setToolTip(tr("At least eight characters; nobody can bring it back when it is lost"));
    m_open->setObjectName(QStringLiteral("openVault"));
    m_lock->setObjectName(QStringLiteral("lockVault"));
    m_lock->setToolTip(tr("Wipe the vault's keys from memory"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_password, 1);
    row->addWidget(m_open);
    row->addWidget(m_lock);
    column->addLayout(row);
    connect(m_probe, &QPushButton::clicked, this, [this] { m_accounts.probeAgain(); });
    connect(m_open, &QPushButton::clicked, this, &KeyPlacesBox::openVault);
    connect(m_password, &QLineEdit::returnPressed, this, &KeyPlacesBox::openVault);
    connect(m_password, &QLineEdit::textChanged, this, &KeyPlacesBox::refresh);
    connect(m_lock, &QPushButton::clicked, this, [this] { m_accounts.lockVault(); });
    connect(&m_accounts, &Accounts::placesChanged, this, &KeyPlacesBox::refresh);
    refresh();
}

void KeyPlacesBox::refresh() {
    const KeychainHealth& health = m_accounts.keychain();
    if (!m_accounts.isProbed())
        m_keychain->setText(tr("System keychain: asking…"));
    else if (health.usable)
        m_keychain->setText(tr("System keychain: ready"));
    else
        m_keychain->setText(tr("System keychain: cannot be used – %1").arg(toQt(health.reason)));
    m_probe->setVisible(m_accounts.isProbed() && !health.usable);

    const bool open = m_accounts.vaultUnlocked();
    const bool exists = m_accounts.vaultExists();
    if (m_accounts.vaultOpening())
        m_vault->setText(tr("Vault: opening…"));
    else if (open)
        m_vault->setText(tr("Vault: unlocked until it is locked or the program ends"));
    else
        m_vault->setText(exists ? tr("Vault: locked")
                                : tr("Vault: none yet – one encrypted file under a master password"));
    m_open->setText(exists ? tr("Unlock vault") : tr("Create vault"));
    m_open->setToolTip(exists ? tr("Unlock the vault with its master password; takes about a second")
                              : tr("Create a vault with this master password; takes about a second"));
    const FocusKeeper keeper({m_open, m_lock, m_password}, open ? m_lock : nullptr);
    m_password->setEnabled(!open);
    m_password->setVisible(!open);
    m_open->setVisible(!open);
    m_lock->setVisible(open);
    m_open->setEnabled(!open && !m_accounts.vaultOpening() && !m_password->text().isEmpty());
}

void KeyPlacesBox::openVault() {
    if (!m_open->isEnabled()) return;
    m_accounts.openVault(secretOf(*m_password));
    wipe(*m_password);
}

}  // namespace qstore::ui
