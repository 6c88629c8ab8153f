// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/backends/gradient_cost.h"
#include "core/backends/training_cost.h"
#include "core/learning/trainer.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/circuit_choice.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

class Accounts;

/// What a training on a device will need and cost, from its start to its stored result.
struct TrainingPrice {
    TrainConfig config;
    DeviceChoice device;
    TrainingCost cost;  ///< at config.machine.shots
    /// At config.machine.mostShots, where shots may grow.
    std::optional<TrainingCost> grown;
    /// Why the provider's own estimate is not in it; empty where it is, or where there is none.
    std::optional<Error> estimateProblem;
    /// For comparing with a run's, and for the ways to a gradient's error.
    std::shared_ptr<const Model> model;
    TrainingShape shape;
    TrainingTerms terms;

    /// Nothing is paid: simulated here, a practice cloud, or free of charge.
    bool isFree() const;
    /// No reading of the prices gives more; nothing where the price is unknown.
    std::optional<double> atMostUsd() const;
    double capUsd() const { return config.machine.maxCostUsd; }
    /// The expected price is above the cap, or nobody knows it and there is one.
    bool exceedsCap() const;
};

/// The price of the training that the Train page's form describes, counted in the background whenever
/// something changes that it depends on. Nothing for trainings that are computed, and
/// on rows that are streamed.
class PriceController : public QObject {
    Q_OBJECT
public:
    enum class State {
        Nothing,   ///< computed here, streamed, or no dataset
        Counting,  ///< what is known, if anything, is of another draft
        Known,
        Failed,  ///< error() says why this cannot be trained or priced
    };

    PriceController(WorkspaceSession& session, Accounts* accounts, DeviceCatalog* devices,
                    QObject* parent = nullptr);
    ~PriceController() override;

    /// A price counts the circuits of all rows: there is none where these are `streamed`.
    void setDraft(const CircuitChoice& circuit, const TrainConfig& config, bool streamed = false);
    State state() const { return m_state; }
    /// Of the draft while the state is Known; null otherwise.
    const TrainingPrice* price() const { return m_state == State::Known ? m_price.get() : nullptr; }
    const Error& error() const { return m_error; }

    /// The root mean square error that every entry of the gradient may have; nothing = do not compare.
    void setWish(std::optional<double> gradientError);
    const std::vector<GradientOption>& options() const { return m_options; }
    /// Why there are no options; empty text while there are, or none were asked for.
    const QString& optionsProblem() const { return m_optionsProblem; }
    bool isComparing() const { return m_optionsJob.isRunning(); }

Q_SIGNALS:
    void changed();
    void optionsChanged();

private:
    void restart();
    void count();
    void present(Result<std::shared_ptr<const TrainingPrice>> price);
    void compare();
    void setState(State state);

    WorkspaceSession& m_session;
    Accounts* m_accounts;
    DeviceCatalog* m_devices;
    QTimer m_debounce;
    CircuitChoice m_circuit;
    TrainConfig m_config;
    bool m_streamed = false;
    State m_state = State::Nothing;
    std::shared_ptr<const TrainingPrice> m_price;
    Error m_error;
    std::optional<double> m_wish;
    std::vector<GradientOption> m_options;
    QString m_optionsProblem;
    bool m_countAgain = false, m_compareAgain = false;
    BackgroundJob m_job, m_optionsJob;  // last: joined before what their work uses goes away
};

}  // namespace qstore::ui
