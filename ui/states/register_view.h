// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/states/register_measurement.h"
#include "core/states/register_series.h"
#include "ui/controllers/background_job.h"

class QLabel;
class QStackedWidget;
class QTableView;
class QTableWidget;
class QTabWidget;

namespace qstore::ui {

class BlochView;
class CircuitAmplitudesModel;
class CountsView;
class DecayChart;
class InlineMessage;
struct RegisterFigures;
class ProbabilityView;
class StatesController;
class StateHead;
class Theme;

/// One register: probabilities and what was measured, amplitudes, single qubits, entanglement, and how it
/// decays.
class RegisterView : public QWidget {
    Q_OBJECT
public:
    RegisterView(StatesController& states, const Theme& theme, QWidget* parent = nullptr);
    ~RegisterView() override;

    void showRegister(const QString& name);
    const QString& name() const { return m_name; }
    void showCounts(const RegisterCounts& counts, const std::vector<double>& exact);
    /// Computes the decay over `timeUs`, in steps.
    void showDecay(const DecayTimes& times, double timeUs);
    bool isBusy() const { return m_figuresJob.isRunning() || m_decayJob.isRunning(); }

private:
    enum Tabs { Probabilities, Amplitudes, Qubits, Entanglement, Decay };
    QWidget* buildProbabilities(const Theme& theme);
    QWidget* buildAmplitudes();
    QWidget* buildEntanglement();
    void refresh();
    void showUnreadable(const Error& error);
    void showState(const SimulatedRegister& reg);
    void computeFigures(const SimulatedRegister& reg);
    void acceptFigures(const Result<RegisterFigures>& figures);

    StatesController& m_states;
    QString m_name;
    std::optional<SimulatedRegister> m_shown;
    StateHead* m_head = nullptr;
    QTabWidget* m_tabs;
    QStackedWidget* m_probabilityPages = nullptr;
    ProbabilityView* m_probabilities = nullptr;
    CountsView* m_counts = nullptr;
    QStackedWidget* m_amplitudePages = nullptr;
    QTableView* m_amplitudes = nullptr;
    CircuitAmplitudesModel* m_model;
    BlochView* m_bloch;
    QLabel* m_summary = nullptr;
    InlineMessage* m_message = nullptr;
    InlineMessage* m_unreadable = nullptr;  ///< why there is nothing to show
    QTableWidget* m_parts = nullptr;
    DecayChart* m_decay;
    BackgroundJob m_figuresJob, m_decayJob;
};

}  // namespace qstore::ui
