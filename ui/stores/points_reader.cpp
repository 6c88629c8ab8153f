// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/points_reader.h"

#include <algorithm>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr std::size_t pagePoints = 200;

}  // namespace

PointsReader::PointsReader(StoresController& stores, QObject* parent) : QObject(parent), m_stores(stores) {
    connect(&m_work, &NewestWork::failed, this, &PointsReader::failed);
    connect(&stores.session(), &WorkspaceSession::workspaceAboutToChange, this,
            [this] { m_work.dropAndJoin(); });
}

void PointsReader::begin() {
    m_cursor.clear();
    Q_EMIT begun();
    if (m_stores.current() == nullptr) return m_work.drop();
    read({});
}

void PointsReader::setFilter(const std::optional<Filter>& filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    begin();
}

void PointsReader::readNext() {
    if (!m_cursor.empty() && !m_work.isRunning()) read(m_cursor);
}

void PointsReader::read(const std::string& cursor) {
    ScrollRequest request;
    request.cursor = cursor;
    request.limit = pagePoints;
    request.filter = m_filter;
    request.withVectors = true;
    m_work.run([this, request, open = m_stores.stores(), name = fromQt(m_stores.store()),
                collection = fromQt(m_stores.collection())](
                   const std::stop_token& stop) mutable -> BackgroundJob::Completion {
        Result<qstore::Page> page = [&]() -> Result<qstore::Page> {
            QSTORE_TRY(const auto store, open->open(name));
            request.limit =
                std::max<std::size_t>(1, std::min(request.limit, store->capabilities().maxPagePoints));
            return store->scroll(collection, request, RunControl{stop, {}});
        }();
        return [this, page = std::move(page)] {
            if (!page) return Q_EMIT failed(page.error());
            m_cursor = page->nextCursor;
            Q_EMIT pageRead(page->points, !m_cursor.empty());
        };
    });
}

}  // namespace qstore::ui
