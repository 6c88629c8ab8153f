// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace qstore::ui {

/// A window, a cloud on the same desk, and jobs on their way between them.
class PracticeDrawing : public QWidget {
    Q_OBJECT
public:
    explicit PracticeDrawing(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace qstore::ui
