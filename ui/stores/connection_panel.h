// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/stores/store_connection.h"
#include "ui/stores/task_panel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace qstore::ui {

struct AccountKey;
class StoreTestView;
class StoresController;
class Theme;

/// How a store elsewhere is reached: its kind, its address and settings, its key, and the test of it all.
class ConnectionPanel : public TaskPanel {
    Q_OBJECT
public:
    ConnectionPanel(StoresController& stores, const Theme& theme, QWidget* parent);

    void beginNew();
    void showConnection(const QString& name);
    QString shown() const { return m_shown; }
    StoreTestView* test() const { return m_test; }

Q_SIGNALS:
    /// A new one was kept.
    void added(const QString& name);

private:
    void buildFields();
    QLineEdit* addLine(const char* name, const QString& label, const QString& help);
    void buildKeyFields();
    void fillKinds();
    /// Another list of kinds; what was typed stays.
    void changeKinds();
    bool takesKey() const;
    void showKind();
    void buildSettings();
    void fill(const StoreConnection& connection);
    void fillSettings(const StoreConnection& connection);
    StoreConnection typed() const;
    void save();
    void startTest();
    void showKey(const AccountKey& key);
    void showMissing();

protected:
    void showEvent(QShowEvent* event) override;

private:
    StoresController& m_stores;
    QString m_shown;  ///< empty for a new one
    QComboBox* m_kind = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_endpoint = nullptr;
    QLineEdit* m_proxy = nullptr;
    QLineEdit* m_caFile = nullptr;
    QLineEdit* m_key = nullptr;
    QLabel* m_keyTitle = nullptr;
    QLabel* m_keyState = nullptr;
    QPushButton* m_forgetKey = nullptr;
    QLabel* m_missing = nullptr;                 ///< plugins that cannot be used, and why; or are loaded
    std::map<std::string, QWidget*> m_settings;  ///< a line or a choice, by StoreSetting::name
    StoreTestView* m_test = nullptr;
};

}  // namespace qstore::ui
