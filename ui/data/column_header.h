// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace qstore::ui {

/// A two-line header: name, then type and role. Sections grow when their texts or the font need more room.
class ColumnHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ColumnHeader(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;

protected:
    bool event(QEvent* event) override;
    QSize sectionSizeFromContents(int section) const override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    void widenSections();
    QString text(int section) const;
    QString detail(int section) const;

    QMetaObject::Connection m_textsChanged;
};

}  // namespace qstore::ui
