// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stores/byte_store.h"
#include "ui/stores/newest_work.h"
#include "ui/stores/task_panel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace qstore::ui {

class KeptFilesModel;
class StoresController;

/// Datasets, models and checkpoints as whole files in the store that is shown: what it keeps, what can be
/// kept, and back into the workspace. A store that cannot hold files says so.
class FilesPanel : public TaskPanel {
    Q_OBJECT
public:
    FilesPanel(StoresController& stores, QWidget* parent);
    void begin();

Q_SIGNALS:
    /// More or less is shown than before.
    void contentChanged();

private:
    void buildList();
    void buildRestore();
    void follow();
    /// Asks the store for its list again; the selection stays.
    void read();
    void apply(const Result<std::vector<KeptFile>>& files);
    /// What there is to keep: the current dataset, models, runs that are not finished.
    void fillChoices();
    void showSelected();
    void showButtons();
    const KeptFile* selected() const;
    bool isBusy() const;

    StoresController& m_stores;
    KeptFilesModel* m_model;
    QComboBox* m_what;
    QWidget* m_kept;  ///< everything about kept files; hidden where there can be none
    QTableView* m_table = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_detail = nullptr;
    QLineEdit* m_hash = nullptr;
    QLineEdit* m_as = nullptr;
    QPushButton* m_restore = nullptr;
    QPushButton* m_forget = nullptr;
    QString m_store;        ///< that was asked last
    bool m_usable = false;  ///< the store has answered, and can hold files
    NewestWork m_reading;
};

}  // namespace qstore::ui
