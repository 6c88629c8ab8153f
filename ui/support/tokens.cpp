// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/tokens.h"

#include <algorithm>
#include <cmath>

namespace qstore::ui {
namespace {

Tokens makeLight() {
    Tokens t;
    t.background = QColor(0xFBFBFD);
    t.surface = QColor(0xFFFFFF);
    t.raised = QColor(0xFFFFFF);
    t.hover = QColor(0xF1F3F7);
    t.line = QColor(0xE3E5EA);
    t.strongLine = QColor(0xCDD1D9);
    t.text = QColor(0x1B1D22);
    t.secondary = QColor(0x5B616E);
    t.disabled = QColor(0x9AA0AC);
    t.accent = QColor(0x3D5AF1);
    t.accentHover = QColor(0x2F4ADB);
    t.onAccent = QColor(0xFFFFFF);
    t.accentSoft = QColor(0xE7EBFE);
    t.danger = QColor(0xB3400A);
    t.warning = QColor(0x80590A);
    t.success = QColor(0x0B6B4F);
    t.dangerSoft = QColor(0xFDEEE6);
    t.warningSoft = QColor(0xFDF4DE);
    t.successSoft = QColor(0xE3F4EE);
    t.fixedGate = {QColor(0x4A659B), QColor(0x3C5485), QColor(0xFFFFFF)};
    t.rotationGate = {QColor(0xF4BE5A), QColor(0xC98E22), QColor(0x3B2703)};
    t.boundGate = {QColor(0x0B7D5E), QColor(0x076248), QColor(0xFFFFFF)};
    t.measureGate = {QColor(0xE8EAEF), QColor(0x8A909D), QColor(0x30343D)};
    t.noiseGate = {QColor(0xFBDFD0), QColor(0xD55E00), QColor(0x6E2F00)};
    t.customGate = {QColor(0x6E4CBE), QColor(0x573AA0), QColor(0xFFFFFF)};
    t.wire = QColor(0xB9BEC9);
    t.controlDot = QColor(0x2A3040);
    return t;
}

Tokens makeDark() {
    Tokens t;
    t.dark = true;
    t.background = QColor(0x17181C);
    t.surface = QColor(0x1F2126);
    t.raised = QColor(0x282B31);
    t.hover = QColor(0x2D3037);
    t.line = QColor(0x2E3138);
    t.strongLine = QColor(0x464B55);
    t.text = QColor(0xE8EAEE);
    t.secondary = QColor(0xA0A7B4);
    t.disabled = QColor(0x6A707C);
    t.accent = QColor(0x8FA2FF);
    t.accentHover = QColor(0xA5B4FF);
    t.onAccent = QColor(0x14161D);
    t.accentSoft = QColor(0x2B3150);
    t.danger = QColor(0xF39B6D);
    t.warning = QColor(0xE8BE62);
    t.success = QColor(0x63C9A5);
    t.dangerSoft = QColor(0x3A261C);
    t.warningSoft = QColor(0x372E19);
    t.successSoft = QColor(0x1A3329);
    t.fixedGate = {QColor(0x4F6BA6), QColor(0x7F9BD4), QColor(0xFFFFFF)};
    t.rotationGate = {QColor(0xE2A83F), QColor(0xF6CD83), QColor(0x2A1B00)};
    t.boundGate = {QColor(0x0C7C5D), QColor(0x47BD97), QColor(0xFFFFFF)};
    t.measureGate = {QColor(0x3A3E47), QColor(0x878E9B), QColor(0xE8EAEE)};
    t.noiseGate = {QColor(0x4A2A18), QColor(0xF08A4B), QColor(0xFFDCC7)};
    t.customGate = {QColor(0x7250C4), QColor(0xA88CEB), QColor(0xFFFFFF)};
    t.wire = QColor(0x555B67);
    t.controlDot = QColor(0xD6DBE6);
    return t;
}

double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

const Tokens& lightTokens() {
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens() {
    static const Tokens tokens = makeDark();
    return tokens;
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace qstore::ui
