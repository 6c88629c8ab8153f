// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <vector>

#include "core/learning/model.h"

namespace qstore::ui {

/// Dense layers as text: "8, 4 relu" is eight neurons with tanh, then four with ReLU; empty is none. What
/// cannot be read stays there, marked, until it can; no training starts with it.
class DenseLayersField : public QLineEdit {
    Q_OBJECT
public:
    explicit DenseLayersField(QWidget* parent = nullptr);

    const std::vector<DenseLayerSpec>& layers() const { return m_layers; }
    void setLayers(const std::vector<DenseLayerSpec>& layers);
    /// Takes what is being typed. An error, and nothing changes, where it cannot be read.
    Status commit();

Q_SIGNALS:
    /// A person finished a change.
    void layersChanged();

private:
    void mark(bool isInvalid);

    std::vector<DenseLayerSpec> m_layers;
};

}  // namespace qstore::ui
