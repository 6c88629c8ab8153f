// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <memory>

#include "core/exchange/points_order.h"
#include "ui/stores/newest_work.h"

namespace qstore::ui {

/// Says before a push how many numbers each point will have, and which: the recipe is fitted for that in
/// the background. Where it cannot be made it says why.
class VectorNumbers : public QLabel {
    Q_OBJECT
public:
    explicit VectorNumbers(QWidget* parent);

    /// `place` is a collection that takes `dimension` numbers; 0 for one that is made for the vectors.
    void count(std::shared_ptr<const Table> table, PointsOrder order, const QString& place,
               std::size_t dimension);
    void showError(const Error& error);

private:
    void showNames(const std::vector<std::string>& names, const QString& place, std::size_t dimension);

    NewestWork m_work;
};

}  // namespace qstore::ui
