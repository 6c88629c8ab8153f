// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/states/kind_badge.h"

class QLabel;

namespace qstore::ui {

class Theme;

/// Above each view: the name, the badge and the sentence that say which kind of thing it is, and facts.
class StateHead : public QWidget {
    Q_OBJECT
public:
    /// Labels are called `<word>Title` and `<word>Facts`.
    StateHead(const Theme& theme, StateKind kind, const QString& word, QWidget* parent);

    void setTitle(const QString& title);
    /// None where there is nothing to say.
    void setFacts(const QString& facts);

private:
    QLabel *m_title, *m_facts;
};

}  // namespace qstore::ui
