// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/exchange/points_order.h"
#include "core/stores/filter.h"
#include "ui/stores/newest_work.h"
#include "ui/stores/task_panel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace qstore::ui {

class EmbeddingFields;
class SpecFields;
class StoresController;
class VectorNumbers;

/// An empty collection, to be made in the store that is shown.
class NewCollectionPanel : public TaskPanel {
    Q_OBJECT
public:
    NewCollectionPanel(StoresController& stores, QWidget* parent);
    void begin();

private:
    void make();

    StoresController& m_stores;
    QLineEdit* m_name;
    QSpinBox* m_dimension;
    SpecFields* m_spec;
};

/// The rows of the current dataset, to be pushed into a collection, a new one too.
class PushPanel : public TaskPanel {
    Q_OBJECT
public:
    PushPanel(StoresController& stores, QWidget* parent);
    void begin();
    /// After dataset or collections have changed; what was chosen stays.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showTarget();
    /// No signal tells of circuits that the workspace keeps; says what keeps them from being read.
    void readCircuits();
    void countNumbers();
    /// Of what is chosen; the errors of EmbeddingFields::fill().
    Result<PointsOrder> points() const;
    void push();

    StoresController& m_stores;
    QLabel* m_dataset;
    QComboBox* m_into;
    QLineEdit* m_name;
    EmbeddingFields* m_embedding = nullptr;
    VectorNumbers* m_numbers = nullptr;  ///< of what is chosen
    QComboBox* m_ids = nullptr;
    SpecFields* m_spec = nullptr;
};

/// The points of the collection, to be pulled as a dataset.
class PullPanel : public TaskPanel {
    Q_OBJECT
public:
    PullPanel(StoresController& stores, QWidget* parent);
    void begin(const std::optional<Filter>& filter);

private:
    void pull();

    StoresController& m_stores;
    std::optional<Filter> m_filter;
    QLineEdit* m_name;
    QLabel* m_what;
};

/// The collection, to be compared with another one, of another store too.
class ComparePanel : public TaskPanel {
    Q_OBJECT
public:
    ComparePanel(StoresController& stores, QWidget* parent);
    void begin();

private:
    void readNames();
    void compare();
    void showFound(const QString& left, const QString& right, const CollectionComparison& found);

    StoresController& m_stores;
    QComboBox* m_store;
    QComboBox* m_collection;
    QLabel* m_summary;
    QListWidget* m_ids;
    NewestWork m_names;
};

}  // namespace qstore::ui
