// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/controllers/background_job.h"
#include "ui/controllers/device_catalog.h"

class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace qstore::ui {

struct AppContext;
class DeviceDetailsView;
class DevicesModel;
class InlineMessage;

/// Everything that circuits can be run on, and at the right the one that is selected.
class DevicesPanel : public QWidget {
    Q_OBJECT
public:
    explicit DevicesPanel(AppContext& context, QWidget* parent = nullptr);

    void select(const QString& address);

private:
    QWidget* buildList();
    void refresh();
    void showErrors();
    void showRefreshing();
    void showSelected();
    const DeviceChoice* selected() const;
    void importCalibration();
    void readCalibration(const QString& path);
    void addImported(const QString& path, Calibration calibration);

    AppContext& m_context;
    DevicesModel* m_model;
    QSortFilterProxyModel* m_sorted;
    std::vector<DeviceChoice> m_imported;
    QTableView* m_table = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_refresh = nullptr;
    InlineMessage* m_message = nullptr;
    QWidget* m_errors = nullptr;
    DeviceDetailsView* m_details = nullptr;
    QTimer m_minute;
    BackgroundJob m_reader;
};

}  // namespace qstore::ui
