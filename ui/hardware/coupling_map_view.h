// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "core/backends/device.h"
#include "ui/hardware/coupling_layout.h"
#include "ui/support/sequential_colors.h"

namespace qstore::ui {

class Theme;

/// What the qubits of the map are coloured by.
enum class QubitFigure { ReadError, OneQubitError };

/// The qubits of a machine and which of them are coupled, coloured by their errors. One qubit is current:
/// by click, by arrow keys, or by others. What is not known has no colour.
class CouplingMapView : public QWidget {
    Q_OBJECT
public:
    explicit CouplingMapView(const Theme& theme, QWidget* parent = nullptr);

    void setDevice(const DeviceInfo& device, const std::optional<Calibration>& calibration);
    void setFigure(QubitFigure figure);
    /// The qubits of the machine that were chosen, in the order of the circuit's; empty for none.
    void setMarked(const std::vector<Qubit>& qubits);
    const std::vector<Qubit>& marked() const { return m_marked; }

    const CouplingLayout& layoutOfQubits() const { return m_layout; }
    std::optional<Qubit> current() const { return m_current; }
    void setCurrent(std::optional<Qubit> qubit);
    /// "Qubit 12: T1 183 µs, …, with 11 error 0.8 %, …".
    QString textOf(Qubit qubit) const;
    QString textOfPair(Qubit a, Qubit b) const;
    /// Where a qubit is drawn.
    QPointF placeOf(Qubit qubit) const;
    const std::optional<ColorScale>& pairScale() const { return m_pairScale; }
    const std::optional<ColorScale>& qubitScale() const { return m_qubitScale; }

    QSize minimumSizeHint() const override { return {280, 220}; }
    QSize sizeHint() const override { return {520, 420}; }

Q_SIGNALS:
    void currentChanged();
    /// What lies under the mouse; empty when nothing does.
    void hovered(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void findScales();
    void place();
    void describe();
    QRectF mapArea() const;
    std::optional<double> valueOf(Qubit qubit) const;
    std::optional<Qubit> qubitAt(const QPointF& point) const;
    QString textAt(const QPointF& point) const;
    std::optional<Qubit> neighbourTowards(int key) const;
    void paintPairs(QPainter& painter) const;
    void paintQubits(QPainter& painter) const;
    void paintQubit(QPainter& painter, Qubit qubit) const;
    void paintLegend(QPainter& painter) const;
    void paintBar(QPainter& painter, const QRectF& area, const QString& title,
                  const ColorScale& scale) const;
    QString noteText() const;

    const Theme& m_theme;
    DeviceInfo m_device;
    std::optional<Calibration> m_calibration;
    QubitFigure m_figure = QubitFigure::ReadError;
    QubitPairs m_pairs;
    std::vector<std::optional<double>> m_pairErrors;  // one a pair
    CouplingLayout m_layout;
    std::vector<QPointF> m_places;  // on the widget
    double m_radius = 8.0;
    std::optional<ColorScale> m_pairScale, m_qubitScale;
    std::vector<Qubit> m_marked;
    std::optional<Qubit> m_current;
};

}  // namespace qstore::ui
