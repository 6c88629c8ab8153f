// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/prompts.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace qstore::ui {
namespace {

void pickFile(QWidget* parent, const FilePrompt& prompt, QFileDialog::AcceptMode mode,
              Prompts::Text chosen) {
    auto* dialog = new QFileDialog(parent, prompt.title, prompt.folder, prompt.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(mode);
    dialog->setFileMode(mode == QFileDialog::AcceptSave ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (!prompt.suggestedName.isEmpty()) dialog->selectFile(prompt.suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString& path) { chosen(path); });
    dialog->open();
}

}  // namespace

void DesktopPrompts::openFile(QWidget* parent, const FilePrompt& prompt, Text chosen) {
    pickFile(parent, prompt, QFileDialog::AcceptOpen, std::move(chosen));
}

void DesktopPrompts::saveFile(QWidget* parent, const FilePrompt& prompt, Text chosen) {
    pickFile(parent, prompt, QFileDialog::AcceptSave, std::move(chosen));
}

void DesktopPrompts::askText(QWidget* parent, const QString& title, const QString& label,
                             const QString& initial, Text entered) {
    auto* dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(label);
    dialog->setTextValue(initial);
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent,
                     [entered = std::move(entered)](const QString& text) { entered(text); });
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
