// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learning/trainer.h"
#include "ui/controllers/training_controller.h"

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;
class QFormLayout;

namespace qstore::ui {

/// The form from which a training is started; every field has a default that works.
class TrainingSettings : public QWidget {
    Q_OBJECT
public:
    explicit TrainingSettings(QWidget* parent = nullptr);

    CircuitChoice circuitChoice() const;
    TrainConfig config() const;
    void setConfig(const TrainConfig& config);
    void setDrawnCircuitAvailable(bool available);
    void chooseDrawnCircuit();

private:
    void buildCircuitFields(QFormLayout* form);
    void buildOptimizerFields(QFormLayout* form);
    void showRelevantFields();

    QFormLayout* m_form;
    QComboBox* m_circuit;
    QComboBox* m_encoder;
    QComboBox* m_ansatz;
    QSpinBox* m_layers;
    QComboBox* m_optimizer;
    QComboBox* m_gradient;
    QDoubleSpinBox* m_learningRate;
    QComboBox* m_schedule;
    QSpinBox* m_epochs;
    QSpinBox* m_batchSize;
    QSpinBox* m_patience;
    QSpinBox* m_seed;
};

}  // namespace qstore::ui
