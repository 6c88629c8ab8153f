// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/runs_model.h"
#include "ui/models/table_model.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {
constexpr std::size_t mostTargetValues = 20;
}

Recipe guessedRecipe(const Table& table) {
    Recipe recipe;
    for (const Column& column : table.columns()) {
        const std::size_t distinct = column.distinct().size();
        ColumnRecipe& entry = recipe.columns[column.name];
        const bool text = column.type != ColumnType::Number;
        if (text && distinct == column.rows() && column.rows() > mostTargetValues)
            entry.role = ColumnRole::Identifier;
        if (column.type == ColumnType::Text && entry.role == ColumnRole::Feature)
            entry.role = ColumnRole::Ignored;
        if (text) entry.imputation = Imputation::MostFrequent;
    }
    if (table.columns().size() < 2) return recipe;
    const Column& last = table.columns().back();
    const std::size_t values = last.distinct().size();
    recipe.columns[last.name].role = ColumnRole::Target;
    recipe.columns[last.name].imputation = Imputation::DropRow;
    const bool classes = last.type != ColumnType::Number || values <= mostTargetValues;
    recipe.task = classes ? TaskKind::Classification : TaskKind::Regression;
    recipe.split.stratified = classes;
    return recipe;
}

ImportDialog::ImportDialog(WorkspaceSession& session, const QString& path, QWidget* parent)
    : QDialog(parent), m_session(session), m_model(new TableModel(this)) {
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    resize(980, 640);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto* top = new QHBoxLayout;
    top->setSpacing(24);
    top->addWidget(buildDialectFields());
    top->addWidget(buildColumnFields(), 1);
    layout->addLayout(top);
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("importPreview"));
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectColumns);
    layout->addWidget(m_view, 1);
    layout->addWidget(buildButtons());
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ImportDialog::showSelectedColumn);
    connect(&m_controller, &ImportController::previewReady, this, &ImportDialog::showPreview);
    connect(&m_controller, &ImportController::imported, this, &ImportDialog::store);
    connect(&m_controller, &ImportController::failed, this, [this](const Error& error) {
        m_message->showError(error);
        m_import->setEnabled(m_controller.preview() != nullptr);
    });
    m_name->setText(QFileInfo(path).baseName());
    m_controller.open(path);
}

QWidget* ImportDialog::buildDialectFields() {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    m_name = new QLineEdit(box);
    m_name->setObjectName(QStringLiteral("importName"));
    form->addRow(tr("&Name"), m_name);
    m_delimiter = new QComboBox(box);
    m_delimiter->setObjectName(QStringLiteral("importDelimiter"));
    m_delimiter->addItem(tr("Comma"), QChar(u','));
    m_delimiter->addItem(tr("Semicolon"), QChar(u';'));
    m_delimiter->addItem(tr("Tab"), QChar(u'\t'));
    m_delimiter->addItem(tr("Space"), QChar(u' '));
    m_delimiter->addItem(tr("Vertical bar"), QChar(u'|'));
    form->addRow(tr("&Separator"), m_delimiter);
    m_decimal = new QComboBox(box);
    m_decimal->addItem(tr("Point (3.14)"), QChar(u'.'));
    m_decimal->addItem(tr("Comma (3,14)"), QChar(u','));
    form->addRow(tr("&Decimal mark"), m_decimal);
    m_encoding = new QComboBox(box);
    m_encoding->addItem(tr("UTF-8"), static_cast<int>(TextEncoding::Utf8));
    m_encoding->addItem(tr("UTF-16, little endian"), static_cast<int>(TextEncoding::Utf16LittleEndian));
    m_encoding->addItem(tr("UTF-16, big endian"), static_cast<int>(TextEncoding::Utf16BigEndian));
    m_encoding->addItem(tr("Latin-1"), static_cast<int>(TextEncoding::Latin1));
    form->addRow(tr("&Encoding"), m_encoding);
    m_skip = new QSpinBox(box);
    m_skip->setRange(0, 1000);
    form->addRow(tr("S&kip lines"), m_skip);
    m_missing = new QLineEdit(box);
    m_missing->setObjectName(QStringLiteral("importMissing"));
    m_missing->setPlaceholderText(tr("more than NA, nan, null, ?, -"));
    m_missing->setToolTip(tr("Words that mean a missing value, separated by commas, such as inf, n.a."));
    form->addRow(tr("&Missing values"), m_missing);
    m_header = new QCheckBox(tr("First line holds the column &names"), box);
    form->addRow(m_header);
    m_confidence = new QLabel(box);
    m_confidence->setProperty("role", QStringLiteral("secondary"));
    form->addRow(m_confidence);
    for (QComboBox* combo : {m_delimiter, m_decimal, m_encoding})
        connect(combo, &QComboBox::currentIndexChanged, this, &ImportDialog::changeDialect);
    connect(m_skip, &QSpinBox::valueChanged, this, &ImportDialog::changeDialect);
    connect(m_missing, &QLineEdit::editingFinished, this, &ImportDialog::changeDialect);
    connect(m_header, &QCheckBox::toggled, this, &ImportDialog::changeDialect);
    return box;
}

QWidget* ImportDialog::buildColumnFields() {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    m_target = new QComboBox(box);
    m_target->setObjectName(QStringLiteral("importTarget"));
    m_target->setToolTip(tr("What the model learns to predict"));
    form->addRow(tr("&Target"), m_target);
    auto* hint = new QLabel(tr("Select columns below to change their type and role together."), box);
    hint->setWordWrap(true);
    hint->setProperty("role", QStringLiteral("secondary"));
    form->addRow(hint);
    m_type = new QComboBox(box);
    m_type->setObjectName(QStringLiteral("importType"));
    for (const ColumnType type : {ColumnType::Number, ColumnType::Category, ColumnType::Text})
        m_type->addItem(columnTypeText(type), static_cast<int>(type));
    form->addRow(tr("T&ype"), m_type);
    m_role = new QComboBox(box);
    m_role->setObjectName(QStringLiteral("importRole"));
    for (const ColumnRole role :
         {ColumnRole::Feature, ColumnRole::Target, ColumnRole::Identifier, ColumnRole::Ignored})
        m_role->addItem(columnRoleText(role), static_cast<int>(role));
    form->addRow(tr("&Role"), m_role);
    m_reason = new QLabel(box);
    m_reason->setWordWrap(true);
    m_reason->setProperty("role", QStringLiteral("secondary"));
    form->addRow(m_reason);
    connect(m_type, &QComboBox::activated, this, &ImportDialog::changeColumn);
    connect(m_role, &QComboBox::activated, this, &ImportDialog::changeColumn);
    connect(m_target, &QComboBox::activated, this, [this] {
        for (auto& [name, column] : m_recipe.columns) {
            if (column.role == ColumnRole::Target) column.role = ColumnRole::Feature;
        }
        if (m_target->currentIndex() > 0) {
            ColumnRecipe& target = m_recipe.columns[fromQt(m_target->currentText())];
            target.role = ColumnRole::Target;
            target.imputation = Imputation::DropRow;
        }
        m_model->setRecipe(m_recipe);
        showSelectedColumn();
    });
    return box;
}

QWidget* ImportDialog::buildButtons() {
    auto* buttons = new QDialogButtonBox(this);
    m_import = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(QStringLiteral("importAccept"));
    m_import->setProperty("primary", true);
    m_import->setDefault(true);
    m_import->setEnabled(false);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::importNow);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
    return buttons;
}

void ImportDialog::showPreview() {
    m_filling = true;
    const CsvOptions& options = m_controller.options();
    m_delimiter->setCurrentIndex(m_delimiter->findData(QChar::fromLatin1(options.dialect.delimiter)));
    m_decimal->setCurrentIndex(m_decimal->findData(QChar::fromLatin1(options.dialect.decimal)));
    m_encoding->setCurrentIndex(m_encoding->findData(static_cast<int>(options.dialect.encoding)));
    m_header->setChecked(options.dialect.header);
    m_skip->setValue(static_cast<int>(options.dialect.skipLines));
    m_confidence->setText(tr("Recognised with %1 confidence").arg(percent(options.dialect.confidence)));
    const auto preview = m_controller.preview();
    bool sameColumns = m_recipe.columns.size() == preview->columns().size();
    for (const Column& column : preview->columns())
        sameColumns = sameColumns && m_recipe.columns.count(column.name) == 1;
    if (!sameColumns)
        m_recipe = guessedRecipe(*preview);
    else
        takeUpFormerTexts(*preview);
    m_shown = preview;
    m_target->clear();
    m_target->addItem(tr("none"));
    for (const Column& column : preview->columns()) {
        m_target->addItem(toQt(column.name));
        if (roleIn(m_recipe, column.name) == ColumnRole::Target)
            m_target->setCurrentIndex(m_target->count() - 1);
    }
    m_model->setTable(preview);
    m_model->setRecipe(m_recipe);
    m_view->resizeColumnsToContents();
    m_message->clear();
    m_import->setEnabled(true);
    m_filling = false;
    showSelectedColumn();
}

/// A column that was left out as text alone is a feature once it is read as something else.
void ImportDialog::takeUpFormerTexts(const Table& preview) {
    for (const Column& column : preview.columns()) {
        const Column* const before = m_shown ? m_shown->find(column.name) : nullptr;
        ColumnRole& role = m_recipe.columns[column.name].role;
        const bool wasText = before != nullptr && before->type == ColumnType::Text;
        if (wasText && column.type != ColumnType::Text && role == ColumnRole::Ignored)
            role = ColumnRole::Feature;
    }
}

void ImportDialog::changeDialect() {
    if (m_filling) return;
    CsvOptions options = m_controller.options();
    options.dialect.delimiter = m_delimiter->currentData().toChar().toLatin1();
    options.dialect.decimal = m_decimal->currentData().toChar().toLatin1();
    options.dialect.encoding = static_cast<TextEncoding>(m_encoding->currentData().toInt());
    options.dialect.header = m_header->isChecked();
    options.dialect.skipLines = static_cast<std::size_t>(m_skip->value());
    options.missingTokens = CsvOptions{}.missingTokens;
    for (const QString& word : m_missing->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        options.missingTokens.push_back(fromQt(word.trimmed()));
    if (!m_controller.preview() || options.dialect != m_controller.options().dialect ||
        options.missingTokens != m_controller.options().missingTokens)
        m_controller.setOptions(options);
}

QStringList ImportDialog::selectedColumns() const {
    QStringList names;
    for (const QModelIndex& index : m_view->selectionModel()->selectedColumns())
        names << m_model->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    return names;
}

void ImportDialog::changeColumn() {
    CsvOptions options = m_controller.options();
    for (const QString& name : selectedColumns()) {
        if (sender() == m_type)
            options.types[fromQt(name)] = static_cast<ColumnType>(m_type->currentData().toInt());
        else
            m_recipe.columns[fromQt(name)].role = static_cast<ColumnRole>(m_role->currentData().toInt());
    }
    m_model->setRecipe(m_recipe);
    if (sender() == m_type)
        m_controller.setOptions(options);
    else
        showPreview();
}

void ImportDialog::showSelectedColumn() {
    const QStringList names = selectedColumns();
    m_type->setEnabled(!names.isEmpty());
    m_role->setEnabled(!names.isEmpty());
    m_reason->clear();
    const auto preview = m_controller.preview();
    if (names.isEmpty() || !preview) return;
    const Column* column = preview->find(fromQt(names.first()));
    if (column == nullptr) return;
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(column->type)));
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(roleIn(m_recipe, column->name))));
    m_reason->setText(toQt(column->typeReason));
}

void ImportDialog::importNow() {
    m_import->setEnabled(false);
    m_controller.importAll();
}

void ImportDialog::store(const std::shared_ptr<const Table>& table) {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_message->showError({ErrorCode::InvalidArgument, "a dataset needs a name", "type one above"});
        m_import->setEnabled(true);
        return;
    }
    const Column* target = nullptr;
    for (const Column& column : table->columns()) {
        if (roleIn(m_recipe, column.name) == ColumnRole::Target) target = &column;
    }
    if (target != nullptr) {
        const bool classes =
            target->type != ColumnType::Number || target->distinct().size() <= mostTargetValues;
        m_recipe.task = classes ? TaskKind::Classification : TaskKind::Regression;
        m_recipe.split.stratified = classes;
    }
    const CsvDialect& dialect = m_controller.options().dialect;
    m_recipe.source = SourceFormat{dialect.delimiter, dialect.quote, dialect.decimal};
    const Status stored =
        m_session.addDataset(name, *table, QFileInfo(m_controller.path()).fileName(), m_recipe);
    if (!stored) {
        m_message->showError(stored.error());
        m_import->setEnabled(true);
        return;
    }
    accept();
    Q_EMIT importedDataset(name);
}

}  // namespace qstore::ui
