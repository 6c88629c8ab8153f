// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <array>
#include <cstddef>

namespace qstore::ui {

/// Data colours in Okabe–Ito order (Okabe and Ito 2008, safe for colour-blind readers); the same series
/// has the same colour on every page.
inline QColor seriesColor(std::size_t index) {
    static constexpr std::array<QRgb, 7> colors = {0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7,
                                                   0xff56b4e9, 0xffd55e00, 0xff999933};
    return QColor::fromRgb(colors[index % colors.size()]);
}

}  // namespace qstore::ui
