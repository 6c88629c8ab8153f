// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>
#include <functional>
#include <utility>

#include "ui/training/training_draft.h"

namespace qstore::ui {

/// One field of the Train page's form changed; successive changes of the same field merge.
class SettingsCommand : public QUndoCommand {
public:
    using Apply = std::function<void(const TrainingDraft&)>;
    SettingsCommand(Apply apply, TrainingDraft before, TrainingDraft after, const QString& what)
        : QUndoCommand(what),
          m_apply(std::move(apply)),
          m_before(std::move(before)),
          m_after(std::move(after)) {}
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = dynamic_cast<const SettingsCommand*>(other);
        if (next == nullptr || next->text() != text()) return false;
        m_after = next->m_after;
        setObsolete(m_before == m_after);
        return true;
    }

private:
    Apply m_apply;
    TrainingDraft m_before, m_after;
};

}  // namespace qstore::ui
