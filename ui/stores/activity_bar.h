// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace qstore::ui {

class ElidedLabel;
class StoresController;

/// What is being done to a store: how far it is, how long it takes, and how to stop it or go on.
class ActivityBar : public QFrame {
    Q_OBJECT
public:
    explicit ActivityBar(StoresController& stores, QWidget* parent = nullptr);

    QPushButton* cancelButton() const { return m_cancel; }
    QPushButton* resumeButton() const { return m_resume; }

private:
    void refresh();
    void showProgress();

    StoresController& m_stores;
    ElidedLabel* m_title;
    QLabel* m_numbers;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_resume;
    QElapsedTimer m_since;
};

}  // namespace qstore::ui
