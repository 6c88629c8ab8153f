// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>

#include "ui/support/tokens.h"

class QApplication;

namespace qstore::ui {

enum class ThemeMode { System, Light, Dark };

/// Which tokens are in force, and fonts that go with them. Passed to whoever paints; never global.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);
    const Tokens& tokens() const { return isDark() ? darkTokens() : lightTokens(); }
    bool isDark() const {
        return m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_systemDark);
    }

    static QFont bodyFont();
    static QFont secondaryFont();
    static QFont titleFont();
    /// For angles, OpenQASM and hashes.
    static QFont monoFont();

    /// Gives the application style, palette, font and style sheet, now and at every change.
    void applyTo(QApplication& application);

Q_SIGNALS:
    void changed();

private:
    void refresh();

    ThemeMode m_mode = ThemeMode::System;
    bool m_systemDark = false;
    QApplication* m_application = nullptr;
};

}  // namespace qstore::ui
