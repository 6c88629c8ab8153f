// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMap>

#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

// Names between @…@ are replaced by token colours; the order of the rules matters.
const char* const rules = R"(
QWidget { color: @text@; }
QMainWindow, QDialog { background: @background@; }
QToolTip { background: @raised@; color: @text@; border: 1px solid @strongLine@; padding: 6px 8px; }
QLabel[role="title"] { font-size: 13pt; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; }
QLabel[role="secondary"] { color: @secondary@; font-size: 9pt; }
QLabel[role="warning"] { color: @warning@; }

QPushButton { background: @raised@; border: 1px solid @strongLine@; border-radius: 6px; padding: 0 12px;
  min-height: 28px; }
QPushButton:hover { background: @hover@; }
QPushButton:pressed { background: @line@; }
QPushButton:focus { border: 1px solid @accent@; }
QPushButton:disabled { color: @disabled@; border-color: @line@; background: transparent; }
QPushButton:checked { background: @accentSoft@; border-color: @accent@; color: @text@; }
QPushButton[primary="true"] { background: @accent@; color: @onAccent@; border: 1px solid @accent@;
  font-weight: 600; padding: 0 16px; }
QPushButton[primary="true"]:hover { background: @accentHover@; border-color: @accentHover@; }
QPushButton[primary="true"]:focus { border: 2px solid @text@; }
QPushButton[primary="true"]:disabled { background: @line@; border-color: @line@; color: @disabled@; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: @hover@; }

QPushButton[link="true"] { background: transparent; border: none; padding: 0; min-height: 20px;
  font-weight: 600; color: @accent@; text-align: left; }
QPushButton[link="true"]:hover, QPushButton[link="true"]:focus { text-decoration: underline; background: transparent;
  border: none; }
QFrame[card="true"] { background: @surface@; border: 1px solid @line@; border-radius: 6px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 6px;
  min-height: 20px; }
QToolButton:hover { background: @hover@; }
QToolButton:pressed { background: @line@; }
QToolButton:checked { background: @accentSoft@; }
QToolButton:focus { border: 1px solid @accent@; }
QToolButton:disabled { color: @disabled@; }
QToolButton::menu-indicator { image: none; }
QLineEdit QToolButton { padding: 0; min-height: 0; }
QToolButton[chip="true"] { background: @successSoft@; border: 1px solid @success@; border-radius: 10px; padding: 1px 10px; font-size: 9pt; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QDateEdit {
  background: @surface@; border: 1px solid @strongLine@; border-radius: 6px; padding: 0 8px;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus,
QTextEdit:focus { border: 1px solid @accent@; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: @disabled@;
  border-color: @line@; background: @background@; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid @danger@; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/style/chevron-down-@mode@.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @raised@; border: 1px solid @strongLine@; outline: none;
  selection-background-color: @accentSoft@; selection-color: @text@; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 20px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 20px;
  subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/style/chevron-up-@mode@.svg); width: 10px;
  height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/style/chevron-down-@mode@.svg); width: 10px;
  height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 16px; height: 16px; border: 1px solid @strongLine@; border-radius: 4px;
  background: @surface@; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: @accent@; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @accent@; border-color: @accent@;
  image: url(:/style/check-@mode@.svg); }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @strongLine@; border-radius: 8px;
  background: @surface@; }
QRadioButton::indicator:checked { background: @surface@; border: 5px solid @accent@; width: 6px; height: 6px; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line@; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent@; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: @raised@; border: 1px solid @accent@; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accentSoft@; }
QProgressBar { background: @line@; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }

QTabWidget::pane { border: none; border-top: 1px solid @line@; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent;
  padding: 6px 4px; margin: 0 8px; color: @secondary@; }
QTabBar::tab:selected { color: @text@; border-bottom: 2px solid @accent@; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text@; border-bottom: 2px solid @line@; }
QTabBar::tab:focus { color: @accent@; }

QAbstractItemView { background: @surface@; border: 1px solid @line@; border-radius: 6px; outline: none;
  alternate-background-color: @background@; gridline-color: @line@;
  selection-background-color: @accentSoft@; selection-color: @text@; }
QListView::item, QTreeView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QListView::item:hover, QTreeView::item:hover { background: @hover@; }
QListView::item:selected, QTreeView::item:selected { background: @accentSoft@; color: @text@; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected { background: @accentSoft@; color: @text@; }
QHeaderView { background: @surface@; border: none; font-size: 9pt; }
QHeaderView::section { background: @surface@; color: @secondary@; border: none;
  border-bottom: 1px solid @line@; padding: 6px 11px; font-size: 9pt; }
QHeaderView::section:hover { color: @text@; }
QTableCornerButton::section { background: @surface@; border: none; border-bottom: 1px solid @line@; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @strongLine@; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @disabled@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget#scrollContents { background: transparent; }

QMenuBar { background: @background@; border: none; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @hover@; }
QMenu { background: @raised@; border: 1px solid @strongLine@; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 28px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft@; color: @text@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QSplitter::handle { background: @line@; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent@; }
QFrame[role="line"] { background: @line@; border: none; }
QFrame[role="card"] { background: @surface@; border: 1px solid @line@; border-radius: 6px; }
QGroupBox { border: 1px solid @line@; border-radius: 6px; margin-top: 20px; padding: 12px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; padding: 0; }

#topBar { background: @background@; border-bottom: 1px solid @line@; }
#pageBar { background: @background@; border-right: 1px solid @line@; }
#pageBar QToolButton { border-radius: 6px; padding: 6px 2px; font-size: 9pt; color: @secondary@; }
#pageBar QToolButton:checked { color: @accent@; background: @accentSoft@; font-weight: 600; }
#statusStrip { background: @background@; border-top: 1px solid @line@; }
#statusStrip QLabel, #statusStrip QToolButton { color: @secondary@; font-size: 9pt; }
#statusStrip QToolButton { padding: 2px 6px; }
#searchBox { text-align: left; color: @secondary@; padding: 0 12px; }
#workspaceButton { font-weight: 600; padding: 4px 8px; }
#inspector { background: @surface@; border: none; }
#toast { background: @text@; border-radius: 6px; }
#toast QLabel { color: @background@; }
#toast QPushButton { background: transparent; border: none; color: @toastAccent@; font-weight: 600; }
QFrame[message="error"] { background: @dangerSoft@; border: 1px solid @danger@; border-radius: 6px; }
QFrame[message="warning"] { background: @warningSoft@; border: 1px solid @warning@; border-radius: 6px; }
QFrame[message="info"] { background: @accentSoft@; border: 1px solid @accent@; border-radius: 6px; }
)";

}  // namespace

QString styleSheet(const Tokens& tokens) {
    const QMap<QString, QString> names = {
        {QStringLiteral("background"), tokens.background.name()},
        {QStringLiteral("surface"), tokens.surface.name()},
        {QStringLiteral("raised"), tokens.raised.name()},
        {QStringLiteral("hover"), tokens.hover.name()},
        {QStringLiteral("line"), tokens.line.name()},
        {QStringLiteral("strongLine"), tokens.strongLine.name()},
        {QStringLiteral("text"), tokens.text.name()},
        {QStringLiteral("secondary"), tokens.secondary.name()},
        {QStringLiteral("disabled"), tokens.disabled.name()},
        {QStringLiteral("accent"), tokens.accent.name()},
        {QStringLiteral("accentHover"), tokens.accentHover.name()},
        {QStringLiteral("accentSoft"), tokens.accentSoft.name()},
        {QStringLiteral("onAccent"), tokens.onAccent.name()},
        {QStringLiteral("danger"), tokens.danger.name()},
        {QStringLiteral("dangerSoft"), tokens.dangerSoft.name()},
        {QStringLiteral("warning"), tokens.warning.name()},
        {QStringLiteral("warningSoft"), tokens.warningSoft.name()},
        {QStringLiteral("success"), tokens.success.name()},
        {QStringLiteral("successSoft"), tokens.successSoft.name()},
        // A toast is drawn in the other theme's colours, so its button takes the other accent.
        {QStringLiteral("toastAccent"), (tokens.dark ? lightTokens() : darkTokens()).accent.name()},
        {QStringLiteral("mode"), tokens.dark ? QStringLiteral("dark") : QStringLiteral("light")},
    };
    QString sheet = QString::fromLatin1(rules);
    for (auto name = names.begin(); name != names.end(); ++name)
        sheet.replace(QLatin1Char('@') + name.key() + QLatin1Char('@'), name.value());
    return sheet;
}

}  // namespace qstore::ui
