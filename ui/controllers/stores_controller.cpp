// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/stores_controller.h"

#include <algorithm>
#include <utility>

#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr int progressMs = 50;

const QString local = QString::fromLatin1(localStoreName);

/// What ended early, by a person or a network, and not because it could never work.
bool canGoOn(const Status& status) {
    if (status) return false;
    switch (status.error().code) {
        case ErrorCode::Cancelled:
        case ErrorCode::Io:
        case ErrorCode::Busy:
        case ErrorCode::Failed:
        case ErrorCode::ResourceExhausted: return true;
        default: return false;
    }
}

}  // namespace

/// Something done to a store. Doing it again, or back, is a task like any other.
class StoreStep : public QUndoCommand {
public:
    StoreStep(StoresController& controller, const QString& text, std::string store,
              StoresController::Work undo, StoresController::Work redo)
        : QUndoCommand(text),
          m_controller(controller),
          m_store(std::move(store)),
          m_undo(std::move(undo)),
          m_redo(std::move(redo)) {}

    void undo() override {
        m_controller.add({StoresController::tr("Undo of %1").arg(text()), m_store, m_undo, true});
    }
    void redo() override {
        // The first time it is done already.
        if (std::exchange(m_done, true))
            m_controller.add({StoresController::tr("Once more: %1").arg(text()), m_store, m_redo, true});
    }

private:
    StoresController& m_controller;
    const std::string m_store;
    const StoresController::Work m_undo, m_redo;
    bool m_done = false;
};

StoresController::StoresController(WorkspaceSession& session, StoreAccess access, QObject* parent)
    : QObject(parent), m_session(session), m_connections(std::move(access)), m_store(local) {
    m_timer.setInterval(progressMs);
    connect(&m_timer, &QTimer::timeout, this, &StoresController::takeProgress);
    connect(&session, &WorkspaceSession::workspaceAboutToChange, this, &StoresController::closeWorkspace);
    connect(&session, &WorkspaceSession::workspaceChanged, this, &StoresController::openWorkspace);
    connect(&m_connections, &StoreConnections::changed, this, [this] {
        if (!isLocal() && m_connections.find(m_store) == nullptr) return showStore(local);
        Q_EMIT collectionsChanged();
    });
    connect(&m_connections, &StoreConnections::keyChanged, this, [this](const QString& name) {
        if (name == m_store) reload();
    });
    connect(&m_reading, &NewestWork::failed, this,
            [this](const Error& error) { apply(tl::unexpected<Error>(error)); });
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        end({}, {tl::unexpected<Error>(error), {}});
    });
    openWorkspace();
}

StoresController::~StoresController() = default;

bool StoresController::isLocal() const {
    return m_store == local;
}

void StoresController::openWorkspace() {
    const auto workspace = m_session.workspace();
    stores()->setLocal(workspace == nullptr ? nullptr
                                            : std::make_shared<LocalStore>(workspacePoints(workspace)));
    reload();
}

void StoresController::closeWorkspace() {
    m_reading.dropAndJoin();
    m_waiting.clear();
    m_job.cancelAndJoin();
    m_timer.stop();
    m_undo.clear();
    m_resume = nullptr;
    m_error.reset();
    stores()->setLocal(nullptr);
    m_store = local;
    m_collection.clear();
    m_collections.clear();
    m_read = false;
    setState(State::Idle);
    Q_EMIT collectionsChanged();
    Q_EMIT collectionChanged();
}

void StoresController::showStore(const QString& name) {
    if (name == m_store) return;
    m_store = name;
    m_collection.clear();
    m_collections.clear();
    m_read = false;
    Q_EMIT collectionsChanged();
    Q_EMIT collectionChanged();
    read();
}

void StoresController::showCollection(const QString& name) {
    if (name == m_collection) return;
    m_collection = name;
    Q_EMIT collectionChanged();
}

const CollectionInfo* StoresController::current() const {
    const auto found =
        std::find_if(m_collections.begin(), m_collections.end(),
                     [this](const CollectionInfo& info) { return toQt(info.spec.name) == m_collection; });
    return found == m_collections.end() ? nullptr : &*found;
}

void StoresController::reload() {
    if (isLocal() && m_session.workspace() == nullptr) return;
    read();
}

void StoresController::read() {
    m_reading.run([this, open = stores(),
                   name = fromQt(m_store)](const std::stop_token& stop) -> BackgroundJob::Completion {
        Result<std::vector<CollectionInfo>> infos = [&]() -> Result<std::vector<CollectionInfo>> {
            QSTORE_TRY(const auto store, open->open(name));
            return store->collections(RunControl{stop, {}});
        }();
        return [this, infos = std::move(infos)] { apply(infos); };
    });
}

void StoresController::apply(Result<std::vector<CollectionInfo>> collections) {
    const CollectionInfo* shown = current();
    const auto before = shown == nullptr ? std::nullopt : std::optional(*shown);
    const bool touched = std::exchange(m_touched, false) || !m_read;
    m_read = true;
    m_readError.reset();
    m_collections.clear();
    if (collections)
        m_collections = std::move(*collections);
    else
        m_readError = collections.error();
    const CollectionInfo* now = current();
    if (now == nullptr && !m_collections.empty()) {
        m_collection = toQt(m_collections.front().spec.name);
        now = current();
    }
    if (now == nullptr) m_collection.clear();
    Q_EMIT collectionsChanged();
    const bool same = before && now != nullptr && before->spec == now->spec && before->count == now->count;
    if (touched || !same) Q_EMIT collectionChanged();
}

void StoresController::addStep(const QString& text, const std::string& store, Work undo, Work redo) {
    m_undo.push(new StoreStep(*this, text, store, std::move(undo), std::move(redo)));
}

void StoresController::add(Task task) {
    m_waiting.push_back(std::move(task));
    next();
}

void StoresController::next() {
    if (m_job.isRunning() || m_waiting.empty()) return;
    const Task task = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_task = task.title;
    m_done = m_total = 0;
    m_error.reset();
    m_progress = std::make_shared<Progress>();
    m_timer.start();
    m_job.start([this, task, open = stores(),
                 progress = m_progress](const std::stop_token& stop) -> BackgroundJob::Completion {
        const RunControl control{stop, [progress](std::uint64_t done, std::uint64_t total) {
                                     progress->total = total;
                                     progress->done = done;
                                 }};
        const auto store = open->open(task.store);
        Ended ended = store ? task.work(**store, control) : Ended{tl::unexpected<Error>(store.error()), {}};
        return [this, task, ended = std::move(ended)] { end(task, ended); };
    });
    setState(State::Running);
}

void StoresController::end(const Task& task, const Ended& ended) {
    takeProgress();
    m_timer.stop();
    const Status status = ended.status && ended.finish ? ended.finish() : ended.status;
    const bool stopped = !status && status.error().code == ErrorCode::Cancelled;
    if (!status && !stopped) m_error = status.error();
    if (!status && task.isUndo) {
        // Nobody knows any more what the steps before it would undo.
        m_undo.clear();
        if (m_error)
            m_error->hint +=
                (m_error->hint.empty() ? "" : "; ") + fromQt(tr("earlier steps cannot be undone any more"));
    }
    setState(m_error ? State::Failed : State::Idle);
    if (ended.then) ended.then();
    m_touched = true;
    reload();
    next();
}

void StoresController::takeProgress() {
    if (m_progress == nullptr) return;
    const std::uint64_t done = m_progress->done;
    const std::uint64_t total = m_progress->total;
    if (done == m_done && total == m_total) return;
    m_done = done;
    m_total = total;
    Q_EMIT progressed();
}

void StoresController::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

void StoresController::cancel() {
    if (m_state != State::Running) return;
    m_job.requestStop();
    setState(State::Cancelling);
}

void StoresController::create(const CollectionSpec& spec) {
    const std::string store = fromQt(m_store);
    const QString name = toQt(spec.name);
    const Work make = [spec](VectorStore& stores, const RunControl& control) -> Ended {
        return {stores.createCollection(spec, control), {}};
    };
    const Work unmake = [spec](VectorStore& stores, const RunControl& control) -> Ended {
        const auto now = stores.collection(spec.name, control);
        if (!now) return {tl::unexpected<Error>(now.error()), {}};
        if (now->count > 0)
            return {fail(ErrorCode::Unsupported,
                         "'" + spec.name + "' holds " + std::to_string(now->count) + " points by now",
                         "drop it, if they may go too"),
                    {}};
        return {stores.dropCollection(spec.name, control), {}};
    };
    add({tr("Making %1").arg(name), store,
         [this, make, unmake, store, name](VectorStore& stores, const RunControl& control) {
             Ended ended = make(stores, control);
             if (ended.status)
                 ended.then = [this, make, unmake, store, name] {
                     m_undo.push(
                         new StoreStep(*this, tr("new collection %1").arg(name), store, unmake, make));
                     if (toQt(store) == m_store) m_collection = name;
                 };
             return ended;
         }});
}

void StoresController::drop() {
    const CollectionInfo* info = current();
    if (info == nullptr) return;
    if (!isLocal()) return Q_EMIT dropAsked(m_collection, info->count);
    add({tr("Dropping %1").arg(m_collection), fromQt(m_store),
         [this, store = fromQt(m_store), name = info->spec.name, count = info->count,
          workspace = m_session.workspace()](VectorStore& stores, const RunControl& control) -> Ended {
             auto kept = keepCollection(stores, name, control);
             if (!kept) return {tl::unexpected<Error>(kept.error())};
             if (!*kept) return {{}, [this, name, count] { Q_EMIT dropAsked(toQt(name), count); }};
             const auto pushedAs = rememberedPush(*workspace, store, name);
             if (!pushedAs) return {tl::unexpected<Error>(pushedAs.error())};
             if (const Status dropped = stores.dropCollection(name, control); !dropped) return {dropped};
             const Status forgotten = forgetPush(*workspace, store, name);
             return {forgotten, [this, store, kept = std::move(**kept), as = *pushedAs] {
                         afterDrop(store, kept, as);
                     }};
         }});
}

void StoresController::afterDrop(const std::string& store, KeptCollection kept,
                                 std::optional<PointsOrder> pushedAs) {
    const QString name = toQt(kept.spec.name);
    const auto whole = std::make_shared<const KeptCollection>(std::move(kept));
    m_undo.push(new StoreStep(
        *this, tr("dropping of %1").arg(name), store,
        [whole, store, workspace = m_session.workspace(), as = std::move(pushedAs)](
            VectorStore& stores, const RunControl& control) -> Ended {
            const Status back = bringBack(stores, *whole, control);
            if (!back || !as) return {back};
            return {rememberPush(*workspace, store, whole->spec.name, *as)};
        },
        [whole, store, workspace = m_session.workspace()](VectorStore& stores,
                                                          const RunControl& control) -> Ended {
            const Status dropped = stores.dropCollection(whole->spec.name, control);
            return {dropped ? forgetPush(*workspace, store, whole->spec.name) : dropped};
        }));
    Q_EMIT m_session.undoOffered(tr("Collection %1 dropped").arg(name), &m_undo);
}

void StoresController::dropForEver() {
    if (m_collection.isEmpty()) return;
    add({tr("Dropping %1").arg(m_collection), fromQt(m_store),
         [store = fromQt(m_store), name = fromQt(m_collection), workspace = m_session.workspace()](
             VectorStore& stores, const RunControl& control) -> Ended {
             const Status dropped = stores.dropCollection(name, control);
             if (!dropped || workspace == nullptr) return {dropped};
             return {forgetPush(*workspace, store, name)};
         }});
}

void StoresController::remove(std::vector<std::string> ids) {
    if (ids.empty() || m_collection.isEmpty()) return;
    const std::string store = fromQt(m_store);
    const std::string name = fromQt(m_collection);
    add({tr("Deleting %n point(s)", nullptr, static_cast<int>(ids.size())), store,
         [this, store, name, ids = std::move(ids)](VectorStore& stores,
                                                   const RunControl& control) -> Ended {
             auto found = stores.fetch(name, ids, control);
             if (!found) return {tl::unexpected<Error>(found.error()), {}};
             const Status removed = removePoints(stores, name, ids, control);
             if (!removed) return {removed, {}};
             const auto kept = std::make_shared<const std::vector<Point>>(std::move(*found));
             return {{}, [this, store, name, ids, kept] {
                         const QString text =
                             tr("%n point(s) deleted", nullptr, static_cast<int>(kept->size()));
                         m_undo.push(new StoreStep(
                             *this, tr("deletion in %1").arg(toQt(name)), store,
                             [name, kept](VectorStore& again, const RunControl& run) -> Ended {
                                 return {putPoints(again, name, *kept, run), {}};
                             },
                             [name, ids](VectorStore& again, const RunControl& run) -> Ended {
                                 return {removePoints(again, name, ids, run), {}};
                             }));
                         Q_EMIT m_session.undoOffered(text, &m_undo);
                     }};
         }});
}

void StoresController::prepare() {
    if (m_collection.isEmpty()) return;
    add({tr("Preparing the index of %1").arg(m_collection), fromQt(m_store),
         [name = fromQt(m_collection)](VectorStore& stores, const RunControl& control) -> Ended {
             return {stores.prepare(name, control), {}};
         }});
}

void StoresController::push(PushOrder order) {
    m_resume = nullptr;
    order.store = fromQt(m_store);
    const std::string store = order.store;
    add({tr("Pushing %1 into %2").arg(toQt(order.points.dataset), toQt(order.collection)), store,
         [this, order = std::move(order)](VectorStore& stores, const RunControl& control) -> Ended {
             Pushed pushed = pushRows(stores, order, control);
             // What would be lost is asked about instead of being called a failure.
             const bool asks =
                 !order.create && !pushed.status && pushed.status.error().code == ErrorCode::AlreadyExists;
             if (asks) return {Status(), [this, order] { Q_EMIT replaceAsked(order); }};
             const Status status = pushed.status;
             return {status, [this, order, pushed = std::move(pushed)] { afterPush(order, pushed); }};
         }});
}

void StoresController::afterPush(const PushOrder& order, const Pushed& done) {
    if (canGoOn(done.status)) {
        PushOrder rest = order;
        if (done.created) rest.create.reset();
        m_resume = [this, rest] {
            showStore(toQt(rest.store));
            push(rest);
        };
        Q_EMIT stateChanged();
    }
    if (done.created || (done.before && (!done.status || done.written > 0))) {
        const auto whole = std::make_shared<const std::pair<PushOrder, Pushed>>(order, done);
        m_undo.push(new StoreStep(
            *this, tr("push of %1").arg(toQt(order.points.dataset)), order.store,
            [whole](VectorStore& stores, const RunControl& control) -> Ended {
                return {undoPush(stores, whole->first, whole->second, control)};
            },
            [whole](VectorStore& stores, const RunControl& control) -> Ended {
                return {pushRows(stores, whole->first, control).status};
            }));
    }
    if ((done.status || done.created) && toQt(order.store) == m_store)
        m_collection = toQt(order.collection);
    Q_EMIT pushed(toQt(order.collection), done);
}

void StoresController::resume() {
    if (!m_resume || m_state == State::Running || m_state == State::Cancelling) return;
    const auto again = std::exchange(m_resume, nullptr);
    again();
}

void StoresController::pull(const QString& dataset, const std::optional<Filter>& filter) {
    if (m_collection.isEmpty() || m_session.workspace() == nullptr) return;
    m_resume = nullptr;
    add({tr("Pulling %1").arg(m_collection), fromQt(m_store),
         [this, order = orderOfPull(dataset, filter)](VectorStore& stores,
                                                      const RunControl& control) -> Ended {
             auto pulled = pullPoints(stores, order, control);
             if (pulled) {
                 const auto got = std::make_shared<PulledPoints>(std::move(*pulled));
                 return {{}, {}, [this, order, got] { return storePulled(order, *got); }};
             }
             const Status status = tl::unexpected<Error>(pulled.error());
             return {status, [this, order, status] { afterPull(order, status); }};
         }});
}

PullTask StoresController::orderOfPull(const QString& dataset, const std::optional<Filter>& filter) const {
    const StoreConnection* connection = m_connections.find(m_store);
    PullTask order;
    order.workspace = m_session.workspace();
    order.store = fromQt(m_store);
    order.place = connection == nullptr ? order.workspace->path().string() : connection->endpoint;
    order.collection = fromQt(m_collection);
    order.dataset = fromQt(dataset);
    order.filter = filter;
    return order;
}

Status StoresController::storePulled(const PullTask& order, PulledPoints& got) {
    const QString dataset = toQt(order.dataset);
    QSTORE_CHECK(m_session.addDataset(dataset, got.table, toQt(order.source()), got.recipe));
    QSTORE_CHECK(got.part.removeFile());
    Q_EMIT pulled(dataset, got.table.rows());
    return {};
}

void StoresController::afterPull(const PullTask& order, const Status& status) {
    if (!canGoOn(status)) return;
    m_resume = [this, order] {
        showStore(toQt(order.store));
        showCollection(toQt(order.collection));
        pull(toQt(order.dataset), order.filter);
    };
    Q_EMIT stateChanged();
}

void StoresController::compare(const QString& otherStore, const QString& otherCollection) {
    if (m_collection.isEmpty()) return;
    const QString leftText = m_collection;
    add({tr("Comparing %1 with %2").arg(m_collection, otherCollection), fromQt(m_store),
         [this, leftText, otherCollection, open = stores(), left = fromQt(m_collection),
          rightStore = fromQt(otherStore),
          right = fromQt(otherCollection)](VectorStore& stores, const RunControl& control) -> Ended {
             const auto other = open->open(rightStore);
             if (!other) return {tl::unexpected<Error>(other.error()), {}};
             auto found = compareCollections(stores, left, **other, right, control);
             if (!found) return {tl::unexpected<Error>(found.error()), {}};
             return {{}, [this, leftText, otherCollection, found = std::move(*found)] {
                         Q_EMIT compared(leftText, otherCollection, found);
                     }};
         }});
}

}  // namespace qstore::ui
