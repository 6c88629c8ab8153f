// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/points_model.h"

#include <QLocale>
#include <algorithm>
#include <utility>

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr std::size_t shownComponents = 6;
constexpr int digits = 5;

QVariant alignment(bool number) {
    return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

bool isNumber(const PayloadValue& value) {
    return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

/// What a cell of a payload answers; a missing field is an empty cell.
QVariant fieldData(const Payload& payload, const std::string& field, int role) {
    const auto found = payload.find(field);
    if (found == payload.end())
        return role == Qt::ToolTipRole ? PointsModel::tr("This point has no “%1”").arg(toQt(field))
                                       : QVariant();
    if (role == Qt::TextAlignmentRole) return alignment(isNumber(found->second));
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return payloadText(found->second);
    return {};
}

void addFields(const Payload& payload, std::vector<std::string>& fields) {
    for (const auto& [name, value] : payload)
        if (std::find(fields.begin(), fields.end(), name) == fields.end()) fields.push_back(name);
}

}  // namespace

void PointsModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_fields.clear();
    m_more = m_asked = false;
    endResetModel();
}

void PointsModel::addFields(const std::vector<Point>& points) {
    std::vector<std::string> fields = m_fields;
    for (const Point& point : points) qstore::ui::addFields(point.payload, fields);
    if (fields.size() == m_fields.size()) return;
    const int first = 1 + static_cast<int>(m_fields.size());
    beginInsertColumns({}, first, static_cast<int>(fields.size()));
    m_fields = std::move(fields);
    endInsertColumns();
}

void PointsModel::append(const std::vector<Point>& points, bool more) {
    m_asked = false;
    m_more = more;
    if (points.empty()) return;
    addFields(points);
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(points.size()) - 1);
    for (const Point& point : points) {
        const auto count = static_cast<std::ptrdiff_t>(std::min(shownComponents, point.vector.size()));
        m_rows.push_back({point.id, point.payload,
                          std::vector<float>(point.vector.begin(), point.vector.begin() + count),
                          point.vector.size()});
    }
    endInsertRows();
}

int PointsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PointsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size()) + 2;
}

QVariant PointsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() > 0 && index.column() < columnCount() - 1)
        return fieldData(row.payload, m_fields[static_cast<std::size_t>(index.column() - 1)], role);
    if (role == Qt::TextAlignmentRole) return alignment(false);
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(toQt(row.id)) : QVariant();
    if (role == Qt::DisplayRole) return vectorText(row.head, row.dimension);
    if (role == Qt::ToolTipRole) return tr("%n dimension(s)", nullptr, static_cast<int>(row.dimension));
    return {};
}

QVariant PointsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    if (section == 0) return tr("Id");
    if (section == columnCount() - 1) return tr("Vector");
    return toQt(m_fields[static_cast<std::size_t>(section - 1)]);
}

bool PointsModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_more && !m_asked && m_rows.size() < mostRows;
}

void PointsModel::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent)) return;
    m_asked = true;
    Q_EMIT wanted();
}

void HitsModel::setHits(std::vector<RankedHit> hits, bool ranked) {
    beginResetModel();
    m_hits = std::move(hits);
    m_ranked = ranked;
    m_fields.clear();
    for (const RankedHit& each : m_hits) addFields(each.hit.payload, m_fields);
    endResetModel();
}

int HitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

int HitsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : fixedColumns() + static_cast<int>(m_fields.size());
}

QVariant HitsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const RankedHit& hit = m_hits[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (column >= fixedColumns())
        return fieldData(hit.hit.payload, m_fields[static_cast<std::size_t>(column - fixedColumns())],
                         role);
    if (role == Qt::TextAlignmentRole) return alignment(column != Id);
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case Rank: return groupedCount(static_cast<qulonglong>(index.row()) + 1);
        case Id: return toQt(hit.hit.id);
        case Score: return sensibleNumber(hit.hit.score, digits);
        case Fidelity: return sensibleNumber(hit.fidelity, digits);
        case StoreRank: return groupedCount(hit.classicalRank + 1);
        default: return {};
    }
}

QVariant HitsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (section >= fixedColumns())
        return role == Qt::DisplayRole ? toQt(m_fields[static_cast<std::size_t>(section - fixedColumns())])
                                       : QVariant();
    if (role == Qt::TextAlignmentRole) return alignment(section != Id);
    if (role == Qt::ToolTipRole && section == Fidelity)
        return tr(
            "Fidelity of its state with that of the query: 1 is the same state, 0 is told apart by one "
            "measurement");
    if (role == Qt::ToolTipRole && section == StoreRank) return tr("Where the store's own order has it");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Rank: return tr("Rank");
        case Id: return tr("Id");
        case Score: return tr("Score");
        case Fidelity: return tr("Fidelity");
        case StoreRank: return tr("Rank before");
        default: return {};
    }
}

QString payloadText(const PayloadValue& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        return *yes ? PointsModel::tr("yes") : PointsModel::tr("no");
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return isolated(QLocale().toString(*whole));
    if (const auto* real = std::get_if<double>(&value)) return sensibleNumber(*real);
    return toQt(std::get<std::string>(value));
}

QString vectorText(const std::vector<float>& components, std::size_t dimension) {
    QStringList parts;
    for (std::size_t i = 0; i < std::min(components.size(), shownComponents); ++i)
        parts << sensibleNumber(static_cast<double>(components[i]), 4);
    if (dimension > shownComponents) parts << QStringLiteral("…");
    return parts.join(QStringLiteral(", "));
}

}  // namespace qstore::ui
