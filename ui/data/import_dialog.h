// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/controllers/import_controller.h"
#include "ui/controllers/workspace_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace qstore::ui {

class InlineMessage;
class TableModel;

/// Import with a live preview: dialect, column types and roles can be changed before the first row is
/// stored; what cannot be read says where and why, and nothing is lost.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    ImportDialog(WorkspaceSession& session, const QString& path, QWidget* parent = nullptr);

Q_SIGNALS:
    void importedDataset(const QString& name);

private:
    QWidget* buildDialectFields();
    QWidget* buildColumnFields();
    QWidget* buildButtons();
    void showPreview();
    void changeDialect();
    void takeUpFormerTexts(const Table& preview);
    void changeColumn();
    void showSelectedColumn();
    void importNow();
    void store(const std::shared_ptr<const Table>& table);
    QStringList selectedColumns() const;

    WorkspaceSession& m_session;
    ImportController m_controller;
    Recipe m_recipe;
    QLineEdit* m_name = nullptr;
    QComboBox* m_delimiter = nullptr;
    QComboBox* m_decimal = nullptr;
    QComboBox* m_encoding = nullptr;
    QCheckBox* m_header = nullptr;
    QLineEdit* m_missing = nullptr;
    std::shared_ptr<const Table> m_shown;
    QSpinBox* m_skip = nullptr;
    QLabel* m_confidence = nullptr;
    QComboBox* m_target = nullptr;
    QComboBox* m_type = nullptr;
    QComboBox* m_role = nullptr;
    QLabel* m_reason = nullptr;
    QTableView* m_view = nullptr;
    TableModel* m_model = nullptr;
    InlineMessage* m_message = nullptr;
    QPushButton* m_import = nullptr;
    bool m_filling = false;
};

/// A recipe with the usual guesses: a last column with few values is the target, columns whose texts
/// are all different are identifiers.
Recipe guessedRecipe(const Table& table);

}  // namespace qstore::ui
