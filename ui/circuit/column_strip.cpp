// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/column_strip.h"

#include <QApplication>
#include <QDrag>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include "ui/circuit/circuit_canvas.h"
#include "ui/support/elided_label.h"
#include "ui/support/labels.h"

namespace qstore::ui {
namespace {

constexpr int slowMs = 300;

/// A button that is dragged with its column's name.
class ColumnChip : public QToolButton {
public:
    ColumnChip(const QString& column, QWidget* parent) : QToolButton(parent) {
        setText(column);
        setProperty("chip", true);
        setObjectName(QStringLiteral("column_") + column);
        setCursor(Qt::OpenHandCursor);
        setToolTip(ColumnStrip::tr("Drag %1 onto a rotation, or select one and click here").arg(column));
    }

protected:
    void mousePressEvent(QMouseEvent* event) override {
        m_pressed = event->pos();
        QToolButton::mousePressEvent(event);
    }
    void mouseMoveEvent(QMouseEvent* event) override {
        if (!(event->buttons() & Qt::LeftButton) ||
            (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        setDown(false);
        auto* drag = new QDrag(this);
        auto* dragged = new QMimeData;
        dragged->setData(QString::fromLatin1(columnMime), text().toUtf8());
        dragged->setText(text());
        drag->setMimeData(dragged);
        drag->setPixmap(grab());
        drag->setHotSpot(m_pressed);
        drag->exec(Qt::CopyAction);
    }

private:
    QPoint m_pressed;
};

}  // namespace

ColumnStrip::ColumnStrip(QWidget* parent)
    : QWidget(parent),
      m_layout(nullptr),
      m_scroll(new QScrollArea(this)),
      m_empty(
          new ElidedLabel(tr("Choose a dataset on the Data page to bind its columns to angles."), this)) {
    m_empty->setProperty("role", QStringLiteral("secondary"));
    setObjectName(QStringLiteral("columnStrip"));
    setFixedHeight(44);  // the same with and without columns
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(secondaryLabel(tr("Data columns"), this));
    row->addWidget(m_empty, 1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFixedHeight(36);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* contents = new QWidget(m_scroll);
    contents->setObjectName(QStringLiteral("scrollContents"));
    m_layout = new QHBoxLayout(contents);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_layout->addStretch();
    m_scroll->setWidget(contents);
    row->addWidget(m_scroll, 4);
    m_scroll->hide();
    m_row = secondaryLabel(tr("first training row"), this);
    m_row->setToolTip(tr("The state below is that of the first row of the training part"));
    row->addWidget(m_row);
    m_row->hide();
    // Most tables are ready before one could read this.
    m_slow.setSingleShot(true);
    m_slow.setInterval(slowMs);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        m_row->setText(tr("preparing the columns…"));
        m_row->show();
    });
}

void ColumnStrip::setBusy(bool busy) {
    for (QToolButton* chip : findChildren<QToolButton*>()) chip->setEnabled(!busy);
    if (busy) {
        m_slow.start();
        return;
    }
    m_slow.stop();
    m_row->setText(tr("first training row"));
}

void ColumnStrip::setColumns(const QStringList& columns) {
    m_columns = columns;
    while (m_layout->count() > 1) {
        QLayoutItem* item = m_layout->takeAt(0);
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& column : columns) {
        auto* chip = new ColumnChip(column, this);
        connect(chip, &QToolButton::clicked, this, [this, column] { Q_EMIT chosen(column); });
        m_layout->insertWidget(m_layout->count() - 1, chip);
    }
    m_empty->setVisible(columns.isEmpty());
    m_scroll->setVisible(!columns.isEmpty());
    m_row->setVisible(!columns.isEmpty());
}

}  // namespace qstore::ui
