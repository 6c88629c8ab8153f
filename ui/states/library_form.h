// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/states/record_library.h"
#include "ui/states/action_form.h"

class QLabel;
class QSpinBox;

namespace qstore::ui {

class SpanField;
class StatesController;

/// How many records the library holds, and how long they stay coherent.
class LibraryForm : public ActionForm {
    Q_OBJECT
public:
    explicit LibraryForm(StatesController& states, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void cancelled();

private:
    SpanField* addSpan(const QString& name, const char* objectName);
    /// Shows what holds now; what somebody is typing stays while that is the same.
    void refresh();
    void show(const RecordLibraryOptions& options);
    Result<RecordLibraryOptions> entered() const;
    void set();

    StatesController& m_states;
    std::optional<RecordLibraryOptions> m_shown;
    QSpinBox* m_capacity = nullptr;
    QLabel* m_places = nullptr;
    SpanField* m_long = nullptr;
    SpanField* m_medium = nullptr;
    SpanField* m_short = nullptr;
};

}  // namespace qstore::ui
