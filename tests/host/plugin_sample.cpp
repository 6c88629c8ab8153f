// SPDX-License-Identifier: GPL-3.0-or-later
// One source for several plugins, each with metadata of its own (tests/host/CMakeLists.txt): a store plugin
// whose driver reaches nothing. Where QSTORE_TEST_WITNESS names a file, its code leaves a line there as
// soon as any of it runs. Where QSTORE_TEST_GATE is the number of an open socket, its object says there
// that it is being made, and waits for an answer.
#include <unistd.h>

#include <QtCore/QObject>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>

#include "plugins/api/store_plugin.h"

namespace qstore {
namespace {

class SampleDriver final : public StoreDriver {
public:
    SampleDriver() {
        m_kind.id = QSTORE_SAMPLE_KIND;
        m_kind.title = "Sample";
    }
    const StoreKind& kind() const override { return m_kind; }
    Result<StoreConnection> complete(StoreConnection connection) const override { return connection; }
    std::string keyHost(const StoreConnection&) const override { return "sample.invalid"; }
    Result<std::shared_ptr<VectorStore>> open(const StoreConnection&, const Secret&) const override {
        return fail(ErrorCode::Unsupported, "a sample reaches nothing");
    }
    std::vector<StoreTestStep> test(const StoreConnection&, const Secret&, const RunControl&,
                                    const StoreTestSink&) const override {
        return {};
    }

private:
    StoreKind m_kind;
};

/// Runs when the library is loaded, before anybody can ask it anything.
struct Witness {
    Witness() {
        if (const char* file = std::getenv("QSTORE_TEST_WITNESS"))
            std::ofstream(file, std::ios::app) << QSTORE_SAMPLE_KIND << '\n';
#ifdef QSTORE_SAMPLE_ABORTS
        std::abort();
#endif
#ifdef QSTORE_SAMPLE_EXITS
        std::_Exit(0);
#endif
    }
};
const Witness witness;

void waitIfAsked() {
    const char* const gate = std::getenv("QSTORE_TEST_GATE");
    if (gate == nullptr) return;
    const int socket = std::stoi(gate);
    char byte = 'y';
    if (::write(socket, &byte, 1) != 1 || ::read(socket, &byte, 1) != 1) std::abort();
}

void throwIfAsked() {
#ifdef QSTORE_SAMPLE_THROWS
    throw QSTORE_SAMPLE_THROWS;
#endif
}

}  // namespace

class SamplePlugin final : public QObject, public StorePlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QSTORE_SAMPLE_IID FILE "sample.json")
    Q_INTERFACES(qstore::StorePlugin)

public:
    SamplePlugin() {
        waitIfAsked();
        throwIfAsked();
    }
    std::shared_ptr<const StoreDriver> driver() const override { return m_driver; }

private:
    std::shared_ptr<const StoreDriver> m_driver = std::make_shared<SampleDriver>();
};

}  // namespace qstore

#include "plugin_sample.moc"
