// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "ui/stores/map_projection.h"
#include "ui/stores/newest_work.h"

class QComboBox;
class QCustomPlot;
class QLabel;
class QSpinBox;

namespace qstore::ui {

class StoresController;

/// Points of the collection in two dimensions, to click a query into: its two principal components or two
/// components as they are. With the keyboard, the arrows move the cross and Return takes its place.
class PointsMap : public QWidget {
    Q_OBJECT
public:
    explicit PointsMap(StoresController& stores, QWidget* parent = nullptr);

    /// Reads anew; only while it is shown, else when it is shown next.
    void setPlace(const std::optional<Filter>& filter);
    /// Rings around these, where they are on the map.
    void markHits(const std::set<std::string>& ids);
    QCustomPlot* plot() const { return m_plot; }
    std::size_t shownPoints() const { return m_points.size(); }

Q_SIGNALS:
    /// A person clicked: the vector, and where.
    void drawn(const std::vector<float>& vector, double x, double y);
    void failed(const qstore::Error& error);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Sample {
        std::vector<Point> points;
        bool whole = true;  ///< these are all there are
        MapPlane plane;
    };
    struct Wanted {
        std::string store, collection;
        std::optional<Filter> filter;
        bool principal = true;
        std::size_t across = 0, up = 1;
    };
    QWidget* buildBar();
    void buildPlot();
    void read();
    static Result<Sample> sampleOf(VectorStore& store, const Wanted& wanted, const RunControl& control);
    void apply(Sample sample);
    void drawPoints();
    void drawMarks();
    void labelAxes();
    void moveCross(double x, double y);
    void take(double x, double y);
    void applyPalette();

    StoresController& m_stores;
    std::optional<Filter> m_filter;
    bool m_stale = true;
    std::vector<Point> m_points;
    std::vector<std::pair<double, double>> m_places;
    MapPlane m_plane;
    std::set<std::string> m_hits;
    std::optional<std::pair<double, double>> m_cross;
    QComboBox* m_axes = nullptr;
    QSpinBox* m_across = nullptr;
    QSpinBox* m_up = nullptr;
    QLabel* m_note = nullptr;
    QCustomPlot* m_plot = nullptr;
    NewestWork m_work;
};

}  // namespace qstore::ui
