// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <optional>

#include "core/backends/price_table.h"
#include "ui/controllers/circuit_run.h"
#include "ui/documents/circuit_document.h"
#include "ui/window/app_context.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace qstore::ui {

class BackendPicker;
class CountsView;
class InlineMessage;
class LiveState;
struct DeviceChoice;

/// Runs the drawn circuit on a backend, with its price on the button before it is pressed, and shows the
/// counts beside the exact probabilities. The context has devices and accounts.
class MeasuredPanel : public QWidget {
    Q_OBJECT
public:
    MeasuredPanel(AppContext& context, CircuitDocument& document, LiveState& live,
                  QWidget* parent = nullptr);
    ~MeasuredPanel() override;

    /// As the button does: what costs money, or may, is run by the second press.
    void run();
    void focusRunButton();
    /// What is chosen; null where it is not known now.
    const DeviceChoice* device() const;
    CircuitRun& circuitRun() { return m_run; }
    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What was asked about: a press means this and no other device, number of shots or price.
    struct Question {
        QString address, price;
        int shots = 0;
        friend bool operator==(const Question&, const Question&) = default;
    };
    QWidget* buildControls();
    /// Nothing where no money is spent.
    std::optional<Question> question(const DeviceChoice& choice) const;
    void takeBackQuestion();
    void updateSoon() { m_soon.start(); }
    void updateButton();
    std::optional<JobPrice> price(const DeviceChoice& choice) const;
    QString runText(const DeviceChoice& choice) const;
    void showRunning(bool running);
    void showResult();
    void showCaption();

    AppContext& m_context;
    CircuitDocument& m_document;
    LiveState& m_live;
    std::optional<PriceTable> m_prices;
    BackendPicker* m_picker = nullptr;
    QSpinBox* m_shots = nullptr;
    QPushButton* m_button = nullptr;
    QPushButton* m_cancel = nullptr;
    QLabel* m_state = nullptr;
    InlineMessage* m_message = nullptr;
    CountsView* m_view = nullptr;
    QLabel* m_caption = nullptr;
    std::optional<Question> m_asked;  ///< by the first press, until something changes
    bool m_changedSince = false;      ///< the circuit, since it was run
    QTimer m_soon;
    CircuitRun m_run;
};

}  // namespace qstore::ui
