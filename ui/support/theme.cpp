// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

// Resources of a static library must be asked for by name, outside of any namespace.
static void loadStyleResources() {
    Q_INIT_RESOURCE(style);
}

namespace qstore::ui {
namespace {

QPalette paletteOf(const Tokens& t) {
    QPalette palette;
    palette.setColor(QPalette::Window, t.background);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.background);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.secondary);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onAccent);
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.line);
    palette.setColor(QPalette::Light, t.raised);
    palette.setColor(QPalette::Dark, t.strongLine);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.disabled);
    return palette;
}

QFont sized(QFont font, double points) {
    font.setPointSizeF(points);
    return font;
}

}  // namespace

Theme::Theme(QObject* parent) : QObject(parent) {
    const QPalette system = QApplication::palette();
    m_systemDark =
        system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
}

void Theme::setMode(ThemeMode mode) {
    if (mode == m_mode) return;
    m_mode = mode;
    refresh();
}

QFont Theme::bodyFont() {
    return sized(QFontDatabase::systemFont(QFontDatabase::GeneralFont), 10.0);
}

QFont Theme::secondaryFont() {
    return sized(bodyFont(), 9.0);
}

QFont Theme::titleFont() {
    QFont font = sized(bodyFont(), 13.0);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::monoFont() {
    return sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), 9.5);
}

void Theme::applyTo(QApplication& application) {
    loadStyleResources();
    m_application = &application;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(bodyFont());
    refresh();
}

void Theme::refresh() {
    if (m_application != nullptr) {
        QApplication::setPalette(paletteOf(tokens()));
        m_application->setStyleSheet(styleSheet(tokens()));
    }
    Q_EMIT changed();
}

}  // namespace qstore::ui
