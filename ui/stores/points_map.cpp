// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/points_map.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <map>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/points_model.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/plot.h"
#include "ui/support/series_colors.h"
#include "ui/support/tokens.h"
#include "ui/training/plot_style.h"

namespace qstore::ui {
namespace {

constexpr std::size_t mostPoints = 2000;
constexpr std::size_t mostClasses = 7;
constexpr int keySteps = 40;  // of the arrow keys across the map
constexpr std::array<QCPScatterStyle::ScatterShape, mostClasses> shapes{
    QCPScatterStyle::ssDisc,    QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
    QCPScatterStyle::ssDiamond, QCPScatterStyle::ssCircle, QCPScatterStyle::ssPlus,
    QCPScatterStyle::ssCross};

/// The field that tells the points apart best for an eye: the first whose values are few texts.
std::string classField(const std::vector<Point>& points) {
    std::map<std::string, std::set<std::string>> values;
    std::set<std::string> others;
    for (const Point& point : points) {
        for (const auto& [name, value] : point.payload) {
            const auto* text = std::get_if<std::string>(&value);
            if (text == nullptr)
                others.insert(name);
            else if (auto& seen = values[name]; seen.size() <= mostClasses)
                seen.insert(*text);
        }
    }
    for (const auto& [name, seen] : values)
        if (others.count(name) == 0 && seen.size() > 1 && seen.size() <= mostClasses) return name;
    return {};
}

std::string classOf(const Point& point, const std::string& field) {
    const auto found = point.payload.find(field);
    return found == point.payload.end() ? std::string() : std::get<std::string>(found->second);
}

}  // namespace

PointsMap::PointsMap(StoresController& stores, QWidget* parent) : QWidget(parent), m_stores(stores) {
    setObjectName(QStringLiteral("pointsMap"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::s, 0, space::s);
    column->setSpacing(space::s);
    column->addWidget(buildBar());
    buildPlot();
    column->addWidget(m_plot, 1);
    m_note = secondaryLabel({}, this);
    m_note->setObjectName(QStringLiteral("mapNote"));
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Map of the points; arrow keys move the cross, Return searches there"));
    connect(&m_work, &NewestWork::failed, this, &PointsMap::failed);
    connect(&stores.session(), &WorkspaceSession::workspaceAboutToChange, this,
            [this] { m_work.dropAndJoin(); });
    applyPalette();
}

QWidget* PointsMap::buildBar() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_axes = new QComboBox(bar);
    m_axes->setObjectName(QStringLiteral("mapAxes"));
    m_axes->setAccessibleName(tr("Axes of the map"));
    m_axes->addItems({tr("Principal components"), tr("Two dimensions")});
    m_axes->setToolTip(tr("Where the points differ most, or two components of the vectors as they are"));
    row->addWidget(m_axes);
    for (QSpinBox** field : {&m_across, &m_up}) {
        *field = new QSpinBox(bar);
        (*field)->setMinimum(1);
        (*field)->hide();
        row->addWidget(*field);
        connect(*field, &QSpinBox::valueChanged, this, &PointsMap::read);
    }
    m_across->setObjectName(QStringLiteral("mapAcross"));
    m_across->setAccessibleName(tr("Dimension across"));
    m_across->setToolTip(m_across->accessibleName());
    m_up->setObjectName(QStringLiteral("mapUp"));
    m_up->setAccessibleName(tr("Dimension upwards"));
    m_up->setToolTip(m_up->accessibleName());
    row->addStretch(1);
    connect(m_axes, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_across->setVisible(index == 1);
        m_up->setVisible(index == 1);
        read();
    });
    return bar;
}

void PointsMap::buildPlot() {
    m_plot = new QCustomPlot(this);
    m_plot->setObjectName(QStringLiteral("mapPlot"));
    m_plot->setMinimumSize(240, 160);
    m_plot->setCursor(Qt::CrossCursor);
    m_plot->installEventFilter(this);
    // Above the axes, where it hides no point.
    m_plot->legend->setBrush(Qt::NoBrush);
    m_plot->legend->setBorderPen(Qt::NoPen);
    m_plot->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    m_plot->legend->setWrap(4);
    m_plot->legend->setMargins({0, 0, 0, 0});
    m_plot->plotLayout()->insertRow(0);
    m_plot->plotLayout()->addElement(0, 0, m_plot->legend);
    m_plot->plotLayout()->setRowStretchFactor(0, 0.001);
    m_plot->plotLayout()->setRowSpacing(0);
}

void PointsMap::setPlace(const std::optional<Filter>& filter) {
    m_filter = filter;
    m_cross.reset();
    m_hits.clear();
    m_stale = true;
    if (const CollectionInfo* info = m_stores.current()) {
        const int dimensions = static_cast<int>(info->spec.dimension);
        const QSignalBlocker quietAcross(m_across);
        const QSignalBlocker quietUp(m_up);
        m_across->setMaximum(dimensions);
        m_up->setMaximum(dimensions);
        if (m_up->value() == m_across->value()) m_up->setValue(std::min(dimensions, m_across->value() + 1));
    }
    if (isVisible()) read();
}

void PointsMap::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) read();
}

void PointsMap::read() {
    m_stale = false;
    const CollectionInfo* info = m_stores.current();
    if (info == nullptr || info->count == 0) {
        m_work.drop();
        return apply({});
    }
    Wanted wanted{fromQt(m_stores.store()),
                  info->spec.name,
                  m_filter,
                  m_axes->currentIndex() == 0,
                  static_cast<std::size_t>(m_across->value() - 1),
                  static_cast<std::size_t>(m_up->value() - 1)};
    m_work.run(
        [this, wanted, open = m_stores.stores()](const std::stop_token& stop) -> BackgroundJob::Completion {
            Result<Sample> sample = [&]() -> Result<Sample> {
                QSTORE_TRY(const auto store, open->open(wanted.store));
                return sampleOf(*store, wanted, RunControl{stop, {}});
            }();
            return [this, sample = std::move(sample)] {
                if (sample) return apply(*sample);
                if (sample.error().code != ErrorCode::Cancelled) Q_EMIT failed(sample.error());
            };
        });
}

Result<PointsMap::Sample> PointsMap::sampleOf(VectorStore& store, const Wanted& wanted,
                                              const RunControl& control) {
    Sample sample;
    ScrollRequest request;
    request.limit =
        std::max<std::size_t>(1, std::min<std::size_t>(500, store.capabilities().maxPagePoints));
    request.filter = wanted.filter;
    request.withVectors = true;
    do {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(qstore::Page page, store.scroll(wanted.collection, request, control));
        for (Point& point : page.points) sample.points.push_back(std::move(point));
        request.cursor = std::move(page.nextCursor);
    } while (!request.cursor.empty() && sample.points.size() < mostPoints);
    sample.whole = request.cursor.empty();
    if (sample.points.empty()) return sample;
    std::vector<std::vector<float>> vectors;
    for (const Point& point : sample.points) vectors.push_back(point.vector);
    sample.plane =
        wanted.principal ? principalPlane(vectors) : componentPlane(vectors, wanted.across, wanted.up);
    return sample;
}

void PointsMap::apply(Sample sample) {
    m_points = std::move(sample.points);
    m_plane = std::move(sample.plane);
    m_places.clear();
    for (const Point& point : m_points) m_places.push_back(m_plane.placeOf(point.vector));
    m_cross.reset();
    QString note = tr("%n point(s) on the map", nullptr, static_cast<int>(m_points.size()));
    if (!sample.whole) note = tr("%1, the first of the collection").arg(note);
    note += QStringLiteral(". ") +
            (m_axes->currentIndex() == 0
                 ? tr("A click is a point of the plane through their mean.")
                 : tr("A click sets two components; the others are the mean of the points shown."));
    m_note->setText(m_points.empty() ? tr("There are no points to show.") : note);
    drawPoints();
}

void PointsMap::drawPoints() {
    m_plot->clearGraphs();
    const std::string field = classField(m_points);
    std::map<std::string, std::pair<QVector<double>, QVector<double>>> series;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        auto& [x, y] = series[classOf(m_points[i], field)];
        x << m_places[i].first;
        y << m_places[i].second;
    }
    for (const auto& [name, values] : series) {
        QCPGraph* graph = m_plot->addGraph();
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setName(name.empty() ? tr("other") : toQt(name));
        graph->setData(values.first, values.second);
    }
    m_plot->legend->setVisible(series.size() > 1);
    m_plot->addGraph()->setLineStyle(QCPGraph::lsNone);  // the hits
    m_plot->addGraph()->setLineStyle(QCPGraph::lsNone);  // the cross
    for (int i = m_plot->graphCount() - 2; i < m_plot->graphCount(); ++i)
        m_plot->graph(i)->removeFromLegend();
    m_plot->rescaleAxes();
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        const QCPRange range = axis->range();
        const double margin = range.size() > 0 ? range.size() * 0.06 : 1.0;
        axis->setRange(range.lower - margin, range.upper + margin);
    }
    labelAxes();
    applyPalette();
    drawMarks();
}

void PointsMap::labelAxes() {
    const bool principal = m_axes->currentIndex() == 0;
    m_plot->xAxis->setLabel(principal ? tr("first principal component")
                                      : tr("dimension %1").arg(m_across->value()));
    m_plot->yAxis->setLabel(principal ? tr("second principal component")
                                      : tr("dimension %1").arg(m_up->value()));
}

void PointsMap::markHits(const std::set<std::string>& ids) {
    m_hits = ids;
    drawMarks();
}

void PointsMap::drawMarks() {
    if (m_plot->graphCount() < 2) return;
    QVector<double> x, y;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (m_hits.count(m_points[i].id) == 0) continue;
        x << m_places[i].first;
        y << m_places[i].second;
    }
    m_plot->graph(m_plot->graphCount() - 2)->setData(x, y);
    QCPGraph* cross = m_plot->graph(m_plot->graphCount() - 1);
    if (m_cross)
        cross->setData({m_cross->first}, {m_cross->second});
    else
        cross->setData(QVector<double>(), QVector<double>());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PointsMap::moveCross(double x, double y) {
    m_cross = {x, y};
    setAccessibleDescription(tr("Cross at %1, %2").arg(sensibleNumber(x, 4), sensibleNumber(y, 4)));
    drawMarks();
}

void PointsMap::take(double x, double y) {
    if (m_points.empty()) return;
    moveCross(x, y);
    Q_EMIT drawn(m_plane.vectorAt(x, y), x, y);
}

bool PointsMap::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QPointF at = mouse->position();
        if (mouse->button() == Qt::LeftButton && m_plot->axisRect()->rect().contains(at.toPoint()))
            take(m_plot->xAxis->pixelToCoord(at.x()), m_plot->yAxis->pixelToCoord(at.y()));
    }
    return QWidget::eventFilter(watched, event);
}

void PointsMap::keyPressEvent(QKeyEvent* event) {
    if (m_points.empty()) return QWidget::keyPressEvent(event);
    const QCPRange across = m_plot->xAxis->range();
    const QCPRange up = m_plot->yAxis->range();
    auto [x, y] = m_cross.value_or(std::pair{across.center(), up.center()});
    switch (event->key()) {
        case Qt::Key_Left: x -= across.size() / keySteps; break;
        case Qt::Key_Right: x += across.size() / keySteps; break;
        case Qt::Key_Down: y -= up.size() / keySteps; break;
        case Qt::Key_Up: y += up.size() / keySteps; break;
        case Qt::Key_Return:
        case Qt::Key_Enter: return take(x, y);
        default: return QWidget::keyPressEvent(event);
    }
    moveCross(std::clamp(x, across.lower, across.upper), std::clamp(y, up.lower, up.upper));
}

void PointsMap::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyPalette();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void PointsMap::applyPalette() {
    if (m_plot == nullptr) return;
    stylePlot(*m_plot, palette(), font());
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    m_plot->legend->setTextColor(palette().color(QPalette::Text));
    m_plot->legend->setFont(m_plot->xAxis->labelFont());
    const int marks = m_plot->graphCount() - 2;
    for (int i = 0; i < marks; ++i) {
        const auto place = static_cast<std::size_t>(i) % mostClasses;
        QColor color = seriesColor(place);
        if (dark) color = color.lighter(135);
        color.setAlpha(200);
        m_plot->graph(i)->setScatterStyle(
            QCPScatterStyle(shapes.at(place), QPen(color, 1.2), QBrush(color), 6));
    }
    if (marks < 0) return;
    const QColor accent = palette().color(QPalette::Highlight);
    m_plot->graph(marks)->setScatterStyle(QCPScatterStyle(
        QCPScatterStyle::ssCircle, QPen(palette().color(QPalette::Text), 1.5), Qt::NoBrush, 12));
    m_plot->graph(marks + 1)->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCrossCircle, QPen(accent, 2), Qt::NoBrush, 14));
}

}  // namespace qstore::ui
