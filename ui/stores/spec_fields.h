// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/stores/vector_store.h"

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace qstore::ui {

/// What a new collection is made with, beside name and dimension: rows of a form.
class SpecFields : public QObject {
    Q_OBJECT
public:
    /// `prefix` begins the object names.
    SpecFields(QFormLayout* form, const QString& prefix, Metric usual, QWidget* parent);

    /// Name and dimension are left to others.
    CollectionSpec spec() const;
    void setVisible(bool visible);

private:
    void showGraph();

    QFormLayout* m_form;
    QComboBox* m_metric;
    QComboBox* m_index;
    QSpinBox* m_links;
    QSpinBox* m_candidates;
    bool m_visible = true;
};

}  // namespace qstore::ui
