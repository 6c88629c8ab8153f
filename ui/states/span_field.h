// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <cstdint>

#include "core/base/result.h"

class QComboBox;
class QDoubleSpinBox;

namespace qstore::ui {

/// A span of time as a whole number of milliseconds, seconds, minutes, hours or days.
class SpanField : public QWidget {
    Q_OBJECT
public:
    /// `objectName` names the number; its unit is called the same with "Unit".
    SpanField(const QString& name, const char* objectName, QWidget* parent = nullptr);

    /// In the largest unit of which it is a whole number.
    void setMs(std::int64_t ms);
    /// InvalidArgument for more milliseconds than can be counted.
    Result<std::int64_t> ms() const;

private:
    QDoubleSpinBox* m_number;
    QComboBox* m_unit;
};

}  // namespace qstore::ui
