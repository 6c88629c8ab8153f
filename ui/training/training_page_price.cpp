// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "core/learning/train_config.h"

#include "ui/support/inline_message.h"
#include "ui/training/price_details.h"
#include "ui/training/price_tag.h"
#include "ui/training/price_text.h"
#include "ui/training/run_view.h"
#include "ui/training/training_page.h"
#include "ui/training/training_settings.h"

namespace qstore::ui {
namespace {

/// The same weights by name and shape: what one learned, the other can start from.
bool sameWeights(const Model& a, const Model& b) {
    if (a.weightCount() != b.weightCount()) return false;
    const std::vector<double> zeros(a.weightCount(), 0.0);
    const auto first = a.tensors(zeros), second = b.tensors(zeros);
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [](const NamedTensor& one, const NamedTensor& other) {
                          return one.name == other.name && one.shape == other.shape;
                      });
}

/// A machine that costs money must not spend more than the number that somebody has agreed to.
void capAt(MachineConfig& machine, double upToUsd) {
    const double cap = std::ceil(upToUsd * 100.0) / 100.0;
    machine.maxCostUsd = machine.maxCostUsd > 0.0 ? std::min(machine.maxCostUsd, cap) : cap;
}

}  // namespace

void TrainingPage::buildPrice() {
    m_priceDetails = new PriceDetails(*m_price, this);
    // Without devices everything is computed, and free.
    m_priceDetails->hide();
    if (m_devices != nullptr) m_run->addTab(m_priceDetails, tr("Price"));
    connect(m_tag, &PriceTag::detailsRequested, this, [this] { m_run->showTab(m_priceDetails); });
    connect(m_tag, &PriceTag::localRequested, this, &TrainingPage::trainLocally);
    connect(m_tag, &PriceTag::fineTuneRequested, this, [this](const QString& run) {
        begin({fromQt(run), {}});
    });
    connect(m_tag, &PriceTag::capRequested, this, [this] { m_settings->editCap(); });
    connect(m_tag, &PriceTag::confirmed, this,
            [this](std::optional<double> upToUsd) { begin(m_from, true, upToUsd); });
    connect(m_priceDetails, &PriceDetails::wayChosen, this, &TrainingPage::useWay);
    connect(m_price, &PriceController::changed, this, [this] {
        updateTrainButton();
        m_tag->setFineTunable(runToFineTune());
    });
}

void TrainingPage::begin(const StartConfig& from, bool agreed, std::optional<double> upToUsd) {
    m_message->clear();
    if (const Status typed = m_settings->commit(); !typed) {
        m_message->showError(typed.error());
        return;
    }
    TrainConfig config = m_settings->config();
    config.start = from;
    if (const Status valid = checkTrainConfig(config); !valid) {
        m_message->showError(valid.error());
        return;
    }
    const DataChoice rows = m_settings->dataChoice();
    if (rows.streamed && !mayStream(rows, config)) return;
    m_from = from;
    if (!config.machine.backend.empty() && !mayStart(agreed)) return;
    if (agreed && upToUsd) capAt(config.machine, *upToUsd);
    m_controller.start(m_settings->circuitChoice(), config, rows);
}

/// Money is spent only at a price that is known, within the cap, and that a person has agreed to.
bool TrainingPage::mayStart(bool agreed) {
    using State = PriceController::State;
    const DeviceChoice* device = m_settings->device();
    const bool costsNothing = device != nullptr && (device->isLocal() || device->practice);
    if (m_price->state() == State::Failed) {
        m_message->showError(m_price->error());
        return false;
    }
    const TrainingPrice* price = m_price->price();
    if (price == nullptr) {
        if (costsNothing || m_price->state() == State::Nothing) return true;
        m_message->showInfo(tr("The price is still being counted."), tr("Train again in a moment."));
        return false;
    }
    if (const QString obstacle = priceObstacle(*price); !obstacle.isEmpty()) {
        m_message->showWarning(obstacle, tr("Raise the cap, or take fewer shots, rows or epochs."));
        return false;
    }
    if (price->isFree() || agreed) return true;
    m_tag->ask();
    return false;
}

void TrainingPage::trainLocally() {
    m_message->clear();
    TrainConfig config = m_settings->config();
    config.machine = {};
    const bool gradients = config.optimizer.kind != OptimizerKind::Spsa &&
                           config.optimizer.kind != OptimizerKind::Rotosolve &&
                           config.optimizer.kind != OptimizerKind::Cobyla;
    // The same gradient, found without shots.
    if (gradients && config.gradient == GradientMethod::ParameterShift)
        config.gradient = GradientMethod::Adjoint;
    m_controller.start(m_settings->circuitChoice(), config, m_settings->dataChoice());
}

void TrainingPage::useWay(GradientMethod method, std::uint64_t shots) {
    TrainingDraft draft = m_settings->draft();
    draft.config.gradient = method;
    draft.config.machine.shots = shots;
    draft.config.machine.mostShots = 0;
    m_settings->apply(draft, tr("Use %1 with %2 shots")
                                 .arg(method == GradientMethod::Spsa ? tr("SPSA") : tr("parameter shift"),
                                      QString::number(shots)));
}

/// A finished run that was computed here, of the same data and with the weights that the form asks for.
QString TrainingPage::runToFineTune() const {
    const TrainingPrice* price = m_price->price();
    const auto& run = m_controller.run();
    const auto training = m_controller.trainingSession();
    if (price == nullptr || !run || !training || !m_controller.report()) return {};
    if (!run->config.machine.backend.empty() || run->dataset != m_session.currentDataset()) return {};
    return sameWeights(*price->model, training->model()) ? run->id : QString();
}

void TrainingPage::updateTrainButton() {
    using State = PriceController::State;
    const bool busy = m_controller.isBusy();
    bool enabled = !busy && hasRows();
    QString text = tr("Train"), help = tr("Train with these settings (Ctrl+Return)");
    if (!hasRows()) help = rowsText();
    const DeviceChoice* device = m_settings->device();
    const bool costsNothing = device != nullptr && (device->isLocal() || device->practice);
    const TrainingPrice* price = m_price->price();
    if (m_price->state() == State::Counting && !costsNothing) {
        text = tr("Train · counting…");
        enabled = false;
        help = tr("The price is being counted");
    } else if (m_price->state() == State::Failed) {
        enabled = false;
        help = toQt(m_price->error().message);
    } else if (price != nullptr) {
        const QString obstacle = priceObstacle(*price);
        text = obstacle.isEmpty() ? tr("Train · %1").arg(priceText(*price))
               : price->cost.usd  ? obstacle
                                  : tr("Price unknown");
        enabled = enabled && obstacle.isEmpty();
        help = obstacle.isEmpty() ? tr("%1 (Ctrl+Return)").arg(priceSummary(*price)) : obstacle;
    }
    m_train->setText(text);
    m_train->setToolTip(help);
    m_train->setEnabled(enabled);
}

}  // namespace qstore::ui
