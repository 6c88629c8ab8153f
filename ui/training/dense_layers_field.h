// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <vector>

#include "core/learning/model.h"

namespace qstore::ui {

/// Dense layers as text: "8, 4 relu" is eight neurons with tanh, then four with ReLU; empty is none. What
/// cannot be read falls back to what was there when the field is left.
class DenseLayersField : public QLineEdit {
    Q_OBJECT
public:
    explicit DenseLayersField(QWidget* parent = nullptr);

    const std::vector<DenseLayerSpec>& layers() const { return m_layers; }
    void setLayers(const std::vector<DenseLayerSpec>& layers);

Q_SIGNALS:
    /// A person finished a change.
    void layersChanged();

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    void take();

    std::vector<DenseLayerSpec> m_layers;
};

}  // namespace qstore::ui
