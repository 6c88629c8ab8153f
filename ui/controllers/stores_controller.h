// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/stores/vector_store.h"
#include "ui/controllers/store_connections.h"
#include "ui/stores/file_work.h"
#include "ui/stores/newest_work.h"
#include "ui/stores/pull_work.h"
#include "ui/stores/store_work.h"

namespace qstore::ui {

class WorkspaceSession;

/// Stores, which collection of which is looked at, and everything that changes them. Changes run in the
/// background, one after the other, and can be undone where a step of undo can hold what was there.
class StoresController : public QObject {
    Q_OBJECT
public:
    enum class State : std::uint8_t { Idle, Running, Cancelling, Failed };

    StoresController(WorkspaceSession& session, StoreAccess access, QObject* parent = nullptr);
    ~StoresController() override;

    StoreConnections& connections() { return m_connections; }
    WorkspaceSession& session() { return m_session; }
    QUndoStack& undoStack() { return m_undo; }

    /// "local", or the name of a connection.
    const QString& store() const { return m_store; }
    bool isLocal() const;
    /// Of that store, by name, as last read.
    const std::vector<CollectionInfo>& collections() const { return m_collections; }
    /// False until the store has answered.
    bool isRead() const { return m_read; }
    const std::optional<Error>& readError() const { return m_readError; }
    /// That is looked at; null for none.
    const CollectionInfo* current() const;
    const QString& collection() const { return m_collection; }
    void showStore(const QString& name);
    void showCollection(const QString& name);
    /// Asks the store again.
    void reload();
    /// For workers.
    std::shared_ptr<OpenStores> stores() const { return m_connections.stores(); }

    void create(const CollectionSpec& spec);
    /// That is looked at. dropAsked() where it could not be undone.
    void drop();
    void dropForEver();
    void remove(std::vector<std::string> ids);
    void prepare();
    /// Into the store that is shown.
    void push(PushOrder order);
    /// Stored and selected as a dataset; pulled() follows. Pages that came are kept when it is stopped.
    void pull(const QString& dataset, const std::optional<Filter>& filter);
    /// compared() follows.
    void compare(const QString& otherStore, const QString& otherCollection);

    // Whole files in the store that is shown; Unsupported where it cannot hold them.
    /// fileKept() follows.
    void keepFile(const QString& kind, const QString& subject);
    /// Under the name `as`, or the one it had. fileRestored() follows.
    void restoreFile(const QString& name, const QString& as);
    /// forgetAsked() where it could not be undone.
    void forgetFile(const QString& name);
    void forgetFileForEver(const QString& store, const QString& name);

    State state() const { return m_state; }
    /// What runs, or ran last.
    const QString& task() const { return m_task; }
    std::uint64_t done() const { return m_done; }
    std::uint64_t total() const { return m_total; }
    const std::optional<Error>& error() const { return m_error; }
    void cancel();
    /// A push or pull that was stopped goes on where it was.
    bool canResume() const { return static_cast<bool>(m_resume); }
    void resume();

Q_SIGNALS:
    /// Another store is shown, or its collections are others.
    void collectionsChanged();
    /// Another collection is shown, or what is in it has changed.
    void collectionChanged();
    void stateChanged();
    void progressed();
    void pushed(const QString& collection, const qstore::ui::Pushed& pushed);
    void pulled(const QString& dataset, quint64 rows);
    void compared(const QString& left, const QString& right, const qstore::CollectionComparison& found);
    /// The collection holds points that were pushed in another way; nothing is written yet.
    void replaceAsked(const qstore::ui::PushOrder& order);
    void dropAsked(const QString& collection, quint64 points);
    /// `changed` is false where the same bytes were there already.
    void fileKept(const QString& file, bool changed);
    void fileRestored(const QString& file, const QString& kind, const QString& name);
    void forgetAsked(const QString& store, const QString& file);

private:
    friend class StoreStep;
    struct Ended {
        Status status;
        std::function<void()> then{};      ///< in the window's thread, whatever the status
        std::function<Status()> finish{};  ///< the same, before; only after success
    };
    using Work = std::function<Ended(VectorStore& store, const RunControl& control)>;
    struct Task {
        QString title;
        std::string store;
        Work work;
        bool isUndo = false;
    };
    struct Progress {
        std::atomic<std::uint64_t> done{0}, total{0};
    };

    void openWorkspace();
    void closeWorkspace();
    void read();
    void apply(Result<std::vector<CollectionInfo>> collections);
    void add(Task task);
    void next();
    void end(const Task& task, const Ended& ended);
    void takeProgress();
    void setState(State state);
    void afterPush(const PushOrder& order, const Pushed& pushed);
    void afterDrop(const std::string& store, KeptCollection kept, std::optional<PointsOrder> pushedAs);
    PullTask orderOfPull(const QString& dataset, const std::optional<Filter>& filter) const;
    Status storePulled(const PullTask& order, PulledPoints& got);
    void afterPull(const PullTask& order, const Status& status);
    /// Something was done; the step says how to undo it and do it again.
    void addStep(const QString& text, const std::string& store, Work undo, Work redo);
    using ByteWork = std::function<Ended(ByteStore& files, const RunControl& control)>;
    static Work overFiles(const std::string& store, ByteWork work);
    void afterKeep(const std::string& store, const FileTask& task, FileWork work);
    void afterForget(const std::string& store, HeldFile held);
    Ended restoredHere(const QString& file, const QString& as, DatasetContent content);
    void afterRestore(const std::string& store, const QString& file, const RestoredFile& restored);

    WorkspaceSession& m_session;
    StoreConnections m_connections;
    QUndoStack m_undo;
    QString m_store, m_collection;
    std::vector<CollectionInfo> m_collections;
    bool m_read = false;
    bool m_touched = false;  ///< something was done since it was read
    std::optional<Error> m_readError;

    State m_state = State::Idle;
    QString m_task;
    std::uint64_t m_done = 0, m_total = 0;
    std::optional<Error> m_error;
    std::function<void()> m_resume;  ///< empty: nothing was interrupted
    std::deque<Task> m_waiting;
    std::shared_ptr<Progress> m_progress;
    QTimer m_timer;
    NewestWork m_reading;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
