// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/stores/filter.h"
#include "ui/stores/store_search.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace qstore::ui {

class InlineMessage;
class StoresController;

/// What to look for in the collection that is looked at, how, and how good each way of looking is.
class SearchPanel : public QWidget {
    Q_OBJECT
public:
    SearchPanel(StoresController& stores, StoreSearch& search, QWidget* parent = nullptr);

    void setFilter(const std::optional<Filter>& filter) { m_filter = filter; }
    /// Another collection is looked at, or another dataset.
    void refresh();
    void usePoint(const QString& id);
    /// Looks for it at once.
    void useDrawn(const std::vector<float>& vector, double x, double y);
    void ask();
    QPushButton* searchButton() const { return m_search; }
    QPushButton* measureButton() const { return m_measure; }

Q_SIGNALS:
    void mapWanted();

private:
    enum class By : std::uint8_t { Row, Id, Vector, Drawn };
    void buildQuestion();
    void buildModes();
    void buildMeasurement();
    By by() const;
    void showFields();
    void showModes();
    void showRunning();
    Result<StoreQuestion> question() const;
    Result<StoreQuestion> subject() const;
    void measure();
    void showMeasured(const std::vector<ModeQuality>& qualities, quint64 topK);

    StoresController& m_stores;
    StoreSearch& m_asked;
    std::optional<Filter> m_filter;
    std::vector<float> m_drawn;
    QString m_collection;
    InlineMessage* m_message = nullptr;
    QFormLayout* m_form = nullptr;
    QComboBox* m_by = nullptr;
    QSpinBox* m_row = nullptr;
    QLineEdit* m_id = nullptr;
    QLineEdit* m_vector = nullptr;
    QLabel* m_place = nullptr;
    QSpinBox* m_top = nullptr;
    QLabel* m_metric = nullptr;
    QFormLayout* m_modeForm = nullptr;
    QComboBox* m_mode = nullptr;
    QComboBox* m_encoder = nullptr;
    QCheckBox* m_exact = nullptr;
    QLabel* m_modeHelp = nullptr;
    QPushButton* m_search = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_measure = nullptr;
    QLabel* m_measuredNote = nullptr;
    QTableWidget* m_modes = nullptr;
};

}  // namespace qstore::ui
