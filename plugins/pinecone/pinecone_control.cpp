// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_control.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/closest_name.h"
#include "plugins/pinecone/pinecone_names.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

Result<PineconeIndex> indexOf(const json& model) {
    RestFields fields(model, "Pinecone's description of an index");
    PineconeIndex index;
    index.name = fields.requiredText("name");
    index.host = fields.requiredText("host");
    index.isDense = fields.requiredText("vector_type") == "dense";
    const std::string metric = fields.requiredText("metric");
    RestFields status(fields.object("status"), fields.where("status"));
    index.ready = status.flag("ready").value_or(false);
    index.state = status.requiredText("state");
    if (index.isDense) index.dimension = static_cast<std::size_t>(fields.requiredWhole("dimension"));
    if (const auto known = pineconeMetricOf(metric); known)
        index.metric = *known;
    else
        fields.wrong("metric", "cosine, dotproduct or euclidean");
    if (index.isDense && index.dimension == 0) fields.wrong("dimension", "a number from 1");
    QSTORE_CHECK(fields.status());
    QSTORE_CHECK(status.status());
    return index;
}

std::string formText(std::size_t dimension, Metric metric) {
    return "dimension " + std::to_string(dimension) + ", " + std::string(metricName(metric));
}

Error errorOf(RestFailure failure) {
    return std::move(failure.error);
}

}  // namespace

Result<std::vector<PineconeIndex>> pineconeIndexes(const json& list) {
    RestFields fields(list, "Pinecone's list of indexes");
    const json& models = fields.list("indexes");
    QSTORE_CHECK(fields.status());
    std::vector<PineconeIndex> indexes;
    for (const json& model : models) {
        QSTORE_TRY(PineconeIndex index, indexOf(model));
        indexes.push_back(std::move(index));
    }
    return indexes;
}

PineconeControl::PineconeControl(RestService service, std::string endpoint, PineconeWaits waits)
    : m_call(std::move(service)), m_endpoint(std::move(endpoint)), m_waits(waits) {}

RestResult PineconeControl::send(HttpMethod method, const std::string& path, std::string body,
                                 const RunControl& control) const {
    RestRequest request;
    request.method = method;
    request.url = m_endpoint + path;
    request.body = std::move(body);
    return m_call.send(request, control);
}

Result<std::vector<PineconeIndex>> PineconeControl::indexes(const RunControl& control) const {
    const RestResult reply = send(HttpMethod::Get, "/indexes", {}, control);
    if (!reply) return tl::unexpected<Error>(reply.error().error);
    return pineconeIndexes(reply->body);
}

tl::unexpected<Error> PineconeControl::noIndex(const std::string& name, const RunControl& control) const {
    std::vector<std::string> names;
    if (const auto there = indexes(control); there)
        for (const PineconeIndex& index : *there) names.push_back(index.name);
    const std::string near = closestName(name, names);
    return fail(ErrorCode::NotFound, "there is no collection '" + pineconeShown(name) + "' at Pinecone",
                near.empty() ? "Create it, or list the collections." : "Did you mean '" + near + "'?");
}

Result<PineconeIndex> PineconeControl::describe(const std::string& name, const RunControl& control) const {
    // What cannot be a name there is not asked for: it might be a path.
    if (!checkPineconeName(name)) return noIndex(name, control);
    RestResult reply = send(HttpMethod::Get, "/indexes/" + name, {}, control);
    if (!reply && reply.error().status == 404) return noIndex(name, control);
    if (!reply) return tl::unexpected<Error>(errorOf(std::move(reply).error()));
    QSTORE_TRY(PineconeIndex index, indexOf(reply->body));
    if (index.name == name) return index;
    return fail(ErrorCode::Parse, "Pinecone was asked for index '" + name + "' and described another one",
                "Something else than Pinecone may answer there; test the connection.");
}

Result<PineconeIndex> PineconeControl::create(const CollectionSpec& spec, const PineconePlace& place,
                                              const RunControl& control) const {
    const json body = {
        {"name", spec.name},
        {"dimension", spec.dimension},
        {"metric", pineconeMetricName(spec.metric)},
        {"vector_type", "dense"},
        {"spec", {{"serverless", {{"cloud", place.cloud}, {"region", place.region}}}}},
    };
    RestResult reply = send(HttpMethod::Post, "/indexes", body.dump(), control);
    if (!reply && reply.error().status == 409) {
        QSTORE_CHECK(taken(spec, reply.error().attempts > 1, control));
    } else if (!reply && reply.error().status == 404) {
        Error error = errorOf(std::move(reply).error());
        error.code = ErrorCode::InvalidArgument;
        error.hint = "Correct the settings cloud ('" + place.cloud + "') and region ('" + place.region +
                     "') of the connection.";
        return tl::unexpected<Error>(std::move(error));
    } else if (!reply) {
        return tl::unexpected<Error>(errorOf(std::move(reply).error()));
    }
    return awaitReady(spec.name, control);
}

/// After an attempt that brought no reply, an index of the same form is the one that it made.
Status PineconeControl::taken(const CollectionSpec& spec, bool mayBeOurs, const RunControl& control) const {
    QSTORE_TRY(const PineconeIndex there, describe(spec.name, control));
    const bool isSame = there.isDense && there.dimension == spec.dimension && there.metric == spec.metric;
    if (isSame && mayBeOurs) return {};
    const std::string form = there.isDense ? formText(there.dimension, there.metric) : "sparse vectors";
    return fail(ErrorCode::AlreadyExists,
                "there is a collection '" + spec.name + "' at Pinecone already" +
                    (isSame ? ", with the same settings"
                            : ": " + form + ", not " + formText(spec.dimension, spec.metric)),
                "Use it, choose another name, or remove it first.");
}

Status PineconeControl::remove(const std::string& name, const RunControl& control) const {
    const RestResult reply = send(HttpMethod::Delete, "/indexes/" + name, {}, control);
    // Gone: an attempt whose answer was lost did it.
    if (!reply && reply.error().status != 404) return tl::unexpected<Error>(reply.error().error);
    return awaitGone(name, control);
}

Status PineconeControl::pause(std::int64_t startMs, const std::string& what,
                              const RunControl& control) const {
    if (m_call.service().clock->steadyMs() - startMs >= m_waits.readyLimitMs)
        return fail(ErrorCode::Busy, what + " after " + std::to_string(m_waits.readyLimitMs / 1000) + " s",
                    "Look at it in Pinecone's console, or try again in a while.");
    if (!m_call.service().clock->waitFor(m_waits.pollMs, control.stop)) return cancelled();
    return {};
}

Result<PineconeIndex> PineconeControl::awaitReady(const std::string& name,
                                                  const RunControl& control) const {
    const std::int64_t startMs = m_call.service().clock->steadyMs();
    while (true) {
        QSTORE_TRY(PineconeIndex index, describe(name, control));
        if (index.ready) return index;
        if (index.state == "InitializationFailed")
            return fail(ErrorCode::Failed, "Pinecone could not make the index '" + name + "'",
                        "Remove it, and make it anew or in another region.");
        QSTORE_CHECK(pause(startMs,
                           "the index '" + name + "' is not ready (" + pineconeShown(index.state) + ")",
                           control));
    }
}

Status PineconeControl::awaitGone(const std::string& name, const RunControl& control) const {
    const std::int64_t startMs = m_call.service().clock->steadyMs();
    while (true) {
        const RestResult reply = send(HttpMethod::Get, "/indexes/" + name, {}, control);
        if (!reply && reply.error().status == 404) return {};
        if (!reply) return tl::unexpected<Error>(reply.error().error);
        QSTORE_CHECK(pause(startMs, "the index '" + name + "' is still being removed", control));
    }
}

}  // namespace qstore
