// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/groups_model.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/states/state_words.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QVariant aligned(bool right) {
    return QVariant::fromValue(Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

QString skippedText(const GroupLogEntry& entry) {
    QStringList parts;
    for (const SkippedPartner& partner : entry.skipped)
        parts << GroupLogModel::tr("%1: %2").arg(toQt(partner.record), toQt(partner.reason));
    return parts.join(QStringLiteral("; "));
}

/// Who changed with the record, and by what share.
QString followedText(const GroupLogEntry& entry) {
    QStringList parts;
    for (std::size_t i = 1; i < entry.changes.size(); ++i)
        parts << GroupLogModel::tr("%1 × %2").arg(toQt(entry.changes[i].record),
                                                  sensibleNumber(entry.changes[i].factor, 4));
    return parts.join(QStringLiteral("; "));
}

}  // namespace

QString groupActionText(const GroupLogEntry& entry) {
    switch (entry.action) {
        case GroupAction::Apply: return GroupLogModel::tr("changed");
        case GroupAction::Undo: return GroupLogModel::tr("took back %1").arg(entry.refersTo);
        case GroupAction::Redo: return GroupLogModel::tr("repeated %1").arg(entry.refersTo);
    }
    return {};
}

void GroupsModel::setGroups(std::vector<RecordGroup> groups) {
    const bool sameRows =
        std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                   [](const RecordGroup& a, const RecordGroup& b) { return a.id == b.id; });
    if (!sameRows) beginResetModel();
    m_groups = std::move(groups);
    if (!sameRows)
        endResetModel();
    else if (!m_groups.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int GroupsModel::rowOf(const QString& id) const {
    const std::string wanted = fromQt(id);
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&](const RecordGroup& each) { return each.id == wanted; });
    return found == m_groups.end() ? -1 : static_cast<int>(std::distance(m_groups.begin(), found));
}

int GroupsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int GroupsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const RecordGroup& group = at(index.row());
    if (role == Qt::TextAlignmentRole) return aligned(index.column() != Name);
    if (role == Qt::ToolTipRole) return namesText(group.members);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return toQt(group.id);
        case Members: return groupedCount(group.members.size());
        case Strength: return sensibleNumber(group.strength, 4);
        default: return {};
    }
}

QVariant GroupsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section != Name);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Group");
        case Members: return tr("Records");
        case Strength: return tr("Strength");
        default: return {};
    }
}

void GroupPairsModel::setPairs(const RecordGroup& group, std::vector<MeasuredCorrelation> measured) {
    beginResetModel();
    m_group = group;
    m_measured = std::move(measured);
    endResetModel();
}

int GroupPairsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_measured.size());
}

int GroupPairsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupPairsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const MeasuredCorrelation& pair = at(index.row());
    if (role == Qt::TextAlignmentRole) return aligned(index.column() == Strength);
    if (role == Qt::ToolTipRole && index.column() == Measured) return toQt(pair.reason);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case First: return toQt(pair.a);
        case Second: return toQt(pair.b);
        case Strength: {
            const QString strength = sensibleNumber(m_group.strengthBetween(pair.a, pair.b), 4);
            const bool own = m_group.pairStrengths.count(pairOf(pair.a, pair.b)) > 0;
            return own ? tr("%1 (own)").arg(strength) : strength;
        }
        case Measured:
            return pair.coefficient ? sensibleNumber(*pair.coefficient, 4)
                                    : tr("none: %1").arg(toQt(pair.reason));
        default: return {};
    }
}

QVariant GroupPairsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section == Strength);
    if (role == Qt::ToolTipRole) {
        if (section == Strength) return tr("Typed by somebody: how much of a change the other one takes");
        if (section == Measured) return tr("Pearson's coefficient r of the two vectors, computed");
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case First: return tr("Record");
        case Second: return tr("Partner");
        case Strength: return tr("Strength");
        case Measured: return tr("Measured r");
        default: return {};
    }
}

void GroupLogModel::setLog(std::vector<GroupLogEntry> oldestFirst) {
    beginResetModel();
    m_newestFirst = std::move(oldestFirst);
    std::reverse(m_newestFirst.begin(), m_newestFirst.end());
    endResetModel();
}

int GroupLogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_newestFirst.size());
}

int GroupLogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupLogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const GroupLogEntry& entry = at(index.row());
    if (role == Qt::TextAlignmentRole) return aligned(index.column() == Number);
    if (role == Qt::ToolTipRole)
        return index.column() == Skipped ? skippedText(entry) : absoluteTime(entry.atMs);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Number: return groupedCount(entry.number);
        case Action: return groupActionText(entry);
        case Group: return toQt(entry.group);
        case Record: return toQt(entry.record);
        case Context: return toQt(entry.context);
        case Delta: return numbersText(entry.delta, 4);
        case Followed: return followedText(entry);
        case Skipped: return skippedText(entry);
        default: return {};
    }
}

QVariant GroupLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section == Number);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number: return tr("Line");
        case Action: return tr("What");
        case Group: return tr("Group");
        case Record: return tr("Record");
        case Context: return tr("Context");
        case Delta: return tr("Change");
        case Followed: return tr("Partners that followed");
        case Skipped: return tr("Could not follow");
        default: return {};
    }
}

}  // namespace qstore::ui
