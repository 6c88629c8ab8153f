// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kept_files_model.h"

#include <QLocale>

#include "core/exchange/store_files.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

/// Enough to tell files apart at a glance; the tooltip has all of it.
constexpr int shownDigits = 12;

QString sizeText(std::uint64_t bytes) {
    return isolated(QLocale().formattedDataSize(static_cast<qint64>(bytes)));
}

QString fileHelp(const KeptFile& file, int column) {
    switch (column) {
        case KeptFilesModel::Size: return KeptFilesModel::tr("%1 bytes").arg(groupedCount(file.bytes));
        case KeptFilesModel::Kept: return absoluteTime(file.keptMs);
        case KeptFilesModel::Hash: return toQt(file.sha256);
        default: return toQt(file.name);
    }
}

}  // namespace

void KeptFilesModel::setFiles(std::vector<KeptFile> files) {
    if (files == m_rows) return;
    beginResetModel();
    m_rows = std::move(files);
    endResetModel();
}

int KeptFilesModel::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQt(at(row).name) == name) return row;
    return -1;
}

int KeptFilesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KeptFilesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeptFilesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const KeptFile& file = at(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) return fileHelp(file, index.column());
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return toQt(file.name);
        case Kind: return fileKindText(file.kind);
        case Size: return sizeText(file.bytes);
        case Kept: return relativeTime(file.keptMs);
        case Hash: return toQt(file.sha256).left(shownDigits);
        default: return {};
    }
}

QVariant KeptFilesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && section == Size)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Hash) return tr("SHA-256 of its bytes");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("File");
        case Kind: return tr("Kind");
        case Size: return tr("Size");
        case Kept: return tr("Kept");
        case Hash: return tr("SHA-256");
        default: return {};
    }
}

QString fileKindText(const std::string& kind) {
    if (kind == kDatasetKind) return KeptFilesModel::tr("Dataset");
    if (kind == kModelKind) return KeptFilesModel::tr("Model");
    if (kind == kCheckpointKind) return KeptFilesModel::tr("Checkpoint");
    return toQt(kind);
}

}  // namespace qstore::ui
