// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/states/state_library.h"
#include "ui/states/action_form.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;

namespace qstore::ui {

class StatesController;

/// What can be done with one record.
class RecordActions : public ActionForm {
    Q_OBJECT
public:
    explicit RecordActions(StatesController& states, QWidget* parent = nullptr);

    void showRecord(const QString& id);
    void chooseContext(const QString& context);

Q_SIGNALS:
    /// Undo brings it back.
    void removed(const QString& name);
    void answered(const qstore::ContextAnswer& answer);
    /// A register was made of the contexts.
    void registerMade(const QString& name);

private:
    void buildMeasure();
    void buildContext();
    void buildNote();
    void buildLife();
    void refresh();
    void showContext(const QString& name);
    void measure();
    void setContext();
    void superpose();
    void showNote(const std::string& note);
    void setNote();
    bool change(const std::function<Status(StateLibrary&, const std::string&)>& work);

    StatesController& m_states;
    QString m_id;
    QComboBox* m_context = nullptr;
    QLineEdit* m_editName = nullptr;
    QLineEdit* m_editVector = nullptr;
    QDoubleSpinBox* m_editWeight = nullptr;
    QPlainTextEdit* m_note = nullptr;
    std::string m_keptNote;
    QString m_noteText;  ///< of that, with the line ends of the field
    QComboBox* m_tier = nullptr;
    QPushButton* m_archive = nullptr;
    QPushButton* m_restore = nullptr;
    QLineEdit* m_registerName = nullptr;
};

/// Tiers in the order of RecordTier, with their coherence times; the one that was chosen stays.
void fillTiers(QComboBox& box, const CoherenceTimes& times);

}  // namespace qstore::ui
