// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>

#include "ui/controllers/live_state.h"
#include "ui/documents/circuit_document.h"

namespace qstore::ui {

class BlochView;
class CircuitAmplitudesModel;
class ProbabilityView;
class QasmEditor;
class Theme;

/// Below the canvas: what the circuit does (probabilities, amplitudes, Bloch vectors) and its text.
class StateDock : public QTabWidget {
    Q_OBJECT
public:
    StateDock(CircuitDocument& document, LiveState& live, const Theme& theme, QWidget* parent = nullptr);

private:
    void refresh();

    LiveState& m_live;
    ProbabilityView* m_probabilities;
    CircuitAmplitudesModel* m_amplitudes;
    BlochView* m_bloch;
    QasmEditor* m_text;
    QStackedWidget* m_amplitudePages;
    QLabel* m_noAmplitudes;
    QLabel* m_mixed;
};

}  // namespace qstore::ui
