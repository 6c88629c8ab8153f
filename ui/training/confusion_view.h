// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/learning/trainer.h"

namespace qstore::ui {

/// The confusion matrix of the test rows: truth down, prediction across; darker means more.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);
    void setMatrix(const ConfusionMatrix& matrix);
    QSize minimumSizeHint() const override { return {260, 180}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::size_t rowTotal(std::size_t row) const;
    QRectF cellArea() const;
    QRectF cell(std::size_t row, std::size_t column) const;
    QString describe(std::size_t row, std::size_t column) const;
    ConfusionMatrix m_matrix;
};

}  // namespace qstore::ui
