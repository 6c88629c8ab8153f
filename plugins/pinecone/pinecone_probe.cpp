// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_probe.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "plugins/pinecone/pinecone_names.h"

namespace qstore {
namespace {

constexpr int kForbidden = 403;

StoreFinding passed(std::string detail) {
    return {StepState::Passed, std::move(detail), {}};
}

}  // namespace

Status checkPineconeKey(const Secret& key) {
    if (key.empty())
        return fail(ErrorCode::InvalidArgument,
                    "Pinecone wants a key, and there is none for this connection",
                    "Make one in Pinecone's console and enter it.");
    const auto isVisible = [](char c) { return c > ' ' && c <= '~'; };
    const std::string_view bytes = key.reveal();
    if (std::all_of(bytes.begin(), bytes.end(), isVisible)) return {};
    return fail(ErrorCode::InvalidArgument, "the key holds a space, a control or a foreign character",
                "Copy it anew from Pinecone's console, without what stands around it.");
}

PineconeProbe::PineconeProbe(const StoreConnection& connection, const Secret& key,
                             std::shared_ptr<Clock> clock, PineconeWaits waits)
    : m_connection(connection), m_key(key), m_clock(std::move(clock)), m_waits(waits) {}

Status PineconeProbe::begin(std::shared_ptr<const HttpTransport> transport) {
    RestService service = pineconeService(m_key, std::move(transport), m_clock, m_waits);
    service.retries.maxAttempts = 1;  // a test shows what is, not what heals
    m_call.emplace(std::move(service));
    return {};
}

StoreFinding PineconeProbe::key(const RunControl& control) {
    if (const Status fit = checkPineconeKey(m_key); !fit) return storeFindingFailed(fit.error());
    RestRequest request;
    request.url = m_connection.endpoint + "/indexes";
    m_reply = m_call->send(request, control);
    if (m_reply) return passed("the key was not refused");
    // What the key may not do, or what is no Pinecone, is for the steps below to say.
    const RestFailure& failure = m_reply.error();
    if (failure.status == kForbidden) return passed("the key is known");
    if (failure.error.code == ErrorCode::Parse) return passed("the key was not refused");
    return storeFindingFailed(failure.error);
}

StoreFinding PineconeProbe::version() {
    const std::string found = "Pinecone, interface 2026-04";
    if (!m_reply) {
        if (m_reply.error().status == kForbidden) return passed(found);
        return storeFindingFailed(m_reply.error().error);
    }
    Result<std::vector<PineconeIndex>> indexes = pineconeIndexes(m_reply->body);
    if (!indexes) return storeFindingFailed(indexes.error());
    m_indexes = *std::move(indexes);
    return passed(found);
}

StoreFinding PineconeProbe::collections() const {
    if (!m_reply) return storeFindingFailed(m_reply.error().error);
    for (const PineconeIndex& index : m_indexes)
        if (const auto url = pineconeDataUrl(m_connection.endpoint, index.host); !url)
            return storeFindingFailed(url.error());
    const auto dense = std::count_if(m_indexes.begin(), m_indexes.end(),
                                     [](const PineconeIndex& index) { return index.isDense; });
    const std::size_t sparse = m_indexes.size() - static_cast<std::size_t>(dense);
    std::string detail = std::to_string(dense) + (dense == 1 ? " index" : " indexes");
    if (sparse > 0) detail += "; " + std::to_string(sparse) + " of sparse vectors left out";
    return passed(std::move(detail));
}

}  // namespace qstore
