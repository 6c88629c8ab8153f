// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/coupling_map_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "ui/controllers/workspace_session.h"
#include "ui/hardware/calibration_text.h"
#include "ui/support/core_texts.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

/// How far a point lies from a line between two others.
double distanceTo(const QPointF& point, const QPointF& a, const QPointF& b) {
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double share =
        length > 0.0 ? std::clamp(QPointF::dotProduct(point - a, along) / length, 0.0, 1.0) : 0.0;
    const QPointF between = point - (a + along * share);
    return std::hypot(between.x(), between.y());
}

}  // namespace

CouplingMapView::CouplingMapView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("couplingMap"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Coupling map"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void CouplingMapView::setDevice(const DeviceInfo& device, const std::optional<Calibration>& calibration) {
    QubitPairs pairs = undirected(device.coupling, device.qubits);
    if (device.qubits != m_device.qubits || pairs != m_pairs || m_layout.places.empty())
        m_layout = layoutCoupling(device.qubits, pairs);
    const bool other = device.name != m_device.name;
    m_device = device;
    m_calibration = calibration;
    m_pairs = std::move(pairs);
    if (other) m_marked.clear();
    if (other || (m_current && *m_current >= device.qubits)) m_current.reset();
    setAccessibleName(
        tr("Coupling map of %1").arg(coreText(device.title.empty() ? device.name : device.title)));
    findScales();
    place();
    describe();
    update();
    Q_EMIT currentChanged();
}

void CouplingMapView::setFigure(QubitFigure figure) {
    m_figure = figure;
    findScales();
    update();
}

void CouplingMapView::setMarked(const std::vector<Qubit>& qubits) {
    m_marked = qubits;
    describe();
    update();
}

void CouplingMapView::setCurrent(std::optional<Qubit> qubit) {
    if (qubit == m_current || (qubit && *qubit >= m_device.qubits)) return;
    m_current = qubit;
    describe();
    update();
    Q_EMIT currentChanged();
}

void CouplingMapView::findScales() {
    std::map<std::pair<Qubit, Qubit>, std::optional<double>> known;
    if (m_calibration) {
        for (const PairCalibration& pair : m_calibration->pairs) {
            auto& error = known[{std::min(pair.a, pair.b), std::max(pair.a, pair.b)}];
            if (!error) error = pair.error;
        }
    }
    m_pairErrors.clear();
    std::vector<double> pairs, qubits;
    for (const auto& pair : m_pairs) {
        const auto found = known.find(pair);
        m_pairErrors.push_back(found == known.end() ? std::nullopt : found->second);
        if (m_pairErrors.back() && *m_pairErrors.back() < 1.0) pairs.push_back(*m_pairErrors.back());
    }
    for (Qubit qubit = 0; qubit < m_device.qubits; ++qubit) {
        const auto value = valueOf(qubit);
        if (value && *value < 1.0) qubits.push_back(*value);
    }
    m_pairScale = ColorScale::of(pairs);
    m_qubitScale = ColorScale::of(qubits);
}

std::optional<double> CouplingMapView::valueOf(Qubit qubit) const {
    if (!m_calibration || qubit >= m_calibration->perQubit.size()) return std::nullopt;
    const QubitCalibration& figures = m_calibration->perQubit[qubit];
    return m_figure == QubitFigure::ReadError ? readError(figures) : figures.oneQubitError;
}

QString CouplingMapView::textOfPair(Qubit a, Qubit b) const {
    const PairCalibration* pair = m_calibration ? pairOf(*m_calibration, a, b) : nullptr;
    const QString name = tr("Qubits %1 and %2").arg(a).arg(b);
    if (pair == nullptr || (!pair->error && !pair->gateTimeNs)) return tr("%1: not measured").arg(name);
    if (pair->error && *pair->error >= 1.0) return tr("%1: the gate does not work").arg(name);
    if (!pair->gateTimeNs) return tr("%1: error %2").arg(name, errorRateText(pair->error));
    return tr("%1: error %2, gate %3")
        .arg(name, errorRateText(pair->error), nanosecondsText(pair->gateTimeNs));
}

QString CouplingMapView::textOf(Qubit qubit) const {
    QStringList parts;
    if (m_calibration && qubit < m_calibration->perQubit.size()) {
        const QubitCalibration& figures = m_calibration->perQubit[qubit];
        if (figures.t1Us) parts << tr("T1 %1").arg(microsecondsText(figures.t1Us));
        if (figures.t2Us) parts << tr("T2 %1").arg(microsecondsText(figures.t2Us));
        if (figures.oneQubitError)
            parts << tr("one-qubit error %1").arg(errorRateText(figures.oneQubitError));
        if (const auto error = readError(figures))
            parts << tr("read-out error %1").arg(errorRateText(error));
    }
    if (parts.isEmpty()) parts << tr("not measured on its own");
    QStringList partners;
    for (std::size_t index = 0; index < m_pairs.size(); ++index) {
        const auto [a, b] = m_pairs[index];
        if (a != qubit && b != qubit) continue;
        const Qubit other = a == qubit ? b : a;
        partners << (m_pairErrors[index] ? tr("%1 (%2)").arg(other).arg(errorRateText(m_pairErrors[index]))
                                         : QString::number(other));
    }
    if (m_pairs.empty() && m_device.qubits > 1) partners << tr("every other");
    if (!partners.isEmpty()) parts << tr("coupled with %1").arg(partners.join(tr(", ")));
    const auto place = std::find(m_marked.begin(), m_marked.end(), qubit);
    if (place != m_marked.end())
        parts << tr("holds qubit %1 of the circuit").arg(std::distance(m_marked.begin(), place));
    return tr("Qubit %1: %2").arg(qubit).arg(parts.join(tr(", ")));
}

QString CouplingMapView::noteText() const {
    if (m_device.qubits == 0) return {};
    if (m_pairs.empty()) return tr("Every pair of qubits is coupled.");
    if (!m_calibration) return tr("Not measured: nothing is known of its errors.");
    if (m_pairScale || m_qubitScale) return {};
    return tr("Medians alone are known: %1.").arg(mediansText(*m_calibration));
}

void CouplingMapView::describe() {
    const QString text = m_current ? textOf(*m_current)
                                   : tr("%n qubit(s), %1. Arrow keys go from qubit to qubit.", nullptr,
                                        static_cast<int>(m_device.qubits))
                                         .arg(m_pairs.empty() ? tr("every pair is coupled")
                                                              : tr("%n coupled pair(s)", nullptr,
                                                                   static_cast<int>(m_pairs.size())));
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

QRectF CouplingMapView::mapArea() const {
    const double legend = fontMetrics().height() * 2.0 + 26.0;
    return QRectF(rect()).adjusted(10, 10, -10, -legend);
}

/// Fits the layout into the widget, turned upright or flat as it is larger.
void CouplingMapView::place() {
    m_places.clear();
    if (m_layout.places.empty()) return;
    QRectF bounds(m_layout.places.front(), QSizeF(0, 0));
    for (const QPointF& point : m_layout.places) {
        bounds.setLeft(std::min(bounds.left(), point.x()));
        bounds.setRight(std::max(bounds.right(), point.x()));
        bounds.setTop(std::min(bounds.top(), point.y()));
        bounds.setBottom(std::max(bounds.bottom(), point.y()));
    }
    const QRectF area = mapArea();
    const double unit =
        std::min({area.width() / (bounds.width() + 1.0), area.height() / (bounds.height() + 1.0), 64.0});
    for (const QPointF& point : m_layout.places)
        m_places.push_back(area.center() + (point - bounds.center()) * unit);
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const QPointF between = m_places[i] - m_places[j];
            nearest = std::min(nearest, std::hypot(between.x(), between.y()));
        }
    }
    m_radius = std::clamp(std::min(nearest, unit) * 0.34, 2.5, 17.0);
}

QPointF CouplingMapView::placeOf(Qubit qubit) const {
    return qubit < m_places.size() ? m_places[qubit] : QPointF();
}

void CouplingMapView::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? tokens.accent : tokens.line, 1));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    paintPairs(painter);
    paintQubits(painter);
    paintLegend(painter);
}

void CouplingMapView::paintPairs(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    const double width = std::clamp(m_radius * 0.5, 1.5, 5.0);
    if (m_pairs.empty() && m_places.size() > 2 && m_layout.shape == CouplingShape::Ring) {
        painter.setPen(QPen(tokens.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(m_places.data(), static_cast<int>(m_places.size()));
        painter.setPen(tokens.secondary);
        painter.drawText(mapArea(), Qt::AlignCenter, tr("every pair"));
    }
    for (std::size_t index = 0; index < m_pairs.size(); ++index) {
        const QLineF line(m_places[m_pairs[index].first], m_places[m_pairs[index].second]);
        const auto& error = m_pairErrors[index];
        if (error && *error < 1.0 && m_pairScale) {
            painter.setPen(QPen(tokens.strongLine, width + 1.6, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(line);
            painter.setPen(QPen(sequentialColor(m_pairScale->fraction(*error), tokens.dark), width,
                                Qt::SolidLine, Qt::RoundCap));
        } else if (error) {
            painter.setPen(QPen(tokens.danger, 1.5, Qt::DotLine));
        } else {
            painter.setPen(QPen(tokens.strongLine, 1.5, m_pairScale ? Qt::DashLine : Qt::SolidLine));
        }
        painter.drawLine(line);
    }
}

void CouplingMapView::paintQubits(QPainter& painter) const {
    QFont font = Theme::secondaryFont();
    font.setPixelSize(std::clamp(static_cast<int>(m_radius * 0.95), 7, 12));
    painter.setFont(font);
    for (Qubit qubit = 0; qubit < m_places.size(); ++qubit) paintQubit(painter, qubit);
    painter.setFont(this->font());
}

void CouplingMapView::paintQubit(QPainter& painter, Qubit qubit) const {
    const Tokens& tokens = m_theme.tokens();
    const QPointF centre = m_places[qubit];
    const auto value = valueOf(qubit);
    const bool coloured = value && *value < 1.0 && m_qubitScale;
    const QColor fill =
        coloured ? sequentialColor(m_qubitScale->fraction(*value), tokens.dark) : tokens.raised;
    const auto marked = std::find(m_marked.begin(), m_marked.end(), qubit);
    const bool isMarked = marked != m_marked.end();
    if (isMarked) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(centre, m_radius + 4.5, m_radius + 4.5);
        painter.setBrush(tokens.surface);
        painter.drawEllipse(centre, m_radius + 2.0, m_radius + 2.0);
    }
    const bool hollow = !coloured && m_qubitScale;
    painter.setPen(QPen(value && !coloured ? tokens.danger : tokens.secondary, 1,
                        hollow ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(fill);
    painter.drawEllipse(centre, m_radius, m_radius);
    if (m_current == qubit) {
        painter.setPen(QPen(tokens.text, 2));
        painter.setBrush(Qt::NoBrush);
        const double around = m_radius + (isMarked ? 6.5 : 3.5);
        painter.drawEllipse(centre, around, around);
    }
    if (m_radius < 7.0) return;
    const QColor black(0x1B1D22), white(0xFFFFFF);
    painter.setPen(!coloured                                                 ? tokens.text
                   : contrastRatio(fill, black) > contrastRatio(fill, white) ? black
                                                                             : white);
    painter.drawText(QRectF(centre - QPointF(20, 10), QSizeF(40, 20)), Qt::AlignCenter,
                     QString::number(qubit));
}

void CouplingMapView::paintLegend(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    painter.setFont(Theme::secondaryFont());
    const double height = fontMetrics().height() * 2.0 + 16.0;
    const QRectF area(12, rect().height() - height - 4, rect().width() - 24, height);
    const double half = area.width() / 2.0 - 8.0;
    QRectF left(area.left(), area.top(), half, height),
        right(area.right() - half, area.top(), half, height);
    if (m_pairScale) paintBar(painter, left, tr("Edges: two-qubit error"), *m_pairScale);
    if (m_qubitScale)
        paintBar(painter, m_pairScale ? right : left,
                 m_figure == QubitFigure::ReadError ? tr("Qubits: read-out error")
                                                    : tr("Qubits: one-qubit error"),
                 *m_qubitScale);
    const QString note = noteText();
    if (note.isEmpty()) return;
    painter.setPen(tokens.secondary);
    painter.drawText(m_pairScale || m_qubitScale ? right : area,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, note);
}

void CouplingMapView::paintBar(QPainter& painter, const QRectF& area, const QString& title,
                               const ColorScale& scale) const {
    const Tokens& tokens = m_theme.tokens();
    const int lineHeight = QFontMetrics(painter.font()).height();
    painter.setPen(tokens.secondary);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), lineHeight),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     scale.logarithmic ? tr("%1 (logarithmic)").arg(title) : title);
    const QRectF bar(area.left(), area.top() + lineHeight + 3, area.width(), 8);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int step = 0; step <= 16; ++step) {
        const double part = step / 16.0;
        const double shown = scale.high > scale.low ? part : 0.5;
        gradient.setColorAt(part, sequentialColor(shown, tokens.dark));
    }
    painter.setPen(QPen(tokens.strongLine, 1));
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, 3, 3);
    painter.setPen(tokens.text);
    const QRectF ends(area.left(), bar.bottom() + 2, area.width(), lineHeight);
    painter.drawText(ends, Qt::AlignLeft | Qt::AlignVCenter, errorRateText(scale.low));
    if (scale.high > scale.low)
        painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, errorRateText(scale.high));
}

std::optional<Qubit> CouplingMapView::qubitAt(const QPointF& point) const {
    for (Qubit qubit = 0; qubit < m_places.size(); ++qubit) {
        const QPointF between = m_places[qubit] - point;
        if (std::hypot(between.x(), between.y()) <= m_radius + 2.0) return qubit;
    }
    return std::nullopt;
}

QString CouplingMapView::textAt(const QPointF& point) const {
    if (const auto qubit = qubitAt(point)) return textOf(*qubit);
    for (const auto& [a, b] : m_pairs) {
        if (distanceTo(point, m_places[a], m_places[b]) < 4.0) return textOfPair(a, b);
    }
    return {};
}

void CouplingMapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) setCurrent(qubitAt(event->position()));
}

void CouplingMapView::mouseMoveEvent(QMouseEvent* event) {
    Q_EMIT hovered(textAt(event->position()));
}

void CouplingMapView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    Q_EMIT hovered({});
}

bool CouplingMapView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = textAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

/// The nearest qubit in a direction, where being straight ahead counts more than being near.
std::optional<Qubit> CouplingMapView::neighbourTowards(int key) const {
    const QPointF direction = key == Qt::Key_Left    ? QPointF(-1, 0)
                              : key == Qt::Key_Right ? QPointF(1, 0)
                              : key == Qt::Key_Up    ? QPointF(0, -1)
                                                     : QPointF(0, 1);
    std::optional<Qubit> best;
    double least = std::numeric_limits<double>::infinity();
    for (Qubit qubit = 0; qubit < m_places.size(); ++qubit) {
        const QPointF way = m_places[qubit] - m_places[*m_current];
        const double along = QPointF::dotProduct(way, direction);
        if (qubit == *m_current || along <= 0.5) continue;
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        const double cost = along + 2.5 * aside;
        if (cost >= least) continue;
        least = cost;
        best = qubit;
    }
    return best;
}

void CouplingMapView::keyPressEvent(QKeyEvent* event) {
    const int key = event->key();
    const bool arrow =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (m_device.qubits == 0 || (!arrow && key != Qt::Key_Home && key != Qt::Key_End))
        return QWidget::keyPressEvent(event);
    if (key == Qt::Key_End)
        setCurrent(m_device.qubits - 1);
    else if (key == Qt::Key_Home || !m_current)
        setCurrent(Qubit{0});
    else if (const auto next = neighbourTowards(key))
        setCurrent(next);
}

void CouplingMapView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void CouplingMapView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) place();
    update();
}

}  // namespace qstore::ui
