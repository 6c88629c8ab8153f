// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_store.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

/// The file's store behind a network that may be down.
class FarStore : public VectorStore {
public:
    FarStore(std::shared_ptr<FakeStores> all) : m_all(std::move(all)), m_store(m_all->store()) {}

    Capabilities capabilities() const override { return m_store->capabilities(); }
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override {
        QSTORE_CHECK(m_all->answer());
        return m_store->collections(control);
    }
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override {
        QSTORE_CHECK(m_all->answer());
        return m_store->collection(name, control);
    }
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override {
        return m_store->createCollection(spec, control);
    }
    Status dropCollection(const std::string& name, const RunControl& control) override {
        return m_store->dropCollection(name, control);
    }
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override {
        QSTORE_CHECK(m_all->write(points.size()));
        return m_store->upsert(collection, std::move(points), control);
    }
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override {
        return m_store->query(collection, query, control);
    }
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override {
        return m_store->fetch(collection, ids, control);
    }
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override {
        return m_store->scroll(collection, request, control);
    }
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override {
        return m_store->remove(collection, ids, control);
    }
    Status prepare(const std::string& collection, const RunControl& control) override {
        return m_store->prepare(collection, control);
    }
    ByteStore* bytes() override { return &m_all->files(); }

private:
    std::shared_ptr<FakeStores> m_all;
    std::shared_ptr<VectorStore> m_store;
};

class FarDriver : public StoreDriver {
public:
    explicit FarDriver(std::shared_ptr<FakeStores> all) : m_all(std::move(all)) {
        m_kind.id = "far";
        m_kind.title = "Far";
        m_kind.endpointExample = "https://host";
        m_kind.keyTitle = "API key";
        m_kind.settings = {{"namespace", "Namespace", "Where its points are", "main", {}}};
    }
    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override {
        if (connection.name.empty())
            return fail(ErrorCode::InvalidArgument, "the connection has no name", "give it one");
        if (connection.endpoint.rfind("https://", 0) != 0)
            return fail(ErrorCode::InvalidArgument,
                        "the endpoint '" + connection.endpoint + "' is unencrypted",
                        "begin it with https://");
        return connection;
    }
    std::string keyHost(const StoreConnection&) const override { return "far.example"; }
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection&, const Secret&) const override {
        return std::make_shared<FarStore>(m_all);
    }
    std::vector<StoreTestStep> test(const StoreConnection&, const Secret&, const RunControl&,
                                    const StoreTestSink& sink) const override {
        std::vector<StoreTestStep> steps;
        bool failed = false;
        for (const StoreStep each : {StoreStep::Host, StoreStep::Tls, StoreStep::Key, StoreStep::Version,
                                     StoreStep::Collections}) {
            StoreTestStep step;
            step.step = each;
            if (!failed) {
                step.state = StepState::Running;
                sink(step);
                failed = each == StoreStep::Key && m_all->keyFails();
                step.state = failed ? StepState::Failed : StepState::Passed;
                if (failed) step.cure = "give another key";
                sink(step);
            }
            steps.push_back(step);
        }
        return steps;
    }

private:
    std::shared_ptr<FakeStores> m_all;
    StoreKind m_kind;
};

}  // namespace

FakeStores::FakeStores(const QString& path) {
    auto file = Workspace::open(fromQt(path), true);
    if (!file) qFatal("%s", file.error().message.c_str());
    m_store = std::make_shared<LocalStore>(workspacePoints(*file));
}

StoreAccess FakeStores::access() {
    const auto driver = std::make_shared<FarDriver>(shared_from_this());
    StoreAccess access;
    access.kinds = [driver] { return std::vector<StoreKind>{driver->kind()}; };
    access.driver = [driver](const std::string& kind) -> Result<std::shared_ptr<const StoreDriver>> {
        if (kind != "far") return fail(ErrorCode::NotFound, "no plugin for '" + kind + "'", "Install it.");
        return driver;
    };
    access.connections = [this] { return connections(); };
    access.keep = [this](const StoreConnection& connection) -> Status {
        const std::scoped_lock lock(m_mutex);
        m_connections = {connection};
        return {};
    };
    access.forget = [this](const std::string&) -> Status {
        const std::scoped_lock lock(m_mutex);
        m_connections.clear();
        return {};
    };
    access.key = [this](const StoreConnection&) -> Result<Secret> {
        const std::scoped_lock lock(m_mutex);
        return m_keys.empty() ? Secret() : m_keys.back();
    };
    access.keepKey = [this](const StoreConnection&, const Secret& key) -> Status {
        const std::scoped_lock lock(m_mutex);
        m_keys.push_back(key);
        return {};
    };
    return access;
}

Result<std::vector<StoreConnection>> FakeStores::connections() {
    const std::scoped_lock lock(m_mutex);
    return m_connections;
}

QStringList FakeStores::keys() {
    const std::scoped_lock lock(m_mutex);
    QStringList all;
    for (const Secret& key : m_keys) all << toQt(key.reveal());
    return all;
}

std::size_t FakeStores::written() {
    const std::scoped_lock lock(m_mutex);
    return m_written;
}

void FakeStores::vanish(bool gone) {
    const std::scoped_lock lock(m_mutex);
    m_gone = gone;
}

void FakeStores::failKey() {
    const std::scoped_lock lock(m_mutex);
    m_keyFails = true;
}

bool FakeStores::keyFails() {
    const std::scoped_lock lock(m_mutex);
    return m_keyFails;
}

void FakeStores::holdAfter(int writes) {
    const std::scoped_lock lock(m_mutex);
    m_writesLeft = writes;
    m_released = false;
}

bool FakeStores::isHolding() {
    const std::scoped_lock lock(m_mutex);
    return m_holding;
}

void FakeStores::release() {
    const std::scoped_lock lock(m_mutex);
    m_released = true;
    m_changed.notify_all();
}

Status FakeStores::answer() {
    const std::scoped_lock lock(m_mutex);
    if (m_gone) return fail(ErrorCode::Io, "far.example does not answer", "try again later");
    return {};
}

Status FakeStores::write(std::size_t points) {
    std::unique_lock lock(m_mutex);
    if (m_writesLeft == 0) {
        m_holding = true;
        m_changed.wait(lock, [this] { return m_released; });
        m_holding = false;
        m_writesLeft = -1;
        return cancelled();
    }
    if (m_writesLeft > 0) --m_writesLeft;
    m_written += points;
    return {};
}

}  // namespace qstore::ui
