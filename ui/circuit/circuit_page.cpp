// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_page.h"

#include <QVBoxLayout>

#include "ui/support/labels.h"

namespace qstore::ui {

CircuitPage::CircuitPage(AppContext& context, QWidget* parent)
    : Page(tr("Circuit"), QStringLiteral("circuit"), parent), m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(titleLabel(title(), this));
    column->addStretch();
}

}  // namespace qstore::ui
