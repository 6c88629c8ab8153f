// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

#include "core/exchange/stream_order.h"
#include "core/exchange/streamed_points.h"
#include "ui/controllers/data_choice.h"
#include "ui/controllers/training_feed.h"

namespace qstore::ui {

class OpenStores;

/// The points that are asked for. Parse for a filter that cannot be read, InvalidArgument without a
/// collection.
Result<StreamRequest> streamRequest(const DataChoice& data);

/// Opens the points of a run that is streamed, in a worker. How far it is goes to the feed.
class StreamWork {
public:
    /// Without `stores` such runs are refused.
    StreamWork(std::shared_ptr<OpenStores> stores, std::shared_ptr<TrainingFeed> feed, std::stop_token stop)
        : m_stores(std::move(stores)), m_feed(std::move(feed)), m_stop(std::move(stop)) {}

    /// Reads the collection, has a model chosen and gives both to the order.
    Status fill(TrainingOrder& order, const StreamRequest& request, const Workspace& workspace,
                const ModelChooser& choose);
    /// For a run that goes on; Corrupt where the collection has changed.
    Result<std::shared_ptr<StreamedData>> reopen(const StreamConfig& stream, const Recipe& recipe,
                                                 const FittedRecipe& fitted);
    /// What was opened; null for nothing.
    std::shared_ptr<StreamedPoints> points() const {
        return std::dynamic_pointer_cast<StreamedPoints>(m_opened);
    }

private:
    Result<std::shared_ptr<VectorStore>> open(const std::string& store) const;
    RunControl control(const std::string& place, StreamReading::Step step) const;

    std::shared_ptr<OpenStores> m_stores;
    std::shared_ptr<TrainingFeed> m_feed;
    std::stop_token m_stop;
    std::shared_ptr<StreamedData> m_opened;
};

}  // namespace qstore::ui
