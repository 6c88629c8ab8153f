// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <optional>

#include "ui/controllers/price_controller.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace qstore::ui {

class ElidedLabel;

/// One line about what the training that is set up will cost, with ways to see more and to spend less. It
/// is also where a person is asked before money is spent: in place, nothing else is blocked.
class PriceTag : public QFrame {
    Q_OBJECT
public:
    explicit PriceTag(PriceController& price, QWidget* parent = nullptr);

    /// Asks before a start that is paid; a yes is for that one start.
    void ask();
    bool isAsking() const { return m_asking; }
    /// A finished local run whose weights fit; empty = none, then training locally first is offered.
    void setFineTunable(const QString& run);
    /// While a training runs nothing can be started.
    void setBusy(bool busy);
    QString text() const;

Q_SIGNALS:
    void detailsRequested();
    void localRequested();
    void fineTuneRequested(const QString& run);
    /// The person agreed to spend up to the number that was shown; nothing = at any price.
    void confirmed(std::optional<double> upToUsd);
    void capRequested();

private:
    void build();
    QWidget* buildOffer();
    QWidget* buildQuestion();
    void refresh();
    void showOffers();

    PriceController& m_price;
    QStackedWidget* m_stack = nullptr;
    ElidedLabel* m_text = nullptr;
    QPushButton* m_details = nullptr;
    QPushButton* m_local = nullptr;
    QPushButton* m_fineTune = nullptr;
    QLabel* m_question = nullptr;
    QPushButton* m_confirm = nullptr;
    QString m_fineTunable;
    std::optional<double> m_upToUsd;  ///< what the question says; nothing = any price
    bool m_asking = false, m_busy = false;
};

}  // namespace qstore::ui
