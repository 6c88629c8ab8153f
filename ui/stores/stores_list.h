// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QTableView;

namespace qstore::ui {

class CollectionsModel;
class InlineMessage;
class StoresController;
class StoresModel;
class Theme;

/// The left of the page: stores, and the collections of the one that is shown.
class StoresList : public QWidget {
    Q_OBJECT
public:
    StoresList(StoresController& stores, const Theme& theme, QWidget* parent = nullptr);

    QPushButton* dropButton() const { return m_drop; }
    QPushButton* prepareButton() const { return m_prepare; }
    QPushButton* filesButton() const { return m_files; }
    QPushButton* addConnectionButton() const { return m_addConnection; }

Q_SIGNALS:
    void newConnectionWanted();
    void connectionWanted(const QString& name);
    void newCollectionWanted();
    void filesWanted();

private:
    QWidget* buildStores(const Theme& theme);
    QWidget* buildCollections();
    void showStores();
    void showCollections();
    QString aboutCollection() const;
    void showButtons();
    void removeConnection();

    StoresController& m_stores;
    StoresModel* m_storesModel = nullptr;
    CollectionsModel* m_model;
    InlineMessage* m_message = nullptr;
    QListView* m_list = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_addConnection = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_files = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_drop = nullptr;
    QPushButton* m_prepare = nullptr;
    bool m_filling = false;
};

}  // namespace qstore::ui
