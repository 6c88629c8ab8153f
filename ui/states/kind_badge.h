// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>

namespace qstore::ui {

class Theme;

/// What a thing of the state library is, so that none is taken for another.
enum class StateKind : std::uint8_t { Record, Register, Group };

/// "classical", "simulated", "bookkeeping".
QString stateKindText(StateKind kind);

/// The word for a kind in a small frame; the sentence about it is the tooltip.
class KindBadge : public QWidget {
    Q_OBJECT
public:
    KindBadge(const Theme& theme, StateKind kind, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    const StateKind m_kind;
};

}  // namespace qstore::ui
