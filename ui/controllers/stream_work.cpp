// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/stream_work.h"

#include "ui/controllers/store_connections.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

Result<StreamRequest> streamRequest(const DataChoice& data) {
    if (data.collection.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    "no collection of the store '" + fromQt(data.store) + "' is chosen",
                    "choose one, or train on a dataset");
    StreamRequest request{fromQt(data.store), fromQt(data.collection), {}, fromQt(data.target.trimmed())};
    if (const QString filter = data.filter.trimmed(); !filter.isEmpty()) {
        QSTORE_TRY(request.filter, parseFilter(fromQt(filter)));
    }
    return request;
}

Result<std::shared_ptr<VectorStore>> StreamWork::open(const std::string& store) const {
    if (m_stores) return m_stores->open(store);
    return fail(ErrorCode::Unsupported, "the store '" + store + "' cannot be reached from here",
                "train on a dataset");
}

RunControl StreamWork::control(const std::string& place, StreamReading::Step step) const {
    m_feed->reads({toQt(place), step, 0, 0});
    return {m_stop, [feed = m_feed, place, step](std::uint64_t done, std::uint64_t total) {
                feed->reads({toQt(place), step, done, total});
            }};
}

Status StreamWork::fill(TrainingOrder& order, const StreamRequest& request, const Workspace& workspace,
                        const ModelChooser& choose) {
    const std::string place = request.store + "/" + request.collection;
    // A keychain may keep us waiting.
    const RunControl ids = control(place, StreamReading::Step::Ids);
    QSTORE_TRY(auto store, open(request.store));
    QSTORE_TRY(OpenedStream opened, openStream(std::move(store), request, workspace, ids));
    QSTORE_TRY(const Recipe recipe, opened.index.recipe());
    QSTORE_TRY(order.choice, chooseForStream(opened.index, recipe, choose));
    QSTORE_CHECK(attachStream(std::move(opened), order, control(place, StreamReading::Step::Ranges)));
    m_opened = order.stream;
    return {};
}

Result<std::shared_ptr<StreamedData>> StreamWork::reopen(const StreamConfig& stream, const Recipe& recipe,
                                                         const FittedRecipe& fitted) {
    const RunControl ids = control(stream.place(), StreamReading::Step::Ids);
    QSTORE_TRY(auto store, open(stream.store));
    QSTORE_TRY(m_opened, reopenStream(std::move(store), stream, recipe, fitted, ids));
    return m_opened;
}

}  // namespace qstore::ui
