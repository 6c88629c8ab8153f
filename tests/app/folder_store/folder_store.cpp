// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/folder_store/folder_store.h"

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"

namespace qstore::test {

namespace fs = std::filesystem;

Result<std::vector<KeptFile>> FolderBytes::files(const RunControl& control) {
    std::vector<KeptFile> list;
    if (!fs::exists(m_folder)) return list;
    for (const auto& entry : fs::directory_iterator(m_folder)) {
        if (entry.path().extension() != ".kind") continue;
        const std::string name = entry.path().stem().string();
        QSTORE_TRY(const std::string bytes, restore(name, control));
        QSTORE_TRY(const std::string kind, readFile(entry.path()));
        list.push_back({name, kind, sha256Hex(bytes), bytes.size(), 1});
    }
    std::sort(list.begin(), list.end(),
              [](const KeptFile& a, const KeptFile& b) { return a.name < b.name; });
    return list;
}

Result<KeptFile> FolderBytes::keep(const std::string& name, const std::string& kind, std::string_view bytes,
                                   const RunControl& /*control*/) {
    fs::create_directories(m_folder);
    QSTORE_CHECK(writeFileAtomically(m_folder / name, bytes));
    QSTORE_CHECK(writeFileAtomically(m_folder / (name + ".kind"), kind));
    return KeptFile{name, kind, sha256Hex(bytes), bytes.size(), 1};
}

Result<std::string> FolderBytes::restore(const std::string& name, const RunControl& /*control*/) {
    if (!fs::exists(m_folder / name))
        return fail(ErrorCode::NotFound, "there is no file '" + name + "'", "`files` lists them");
    return readFile(m_folder / name);
}

Result<bool> FolderBytes::forget(const std::string& name, const RunControl& /*control*/) {
    fs::remove(m_folder / (name + ".kind"));
    return fs::remove(m_folder / name);
}

Result<std::shared_ptr<FolderStore>> FolderStore::open(const fs::path& folder,
                                                       const FolderSettings& settings) {
    const std::shared_ptr<FolderStore> store(new FolderStore(folder, settings));
    QSTORE_TRY(auto workspace, Workspace::open(folder / "points.qstore", true));
    store->m_points = std::make_unique<LocalStore>(workspacePoints(std::move(workspace)));
    return store;
}

Status FolderStore::count(const RunControl& control) {
    return ++m_calls == m_settings.hold ? hold(control) : Status{};
}

Status FolderStore::hold(const RunControl& control) const {
    { std::ofstream(m_folder / "held") << "held\n"; }  // a pipe: waits for whoever reads it
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, control.stop, [] { return false; });
    return cancelled();
}

Capabilities FolderStore::capabilities() const {
    Capabilities can = m_points->capabilities();
    can.kind = "folder";
    can.exactQueries = m_settings.canBeExact;
    can.maxBatchPoints = can.maxPagePoints = m_settings.batch;
    return can;
}

Result<std::vector<CollectionInfo>> FolderStore::collections(const RunControl& control) {
    return m_points->collections(control);
}
Result<CollectionInfo> FolderStore::collection(const std::string& name, const RunControl& control) {
    return m_points->collection(name, control);
}
Status FolderStore::createCollection(const CollectionSpec& spec, const RunControl& control) {
    return m_points->createCollection(spec, control);
}
Status FolderStore::dropCollection(const std::string& name, const RunControl& control) {
    return m_points->dropCollection(name, control);
}
Status FolderStore::upsert(const std::string& collection, std::vector<Point> points,
                           const RunControl& control) {
    QSTORE_CHECK(count(control));
    return m_points->upsert(collection, std::move(points), control);
}
Result<QueryAnswer> FolderStore::query(const std::string& collection, const Query& query,
                                       const RunControl& control) {
    QSTORE_TRY(QueryAnswer answer, m_points->query(collection, query, control));
    answer.exact = answer.exact && m_settings.isExact;
    return answer;
}
Result<std::vector<Point>> FolderStore::fetch(const std::string& collection,
                                              const std::vector<std::string>& ids,
                                              const RunControl& control) {
    if (++m_fetches == m_settings.holdFetch) QSTORE_CHECK(hold(control));
    return m_points->fetch(collection, ids, control);
}
Result<Page> FolderStore::scroll(const std::string& collection, const ScrollRequest& request,
                                 const RunControl& control) {
    QSTORE_CHECK(count(control));
    return m_points->scroll(collection, request, control);
}
Result<std::size_t> FolderStore::remove(const std::string& collection, const std::vector<std::string>& ids,
                                        const RunControl& control) {
    return m_points->remove(collection, ids, control);
}
Status FolderStore::prepare(const std::string& collection, const RunControl& control) {
    return m_points->prepare(collection, control);
}

}  // namespace qstore::test
