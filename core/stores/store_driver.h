// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/secret.h"
#include "core/base/step_state.h"
#include "core/stores/store_connection.h"
#include "core/stores/vector_store.h"

namespace qstore {

enum class KeyNeed : std::uint8_t { None, Optional, Required };

/// One more thing a kind of store wants to know of a connection.
struct StoreSetting {
    std::string name;                  ///< "namespace"
    std::string title;                 ///< "Namespace", for a form's label
    std::string help;                  ///< one sentence
    std::string standard;              ///< what holds when nothing is said; may be empty
    std::vector<std::string> choices;  ///< empty: any text

    bool operator==(const StoreSetting&) const = default;
};

/// What a driver reaches, as forms and help show it.
struct StoreKind {
    std::string id;                ///< "qdrant"
    std::string title;             ///< "Qdrant"
    std::string endpointExample;   ///< "https://host:6333"
    std::string standardEndpoint;  ///< what an empty endpoint stands for; empty: it must be given
    std::string keyTitle;          ///< "API key", "Password"
    KeyNeed key = KeyNeed::Optional;
    std::vector<StoreSetting> settings;
};

/// What must hold for a connection to be of use, in this order.
enum class StoreStep : std::uint8_t {
    Host,         ///< the host is found and answers
    Tls,          ///< it proves who it is, or the connection stays on this machine
    Key,          ///< it knows the key
    Version,      ///< the service is one this driver speaks with, with what it needs (an extension, say)
    Collections,  ///< the key may see the collections
};
/// "host", "tls", "key", "version", "collections".
QSTORE_EXPORT std::string_view storeStepName(StoreStep step);

struct StoreTestStep {
    StoreStep step = StoreStep::Host;
    StepState state = StepState::NotTried;
    std::string detail;  ///< what was found, or what went wrong
    std::string cure;    ///< of Failed: what to do
    std::int64_t elapsedMs = 0;
};
/// Called when a step begins and when it is over, from the thread that tests.
using StoreTestSink = std::function<void(const StoreTestStep&)>;

/// A kind of store and the way to open one. Thread-safe; outlives the stores it opens.
class QSTORE_EXPORT StoreDriver {
public:
    virtual ~StoreDriver() = default;
    virtual const StoreKind& kind() const = 0;

    /// Fills in what was left out, in one spelling, and checks everything that can be said without network
    /// or disk: the URL and its scheme (TLS, except on this machine), no password inside, known settings.
    /// InvalidArgument names the field and the way out.
    virtual Result<StoreConnection> complete(StoreConnection connection) const = 0;
    /// The host a key of this connection is shown to, lower case, without port; keys are bound to it.
    virtual std::string keyHost(const StoreConnection& connection) const = 0;
    /// Opens without waiting for the network: the first call of the store connects.
    virtual Result<std::shared_ptr<VectorStore>> open(const StoreConnection& connection,
                                                      const Secret& key) const = 0;
    /// All five steps, always; those after one that failed are NotTried. No text holds the key, which is
    /// sent in the third step at the earliest.
    virtual std::vector<StoreTestStep> test(const StoreConnection& connection, const Secret& key,
                                            const RunControl& control, const StoreTestSink& sink) const = 0;
};

}  // namespace qstore
