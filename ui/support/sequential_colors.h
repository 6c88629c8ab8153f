// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace qstore::ui {

/// Viridis (van der Walt and Smith 2015), 0 … 1 from dark violet to yellow.
inline QColor viridis(double fraction) {
    static constexpr std::array<QRgb, 9> stops = {0xff440154, 0xff472c7a, 0xff3b518b,
                                                  0xff2c718e, 0xff21908d, 0xff27ad81,
                                                  0xff5cc863, 0xffaadc32, 0xfffde725};
    const double place = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double share = place - static_cast<double>(below);
    const QColor a = QColor::fromRgb(stops[below]), b = QColor::fromRgb(stops[below + 1]);
    const auto mix = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

/// For amounts on a surface: 0 is quiet, 1 stands out, so the scale runs the other way on a light one.
inline QColor sequentialColor(double fraction, bool dark) {
    const double part = std::clamp(fraction, 0.0, 1.0);
    return dark ? viridis(0.15 + 0.85 * part) : viridis(0.92 * (1.0 - part));
}

/// Which value has which colour.
struct ColorScale {
    double low = 0.0, high = 0.0;
    bool logarithmic = false;

    /// Of positive values; logarithmic where they differ by more than the factor 20. Nothing without any.
    static std::optional<ColorScale> of(const std::vector<double>& values) {
        if (values.empty()) return std::nullopt;
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        return ColorScale{*least, *most, *least > 0.0 && *most > 20.0 * *least};
    }
    /// 0 at `low` and below, 1 at `high` and above; 0.5 where all values are equal.
    double fraction(double value) const {
        if (!(high > low)) return 0.5;
        const double part =
            logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
        return std::clamp(part, 0.0, 1.0);
    }
};

}  // namespace qstore::ui
