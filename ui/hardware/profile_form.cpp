// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/profile_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/backends/profile_rules.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/window_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/prompts.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr int mostJobs = 1000;

void setInvalid(QWidget* field, bool invalid) {
    if (field->property("invalid").toBool() == invalid) return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

QString usualEndpoint(ProviderKind provider, const char* region = "") {
    const auto endpoint = defaultEndpoint(provider, region);
    return endpoint ? toQt(*endpoint) : QString();
}

}  // namespace

ProfileForm::ProfileForm(Prompts& prompts, QWidget* parent) : QWidget(parent), m_prompts(prompts) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    column->addLayout(m_form);
    buildFields();
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("moreAccountFields"));
    m_more->setText(tr("Network and limits"));
    m_more->setToolTip(tr("Proxy, certificate authority, jobs at a time"));
    m_more->setCheckable(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setArrowType(Qt::RightArrow);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    m_moreBox = new QWidget(this);
    column->addWidget(m_moreBox);
    buildMore();
    m_moreBox->hide();
    connect(m_more, &QToolButton::toggled, this, [this](bool open) {
        m_moreBox->setVisible(open);
        m_more->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    showProvider();
}

QLineEdit* ProfileForm::addLine(QFormLayout* form, const char* name, const QString& label,
                                const QString& help) {
    auto* line = new QLineEdit(this);
    line->setObjectName(QString::fromLatin1(name));
    line->setToolTip(help);
    form->addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &ProfileForm::fieldEdited);
    return line;
}

void ProfileForm::buildFields() {
    m_name = addLine(m_form, "accountName", tr("&Name"),
                     tr("Letters, digits, - and _; workspaces remember this name and nothing else"));
    m_provider = new QComboBox(this);
    m_provider->setObjectName(QStringLiteral("accountProvider"));
    m_provider->addItem(tr("IonQ"), static_cast<int>(ProviderKind::Ionq));
    m_provider->addItem(tr("IBM Quantum"), static_cast<int>(ProviderKind::Ibm));
    m_provider->setToolTip(tr("Whose computers these are"));
    m_form->addRow(tr("&Provider"), m_provider);
    m_region = new QComboBox(this);
    m_region->setObjectName(QStringLiteral("accountRegion"));
    m_region->addItem(tr("United States (us-east)"), usualEndpoint(ProviderKind::Ibm, "us-east"));
    m_region->addItem(tr("Europe (eu-de)"), usualEndpoint(ProviderKind::Ibm, "eu-de"));
    m_region->addItem(tr("Another address"), QString());
    m_region->setToolTip(tr("The region of the instance; it decides the endpoint"));
    m_form->addRow(tr("Re&gion"), m_region);
    m_endpoint = addLine(m_form, "accountEndpoint", tr("En&dpoint"),
                         tr("The address of the interface; leave it empty for the provider's own"));
    m_instance = addLine(m_form, "accountInstance", tr("&Instance"),
                         tr("The CRN of the service instance, from quantum.cloud.ibm.com"));
    m_instance->setPlaceholderText(QStringLiteral("crn:v1:…"));
    connect(m_provider, &QComboBox::activated, this, [this] {
        // Another provider's address and instance would only be in the way.
        m_endpoint->clear();
        m_instance->clear();
        m_tokenEndpoint->clear();
        showProvider();
        fieldEdited();
    });
    connect(m_region, &QComboBox::activated, this, &ProfileForm::chooseRegion);
}

void ProfileForm::buildMore() {
    m_moreForm = new QFormLayout(m_moreBox);
    m_moreForm->setContentsMargins(0, 0, 0, 0);
    m_moreForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_tokenEndpoint = addLine(m_moreForm, "accountTokenEndpoint", tr("Tokens fro&m"),
                              tr("Where a key becomes a token; leave it empty for IBM's own"));
    m_tokenEndpoint->setPlaceholderText(tr("IBM's own"));
    m_proxy = addLine(m_moreForm, "accountProxy", tr("Pro&xy"),
                      tr("http://host:port or socks5h://host:port; leave it empty for the one of the "
                         "environment"));
    m_proxy->setPlaceholderText(tr("as the environment says"));
    auto* row = new QHBoxLayout;
    m_caFile = new QLineEdit(m_moreBox);
    m_caFile->setObjectName(QStringLiteral("accountCaFile"));
    m_caFile->setPlaceholderText(tr("the system's"));
    m_caFile->setToolTip(tr("A PEM file with your organisation's certificate authority"));
    connect(m_caFile, &QLineEdit::textEdited, this, &ProfileForm::fieldEdited);
    m_chooseCa = new QToolButton(m_moreBox);
    m_chooseCa->setObjectName(QStringLiteral("chooseCaFile"));
    m_chooseCa->setText(tr("Choose…"));
    m_chooseCa->setToolTip(tr("Choose the file with the certificate authority"));
    connect(m_chooseCa, &QToolButton::clicked, this, &ProfileForm::chooseCaFile);
    row->addWidget(m_caFile, 1);
    row->addWidget(m_chooseCa);
    auto* label = new QLabel(tr("Own a&uthority"), m_moreBox);
    label->setBuddy(m_caFile);
    m_moreForm->addRow(label, row);
    m_caFile->setAccessibleName(tr("Own authority"));
    m_jobs = new QSpinBox(m_moreBox);
    m_jobs->setObjectName(QStringLiteral("accountJobs"));
    m_jobs->setRange(1, mostJobs);
    m_jobs->setToolTip(tr("How many jobs may be open at the same time"));
    connect(m_jobs, &QSpinBox::valueChanged, this, &ProfileForm::fieldEdited);
    m_moreForm->addRow(tr("&Jobs at a time"), m_jobs);
    m_practice = new QCheckBox(tr("Practice c&loud: simulated, nothing is paid"), m_moreBox);
    m_practice->setObjectName(QStringLiteral("accountPractice"));
    m_practice->setToolTip(
        tr("Such an account is labelled everywhere, and may do without encryption on this "
           "machine"));
    connect(m_practice, &QCheckBox::toggled, this, &ProfileForm::fieldEdited);
    m_moreForm->addRow(m_practice);
}

void ProfileForm::showProvider() {
    const bool ibm = m_provider->currentData().toInt() == static_cast<int>(ProviderKind::Ibm);
    m_endpoint->setPlaceholderText(usualEndpoint(ibm ? ProviderKind::Ibm : ProviderKind::Ionq));
    // QFormLayout of Qt 6.4 can hide whole rows.
    m_form->setRowVisible(m_region, ibm);
    m_form->setRowVisible(m_instance, ibm);
    m_moreForm->setRowVisible(m_tokenEndpoint, ibm);
    const int region = m_endpoint->text().isEmpty() ? 0 : m_region->findData(m_endpoint->text());
    m_region->setCurrentIndex(region < 0 ? m_region->count() - 1 : region);
}

void ProfileForm::chooseRegion(int index) {
    const QString endpoint = m_region->itemData(index).toString();
    if (endpoint.isEmpty()) {
        m_endpoint->setFocus();
        return;
    }
    m_endpoint->setText(endpoint);
    fieldEdited();
}

void ProfileForm::chooseCaFile() {
    FilePrompt prompt;
    prompt.title = tr("Certificate authority");
    prompt.filter = tr("Certificates (*.pem *.crt *.cer);;All files (*)");
    m_prompts.openFile(this, prompt, [this](const QString& path) {
        m_caFile->setText(path);
        fieldEdited();
    });
}

void ProfileForm::setProfile(const BackendProfile& profile) {
    m_filling = true;
    clearError();
    m_name->setText(toQt(profile.name));
    m_provider->setCurrentIndex(m_provider->findData(static_cast<int>(profile.provider)));
    m_endpoint->setText(toQt(profile.endpoint));
    m_instance->setText(toQt(profile.instance));
    m_tokenEndpoint->setText(toQt(profile.tokenEndpoint));
    m_proxy->setText(toQt(profile.proxy));
    m_caFile->setText(toQt(profile.caFile));
    m_jobs->setValue(static_cast<int>(profile.maxConcurrentJobs));
    m_practice->setChecked(profile.practice);
    showProvider();
    m_filling = false;
}

BackendProfile ProfileForm::profile() const {
    BackendProfile profile;
    profile.name = fromQt(m_name->text().trimmed());
    profile.provider = static_cast<ProviderKind>(m_provider->currentData().toInt());
    profile.endpoint = fromQt(m_endpoint->text().trimmed());
    profile.instance = fromQt(m_instance->text().trimmed());
    profile.tokenEndpoint = fromQt(m_tokenEndpoint->text().trimmed());
    profile.proxy = fromQt(m_proxy->text().trimmed());
    profile.caFile = fromQt(m_caFile->text());
    profile.maxConcurrentJobs = static_cast<std::size_t>(m_jobs->value());
    profile.practice = m_practice->isChecked();
    return profile;
}

Result<BackendProfile> ProfileForm::checked() {
    auto complete = completeProfile(profile());
    Status fits = complete ? checkProfile(*complete) : tl::unexpected<Error>(complete.error());
    if (fits) fits = checkCaFile(*complete);
    if (fits) return complete;
    showError(fits.error());
    return tl::unexpected<Error>(fits.error());
}

/// By what core's sentence begins with; the name's own sentences begin with it.
QWidget* ProfileForm::fieldOf(const Error& error) const {
    QString text = toQt(error.message);
    const QString account = QStringLiteral("account '%1': ").arg(m_name->text().trimmed());
    if (!text.startsWith(account)) return text.contains(QStringLiteral("CA file")) ? m_caFile : m_name;
    text.remove(0, account.size());
    const std::pair<const char*, QWidget*> fields[] = {
        {"endpoint", m_endpoint}, {"token endpoint", m_tokenEndpoint},
        {"proxy", m_proxy},       {"the CA file", m_caFile},
        {"instance", m_instance}, {"an IBM account", m_instance},
        {"cannot run", m_jobs},
    };
    for (const auto& [words, field] : fields) {
        if (text.startsWith(QLatin1String(words))) return field;
    }
    return m_proxy;  // whose own check words its errors by itself
}

void ProfileForm::showError(const Error& error) {
    clearError();
    QWidget* field = fieldOf(error);
    if (m_moreBox->isAncestorOf(field)) m_more->setChecked(true);
    setInvalid(field, true);
    m_message->showError(windowError(error));
}

void ProfileForm::clearError() {
    m_message->clear();
    for (QWidget* field : std::initializer_list<QWidget*>{m_name, m_endpoint, m_instance, m_tokenEndpoint,
                                                          m_proxy, m_caFile, m_jobs})
        setInvalid(field, false);
}

void ProfileForm::setReadOnly(bool readOnly) {
    for (QLineEdit* line : {m_name, m_endpoint, m_instance, m_tokenEndpoint, m_proxy, m_caFile})
        line->setReadOnly(readOnly);
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_provider, m_region, m_jobs, m_practice, m_chooseCa})
        field->setEnabled(!readOnly);
}

void ProfileForm::focusName() {
    m_name->setFocus();
    m_name->selectAll();
}

void ProfileForm::fieldEdited() {
    if (m_filling) return;
    clearError();
    showProvider();
    Q_EMIT edited();
}

}  // namespace qstore::ui
