// SPDX-License-Identifier: GPL-3.0-or-later
// Runs whose rows stay in a store.
#include "ui/controllers/stream_work.h"
#include "ui/controllers/training_controller.h"

namespace qstore::ui {

void TrainingController::startStreamed(const CircuitChoice& choice, const TrainConfig& config,
                                       const DataChoice& data) {
    auto request = streamRequest(data);
    if (!request) {
        Q_EMIT failed(request.error());
        return;
    }
    launch(
        [workspace = m_session.workspace(), request = *std::move(request), drawn = m_session.circuit(),
         choice, config, plans = &m_session.plans()](Making& making) -> Session {
            TrainingOrder order;
            order.config = config;
            order.plans = plans;
            order.machine = making.machine;
            const ModelChooser choose = [&](const Table& rows, const Recipe& recipe) {
                return modelFor(choice, rows, recipe, drawn, *plans);
            };
            QSTORE_CHECK(making.rows.fill(order, request, *workspace, choose));
            making.description = toQt(order.choice.description);
            return TrainingSession::start(workspace, std::move(order));
        },
        State::Running);
}

void TrainingController::setReading(const std::optional<StreamReading>& reading) {
    if (m_reading == reading) return;
    m_reading = reading;
    Q_EMIT readingChanged();
}

}  // namespace qstore::ui
