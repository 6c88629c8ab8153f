// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/backends/profile.h"
#include "core/base/entry_file.h"

namespace qstore {

QSTORE_EXPORT std::optional<ProviderKind> findProviderKind(std::string_view name);

/// "practice" and what begins with "practice-" names accounts of a practice cloud and nothing else, so that
/// their jobs are known as practice when the cloud and its account are gone.
QSTORE_EXPORT bool isPracticeName(std::string_view name);

/// Where a provider is reached: IonQ has one address, IBM one a region ("us-east", "eu-de"; empty is the
/// first). InvalidArgument for a region that the provider does not have.
QSTORE_EXPORT Result<std::string> defaultEndpoint(ProviderKind provider, std::string_view region = {});

/// What may be left out filled in, and URLs in one spelling: the provider's endpoint (not for a practice
/// account, which is at no provider), no slash at the
/// end, and the token endpoint of an IBM practice cloud, which is its own: a practice key must not be
/// sent to IBM.
QSTORE_EXPORT Result<BackendProfile> completeProfile(BackendProfile profile);

/// Everything that can be said of a profile without asking the network or the disk: the name's characters,
/// https (http for a practice cloud only), a practice cloud on this machine and nowhere else, no user name
/// or password inside a URL, an absolute CA file, an instance where IBM wants one. InvalidArgument names
/// the field and the way out.
QSTORE_EXPORT Status checkProfile(const BackendProfile& profile);

/// How messages speak of accounts.
const EntryWords& profileWords();

/// The file exists, can be read and holds a certificate; fine when none is named.
QSTORE_EXPORT Status checkCertificates(const std::string& caFile);
/// The CA file exists, can be read and holds a certificate; fine when none is named.
QSTORE_EXPORT Status checkCaFile(const BackendProfile& profile);

/// The hosts that a key of this profile is shown to; keys are bound to them, so that a changed address
/// asks for the key again: the endpoint's host and, where it is not the provider's own, the token
/// endpoint's after a comma. Ports do not count. Empty for a profile that checkProfile refuses.
QSTORE_EXPORT std::string keyHost(const BackendProfile& profile);

/// Printable ASCII without spaces, at most 4,096 characters; the error does not show it.
QSTORE_EXPORT Status checkKey(const Secret& key);

/// "QSTORE_KEY_" and the name in capitals, `-` as `_`. Names that differ in these alone cannot both exist.
QSTORE_EXPORT std::string keyVariable(std::string_view profile);

}  // namespace qstore
