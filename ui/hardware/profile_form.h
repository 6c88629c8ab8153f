// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/backends/profile.h"
#include "core/base/result.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace qstore::ui {

class InlineMessage;
class Prompts;

/// The fields of one account, and what is wrong with them, at the field and in words above it.
class ProfileForm : public QWidget {
    Q_OBJECT
public:
    ProfileForm(Prompts& prompts, QWidget* parent = nullptr);

    void setProfile(const BackendProfile& profile);
    /// What the fields say, as it was typed; see completeProfile().
    BackendProfile profile() const;
    /// Completed and checked; an error is shown until the fields change.
    Result<BackendProfile> checked();
    /// One that came from outside: a name that is taken, a file that cannot be written.
    void showError(const Error& error);
    void clearError();
    void setReadOnly(bool readOnly);
    void focusName();

Q_SIGNALS:
    /// By a person.
    void edited();

private:
    void buildFields();
    void buildMore();
    QLineEdit* addLine(QFormLayout* form, const char* name, const QString& label, const QString& help);
    void showProvider();
    void chooseRegion(int index);
    void chooseCaFile();
    void fieldEdited();
    QWidget* fieldOf(const Error& error) const;

    Prompts& m_prompts;
    InlineMessage* m_message = nullptr;
    QFormLayout* m_form = nullptr;
    QFormLayout* m_moreForm = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_provider = nullptr;
    QLineEdit* m_endpoint = nullptr;
    QComboBox* m_region = nullptr;
    QLineEdit* m_instance = nullptr;
    QToolButton* m_more = nullptr;
    QWidget* m_moreBox = nullptr;
    QLineEdit* m_tokenEndpoint = nullptr;
    QLineEdit* m_proxy = nullptr;
    QLineEdit* m_caFile = nullptr;
    QToolButton* m_chooseCa = nullptr;
    QSpinBox* m_jobs = nullptr;
    QCheckBox* m_practice = nullptr;
    bool m_filling = false;
};

}  // namespace qstore::ui
