// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_head.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/states/state_words.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

QString noteOf(StateKind kind) {
    switch (kind) {
        case StateKind::Record: return recordNote();
        case StateKind::Register: return registerNote();
        case StateKind::Group: break;
    }
    return groupNote();
}

}  // namespace

StateHead::StateHead(const Theme& theme, StateKind kind, const QString& word, QWidget* parent)
    : QWidget(parent), m_title(titleLabel({}, this)), m_facts(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_title->setObjectName(word + QStringLiteral("Title"));
    row->addWidget(m_title);
    row->addWidget(new KindBadge(theme, kind, this));
    row->addStretch();
    column->addLayout(row);
    auto* note = secondaryLabel(noteOf(kind), this);
    note->setWordWrap(true);
    column->addWidget(note);
    m_facts->setObjectName(word + QStringLiteral("Facts"));
    m_facts->setWordWrap(true);
    m_facts->hide();
    column->addWidget(m_facts);
}

void StateHead::setTitle(const QString& title) {
    m_title->setText(title);
}

void StateHead::setFacts(const QString& facts) {
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
}

}  // namespace qstore::ui
