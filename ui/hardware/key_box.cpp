// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/key_box.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/backends/profile_rules.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

Secret secretOf(const QLineEdit& field) {
    QString text = field.text().trimmed();
    QByteArray bytes = text.toUtf8();
    Secret secret(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    text.fill(QChar(u'\0'));
    return secret;
}

void wipe(QLineEdit& field) {
    // Setting a text of the same length also drops the field's undo history.
    QString before = field.text();
    field.setText(QString(before.size(), QLatin1Char('x')));
    // The field let go of it, so this is the last copy and is written over in place.
    before.fill(QChar(u'\0'));
    field.clear();
}

QString keyText(const AccountKey& key) {
    if (key.place) {
        switch (*key.place) {
            case SecretPlace::Keychain: return KeyBox::tr("Key in the system keychain, %1").arg(key.hint);
            case SecretPlace::Vault: return KeyBox::tr("Key in the vault, %1").arg(key.hint);
            case SecretPlace::Environment: return KeyBox::tr("Key from the environment, %1").arg(key.hint);
            case SecretPlace::Session: break;
        }
        return KeyBox::tr("Key for this session only, %1").arg(key.hint);
    }
    if (key.looking) return KeyBox::tr("Looking for the key…");
    return key.vaultLocked ? KeyBox::tr("No key, or one in the locked vault") : KeyBox::tr("No key");
}

KeyBox::KeyBox(Accounts& accounts, QWidget* parent) : QWidget(parent), m_accounts(accounts) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionLabel(tr("Key"), this));
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("keyState"));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    m_note = secondaryLabel({}, this);
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    buildFields();
    connect(&m_accounts, &Accounts::keyChanged, this, &KeyBox::keyChanged);
    connect(&m_accounts, &Accounts::placesChanged, this, &KeyBox::refresh);
    connect(&m_accounts, &Accounts::failed, this, [this] {
        m_saving = false;
        refresh();
    });
    refresh();
}

void KeyBox::buildFields() {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_key = new QLineEdit(this);
    m_key->setObjectName(QStringLiteral("keyField"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("Paste the key here"));
    m_key->setToolTip(tr("It is shown nowhere again, and is in no file but the place chosen below"));
    form->addRow(tr("New &key"), m_key);
    m_place = new QComboBox(this);
    m_place->setObjectName(QStringLiteral("keyPlace"));
    m_place->setToolTip(
        tr("Never plain text: the system keychain, a vault file under a master password, or "
           "the memory of this program"));
    form->addRow(tr("Keep &it in"), m_place);
    static_cast<QVBoxLayout*>(layout())->addLayout(form);
    auto* row = new QHBoxLayout;
    m_save = new QPushButton(tr("Save key"), this);
    m_save->setObjectName(QStringLiteral("saveKey"));
    m_save->setToolTip(tr("Keep the key at the place chosen; the field is emptied"));
    m_forget = new QPushButton(tr("Forget key"), this);
    m_forget->setObjectName(QStringLiteral("forgetKey"));
    m_forget->setToolTip(tr("Remove the key of this account from keychain, vault and memory"));
    row->addWidget(m_save);
    row->addWidget(m_forget);
    row->addStretch();
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_key, &QLineEdit::textChanged, this, &KeyBox::refresh);
    connect(m_key, &QLineEdit::returnPressed, this, &KeyBox::save);
    connect(m_save, &QPushButton::clicked, this, &KeyBox::save);
    connect(m_forget, &QPushButton::clicked, this, [this] { m_accounts.forgetKey(m_profile); });
    connect(m_place, &QComboBox::activated, this, [this] { m_chosen = true; });
}

void KeyBox::setAccount(const QString& profile) {
    if (profile != m_profile) {
        wipe(*m_key);
        m_reason.clear();
        m_saving = false;
        m_chosen = false;
    }
    m_profile = profile;
    refresh();
}

void KeyBox::setReason(const QString& reason) {
    m_reason = reason;
    refresh();
}

void KeyBox::focusKey() {
    m_key->setFocus();
}

void KeyBox::fillPlaces() {
    const QVariant chosen = m_chosen ? m_place->currentData() : QVariant();
    m_place->clear();
    const auto add = [this](const QString& text, SecretPlace place) {
        m_place->addItem(text, static_cast<int>(place));
    };
    if (m_accounts.keychain().usable || !m_accounts.isProbed())
        add(tr("System keychain"), SecretPlace::Keychain);
    if (m_accounts.vaultExists())
        add(m_accounts.vaultUnlocked() ? tr("Vault") : tr("Vault (locked)"), SecretPlace::Vault);
    add(tr("This session only"), SecretPlace::Session);
    const int wanted = m_place->findData(
        chosen.isValid() ? chosen : QVariant(static_cast<int>(m_accounts.placeOfNewKeys())));
    m_place->setCurrentIndex(std::max(0, wanted));
}

void KeyBox::refresh() {
    fillPlaces();
    const AccountKey key = m_accounts.keyOf(m_profile);
    const bool practice = m_accounts.isPracticeProfile(m_profile);
    if (key.place) m_reason.clear();
    m_state->setText(m_profile.isEmpty() ? tr("Save the account first, then give its key.") : keyText(key));
    QString note = m_reason.isEmpty() ? key.note : m_reason;
    if (note.isEmpty() && key.place == SecretPlace::Environment)
        note =
            tr("It is read from %1 and cannot be changed here.").arg(toQt(keyVariable(fromQt(m_profile))));
    if (note.isEmpty() && practice) note = tr("It opens nothing but the practice cloud of this window.");
    if (note.isEmpty() && !m_profile.isEmpty() && !key.place && !key.looking)
        note = tr("On a cluster it may also come from the variable %1.")
                   .arg(toQt(keyVariable(fromQt(m_profile))));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    const bool takesKey = !m_profile.isEmpty() && !practice;
    m_key->setEnabled(takesKey);
    m_place->setEnabled(takesKey);
    m_save->setEnabled(takesKey && !m_key->text().isEmpty() && !m_saving);
    m_forget->setEnabled(takesKey && key.place && key.place != SecretPlace::Environment);
}

void KeyBox::save() {
    if (!m_save->isEnabled()) return;
    m_saving = true;
    m_save->setEnabled(false);
    m_accounts.keepKey(m_profile, secretOf(*m_key),
                       static_cast<SecretPlace>(m_place->currentData().toInt()));
}

void KeyBox::keyChanged(const QString& profile) {
    // Once the key is kept, nothing of it stays in the field. A failure leaves it there to be kept
    // elsewhere.
    if (m_saving && profile == m_profile) {
        const auto now = m_accounts.keyForTest(m_profile);
        const bool hidden = m_accounts.keyOf(m_profile).place == SecretPlace::Environment;
        if (now && (hidden || *now == secretOf(*m_key))) {
            m_saving = false;
            wipe(*m_key);
        }
    }
    refresh();
}

}  // namespace qstore::ui
