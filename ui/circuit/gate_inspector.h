// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/circuit/circuit_canvas.h"

class QLabel;
class QTableView;
class QVBoxLayout;

namespace qstore::ui {

class CircuitParametersModel;

/// Detail of the selected gate (angles, controls, what it means) above the table of all parameters.
class GateInspector : public QFrame {
    Q_OBJECT
public:
    /// With room for names such as "petal_length", until a person moves the splitter.
    static constexpr int usualWidth = 320;
    explicit GateInspector(CircuitCanvas& canvas, QWidget* parent = nullptr);

    /// Columns that an angle may be bound to, and the values they are shown with.
    void setInputs(const LiveInputs& inputs);

private:
    void refresh();
    void showOperation(std::size_t index);
    void addAngle(QVBoxLayout& layout, std::size_t index, std::size_t angle);
    void addValueSlider(QVBoxLayout& layout, std::size_t index, std::size_t angle);
    void addControls(QVBoxLayout& layout, std::size_t index);

    CircuitCanvas& m_canvas;
    CircuitDocument& m_document;
    QStringList m_columns;
    QLabel* m_title;
    QLabel* m_help;
    QWidget* m_detail = nullptr;
    QVBoxLayout* m_layout;
    CircuitParametersModel* m_model;
    QTableView* m_parameters;
    bool m_sliding = false;
};

}  // namespace qstore::ui
