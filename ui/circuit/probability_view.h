// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/simulation/ensemble.h"
#include "core/simulation/state.h"

namespace qstore::ui {

class Theme;

/// Bars of the most probable outcomes, each labelled with its bits (q0 rightmost) and probability.
class ProbabilityView : public QWidget {
    Q_OBJECT
public:
    explicit ProbabilityView(const Theme& theme, QWidget* parent = nullptr);
    /// `note` is shown in place of bars when there is no state.
    void setState(const std::optional<State>& state, const QString& note);
    /// The mixture of all outcomes; its basis states have no phase.
    void setEnsemble(const OutcomeEnsemble& ensemble);
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Bar {
        std::uint64_t outcome = 0;
        double probability = 0.0;
        std::optional<double> phase;
    };
    void setBars(std::size_t qubits, const std::vector<double>& probabilities, const State* phases);
    QString bits(std::uint64_t outcome) const;
    QRectF chartRect() const;

    const Theme& m_theme;
    std::vector<Bar> m_bars;
    std::size_t m_qubits = 0;
    std::size_t m_hidden = 0;
    QString m_note;
};

}  // namespace qstore::ui
