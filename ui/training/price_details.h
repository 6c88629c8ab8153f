// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/price_controller.h"

class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace qstore::ui {

class CurveChart;

/// Everything the price of the training is made of: what is counted, how, at whose price and of which day;
/// what each epoch adds; and the ways to a gradient as exact as is wanted, the cheapest first.
class PriceDetails : public QWidget {
    Q_OBJECT
public:
    explicit PriceDetails(PriceController& price, QWidget* parent = nullptr);

    /// While a training runs its settings stay.
    void setBusy(bool busy);

Q_SIGNALS:
    /// A way was chosen: this method with so many shots.
    void wayChosen(qstore::GradientMethod method, qulonglong shots);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildSums();
    QWidget* buildEpochs();
    QWidget* buildWays();
    void refresh();
    void showSums(const TrainingPrice& price);
    void showEpochs(const TrainingPrice& price);
    void showWays();
    void updateUse();
    const GradientOption* selectedWay() const;
    QString whyNotUse(const GradientOption& option) const;
    void addLine(const QString& name, const QString& value, const QString& help = {});

    PriceController& m_price;
    QStackedWidget* m_stack;
    QLabel* m_sentence;
    QFormLayout* m_sums = nullptr;
    CurveChart* m_epochs = nullptr;
    QDoubleSpinBox* m_error = nullptr;
    QLabel* m_waysNote = nullptr;
    QTableWidget* m_ways = nullptr;
    QPushButton* m_use = nullptr;
    bool m_busy = false;
};

}  // namespace qstore::ui
