// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <array>

namespace qstore::ui {

/// Space in steps of four pixels.
namespace space {
inline constexpr int xs = 4, s = 8, m = 12, l = 16, xl = 24, xxl = 32;
}

inline constexpr int cornerRadius = 6;
inline constexpr int controlHeight = 30;

/// How one family of gates is painted: body, outline, and what is written on it.
struct GateColors {
    QColor fill, edge, text;
};

/// Every colour of the window, its canvas and its charts. One set for light, one for dark.
struct Tokens {
    bool dark = false;
    QColor background;  ///< behind the page
    QColor surface;     ///< fields, tables, the canvas
    QColor raised;      ///< buttons, menus, cards
    QColor hover;
    QColor line;        ///< hairlines
    QColor strongLine;  ///< outlines of controls
    QColor text;
    QColor secondary;
    QColor disabled;
    QColor accent;
    QColor accentHover;
    QColor onAccent;                  ///< text on accent
    QColor accentSoft;                ///< selection behind text
    QColor danger, warning, success;  ///< as text or outline
    QColor dangerSoft, warningSoft, successSoft;

    GateColors fixedGate, rotationGate, boundGate, measureGate, noiseGate, customGate;
    QColor wire;
    QColor controlDot;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

/// WCAG 2 contrast ratio of two opaque colours, 1 … 21.
double contrastRatio(const QColor& a, const QColor& b);

/// The style sheet that gives standard controls the look of the tokens.
QString styleSheet(const Tokens& tokens);

}  // namespace qstore::ui
