// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/text_walk.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QTextDocument>

namespace qstore::ui {
namespace {

QString plain(const QString& text) {
    if (!Qt::mightBeRichText(text)) return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

/// "CircuitPage circuitPage › QLabel dropHint".
QString placeOf(const QWidget& widget) {
    QStringList path;
    for (const QWidget* each = &widget; each != nullptr; each = each->parentWidget()) {
        if (each == &widget || !each->objectName().isEmpty())
            path.prepend(
                QString::fromLatin1(each->metaObject()->className()).section(QLatin1Char(':'), -1) +
                QLatin1Char(' ') + each->objectName());
    }
    return path.mid(std::max<qsizetype>(0, path.size() - 3)).join(QStringLiteral(" › "));
}

class Collector {
public:
    QList<ShownText> texts;

    void widget(const QWidget& each) {
        m_where = placeOf(each);
        add(each.toolTip(), "tool tip");
        add(each.accessibleName(), "accessible name");
        if (each.isWindow()) add(each.windowTitle(), "title");
        if (const auto* label = qobject_cast<const QLabel*>(&each)) add(label->text(), "text");
        if (const auto* button = qobject_cast<const QAbstractButton*>(&each)) add(button->text(), "text");
        if (const auto* group = qobject_cast<const QGroupBox*>(&each)) add(group->title(), "title");
        if (const auto* line = qobject_cast<const QLineEdit*>(&each)) add(line->placeholderText(), "hint");
        if (const auto* spin = qobject_cast<const QSpinBox*>(&each)) {
            add(spin->specialValueText(), "special value");
            add(spin->suffix(), "suffix");
        }
        if (const auto* menu = qobject_cast<const QMenu*>(&each)) add(menu->title(), "title");
        items(each);
        const auto actions = each.actions();
        for (const QAction* action : actions) {
            add(action->text(), "action");
            add(action->toolTip(), "action's tool tip");
            add(action->statusTip(), "action's status tip");
        }
    }

private:
    void items(const QWidget& each) {
        if (const auto* combo = qobject_cast<const QComboBox*>(&each)) {
            for (int i = 0; i < combo->count(); ++i) {
                add(combo->itemText(i), "entry");
                add(combo->itemData(i, Qt::ToolTipRole).toString(), "entry's tool tip");
            }
        }
        if (const auto* tabs = qobject_cast<const QTabBar*>(&each)) {
            for (int i = 0; i < tabs->count(); ++i) add(tabs->tabText(i), "tab");
        }
        if (const auto* list = qobject_cast<const QListWidget*>(&each)) {
            for (int i = 0; i < list->count(); ++i) {
                add(list->item(i)->text(), "entry");
                add(list->item(i)->toolTip(), "entry's tool tip");
            }
        }
        const auto* header = qobject_cast<const QHeaderView*>(&each);
        if (header == nullptr || header->model() == nullptr || header->orientation() == Qt::Vertical)
            return;
        for (int i = 0; i < header->count(); ++i)
            add(header->model()->headerData(i, Qt::Horizontal).toString(), "header");
    }

    void add(const QString& text, const char* part) {
        if (!text.isEmpty())
            texts.append({plain(text), m_where + QStringLiteral(", ") + QString::fromLatin1(part)});
    }

    QString m_where;
};

bool tooSmall(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty() || label->wordWrap()) {
            return label->wordWrap() && label->height() + 1 < label->heightForWidth(label->width());
        }
        return label->width() + 1 < label->minimumSizeHint().width() ||
               label->height() + 1 < label->fontMetrics().height();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return !button->text().isEmpty() && button->width() + 1 < button->sizeHint().width();
    return false;
}

/// Nothing but a scroll bar leads to what lies outside of a parent.
bool outside(const QWidget& widget) {
    QRect place = widget.rect();
    for (const QWidget* each = &widget; !each->isWindow() && each->parentWidget() != nullptr;
         each = each->parentWidget()) {
        const QWidget* parent = each->parentWidget();
        place.translate(each->pos());
        const auto* scroll = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
        const bool viewport = scroll != nullptr && scroll->viewport() == parent;
        if (viewport && scroll->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff) return false;
        if (place.left() < 0 || place.right() > parent->rect().right()) return true;
    }
    return false;
}

QStringList narrowSections(const QHeaderView& header) {
    QStringList narrow;
    if (header.orientation() == Qt::Vertical || header.model() == nullptr) return narrow;
    for (int i = 0; i < header.count(); ++i) {
        if (header.isSectionHidden(i) || header.sectionSize(i) >= header.sectionSizeHint(i)) continue;
        narrow.append(QStringLiteral("%1: header “%2” has %3 of %4 px")
                          .arg(placeOf(header), header.model()->headerData(i, Qt::Horizontal).toString())
                          .arg(header.sectionSize(i))
                          .arg(header.sectionSizeHint(i)));
    }
    return narrow;
}

}  // namespace

QList<ShownText> textsOf(const QWidget& root) {
    Collector collector;
    collector.widget(root);
    const auto children = root.findChildren<QWidget*>();
    for (const QWidget* child : children) collector.widget(*child);
    return collector.texts;
}

QStringList clippedTexts(const QWidget& root) {
    QStringList found;
    const auto children = root.findChildren<QWidget*>();
    for (const QWidget* child : children) {
        if (!child->isVisible() || child->window() != root.window()) continue;
        if (const auto* header = qobject_cast<const QHeaderView*>(child))
            found.append(narrowSections(*header));
        const auto* label = qobject_cast<const QLabel*>(child);
        const auto* button = qobject_cast<const QAbstractButton*>(child);
        const QString text = label != nullptr    ? label->text()
                             : button != nullptr ? button->text()
                                                 : QString();
        if (text.isEmpty()) continue;
        if (tooSmall(*child))
            found.append(QStringLiteral("%1: “%2” has %3×%4 of %5×%6 px")
                             .arg(placeOf(*child), text)
                             .arg(child->width())
                             .arg(child->height())
                             .arg(child->sizeHint().width())
                             .arg(label != nullptr && label->wordWrap()
                                      ? label->heightForWidth(label->width())
                                      : child->sizeHint().height()));
        if (outside(*child)) found.append(QStringLiteral("%1: “%2” is cut off").arg(placeOf(*child), text));
    }
    return found;
}

}  // namespace qstore::ui
