// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/plugins_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include "ui/support/core_sentences.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

enum Column { OnColumn, NameColumn, VersionColumn, StateColumn, ColumnCount };

QString toText(const std::string& text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString standingText(PluginStanding standing) {
    switch (standing) {
        case PluginStanding::Loaded: return PluginsDialog::tr("In use");
        case PluginStanding::Available: return PluginsDialog::tr("Ready");
        case PluginStanding::Off: return PluginsDialog::tr("Switched off");
        case PluginStanding::Refused: return PluginsDialog::tr("Refused");
        case PluginStanding::Crashed: return PluginsDialog::tr("Brought the program down");
        case PluginStanding::Failed: return PluginsDialog::tr("Could not be loaded");
    }
    return {};
}

bool isOn(const PluginLine& line) {
    return line.standing != PluginStanding::Off && line.standing != PluginStanding::Crashed;
}

}  // namespace

PluginsDialog::PluginsDialog(PluginCatalog catalog, QWidget* parent)
    : QDialog(parent),
      m_catalog(std::move(catalog)),
      m_table(new QTableWidget(0, ColumnCount, this)),
      m_details(secondaryLabel({}, this)),
      m_message(new InlineMessage(this)) {
    setObjectName(QStringLiteral("pluginsDialog"));
    setWindowTitle(tr("Plugins"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::m);
    column->addWidget(titleLabel(tr("Plugins"), this));
    auto* what = secondaryLabel(tr("They reach what is not on this machine. One is loaded when it is first "
                                   "needed; one that was built for another version is never loaded."),
                                this);
    what->setWordWrap(true);
    column->addWidget(what);
    column->addWidget(m_message);
    m_table->setAccessibleName(tr("Plugins"));
    m_table->setHorizontalHeaderLabels({tr("On"), tr("Plugin"), tr("Version"), tr("State")});
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    column->addWidget(m_table, 1);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setObjectName(QStringLiteral("pluginDetails"));
    column->addWidget(m_details);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    connect(m_table, &QTableWidget::itemChanged, this, &PluginsDialog::switchPlugin);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &PluginsDialog::showDetails);
    reload();
    resize(640, 420);
}

void PluginsDialog::reload() {
    const int selected = m_table->currentRow();
    m_filling = true;
    m_table->setRowCount(0);
    m_lines = m_catalog.list ? m_catalog.list() : std::vector<PluginLine>();
    for (const PluginLine& line : m_lines) addRow(line);
    m_filling = false;
    if (m_lines.empty())
        m_message->showInfo(tr("No plugin was found."), tr("Reinstall the program to bring them back."));
    if (m_table->rowCount() > 0) m_table->selectRow(std::clamp(selected, 0, m_table->rowCount() - 1));
    showDetails();
}

void PluginsDialog::addRow(const PluginLine& line) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* on = new QTableWidgetItem;
    // What says of itself that it does not fit cannot be switched.
    on->setFlags(line.standing == PluginStanding::Refused
                     ? Qt::ItemIsSelectable
                     : Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    on->setCheckState(isOn(line) && line.standing != PluginStanding::Refused ? Qt::Checked : Qt::Unchecked);
    on->setData(Qt::AccessibleTextRole, tr("%1 is on").arg(toText(line.title)));
    m_table->setItem(row, OnColumn, on);
    const QString title = line.title.empty() ? toText(line.file) : toText(line.title);
    const QString texts[] = {title, toText(line.version), standingText(line.standing)};
    for (int i = 0; i < 3; ++i) {
        auto* item = new QTableWidgetItem(texts[i]);
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
        m_table->setItem(row, NameColumn + i, item);
    }
}

void PluginsDialog::switchPlugin(const QTableWidgetItem* item) {
    if (m_filling || item->column() != OnColumn) return;
    const PluginLine& line = m_lines[static_cast<std::size_t>(item->row())];
    m_message->clear();
    const Status done = m_catalog.setEnabled(line.id, item->checkState() == Qt::Checked);
    if (!done)
        m_message->showError(done.error());
    else if (m_catalog.changes != nullptr)
        Q_EMIT m_catalog.changes->changed();
    // The table must not lose the item that tells of its change.
    QMetaObject::invokeMethod(this, &PluginsDialog::reload, Qt::QueuedConnection);
}

void PluginsDialog::showDetails() {
    const int row = m_table->currentRow();
    if (row < 0 || row >= static_cast<int>(m_lines.size())) {
        m_details->clear();
        return;
    }
    const PluginLine& line = m_lines[static_cast<std::size_t>(row)];
    QStringList texts;
    for (const QString& text :
         {toText(line.description), coreSentence(line.reason), coreSentence(line.cure)})
        if (!text.isEmpty()) texts.append(text);
    QStringList small;
    for (const std::string& text : {line.vendor, line.license, line.file})
        if (!text.empty()) small.append(toText(text));
    texts.append(small.join(QStringLiteral(" · ")));
    m_details->setText(texts.join(QLatin1Char('\n')));
}

}  // namespace qstore::ui
