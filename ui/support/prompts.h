// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace qstore::ui {

/// What a file picker shows.
struct FilePrompt {
    QString title;
    QString folder;         ///< where to start; empty = where it was last time
    QString suggestedName;  ///< save only
    QString filter;         ///< "OpenQASM (*.qasm);;All files (*)"
};

/// Everything that would stop to ask a person. Answers come later, through the callback, or never when
/// the person declines: no nested event loop, and tests answer in place of the person.
class Prompts {
public:
    virtual ~Prompts() = default;
    using Text = std::function<void(const QString&)>;

    virtual void openFile(QWidget* parent, const FilePrompt& prompt, Text chosen) = 0;
    virtual void saveFile(QWidget* parent, const FilePrompt& prompt, Text chosen) = 0;
    virtual void askText(QWidget* parent, const QString& title, const QString& label,
                         const QString& initial, Text entered) = 0;
    /// For what cannot be undone only. `verb` is the button: "Delete for ever".
    virtual void confirm(QWidget* parent, const QString& title, const QString& explanation,
                         const QString& verb, std::function<void()> confirmed) = 0;
};

/// Native file pickers and small dialogs.
class DesktopPrompts : public Prompts {
public:
    void openFile(QWidget* parent, const FilePrompt& prompt, Text chosen) override;
    void saveFile(QWidget* parent, const FilePrompt& prompt, Text chosen) override;
    void askText(QWidget* parent, const QString& title, const QString& label, const QString& initial,
                 Text entered) override;
    void confirm(QWidget* parent, const QString& title, const QString& explanation, const QString& verb,
                 std::function<void()> confirmed) override;
};

}  // namespace qstore::ui
