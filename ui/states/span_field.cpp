// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/span_field.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <array>
#include <limits>

#include "ui/controllers/workspace_session.h"
#include "ui/support/page_undo.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

/// Whole numbers up to here are exact in a double.
constexpr double mostExact = 9'007'199'254'740'991.0;

constexpr std::array<std::int64_t, 5> unitsMs = {1, 1'000, 60'000, 3'600'000, 86'400'000};

}  // namespace

SpanField::SpanField(const QString& name, const char* objectName, QWidget* parent)
    : QWidget(parent), m_number(new QDoubleSpinBox(this)), m_unit(new QComboBox(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_number->setObjectName(QString::fromLatin1(objectName));
    m_number->setAccessibleName(name);
    m_number->setDecimals(0);
    m_number->setRange(1.0, mostExact);
    m_number->setGroupSeparatorShown(true);
    // As wide as there is room for, not as its largest number.
    m_number->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    leaveUndoToPage(m_number);
    m_unit->setObjectName(QString::fromLatin1(objectName) + QStringLiteral("Unit"));
    m_unit->setAccessibleName(tr("Unit of %1").arg(name));
    m_unit->addItems({tr("ms"), tr("seconds"), tr("minutes"), tr("hours"), tr("days")});
    row->addWidget(m_number, 1);
    row->addWidget(m_unit);
    setFocusProxy(m_number);
}

void SpanField::setMs(std::int64_t ms) {
    int unit = static_cast<int>(unitsMs.size()) - 1;
    while (unit > 0 && ms % unitsMs[static_cast<std::size_t>(unit)] != 0) --unit;
    m_unit->setCurrentIndex(unit);
    const std::int64_t number = ms / unitsMs[static_cast<std::size_t>(unit)];  // whole, as was seen to
    m_number->setValue(static_cast<double>(number));
}

Result<std::int64_t> SpanField::ms() const {
    const auto number = static_cast<std::int64_t>(m_number->value());
    const std::int64_t unit = unitsMs[static_cast<std::size_t>(m_unit->currentIndex())];
    if (number <= std::numeric_limits<std::int64_t>::max() / unit) return number * unit;
    return fail(
        ErrorCode::InvalidArgument,
        std::to_string(number) + " " + fromQt(m_unit->currentText()) + " is longer than can be counted",
        "Give a shorter time.");
}

}  // namespace qstore::ui
