// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/column_strip.h"

#include <QApplication>
#include <QDrag>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QWheelEvent>

#include "ui/circuit/circuit_canvas.h"
#include "ui/support/elided_label.h"
#include "ui/support/labels.h"

namespace qstore::ui {
namespace {

constexpr int searchFrom = 13;  // with fewer chips the eye is quicker
constexpr int scrollStep = 160;
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
      m_scroll(new QScrollArea(this)),
      m_layout(nullptr),
      m_search(new QLineEdit(this)),
      m_back(scrollButton(QStringLiteral("‹"), tr("Columns to the left"), -1)),
      m_on(scrollButton(QStringLiteral("›"), tr("Columns to the right"), 1)),
      m_empty(new ElidedLabel(this)),
      m_row(secondaryLabel({}, this)) {
    setObjectName(QStringLiteral("columnStrip"));
    m_empty->setProperty("role", QStringLiteral("secondary"));
    setFixedHeight(44);  // the same with and without columns
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(6);
    row->addWidget(secondaryLabel(tr("Data"), this));
    row->addWidget(m_empty, 1);
    m_search->setObjectName(QStringLiteral("columnSearch"));
    m_search->setPlaceholderText(tr("Find a column"));
    m_search->setAccessibleName(tr("Find a column"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(120);
    connect(m_search, &QLineEdit::textChanged, this, &ColumnStrip::filter);
    row->addWidget(m_search);
    row->addWidget(m_back);
    m_scroll->setObjectName(QStringLiteral("columnScroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFixedHeight(36);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->installEventFilter(this);
    auto* contents = new QWidget(m_scroll);
    contents->setObjectName(QStringLiteral("scrollContents"));
    m_layout = new QHBoxLayout(contents);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    m_layout->addStretch();
    m_scroll->setWidget(contents);
    row->addWidget(m_scroll, 4);
    row->addWidget(m_on);
    m_row->setObjectName(QStringLiteral("columnRow"));
    row->addWidget(m_row);
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &ColumnStrip::updateArrows);
    connect(m_scroll->horizontalScrollBar(), &QScrollBar::valueChanged, this, &ColumnStrip::updateArrows);
    // Most tables are ready before one could read this.
    m_slow.setSingleShot(true);
    m_slow.setInterval(slowMs);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        m_row->setText(tr("preparing the columns…"));
        m_row->show();
    });
    setInputs({});
}

void ColumnStrip::setBusy(bool busy) {
    for (QToolButton* chip : std::as_const(m_chips)) chip->setEnabled(!busy);
    if (busy) {
        m_slow.start();
        return;
    }
    m_slow.stop();
    m_row->setText(m_rowText);
}

QToolButton* ColumnStrip::scrollButton(const QString& text, const QString& help, int direction) {
    auto* button = new QToolButton(this);
    button->setObjectName(direction < 0 ? QStringLiteral("columnsBack") : QStringLiteral("columnsOn"));
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(help);
    button->setAutoRepeat(true);
    connect(button, &QToolButton::clicked, this, [this, direction] { scrollBy(direction * scrollStep); });
    return button;
}

void ColumnStrip::setInputs(const LiveInputs& inputs) {
    m_rowText = inputs.trainingRow ? tr("first training row") : tr("first row");
    m_row->setText(m_rowText);
    m_row->setToolTip(
        tr("The state below is that of this row: the first of the training part, or of the table when it "
           "cannot be split"));
    m_row->setVisible(!inputs.columns.isEmpty() && inputs.problem.isEmpty());
    m_empty->setText(inputs.dataset.isEmpty()
                         ? tr("Choose a dataset on the Data page to bind its columns to angles.")
                         : tr("The dataset %1 has no feature column.").arg(inputs.dataset));
    m_empty->setVisible(inputs.columns.isEmpty());
    m_scroll->setVisible(!inputs.columns.isEmpty());
    m_search->setVisible(inputs.columns.size() >= searchFrom);
    if (inputs.columns == m_columns) {
        updateArrows();
        return;
    }
    m_columns = inputs.columns;
    qDeleteAll(m_chips);
    m_chips.clear();
    for (const QString& column : std::as_const(m_columns)) {
        auto* chip = new ColumnChip(column, this);
        connect(chip, &QToolButton::clicked, this, [this, column] { Q_EMIT chosen(column); });
        m_layout->insertWidget(m_layout->count() - 1, chip);
        chip->show();  // the layout would do so only later
        m_chips.append(chip);
    }
    m_search->clear();
    m_scroll->horizontalScrollBar()->setValue(0);
    updateArrows();
}

void ColumnStrip::filter(const QString& text) {
    for (QToolButton* chip : std::as_const(m_chips))
        chip->setVisible(chip->text().contains(text.trimmed(), Qt::CaseInsensitive));
}

void ColumnStrip::scrollBy(int pixels) {
    QScrollBar* bar = m_scroll->horizontalScrollBar();
    bar->setValue(bar->value() + pixels);
}

void ColumnStrip::updateArrows() {
    const QScrollBar* bar = m_scroll->horizontalScrollBar();
    // Both stay while there is anything to scroll: an arrow that went would move the chips.
    const bool scrolls = bar->maximum() > 0 && !m_columns.isEmpty();
    m_back->setVisible(scrolls);
    m_on->setVisible(scrolls);
    m_back->setEnabled(bar->value() > 0);
    m_on->setEnabled(bar->value() < bar->maximum());
}

bool ColumnStrip::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::Wheel) return QWidget::eventFilter(watched, event);
    const QPoint turned = static_cast<QWheelEvent*>(event)->angleDelta();
    scrollBy(-(turned.y() != 0 ? turned.y() : turned.x()));
    return true;
}

}  // namespace qstore::ui
