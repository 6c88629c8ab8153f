// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/workspace_session.h"

class QPushButton;
class QTableView;
class QToolButton;

namespace qstore::ui {

class VersionsModel;

/// The versions that were deleted, folded away under their number; there as long as there are any.
class ModelBin : public QWidget {
    Q_OBJECT
public:
    explicit ModelBin(WorkspaceSession& session, QWidget* parent = nullptr);
    bool isOpen() const;
    void setOpen(bool open);

Q_SIGNALS:
    void restored(const QString& model, std::size_t version);
    void failed(const qstore::Error& error);

private:
    void refresh();
    void unfold(bool open);
    void restoreSelected();

    WorkspaceSession& m_session;
    VersionsModel* m_versions;
    QToolButton* m_toggle;
    QPushButton* m_restore;
    QTableView* m_view;
};

}  // namespace qstore::ui
