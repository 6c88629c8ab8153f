// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows the Train page is about: the selected dataset, or the points of a collection.
#include <QLabel>
#include <QProgressBar>
#include <algorithm>
#include <limits>
#include <utility>

#include "core/exchange/streamed_points.h"
#include "core/learning/train_config.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/stores_controller.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"
#include "ui/training/run_view.h"
#include "ui/training/training_page.h"
#include "ui/training/training_settings.h"

namespace qstore::ui {

void TrainingPage::activated() {
    if (m_stores != nullptr) m_stores->connections().reload();
}

void TrainingPage::chooseCollection(const QString& store, const QString& collection,
                                    const QString& filter) {
    if (m_controller.isBusy()) {
        m_message->showInfo(tr("A training is running."),
                            tr("Choose %1 when it has ended.").arg(collection));
        return;
    }
    m_message->clear();
    TrainingDraft draft = m_settings->draft();
    const DataChoice before = std::exchange(draft.data, {true, store, collection, filter, {}});
    // The field to predict is one of the collection's.
    if (before.place() == draft.data.place()) draft.data.target = before.target;
    m_settings->apply(draft, tr("Choose %1").arg(draft.data.place()));
}

void TrainingPage::chooseDataset() {
    if (m_controller.isBusy()) return;
    TrainingDraft draft = m_settings->draft();
    draft.data.streamed = false;
    m_settings->apply(draft, tr("Choose the selected dataset"));
}

/// "iris", "local/flowers"; empty where there is nothing to train on.
QString TrainingPage::selectedRows() const {
    const DataChoice choice = m_settings->dataChoice();
    if (!choice.streamed) return m_session.currentTable() ? m_session.currentDataset() : QString();
    return choice.collection.isEmpty() ? QString() : choice.place();
}

QString TrainingPage::rowsText() const {
    const QString rows = selectedRows();
    if (m_settings->dataChoice().streamed)
        return rows.isEmpty() ? tr("No collection is chosen") : tr("%1 · streamed").arg(rows);
    return rows.isEmpty() ? tr("No dataset yet: open a sample on Home or import a table")
                          : tr("%1 · %2 rows").arg(rows, groupedCount(m_session.currentTable()->rows()));
}

void TrainingPage::updateDataset() {
    m_dataset->setText(rowsText());
    m_run->setSelected(selectedRows(), m_settings->dataChoice().streamed);
    updateButtons();
}

void TrainingPage::selectDatasetOfRun() {
    const auto& run = m_controller.run();
    // What is streamed is of no dataset.
    if (!run || !run->config.stream.store.empty() || run->dataset == m_session.currentDataset()) return;
    const auto datasets = m_session.workspace()->datasets();
    if (!datasets) {
        m_message->showError(datasets.error());
        return;
    }
    for (const DatasetInfo& info : *datasets) {
        // A table that was replaced under the same name is another one; the run's label says so.
        if (toQt(info.name) != run->dataset || info.hash != run->datasetHash) continue;
        const Status selected = m_session.selectDataset(run->dataset);
        if (!selected) m_message->showError(selected.error());
    }
}

/// Whether a training on streamed points may start like this; says why not.
bool TrainingPage::mayStream(const DataChoice& choice, const TrainConfig& config) {
    if (const Status may = checkStreamable(config); !may) {
        m_message->showError(may.error());
        return false;
    }
    if (config.machine.backend.empty()) return true;
    const DeviceChoice* device = m_settings->device();
    if (device != nullptr && (device->isLocal() || device->practice)) return true;
    m_message->showWarning(
        tr("What a training on the points of %1 would cost on %2 is not known: a price counts the circuits "
           "of all rows.")
            .arg(choice.place(), toQt(config.machine.backend)),
        tr("Pull the points as a dataset on the Stores page, or run it on this machine."));
    return false;
}

/// Points that cannot be learned from.
void TrainingPage::tellLeftOut() {
    const auto points = m_controller.points();
    const std::size_t without = points == nullptr ? 0 : points->index().withoutTarget();
    if (without == 0) return;
    m_message->showInfo(tr("%n point(s) have no “%1” and are left out.", nullptr, static_cast<int>(without))
                            .arg(toQt(points->index().target.name)));
}

QString TrainingPage::readingText() const {
    const StreamReading& reading = *m_controller.reading();
    constexpr std::uint64_t most = std::numeric_limits<int>::max();
    const int count = static_cast<int>(std::min(reading.done, most));
    const QString text = reading.step == StreamReading::Step::Ids
                             ? tr("Reading ids: %1 point(s)", nullptr, count)
                             : tr("Reading ranges: %1 point(s)", nullptr, count);
    return text.arg(groupedCount(reading.done));
}

void TrainingPage::showProgress() {
    constexpr int parts = 1000;
    if (const auto& reading = m_controller.reading()) {
        // Without a total it says that something goes on.
        const double share = reading->total == 0
                                 ? 0.0
                                 : static_cast<double>(reading->done) / static_cast<double>(reading->total);
        m_progress->setRange(0, reading->total == 0 ? 0 : parts);
        m_progress->setValue(static_cast<int>(share * parts));
    } else if (m_controller.run()) {
        const auto& history = m_controller.history();
        m_progress->setRange(0, static_cast<int>(m_controller.run()->config.epochs));
        m_progress->setValue(history.empty() ? 0 : static_cast<int>(history.back().epoch));
    }
}

}  // namespace qstore::ui
