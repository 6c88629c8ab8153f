// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "ui/support/prompts.h"

namespace qstore::ui {

/// Answers in place of a person: each question takes the next answer; with none left it is declined.
class TestPrompts : public Prompts {
public:
    QStringList answers;
    QStringList asked;  ///< titles, in order

    void openFile(QWidget*, const FilePrompt& prompt, Text chosen) override {
        answer(prompt.title, chosen);
    }
    void saveFile(QWidget*, const FilePrompt& prompt, Text chosen) override {
        answer(prompt.title, chosen);
    }
    void askText(QWidget*, const QString& title, const QString&, const QString&, Text entered) override {
        answer(title, entered);
    }
    void confirm(QWidget*, const QString& title, const QString&, const QString&,
                 std::function<void()> confirmed) override {
        answer(title, [&confirmed](const QString&) { confirmed(); });
    }

private:
    void answer(const QString& title, const Text& callback) {
        asked.append(title);
        if (!answers.isEmpty()) callback(answers.takeFirst());
    }
};

}  // namespace qstore::ui
