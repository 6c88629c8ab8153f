// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/prompts.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace qstore::ui {
namespace {
const QString folderKey = QStringLiteral("window/lastFolder");
}

void DesktopPrompts::pickFile(QWidget* parent, const FilePrompt& prompt, bool save, Text chosen) {
    const QString folder = prompt.folder.isEmpty() ? m_settings.value(folderKey).toString() : prompt.folder;
    auto* dialog = new QFileDialog(parent, prompt.title, folder, prompt.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (!prompt.suggestedName.isEmpty()) dialog->selectFile(prompt.suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [this, chosen = std::move(chosen)](const QString& path) {
                         m_settings.setValue(folderKey, QFileInfo(path).absolutePath());
                         chosen(path);
                     });
    dialog->open();
}

void DesktopPrompts::openFile(QWidget* parent, const FilePrompt& prompt, Text chosen) {
    pickFile(parent, prompt, false, std::move(chosen));
}

void DesktopPrompts::saveFile(QWidget* parent, const FilePrompt& prompt, Text chosen) {
    pickFile(parent, prompt, true, std::move(chosen));
}

void DesktopPrompts::askText(QWidget* parent, const QString& title, const QString& label,
                             const QString& initial, Text entered) {
    // The title says what will be done, and so does the button.
    askName(parent, {title, label, initial, [title](const QString&) { return title; }}, std::move(entered));
}

void DesktopPrompts::askName(QWidget* parent, const TextPrompt& prompt, Text entered) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("nameDialog"));
    dialog->setWindowTitle(prompt.title);
    auto* column = new QVBoxLayout(dialog);
    auto* label = new QLabel(prompt.label, dialog);
    label->setWordWrap(true);
    column->addWidget(label);
    auto* edit = new QLineEdit(prompt.initial, dialog);
    edit->setObjectName(QStringLiteral("nameEdit"));
    edit->setMinimumWidth(320);
    edit->selectAll();
    label->setBuddy(edit);
    column->addWidget(edit);
    auto* buttons = new QDialogButtonBox(dialog);
    buttons->addButton(QCoreApplication::translate("qstore::ui::Prompts", "Cancel"),
                       QDialogButtonBox::RejectRole);
    QPushButton* accept = buttons->addButton(prompt.title, QDialogButtonBox::AcceptRole);
    accept->setObjectName(QStringLiteral("nameAccept"));
    accept->setProperty("primary", true);
    accept->setDefault(true);
    column->addWidget(buttons);
    const auto follow = [accept, edit, verb = prompt.verb, title = prompt.title] {
        const QString text = verb(edit->text().trimmed());
        accept->setText(text.isEmpty() ? title : text);
        accept->setEnabled(!text.isEmpty() && !edit->text().trimmed().isEmpty());
    };
    follow();
    QObject::connect(edit, &QLineEdit::textChanged, dialog, follow);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, parent,
                     [edit, entered = std::move(entered)] { entered(edit->text().trimmed()); });
    dialog->open();
}

void DesktopPrompts::confirm(QWidget* parent, const QString& title, const QString& explanation,
                             const QString& verb, std::function<void()> confirmed) {
    auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Cancel, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(explanation);
    QPushButton* accept = box->addButton(verb, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(accept, &QPushButton::clicked, parent,
                     [confirmed = std::move(confirmed)] { confirmed(); });
    box->open();
}

}  // namespace qstore::ui
