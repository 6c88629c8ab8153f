// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learning/trainer.h"
#include "ui/training/training_draft.h"

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;
class QFormLayout;

namespace qstore::ui {

class DenseLayersField;

/// The form from which a training is started; every field has a default that works.
class TrainingSettings : public QWidget {
    Q_OBJECT
public:
    explicit TrainingSettings(QWidget* parent = nullptr);

    TrainingDraft draft() const { return {circuitChoice(), config()}; }
    /// Fills every field. NotFound, and nothing changes, for an encoder or ansatz the form does not offer.
    Status setDraft(const TrainingDraft& draft);
    CircuitChoice circuitChoice() const;
    TrainConfig config() const;
    void setDrawnCircuitAvailable(bool available);
    void chooseDrawnCircuit();

Q_SIGNALS:
    /// A field was changed, but not by setDraft(); `what` names the change for the Edit menu.
    void edited(const qstore::ui::TrainingDraft& before, const qstore::ui::TrainingDraft& after,
                const QString& what);

private:
    void buildCircuitFields(QFormLayout* form);
    void buildModelFields(QFormLayout* form);
    void buildOptimizerFields(QFormLayout* form);
    void showRelevantFields();
    void watchFields();
    void fieldChanged(QWidget* field);
    void setConfig(const TrainConfig& config);

    TrainingDraft m_draft;
    bool m_filling = false;
    QFormLayout* m_form;
    QComboBox* m_circuit;
    QComboBox* m_encoder;
    QComboBox* m_ansatz;
    QSpinBox* m_layers;
    DenseLayersField* m_before;
    DenseLayersField* m_after;
    QComboBox* m_loss;
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
