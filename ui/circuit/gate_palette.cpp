// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/gate_palette.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/gate_painter.h"
#include "ui/circuit/operation_text.h"
#include "ui/support/core_texts.h"
#include "ui/support/theme.h"
#include "ui/window/fuzzy_match.h"

namespace qstore::ui {
namespace {

constexpr int itemRole = Qt::UserRole, searchRole = Qt::UserRole + 1;
constexpr int iconWidth = 34, iconHeight = 28;

/// A list whose entries are dragged as gates.
class PaletteList : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override {
        if (items.isEmpty()) return nullptr;
        auto* dragged = new QMimeData;
        dragged->setData(QString::fromLatin1(gateMime), items.front()->data(itemRole).toString().toUtf8());
        return dragged;
    }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
};

QString entryText(std::complex<double> value) {
    const auto number = [](double x) { return QString::number(std::abs(x) < 5e-4 ? 0.0 : x, 'g', 3); };
    if (std::abs(value.imag()) < 5e-4) return number(value.real());
    if (std::abs(value.real()) < 5e-4) return number(value.imag()) + QLatin1Char('i');
    return number(value.real()) + (value.imag() < 0 ? QString() : QStringLiteral("+")) +
           number(value.imag()) + QLatin1Char('i');
}

/// The same picture on a selected row: the default would wash it with the selection's colour.
QIcon plainIcon(const QPixmap& pixmap) {
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

struct Group {
    const char* title;
    GateFamily family;
};

}  // namespace

QString gateHelp(const GateInfo& gate) {
    QString text = QStringLiteral("<b>%1</b> &nbsp;<code>%2</code><br/>%3")
                       .arg(coreText(gate.title).toHtmlEscaped(), fromUtf8(gate.name).toHtmlEscaped(),
                            coreText(gate.help).toHtmlEscaped());
    if (gate.matrix == nullptr || gate.controlCount > 0 || gate.qubits > 2) return text;
    const std::vector<double> angles(gate.angleNames.size(), std::numbers::pi / 2);
    const ComplexMatrix matrix = gate.matrix(angles);
    text += angles.empty() ? QStringLiteral("<br/>")
                           : QStringLiteral("<br/>%1").arg(GatePalette::tr("At π/2:"));
    text += QStringLiteral("<table cellpadding='3'>");
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        text += QStringLiteral("<tr>");
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            text += QStringLiteral("<td align='right'><code>%1</code></td>")
                        .arg(entryText(matrix(row, column)));
        text += QStringLiteral("</tr>");
    }
    return text + QStringLiteral("</table>");
}

GatePalette::GatePalette(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_search(new QLineEdit(this)), m_list(new PaletteList(this)) {
    setProperty("part", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_search->setObjectName(QStringLiteral("gateSearch"));
    m_search->setPlaceholderText(tr("Find a gate"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("gateList"));
    m_list->setAccessibleName(tr("Gates"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(iconWidth, iconHeight));
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWhatsThis(tr("Drag a gate onto a wire, or press Return to place it at the cursor."));
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &GatePalette::filter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->currentItem() != nullptr)
            Q_EMIT chosen(m_list->currentItem()->data(itemRole).toString());
    });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT chosen(item->data(itemRole).toString()); });
    connect(&theme, &Theme::changed, this, &GatePalette::fill);
    fill();
}

void GatePalette::setDefinitions(const std::vector<std::shared_ptr<const GateDefinition>>& definitions) {
    if (definitions == m_definitions) return;
    m_definitions = definitions;
    fill();
}

void GatePalette::fill() {
    m_list->clear();
    static const Group groups[] = {
        {QT_TR_NOOP("Basic gates"), GateFamily::Fixed},
        {QT_TR_NOOP("Rotations"), GateFamily::Rotation},
        {QT_TR_NOOP("Phases"), GateFamily::Phase},
        {QT_TR_NOOP("Two qubits"), GateFamily::TwoQubit},
        {QT_TR_NOOP("Hardware native"), GateFamily::Native},
    };
    if (!m_definitions.empty()) addHeading(tr("This circuit's gates"));
    for (const auto& definition : m_definitions) {
        Operation sample;
        sample.gate = definition;
        addItem(fromUtf8(definition->name), fromUtf8(definition->name),
                tr("A gate defined in this circuit"), sample);
    }
    for (const Group& group : groups) {
        addHeading(tr(group.title));
        for (const GateInfo& gate : gateTable()) {
            if (gate.family != group.family || gate.controlCount > 0) continue;
            Operation sample;
            sample.gate = &gate;
            sample.targets.resize(gate.qubits);
            sample.angles.resize(gate.angleNames.size());
            addItem(fromUtf8(gate.name), coreText(gate.title), gateHelp(gate), sample);
        }
        if (group.family != GateFamily::Fixed) continue;
        for (const char* name : {"cx", "cz", "ccx"}) {
            const GateInfo* gate = findGate(name);
            if (gate == nullptr) continue;
            Operation sample;
            sample.gate = gate->base;
            sample.controls.resize(gate->controlCount);
            addItem(QString::fromLatin1(name), coreText(gate->title), gateHelp(*gate), sample);
        }
    }
    addHeading(tr("Control and measurement"));
    const Operation measure = Operation::measure(0, 0), reset = Operation::reset(0),
                    barrier = Operation::barrier({0});
    addItem(fromUtf8(measureItem), tr("Measure"),
            tr("Reads a qubit into the classical bit of the same number"), measure);
    addItem(fromUtf8(resetItem), tr("Reset"), tr("Sets a qubit to |0⟩"), reset);
    addItem(fromUtf8(barrierItem), tr("Barrier"), tr("Keeps what is left of it before what is right of it"),
            barrier);
    Operation x;
    x.gate = findGate("z");
    x.controls.resize(1);
    addItem(fromUtf8(controlItem), tr("Control"),
            tr("Drop it above or below a gate: acts when the qubit is 1"), x);
    addItem(fromUtf8(antiControlItem), tr("Anti-control"),
            tr("Drop it above or below a gate: acts when the qubit is 0"), x);
    filter(m_search->text());
}

void GatePalette::addHeading(const QString& text) {
    auto* item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    QFont font = Theme::secondaryFont();
    font.setWeight(QFont::DemiBold);
    item->setFont(font);
    item->setForeground(m_theme.tokens().secondary);
}

void GatePalette::addItem(const QString& item, const QString& title, const QString& toolTip,
                          const Operation& sample) {
    const bool dot = item == fromUtf8(controlItem), ring = item == fromUtf8(antiControlItem);
    QIcon icon = drawn(sample);
    if (dot || ring) {
        QPixmap pixmap(QSize(iconWidth, iconHeight) * devicePixelRatioF());
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.tokens().controlDot, 1.5));
        if (dot) painter.setBrush(m_theme.tokens().controlDot);
        painter.drawEllipse(QPointF(iconWidth / 2.0, iconHeight / 2.0), 5.5, 5.5);
        painter.end();
        icon = plainIcon(pixmap);
    }
    auto* entry = new QListWidgetItem(icon, title, m_list);
    entry->setData(itemRole, item);
    entry->setData(searchRole, QString(title + QLatin1Char(' ') + item));
    entry->setToolTip(toolTip);
    entry->setWhatsThis(toolTip);
}

QIcon GatePalette::drawn(const Operation& sample) const {
    QPixmap pixmap(QSize(iconWidth, iconHeight) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    GatePainter(painter, m_theme.tokens()).paintSample(sample, QRectF(0, 1, iconWidth, iconHeight - 2));
    painter.end();
    return plainIcon(pixmap);
}

void GatePalette::filter(const QString& text) {
    const bool all = text.trimmed().isEmpty();
    QListWidgetItem* best = nullptr;
    int bestScore = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        const bool heading = item->data(itemRole).isNull();
        const std::optional<int> score = fuzzyScore(text, item->data(searchRole).toString());
        const bool fits = !heading && score.has_value();
        item->setHidden(!all && !fits);
        if (!fits) continue;
        const int value = score.value_or(0);
        if (best == nullptr || value > bestScore) {
            best = item;
            bestScore = value;
        }
    }
    m_list->setCurrentItem(all ? nullptr : best);
}

}  // namespace qstore::ui
