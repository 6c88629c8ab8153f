// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <set>

#include "ui/circuit/circuit_layout.h"
#include "ui/controllers/live_inputs.h"
#include "ui/documents/circuit_document.h"

class QLineEdit;
class QMenu;
class QMimeData;

namespace qstore::ui {

class Theme;

inline constexpr const char* gateMime = "application/x-qstore-gate";
inline constexpr const char* columnMime = "application/x-qstore-column";

/// The picture of a circuit, and the place where it is edited: by mouse (drag, drop, rubber band) or by
/// keyboard alone. Paints only what is visible. Every change goes to the document as one command.
class CircuitCanvas : public QAbstractScrollArea {
    Q_OBJECT
public:
    CircuitCanvas(CircuitDocument& document, const Theme& theme, QWidget* parent = nullptr);

    CircuitDocument& document() { return m_document; }
    const CircuitDocument& document() const { return m_document; }
    const CircuitLayout& layoutOfCircuit() const { return m_layout; }
    const std::set<std::size_t>& selection() const { return m_selection; }
    std::vector<std::size_t> selectedOperations() const { return {m_selection.begin(), m_selection.end()}; }
    void select(std::set<std::size_t> operations);
    Slot cursorSlot() const { return m_cursor; }
    void setCursorSlot(Slot slot);
    double zoom() const { return m_zoom; }
    void setZoom(double zoom);
    /// The largest zoom up to the original size at which the whole circuit is seen, for pictures of it.
    void fitToView();
    /// What the chosen dataset offers: names typed into angles bind to its columns, and gates bound to a
    /// column that it lacks are marked.
    void setInputs(const LiveInputs& inputs);
    const std::vector<std::string>& columns() const { return m_columns; }
    /// Where a cell is in the viewport.
    QRect cellInViewport(Slot slot) const;
    QRect operationInViewport(std::size_t index) const;
    /// The operation in words, with what is wrong with it.
    QString toolTipFor(std::size_t index) const;

    /// Puts an item of the palette at the cursor and moves the cursor on.
    void placeAtCursor(const QString& item);
    void deleteSelection();
    void copySelection() const;
    void cutSelection();
    void paste();
    void selectAll();
    void moveSelection(int columns, int wires);
    /// Opens the small editor over a gate that has angles.
    void editAngles(std::size_t index);
    /// Fills a menu with what can be done with the selection and at the cursor.
    void fillMenu(QMenu& menu);

Q_SIGNALS:
    void selectionChanged();
    void cursorMoved();
    void zoomChanged(double zoom);
    /// Why the current drag cannot be dropped here; empty when it can.
    void hint(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Gesture { None, Pressed, Moving, RubberBand };
    /// The circuit as it would be after a drop.
    struct Preview {
        Slot slot;
        std::optional<Edit> edit;
        CircuitLayout layout;
        QString refusal;
    };

    void circuitChanged();
    void updateScrollBars();
    QPointF toScene(const QPointF& viewportPoint) const;
    QPointF toViewport(const QPointF& scenePoint) const;
    void ensureVisible(const QRectF& sceneRect);
    void paintWires(QPainter& painter, const CircuitLayout& layout, const QRectF& visible) const;
    void paintLabels(QPainter& painter, const QRectF& visible) const;
    void paintOperations(QPainter& painter, const Circuit& circuit, const CircuitLayout& layout,
                         const QRectF& visible);
    void paintCursor(QPainter& painter) const;
    void paintRefusal(QPainter& painter) const;
    void paintEmptyHint(QPainter& painter) const;

    void previewMove(const QPointF& scenePoint, bool copy);
    void setPreview(Slot slot, const Result<Edit>& edit);
    void clearPreview();
    Result<Edit> dropEdit(const QMimeData& data, const QPointF& scenePoint) const;
    bool lacksColumn(const Operation& operation) const;
    QString dropText(const QMimeData& data) const;
    bool placeByKey(const QKeyEvent& event);
    bool moveByKey(const QKeyEvent& event);
    void togglePendingControl(bool onOne);
    void commitAngles(std::size_t index);
    void applyAndFollow(const Result<Edit>& edit, const QString& what);
    Result<Edit> insertWithPending(const QString& item) const;

    CircuitDocument& m_document;
    const Theme& m_theme;
    CircuitLayout m_layout;
    std::set<std::size_t> m_selection;
    Slot m_cursor;
    std::vector<Control> m_pendingControls;
    double m_zoom = 1.0;
    Gesture m_gesture = Gesture::None;
    QPointF m_pressed;  // scene
    QPointF m_current;  // scene
    bool m_copying = false;
    std::optional<std::size_t> m_hovered;
    std::optional<std::size_t> m_dropTarget;
    std::optional<Preview> m_preview;
    std::vector<std::string> m_columns;
    LiveInputs m_inputs;
    QStringList m_missing;
    QLineEdit* m_angleEditor = nullptr;
};

}  // namespace qstore::ui
