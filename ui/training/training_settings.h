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

struct DeviceChoice;
class BackendPicker;
class DenseLayersField;
class DeviceCatalog;
class StoresController;
class StreamFields;

/// The form from which a training is started; every field has a default that works.
class TrainingSettings : public QWidget {
    Q_OBJECT
public:
    /// Without `devices` there is no choice of where to train: it is computed here. Without `stores` there
    /// is none of the rows: they are those of the selected dataset.
    explicit TrainingSettings(DeviceCatalog* devices = nullptr, StoresController* stores = nullptr,
                              QWidget* parent = nullptr);

    TrainingDraft draft() const { return {circuitChoice(), config(), dataChoice()}; }
    /// Fills every field. NotFound, and nothing changes, for an encoder or ansatz the form does not offer.
    Status setDraft(const TrainingDraft& draft);
    CircuitChoice circuitChoice() const;
    DataChoice dataChoice() const;
    /// Takes what is still being typed. The error names the field whose text cannot be read.
    Status commit();
    TrainConfig config() const;
    void setDrawnCircuitAvailable(bool available);
    void chooseDrawnCircuit();
    /// Null for a training that is computed, and while the device is not known.
    const DeviceChoice* device() const;
    /// Changes the form as if a person had: one step of undo, named `what`.
    void apply(const TrainingDraft& draft, const QString& what);
    /// Puts the keyboard into the field of the highest price.
    void editCap();

Q_SIGNALS:
    /// A field was changed, but not by setDraft(); `what` names the change for the Edit menu.
    void edited(const qstore::ui::TrainingDraft& before, const qstore::ui::TrainingDraft& after,
                const QString& what);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildCircuitFields(QFormLayout* form);
    void buildModelFields(QFormLayout* form);
    void buildMachineFields(QFormLayout* form);
    void buildOptimizerFields(QFormLayout* form);
    void showRelevantFields();
    void showMachineFields();
    /// What a machine cannot do is taken out of reach, and replaced where it was chosen.
    void followMachine();
    void offerMeasurable(bool measured);
    MachineConfig machine() const;
    void setMachine(const MachineConfig& machine);
    void watchFields();
    void fieldChanged(QWidget* field);
    void setConfig(const TrainConfig& config);

    TrainingDraft m_draft;
    bool m_filling = false;
    QFormLayout* m_form = nullptr;
    DeviceCatalog* m_devices;
    StreamFields* m_rows;
    BackendPicker* m_backend = nullptr;
    QSpinBox* m_shots = nullptr;
    QSpinBox* m_mostShots = nullptr;
    QDoubleSpinBox* m_cap = nullptr;
    /// What was chosen before a machine was, to go back to.
    std::optional<GradientMethod> m_gradientBefore;
    QComboBox* m_circuit = nullptr;
    QComboBox* m_encoder = nullptr;
    QComboBox* m_ansatz = nullptr;
    QSpinBox* m_layers = nullptr;
    DenseLayersField* m_before = nullptr;
    DenseLayersField* m_after = nullptr;
    QComboBox* m_loss = nullptr;
    QComboBox* m_optimizer = nullptr;
    QComboBox* m_gradient = nullptr;
    QDoubleSpinBox* m_learningRate = nullptr;
    QComboBox* m_schedule = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_batchSize = nullptr;
    QSpinBox* m_patience = nullptr;
    QSpinBox* m_seed = nullptr;
};

}  // namespace qstore::ui
