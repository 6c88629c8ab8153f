// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "core/stores/filter.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTableView;
class QWidget;

namespace qstore::ui {

class HitsModel;
class InlineMessage;
class PointsMap;
class PointsModel;
class PointsReader;
class StoresController;
struct StoreAnswer;

/// The middle of the page: the points of the collection as a table and as a map, a filter over both, and
/// what a search found below.
class PointsView : public QWidget {
    Q_OBJECT
public:
    explicit PointsView(StoresController& stores, QWidget* parent = nullptr);

    const std::optional<Filter>& filter() const;
    PointsMap* map() const { return m_map; }
    QPushButton* deleteButton() const { return m_delete; }
    void showMap();
    void showAnswer(const StoreAnswer& answer);
    /// Another collection is looked at, or its points are others.
    void refresh();

Q_SIGNALS:
    void pointChosen(const QString& id);
    void filterChanged();

private:
    QWidget* buildFilter();
    QWidget* buildPoints();
    QWidget* buildResults();
    void applyFilter();
    void showCount();
    void chooseHit(int row);
    void deleteSelected();

    StoresController& m_stores;
    PointsReader* m_reader;
    PointsModel* m_model;
    HitsModel* m_hits;
    InlineMessage* m_message = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_count = nullptr;
    QTabWidget* m_tabs = nullptr;
    QTableView* m_table = nullptr;
    PointsMap* m_map = nullptr;
    QPushButton* m_delete = nullptr;
    QWidget* m_results = nullptr;
    QTableView* m_found = nullptr;
    QLabel* m_stages = nullptr;
    QString m_place;
    bool m_fitted = false;
};

}  // namespace qstore::ui
