// SPDX-License-Identifier: Apache-2.0
#include "core/backends/provider_factory.h"

#include "core/backends/ibm_provider.h"
#include "core/backends/ionq_provider.h"

namespace qstore {
namespace {

using Made = Result<std::shared_ptr<const Provider>>;

Made makeIonq(const BackendProfile& profile, const Secret& key,
              std::shared_ptr<const HttpTransport> transport) {
    IonqOptions options;
    if (!profile.endpoint.empty()) options.endpoint = profile.endpoint;
    options.key = key;
    return makeIonqProvider(std::move(options), std::move(transport));
}

Made makeIbm(const BackendProfile& profile, const Secret& key,
             std::shared_ptr<const HttpTransport> transport, std::shared_ptr<Clock> clock) {
    IbmOptions options;
    options.endpoint = profile.endpoint;
    options.tokenEndpoint = profile.tokenEndpoint;
    options.instance = profile.instance;
    options.key = key;
    QSTORE_TRY(std::shared_ptr<const Provider> made,
               makeIbmProvider(std::move(options), std::move(transport), std::move(clock)));
    return made;
}

}  // namespace

Made makeProvider(const BackendProfile& profile, const Secret& key,
                  std::shared_ptr<const HttpTransport> transport, std::shared_ptr<Clock> clock) {
    switch (profile.provider) {
        case ProviderKind::Ionq: return makeIonq(profile, key, std::move(transport));
        case ProviderKind::Ibm: return makeIbm(profile, key, std::move(transport), std::move(clock));
    }
    return fail(ErrorCode::Unsupported, "the profile '" + profile.name + "' names an unknown provider",
                "choose ionq or ibm");
}

}  // namespace qstore
