// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/backends/placement.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/device_catalog.h"

class QAbstractTableModel;
class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;

namespace qstore::ui {

struct AppContext;
class CalibrationHistoryView;
class CouplingMapView;
class ElidedLabel;
class InlineMessage;
class PairsModel;
class QubitsModel;

/// One device: what it can do, how good it is, where the drawn circuit lies best on it, and its noise for
/// simulations here.
class DeviceDetailsView : public QWidget {
    Q_OBJECT
public:
    DeviceDetailsView(AppContext& context, QWidget* parent = nullptr);

    void show(const DeviceChoice& choice);
    void clear();
    QString address() const { return m_choice ? m_choice->address : QString(); }
    /// Measurements of the device on display, newest first.
    void setHistory(const std::vector<Calibration>& history);
    const std::optional<Placement>& placement() const { return m_placement; }

private:
    QWidget* buildHead();
    QWidget* buildMap();
    QWidget* buildTable(QAbstractTableModel& model, const char* name, const QString& title);
    void showFacts();
    void showCalibration();
    void showMeasurement();
    void updateButtons();
    void forgetPlacement();
    void findBestQubits();
    void showPlacement(const Result<Placement>& placement);
    void saveNoise();
    void writeNoise(const QString& path);
    QString placementText(const Placement& placement) const;

    AppContext& m_context;
    std::optional<DeviceChoice> m_choice;
    std::vector<Calibration> m_history;
    std::optional<Calibration> m_shown;  ///< the measurement on display, which may be an older one
    std::optional<Placement> m_placement;
    QubitsModel* m_qubits;
    PairsModel* m_pairs;
    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_measured = nullptr;
    QPushButton* m_newest = nullptr;
    InlineMessage* m_message = nullptr;
    QTabWidget* m_tabs = nullptr;
    CouplingMapView* m_map = nullptr;
    QComboBox* m_figure = nullptr;
    ElidedLabel* m_hovered = nullptr;
    CalibrationHistoryView* m_over = nullptr;
    QPushButton* m_best = nullptr;
    QPushButton* m_noise = nullptr;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
