// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/edit_words.h"

#include <QCoreApplication>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

const char* wordsOf(StateEditKind kind) {
    switch (kind) {
        case StateEditKind::CreateRecord: return QT_TRANSLATE_NOOP("StateEdits", "New record %1");
        case StateEditKind::UpdateRecord: return QT_TRANSLATE_NOOP("StateEdits", "Change a context of %1");
        case StateEditKind::RemoveContext: return QT_TRANSLATE_NOOP("StateEdits", "Remove a context of %1");
        case StateEditKind::SetPayload: return QT_TRANSLATE_NOOP("StateEdits", "Note of %1");
        case StateEditKind::SetTier: return QT_TRANSLATE_NOOP("StateEdits", "Tier of %1");
        case StateEditKind::ArchiveRecord: return QT_TRANSLATE_NOOP("StateEdits", "Archive %1");
        case StateEditKind::RestoreRecord: return QT_TRANSLATE_NOOP("StateEdits", "Restore %1");
        case StateEditKind::RemoveRecord: return QT_TRANSLATE_NOOP("StateEdits", "Remove record %1");
        case StateEditKind::Sweep: return QT_TRANSLATE_NOOP("StateEdits", "Sweep");
        case StateEditKind::SetOptions:
            return QT_TRANSLATE_NOOP("StateEdits", "Capacity and coherence times");
        case StateEditKind::CreateRegister: return QT_TRANSLATE_NOOP("StateEdits", "New register %1");
        case StateEditKind::ReplaceRegister: return QT_TRANSLATE_NOOP("StateEdits", "State of register %1");
        case StateEditKind::RenameRegister: return QT_TRANSLATE_NOOP("StateEdits", "Rename register %1");
        case StateEditKind::RemoveRegister: return QT_TRANSLATE_NOOP("StateEdits", "Remove register %1");
        case StateEditKind::CreateGroup: return QT_TRANSLATE_NOOP("StateEdits", "New group %1");
        case StateEditKind::RemoveGroup: return QT_TRANSLATE_NOOP("StateEdits", "Remove group %1");
        case StateEditKind::AddMember: return QT_TRANSLATE_NOOP("StateEdits", "Add a record to %1");
        case StateEditKind::RemoveMember: return QT_TRANSLATE_NOOP("StateEdits", "Take a record out of %1");
        case StateEditKind::SetStrength: return QT_TRANSLATE_NOOP("StateEdits", "Strength in %1");
        case StateEditKind::ApplyToGroup: return QT_TRANSLATE_NOOP("StateEdits", "Change records of %1");
    }
    return "";
}

}  // namespace

QString stateEditText(const StateEditHead& edit) {
    const QString words = QCoreApplication::translate("StateEdits", wordsOf(edit.kind));
    return words.contains(QLatin1String("%1")) ? words.arg(toQt(edit.subject)) : words;
}

}  // namespace qstore::ui
