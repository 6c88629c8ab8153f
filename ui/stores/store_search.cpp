// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/store_search.h"

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

/// Queries of a measurement: enough to tell the modes apart, few enough to wait for.
constexpr std::size_t measuredQueries = 20;

/// The question's own vector, and points spread over the first page of the collection.
Result<std::vector<std::vector<float>>> queriesOf(VectorStore& store, const std::string& collection,
                                                  const StoreQuestion& question,
                                                  const RunControl& control) {
    std::vector<std::vector<float>> queries;
    QSTORE_TRY(std::vector<float> own, vectorOf(store, collection, question, control));
    queries.push_back(std::move(own));
    ScrollRequest request;
    request.limit = std::min<std::size_t>(1000, store.capabilities().maxPagePoints);
    request.withVectors = true;
    request.withPayload = false;
    QSTORE_TRY(const qstore::Page page, store.scroll(collection, request, control));
    const std::size_t step = std::max<std::size_t>(1, page.points.size() / measuredQueries);
    for (std::size_t i = 0; i < page.points.size() && queries.size() < measuredQueries; i += step)
        queries.push_back(page.points[i].vector);
    return queries;
}

Result<std::vector<ModeQuality>> measureOn(VectorStore& store, const std::string& collection,
                                           const StoreQuestion& question, const RunControl& control) {
    QSTORE_TRY(const CollectionInfo info, store.collection(collection, control));
    QSTORE_TRY(const auto kernel, kernelFor(question.encoder, info.spec.dimension));
    QSTORE_TRY(const auto queries, queriesOf(store, collection, question, control));
    return measureModes(store, collection, *kernel, queries, question.topK, retrievalModes(), control);
}

}  // namespace

StoreSearch::StoreSearch(StoresController& stores, QObject* parent) : QObject(parent), m_stores(stores) {
    for (NewestWork* work : {&m_work, &m_measuring}) {
        connect(work, &NewestWork::failed, this, &StoreSearch::failed);
        connect(work, &NewestWork::runningChanged, this, &StoreSearch::runningChanged);
    }
    connect(&stores.session(), &WorkspaceSession::workspaceAboutToChange, this, [this] {
        m_work.dropAndJoin();
        m_measuring.dropAndJoin();
    });
}

void StoreSearch::ask(const StoreQuestion& question) {
    m_work.run([this, question, open = m_stores.stores(), name = fromQt(m_stores.store()),
                collection = fromQt(m_stores.collection())](
                   const std::stop_token& stop) -> BackgroundJob::Completion {
        Result<StoreAnswer> answer = [&]() -> Result<StoreAnswer> {
            QSTORE_TRY(const auto store, open->open(name));
            return answerQuestion(*store, collection, question, RunControl{stop, {}});
        }();
        return [this, answer = std::move(answer)] {
            if (answer) return Q_EMIT answered(*answer);
            if (answer.error().code != ErrorCode::Cancelled) Q_EMIT failed(answer.error());
        };
    });
}

void StoreSearch::measure(const StoreQuestion& question) {
    m_measuring.run([this, question, open = m_stores.stores(), name = fromQt(m_stores.store()),
                     collection = fromQt(m_stores.collection())](
                        const std::stop_token& stop) -> BackgroundJob::Completion {
        auto qualities = [&]() -> Result<std::vector<ModeQuality>> {
            QSTORE_TRY(const auto store, open->open(name));
            return measureOn(*store, collection, question, RunControl{stop, {}});
        }();
        return [this, qualities = std::move(qualities), topK = question.topK] {
            if (qualities) return Q_EMIT measured(*qualities, topK);
            if (qualities.error().code != ErrorCode::Cancelled) Q_EMIT failed(qualities.error());
        };
    });
}

void StoreSearch::cancel() {
    m_work.requestStop();
    m_measuring.requestStop();
}

void StoreSearch::drop() {
    m_work.drop();
    m_measuring.drop();
}

}  // namespace qstore::ui
