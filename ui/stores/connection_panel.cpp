// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/connection_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/key_box.h"
#include "ui/stores/connection_commands.h"
#include "ui/stores/store_test_view.h"
#include "ui/support/core_sentences.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"

namespace qstore::ui {
namespace {

/// What is known of a key, and what another one would do.
QString textOf(const AccountKey& key) {
    if (key.hint.isEmpty())
        return key.vaultLocked ? ConnectionPanel::tr(
                                     "No key is kept, unless it is in the vault: unlock that on the "
                                     "Hardware page, under Accounts.")
                               : ConnectionPanel::tr("No key is kept.");
    if (!key.place) return ConnectionPanel::tr("A key is kept, %1. Another one replaces it.").arg(key.hint);
    switch (*key.place) {
        case SecretPlace::Keychain:
            return ConnectionPanel::tr("A key is kept in the system keychain, %1. Another one replaces it.")
                .arg(key.hint);
        case SecretPlace::Vault:
            return ConnectionPanel::tr("A key is kept in the vault, %1. Another one replaces it.")
                .arg(key.hint);
        case SecretPlace::Environment:
            return ConnectionPanel::tr("The key of the environment is used, %1, whatever is kept here.")
                .arg(key.hint);
        case SecretPlace::Session: break;
    }
    return key.vaultLocked
               ? ConnectionPanel::tr(
                     "A key is kept until the program ends, %1. Another one replaces it, "
                     "and stays when the vault is unlocked first.")
                     .arg(key.hint)
               : ConnectionPanel::tr("A key is kept until the program ends, %1. Another one replaces it.")
                     .arg(key.hint);
}

}  // namespace

ConnectionPanel::ConnectionPanel(StoresController& stores, const Theme& theme, QWidget* parent)
    : TaskPanel("connection", tr("Connection"),
                tr("Kept in your configuration, never in a workspace; its key lies in neither."), parent),
      m_stores(stores) {
    buildFields();
    setVerb(tr("Save connection"), tr("Checked first; it can be undone"));
    m_missing = secondaryLabel({}, this);
    m_missing->setObjectName(QStringLiteral("missingPlugins"));
    m_missing->setWordWrap(true);
    addBelow(m_missing);
    addBelow(hairline(this));
    m_test = new StoreTestView(theme, this);
    addBelow(m_test);
    connect(button(), &QPushButton::clicked, this, &ConnectionPanel::save);
    connect(m_test, &StoreTestView::testRequested, this, &ConnectionPanel::startTest);
    connect(&m_test->run(), &StoreTestRun::failed, message(), &InlineMessage::showError);
    StoreConnections& connections = stores.connections();
    connect(&connections, &StoreConnections::failed, message(), &InlineMessage::showError);
    connect(&connections, &StoreConnections::keyLooked, this,
            [this](const QString& name, const AccountKey& key) {
                if (name == m_shown) showKey(key);
            });
    connect(&connections, &StoreConnections::keyChanged, this, [this](const QString& name) {
        if (name == m_shown) m_stores.connections().lookForKey(name);
    });
    connect(&connections, &StoreConnections::kindsChanged, this, &ConnectionPanel::changeKinds);
}

QLineEdit* ConnectionPanel::addLine(const char* name, const QString& label, const QString& help) {
    auto* line = new QLineEdit(this);
    line->setObjectName(QString::fromLatin1(name));
    line->setToolTip(help);
    form()->addRow(label, line);
    connect(line, &QLineEdit::textEdited, message(), &InlineMessage::clear);
    return line;
}

void ConnectionPanel::buildFields() {
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("connectionKind"));
    fillKinds();
    m_kind->setToolTip(tr("What runs there"));
    form()->addRow(tr("&Kind"), m_kind);
    m_name = addLine("connectionName", tr("&Name"),
                     tr("Letters, digits, - and _; workspaces remember this name"));
    m_endpoint =
        addLine("connectionEndpoint", tr("En&dpoint"), tr("Its address, without a password in it"));
    m_proxy = addLine("connectionProxy", tr("Pro&xy"), tr("Empty: the one of the environment"));
    m_proxy->setPlaceholderText(tr("as the environment says"));
    m_caFile =
        addLine("connectionCaFile", tr("Own a&uthority"),
                tr("A PEM file with your organisation's certificate authority; empty: the system's"));
    m_caFile->setPlaceholderText(tr("the system's"));
    buildKeyFields();
    connect(m_kind, &QComboBox::activated, this, [this] {
        message()->clear();
        showKind();
    });
}

void ConnectionPanel::buildKeyFields() {
    m_key = new QLineEdit(this);
    m_key->setObjectName(QStringLiteral("connectionKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("Paste it here"));
    m_key->setToolTip(tr("It is shown nowhere again, and is in no file of the program"));
    m_keyTitle = new QLabel(this);
    m_keyTitle->setBuddy(m_key);
    form()->addRow(m_keyTitle, m_key);
    m_keyState = secondaryLabel({}, this);
    m_keyState->setObjectName(QStringLiteral("connectionKeyState"));
    m_keyState->setWordWrap(true);
    form()->addRow(m_keyState);
    m_forgetKey = new QPushButton(tr("Forget key"), this);
    m_forgetKey->setObjectName(QStringLiteral("forgetConnectionKey"));
    m_forgetKey->setToolTip(tr("Remove the key of this connection from keychain, vault and memory"));
    form()->addRow(m_forgetKey);
    form()->setRowVisible(m_forgetKey, false);
    connect(m_forgetKey, &QPushButton::clicked, this, [this] {
        message()->clear();
        m_forgetKey->setEnabled(false);
        m_stores.connections().forgetKey(m_shown);
    });
}

void ConnectionPanel::showEvent(QShowEvent* event) {
    TaskPanel::showEvent(event);
    m_stores.connections().readKinds();
    showMissing();
}

void ConnectionPanel::fillKinds() {
    const QVariant chosen = m_kind->currentData();
    m_kind->clear();
    for (const StoreKind& kind : m_stores.connections().kinds())
        m_kind->addItem(toQt(kind.title), toQt(kind.id));
    m_kind->setCurrentIndex(chosen.isValid() ? m_kind->findData(chosen) : 0);
}

void ConnectionPanel::changeKinds() {
    // The fields of a kind that is not read yet are not there: then the ones that were kept hold.
    const StoreConnection* known = m_stores.connections().find(m_shown);
    const StoreConnection before = known != nullptr && m_settings.empty() ? *known : typed();
    fillKinds();
    if (known != nullptr) m_kind->setCurrentIndex(m_kind->findData(toQt(known->kind)));
    if (m_kind->currentIndex() < 0 && known == nullptr) m_kind->setCurrentIndex(0);
    showKind();
    fillSettings(before);
    if (isVisible()) m_stores.connections().readKinds();
    showMissing();
}

bool ConnectionPanel::takesKey() const {
    const StoreKind* kind = m_stores.connections().kind(fromQt(m_kind->currentData().toString()));
    return kind != nullptr && kind->key != KeyNeed::None && m_stores.connections().keepsKeys();
}

void ConnectionPanel::showKind() {
    const StoreKind* kind = m_stores.connections().kind(fromQt(m_kind->currentData().toString()));
    if (kind == nullptr) return buildSettings();
    m_endpoint->setPlaceholderText(
        toQt(kind->standardEndpoint.empty() ? kind->endpointExample : kind->standardEndpoint));
    const QString key = kind->keyTitle.empty() ? tr("Key") : coreText(kind->keyTitle);
    m_keyTitle->setText(key);
    m_key->setAccessibleName(key);
    form()->setRowVisible(m_key, takesKey());
    form()->setRowVisible(m_keyState, takesKey());
    if (!takesKey()) form()->setRowVisible(m_forgetKey, false);
    buildSettings();
}

void ConnectionPanel::buildSettings() {
    for (const auto& [name, field] : m_settings) form()->removeRow(field);
    m_settings.clear();
    const StoreKind* kind = m_stores.connections().kind(fromQt(m_kind->currentData().toString()));
    if (kind == nullptr) return;
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    form()->getWidgetPosition(m_endpoint, &row, &role);
    for (const StoreSetting& setting : kind->settings) {
        QWidget* field = nullptr;
        if (setting.choices.empty()) {
            auto* line = new QLineEdit(this);
            line->setPlaceholderText(toQt(setting.standard));
            field = line;
        } else {
            auto* choice = new QComboBox(this);
            for (const std::string& each : setting.choices) choice->addItem(toQt(each));
            choice->setCurrentText(toQt(setting.standard));
            field = choice;
        }
        field->setObjectName(QStringLiteral("setting_") + toQt(setting.name));
        field->setToolTip(coreText(setting.help));
        form()->insertRow(++row, coreText(setting.title), field);
        m_settings[setting.name] = field;
    }
}

void ConnectionPanel::fill(const StoreConnection& connection) {
    m_name->setText(toQt(connection.name));
    m_endpoint->setText(toQt(connection.endpoint));
    m_proxy->setText(toQt(connection.proxy));
    m_caFile->setText(toQt(connection.caFile));
    fillSettings(connection);
}

void ConnectionPanel::fillSettings(const StoreConnection& connection) {
    for (const auto& [name, field] : m_settings) {
        const auto set = connection.settings.find(name);
        if (set == connection.settings.end()) continue;
        if (auto* line = qobject_cast<QLineEdit*>(field)) line->setText(toQt(set->second));
        if (auto* choice = qobject_cast<QComboBox*>(field)) choice->setCurrentText(toQt(set->second));
    }
}

StoreConnection ConnectionPanel::typed() const {
    StoreConnection connection;
    connection.kind = fromQt(m_kind->currentData().toString());
    connection.name = fromQt(m_name->text().trimmed());
    connection.endpoint = fromQt(m_endpoint->text().trimmed());
    connection.proxy = fromQt(m_proxy->text().trimmed());
    connection.caFile = fromQt(m_caFile->text().trimmed());
    for (const auto& [name, field] : m_settings) {
        const auto* line = qobject_cast<const QLineEdit*>(field);
        const auto* choice = qobject_cast<const QComboBox*>(field);
        const QString value = line != nullptr ? line->text().trimmed() : choice->currentText();
        if (!value.isEmpty()) connection.settings[name] = fromQt(value);
    }
    return connection;
}

void ConnectionPanel::beginNew() {
    m_shown.clear();
    message()->clear();
    wipe(*m_key);
    m_test->run().reset();
    m_kind->setEnabled(true);
    m_name->setReadOnly(false);
    m_stores.connections().readKinds();
    if (m_kind->currentIndex() < 0) m_kind->setCurrentIndex(0);
    showKind();
    fill({});
    showMissing();
    form()->setRowVisible(m_forgetKey, false);
    m_keyState->setText(tr("It is kept when the connection is saved."));
    m_name->setFocus();
}

void ConnectionPanel::showConnection(const QString& name) {
    const StoreConnection* connection = m_stores.connections().find(name);
    if (connection == nullptr) return;
    if (name != m_shown) {
        wipe(*m_key);
        m_test->run().reset();
        message()->clear();
    }
    m_shown = name;
    m_kind->setCurrentIndex(m_kind->findData(toQt(connection->kind)));
    m_kind->setEnabled(false);
    m_name->setReadOnly(true);  // keys are kept under it
    m_stores.connections().readKinds();
    form()->setRowVisible(m_forgetKey, false);
    showKind();
    fill(*connection);
    showMissing();
    m_keyState->setText(tr("Looking for the key…"));
    m_stores.connections().lookForKey(name);
}

void ConnectionPanel::showKey(const AccountKey& key) {
    QStringList texts{textOf(key)};
    if (!key.note.isEmpty()) texts << coreSentence(fromQt(key.note));
    m_keyState->setText(texts.join(QLatin1Char('\n')));
    // The environment's is not forgotten here; the one it hides is.
    const bool kept = !key.hint.isEmpty() && (key.place != SecretPlace::Environment || !key.note.isEmpty());
    m_forgetKey->setEnabled(true);
    form()->setRowVisible(m_forgetKey, kept && takesKey() && m_stores.connections().forgetsKeys());
}

void ConnectionPanel::showMissing() {
    const bool reading = m_stores.connections().isReadingKinds();
    button()->setEnabled(!reading);
    m_test->setEnabled(!reading);
    if (reading) {
        // To ask what became of each would wait for the end of it.
        m_missing->setText(tr("Loading the plugins…"));
        return m_missing->setVisible(true);
    }
    QStringList lines;
    for (const StorePlugin& plugin : m_stores.connections().plugins())
        if (!plugin.usable)
            lines << tr("%1 cannot be used: %2").arg(toQt(plugin.name), coreSentence(plugin.reason));
    m_missing->setText(lines.join(QLatin1Char('\n')));
    m_missing->setVisible(!lines.isEmpty());
}

void ConnectionPanel::save() {
    StoreConnections& connections = m_stores.connections();
    const auto complete = connections.completed(typed());
    if (!complete) return message()->showError(complete.error());
    const StoreConnection* known = connections.find(toQt(complete->name));
    if (m_shown.isEmpty() && known != nullptr)
        return message()->showError({ErrorCode::AlreadyExists,
                                     "there is already a connection named '" + complete->name + "'",
                                     "choose another name"});
    const auto before = known == nullptr ? std::nullopt : std::optional(*known);
    if (before != std::optional(*complete)) {
        const Status kept = changeConnection(m_stores, before, *complete);
        if (!kept) return message()->showError(kept.error());
    }
    const QString name = toQt(complete->name);
    if (!m_key->text().isEmpty()) {
        connections.keepKey(name, secretOf(*m_key));
        wipe(*m_key);
    }
    const bool isNew = m_shown.isEmpty();
    showConnection(name);
    if (isNew) Q_EMIT added(name);
}

void ConnectionPanel::startTest() {
    message()->clear();
    const auto complete = m_stores.connections().completed(typed());
    if (!complete) return message()->showError(complete.error());
    m_test->run().start(*complete, m_key->text().isEmpty() ? Secret() : secretOf(*m_key),
                        m_stores.connections().access());
}

}  // namespace qstore::ui
