// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>
#include <optional>

#include "core/workspace/training_session.h"

class QLabel;
class QTableWidget;

namespace qstore::ui {

class Theme;

/// What one registered version is: results beside its classical twins, and the hashes of everything it was
/// made from. A verification is remembered for as long as the version keeps its content.
class ModelDetails : public QWidget {
    Q_OBJECT
public:
    ModelDetails(const Theme& theme, QWidget* parent = nullptr);
    void clear();
    /// `run` may be unknown, as for a bundle whose run was deleted.
    void setVersion(const ModelVersion& version, const std::optional<RunRecord>& run);
    void setChecks(const QString& reference, const std::vector<LineageCheck>& checks);
    QString title() const;

private:
    void addPart(const QString& key, const std::string& hash);
    void showChecks();

    const Theme& m_theme;
    QLabel* m_title;
    QLabel* m_facts;
    QTableWidget* m_lineage;
    QString m_reference;
    std::vector<QString> m_keys;                         ///< of the rows, as LineageCheck::what
    QHash<QString, std::vector<LineageCheck>> m_checks;  ///< by reference
};

/// "iris:3".
QString referenceOf(const ModelVersion& version);

}  // namespace qstore::ui
