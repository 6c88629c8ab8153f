// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files of a store, as tasks and steps of undo like those of its points.
#include <utility>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

StoresController::Work StoresController::overFiles(const std::string& store, ByteWork work) {
    return [store, work = std::move(work)](VectorStore& stores, const RunControl& control) -> Ended {
        const auto files = byteStoreOf(stores, store);
        return files ? work(**files, control) : Ended{tl::unexpected<Error>(files.error())};
    };
}

void StoresController::keepFile(const QString& kind, const QString& subject) {
    if (m_session.workspace() == nullptr) return;
    const std::string store = fromQt(m_store);
    const FileTask task{m_session.workspace(), fromQt(kind), fromQt(subject)};
    add({tr("Keeping %1").arg(subject), store,
         overFiles(store, [this, store, task](ByteStore& files, const RunControl& control) -> Ended {
             auto work = ui::keepFile(files, task, control);
             if (!work) return {tl::unexpected<Error>(work.error())};
             return {{}, [this, store, task, work = std::move(*work)] { afterKeep(store, task, work); }};
         })});
}

void StoresController::afterKeep(const std::string& store, const FileTask& task, FileWork work) {
    const QString name = toQt(work.file.name);
    const bool changed = work.changed;
    if (changed) {
        const auto whole = std::make_shared<const FileWork>(std::move(work));
        addStep(tr("keeping of %1").arg(name), store,
                overFiles(store,
                          [whole](ByteStore& files, const RunControl& control) -> Ended {
                              return {exchangeFile(files, whole->file.name, whole->file.sha256,
                                                   whole->before, control)};
                          }),
                overFiles(store, [task](ByteStore& files, const RunControl& control) -> Ended {
                    const auto again = ui::keepFile(files, task, control);
                    return {again ? Status() : Status(tl::unexpected<Error>(again.error()))};
                }));
    }
    Q_EMIT fileKept(name, changed);
}

void StoresController::forgetFile(const QString& name) {
    const std::string store = fromQt(m_store);
    add({tr("Forgetting %1").arg(name), store,
         overFiles(store, [this, store, name](ByteStore& files, const RunControl& control) -> Ended {
             auto held = holdFile(files, fromQt(name), control);
             if (!held) return {tl::unexpected<Error>(held.error())};
             if (!*held) return {{}, [this, store, name] { Q_EMIT forgetAsked(toQt(store), name); }};
             const Status gone =
                 exchangeFile(files, fromQt(name), (*held)->file.sha256, std::nullopt, control);
             if (!gone) return {gone};
             return {{}, [this, store, held = std::move(**held)] { afterForget(store, held); }};
         })});
}

void StoresController::afterForget(const std::string& store, HeldFile held) {
    const QString name = toQt(held.file.name);
    const auto whole = std::make_shared<const std::optional<HeldFile>>(std::move(held));
    addStep(tr("forgetting of %1").arg(name), store,
            overFiles(store,
                      [whole](ByteStore& files, const RunControl& control) -> Ended {
                          return {exchangeFile(files, (*whole)->file.name, {}, *whole, control)};
                      }),
            overFiles(store, [whole](ByteStore& files, const RunControl& control) -> Ended {
                const KeptFile& file = (*whole)->file;
                return {exchangeFile(files, file.name, file.sha256, std::nullopt, control)};
            }));
    Q_EMIT m_session.undoOffered(tr("%1 forgotten").arg(name), &m_undo);
}

void StoresController::forgetFileForEver(const QString& store, const QString& name) {
    add({tr("Forgetting %1").arg(name), fromQt(store),
         overFiles(fromQt(store), [name](ByteStore& files, const RunControl& control) -> Ended {
             const auto gone = files.forget(fromQt(name), control);
             return {gone ? Status() : Status(tl::unexpected<Error>(gone.error()))};
         })});
}

void StoresController::restoreFile(const QString& name, const QString& as) {
    if (m_session.workspace() == nullptr) return;
    const std::string store = fromQt(m_store);
    add({tr("Restoring %1").arg(name), store,
         overFiles(store,
                   [this, store, name, as, workspace = m_session.workspace()](
                       ByteStore& files, const RunControl& control) -> Ended {
                       auto dataset = readDatasetFile(files, fromQt(name), control);
                       if (!dataset) return {tl::unexpected<Error>(dataset.error())};
                       if (*dataset) return restoredHere(name, as, std::move(**dataset));
                       const auto restored =
                           qstore::restoreFile(files, *workspace, fromQt(name), fromQt(as), control);
                       if (!restored) return {tl::unexpected<Error>(restored.error())};
                       return {{}, [this, store, name, restored = *restored] {
                                   afterRestore(store, name, restored);
                               }};
                   })});
}

/// A dataset comes back in the window's thread, as one that was pulled: a step of undo of the Data page.
StoresController::Ended StoresController::restoredHere(const QString& file, const QString& as,
                                                       DatasetContent content) {
    const QString name = as.isEmpty() ? toQt(content.name) : as;
    const auto whole = std::make_shared<const DatasetContent>(std::move(content));
    return {{}, {}, [this, file, name, whole]() -> Status {
                QSTORE_CHECK(m_session.addDataset(name, whole->table, toQt(whole->source), whole->recipe));
                Q_EMIT fileRestored(file, toQt(kDatasetKind), name);
                return {};
            }};
}

void StoresController::afterRestore(const std::string& store, const QString& file,
                                    const RestoredFile& restored) {
    // A model brings its run along, and its rows where they were not here.
    Q_EMIT m_session.datasetsChanged();
    m_session.announceRunsChanged();
    m_session.announceModelsChanged();
    const auto version = m_session.workspace()->findModel(restored.name);
    if (restored.kind == kModelKind && version) {
        const auto move = [this, workspace = m_session.workspace(), name = version->name,
                           number = version->version](bool intoBin) -> Work {
            return [this, workspace, name, number, intoBin](VectorStore&, const RunControl&) -> Ended {
                return {
                    intoBin ? workspace->deleteModel(name, number) : workspace->restoreModel(name, number),
                    [this] { m_session.announceModelsChanged(); }};
            };
        };
        addStep(tr("restoring of %1").arg(file), store, move(true), move(false));
    }
    Q_EMIT fileRestored(file, toQt(restored.kind), toQt(restored.name));
}

}  // namespace qstore::ui
