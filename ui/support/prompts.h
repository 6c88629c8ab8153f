// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QSettings;
class QWidget;

namespace qstore::ui {

/// What a file picker shows.
struct FilePrompt {
    QString title;
    QString folder;         ///< where to start; empty = where it was last time
    QString suggestedName;  ///< save only
    QString filter;         ///< "OpenQASM (*.qasm);;All files (*)"
};

/// A question for a name, whose button says what will happen.
struct TextPrompt {
    QString title, label, initial;
    /// The button for what is entered so far; an empty answer means that it cannot be used.
    std::function<QString(const QString&)> verb;
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
    /// Like askText(), with a button that follows the name. The answer is trimmed and never empty.
    virtual void askName(QWidget* parent, const TextPrompt& prompt, Text entered) {
        askText(parent, prompt.title, prompt.label, prompt.initial,
                [entered = std::move(entered)](const QString& text) {
                    if (!text.trimmed().isEmpty()) entered(text.trimmed());
                });
    }
    /// For what cannot be undone only. `verb` is the button: "Delete for ever".
    virtual void confirm(QWidget* parent, const QString& title, const QString& explanation,
                         const QString& verb, std::function<void()> confirmed) = 0;
};

/// Native file pickers and small dialogs.
class DesktopPrompts : public Prompts {
public:
    /// `settings` keeps the folder that was used last.
    explicit DesktopPrompts(QSettings& settings) : m_settings(settings) {}
    void openFile(QWidget* parent, const FilePrompt& prompt, Text chosen) override;
    void saveFile(QWidget* parent, const FilePrompt& prompt, Text chosen) override;
    void askText(QWidget* parent, const QString& title, const QString& label, const QString& initial,
                 Text entered) override;
    void askName(QWidget* parent, const TextPrompt& prompt, Text entered) override;
    void confirm(QWidget* parent, const QString& title, const QString& explanation, const QString& verb,
                 std::function<void()> confirmed) override;

private:
    void pickFile(QWidget* parent, const FilePrompt& prompt, bool save, Text chosen);
    QSettings& m_settings;
};

}  // namespace qstore::ui
