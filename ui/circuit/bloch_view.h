// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "core/simulation/state.h"

namespace qstore::ui {

class Theme;

/// One Bloch sphere for each qubit. A shorter arrow means an entangled qubit.
class BlochView : public QWidget {
    Q_OBJECT
public:
    explicit BlochView(const Theme& theme, QWidget* parent = nullptr);
    void setState(const std::optional<State>& state, const QString& note);
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of each qubit; `note` is shown when there are none.
    void setVectors(std::vector<std::array<double, 3>> vectors, const QString& note);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintSphere(QPainter& painter, const QRectF& place, std::size_t qubit) const;

    const Theme& m_theme;
    std::vector<std::array<double, 3>> m_vectors;
    QString m_note;
};

}  // namespace qstore::ui
