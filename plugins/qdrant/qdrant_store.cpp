// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_store.h"

#include <algorithm>
#include <charconv>

#include "core/base/closest_name.h"
#include "core/stores/store_checks.h"
#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxBatchPoints = 10'000;
constexpr std::size_t kMaxTopK = 10'000;
constexpr std::size_t kMaxPagePoints = 10'000;
/// The first with points/query.
constexpr unsigned kLeastMinor = 10;

std::string specText(const CollectionSpec& spec) {
    std::string text = "dimension " + std::to_string(spec.dimension) + ", ";
    text += metricName(spec.metric);
    text += ", ";
    text += indexKindName(spec.index);
    if (spec.index == IndexKind::Hnsw)
        text += " (m " + std::to_string(spec.hnsw.m) + ", efConstruction " +
                std::to_string(spec.hnsw.efConstruction) + ")";
    return text;
}

/// "1.19.0" → {1, 19}.
std::optional<std::pair<unsigned, unsigned>> versionOf(const std::string& text) {
    unsigned major = 0;
    unsigned minor = 0;
    const char* const end = text.data() + text.size();
    auto read = std::from_chars(text.data(), end, major);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') return std::nullopt;
    read = std::from_chars(read.ptr + 1, end, minor);
    if (read.ec != std::errc()) return std::nullopt;
    return std::pair(major, minor);
}

/// Longer names than ours may be there; an empty one would be the list of all.
Status checkCollectionName(const std::string& name) {
    if (!name.empty()) return {};
    return fail(ErrorCode::InvalidArgument, "the name of the collection is empty", "List the collections.");
}

}  // namespace

QdrantStore::QdrantStore(QdrantOptions options, RestService service)
    : m_options(std::move(options)), m_call(std::move(service)) {}

Capabilities QdrantStore::capabilities() const {
    Capabilities can;
    can.kind = "qdrant";
    can.metrics.assign(kMetrics.begin(), kMetrics.end());
    can.indexes = {IndexKind::Exact, IndexKind::Hnsw};
    can.filters = can.exactQueries = true;
    can.maxDimension = kMaxDimension;
    can.maxBatchPoints = kMaxBatchPoints;
    can.maxTopK = kMaxTopK;
    can.maxPagePoints = kMaxPagePoints;
    return can;
}

std::string QdrantStore::refusalText(const json& body) {
    const auto status = body.is_object() ? body.find("status") : body.end();
    if (status == body.end() || !status->is_object()) return {};
    const auto error = status->find("error");
    return error != status->end() && error->is_string() ? error->get<std::string>() : std::string();
}

Result<std::string> QdrantStore::checkedVersion(const json& body) {
    RestFields fields(body, "the answer");
    const std::string title = fields.requiredText("title");
    const std::string version = fields.requiredText("version");
    const auto numbers = versionOf(version);
    if (!fields.status() || !numbers || title.find("qdrant") == std::string::npos)
        return fail(ErrorCode::Unsupported, "what answers there does not say that it is Qdrant",
                    "Check host and port of the endpoint; 6333 is the usual port.");
    if (numbers->first < 1 || (numbers->first == 1 && numbers->second < kLeastMinor))
        return fail(ErrorCode::Unsupported,
                    "Qdrant " + std::to_string(numbers->first) + "." + std::to_string(numbers->second) +
                        " has no points/query",
                    "Use Qdrant 1." + std::to_string(kLeastMinor) + " or later.");
    return version;
}

Result<std::vector<std::string>> QdrantStore::namesIn(const json& body) {
    RestFields fields(body, "Qdrant's answer");
    RestFields result(fields.object("result"), fields.where("result"));
    QSTORE_CHECK(fields.status());
    std::vector<std::string> names;
    for (const json& entry : result.list("collections")) {
        RestFields collection(entry, result.where("collections"));
        names.push_back(collection.requiredText("name"));
        QSTORE_CHECK(collection.status());
    }
    QSTORE_CHECK(result.status());
    std::sort(names.begin(), names.end());
    return names;
}

RestRequest QdrantStore::request(HttpMethod method, const std::string& path) const {
    RestRequest request;
    request.method = method;
    request.url = m_options.endpoint + path;
    return request;
}

RestResult QdrantStore::askOnce(HttpMethod method, const std::string& name, const std::string& path,
                                std::string body, const RunControl& control) const {
    RestRequest call = request(method, "/collections/" + percentEncoded(name) + path);
    call.body = std::move(body);
    return m_call.send(call, control);
}

Error QdrantStore::explained(RestFailure failure, const std::string& name, const RunControl& control) {
    // Whatever went wrong, the collection may be another one by now.
    forget(name);
    if (failure.status != 404) return std::move(failure.error);
    const auto there = exists(name, control);
    // It is there after all: something else was not found.
    if (there && *there) return std::move(failure.error);
    return there ? missing(name, control) : there.error();
}

Error QdrantStore::missing(const std::string& name, const RunControl& control) const {
    const auto there = names(control);
    if (!there) return there.error();
    const std::string near = closestName(name, *there);
    return {ErrorCode::NotFound, "there is no collection '" + name + "'",
            near.empty() ? "Create it, or list the collections." : "Did you mean '" + near + "'?"};
}

Result<json> QdrantStore::ask(HttpMethod method, const std::string& name, const std::string& path,
                              std::string body, const RunControl& control) {
    RestResult reply = askOnce(method, name, path, std::move(body), control);
    if (!reply)
        return tl::unexpected<Error>(m_call.struckOut(explained(std::move(reply).error(), name, control)));
    if (!reply->body.is_object() || !reply->body.contains("result"))
        return fail(ErrorCode::Parse, "Qdrant's answer has no result",
                    "This is not what the interface promises; nothing was taken from the reply.");
    return std::move(reply->body["result"]);
}

Result<std::vector<std::string>> QdrantStore::names(const RunControl& control) const {
    QSTORE_TRY(const json body, m_call.json(request(HttpMethod::Get, "/collections"), control));
    return m_call.struckOut(namesIn(body));
}

Result<QdrantState> QdrantStore::state(const std::string& name, const RunControl& control) {
    QSTORE_CHECK(checkCollectionName(name));
    QSTORE_TRY(const json result, ask(HttpMethod::Get, name, {}, {}, control));
    return m_call.struckOut(qdrantState(name, result));
}

Result<std::uint64_t> QdrantStore::count(const std::string& name, const RunControl& control) {
    QSTORE_TRY(const json result,
               ask(HttpMethod::Post, name, "/points/count", R"({"exact":true})", control));
    RestFields fields(result, "Qdrant's answer: result");
    const std::uint64_t count = fields.requiredWhole("count");
    QSTORE_CHECK(fields.status());
    return count;
}

Result<CollectionInfo> QdrantStore::info(const std::string& name, const RunControl& control) {
    QSTORE_TRY(const QdrantState state, state(name, control));
    CollectionInfo info;
    info.spec = state.spec;
    QSTORE_TRY(info.count, count(name, control));
    // Without a graph every vector is looked at.
    info.indexedCount =
        state.spec.index == IndexKind::Exact ? info.count : std::min(state.indexedCount, info.count);
    const std::scoped_lock lock(m_mutex);
    m_specs[name] = info.spec;
    return info;
}

Result<CollectionInfo> QdrantStore::collection(const std::string& name, const RunControl& control) {
    return info(name, control);
}

Result<std::vector<CollectionInfo>> QdrantStore::collections(const RunControl& control) {
    QSTORE_TRY(const std::vector<std::string> there, names(control));
    std::vector<CollectionInfo> infos;
    for (const std::string& name : there) {
        auto one = info(name, control);
        // Of another kind, or dropped since the list was made.
        if (!one && (one.error().code == ErrorCode::Unsupported || one.error().code == ErrorCode::NotFound))
            continue;
        if (!one) return tl::unexpected<Error>(std::move(one).error());
        infos.push_back(*std::move(one));
    }
    return infos;
}

Result<CollectionSpec> QdrantStore::spec(const std::string& name, const RunControl& control) {
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto known = m_specs.find(name); known != m_specs.end()) return known->second;
    }
    QSTORE_TRY(const QdrantState found, state(name, control));
    const std::scoped_lock lock(m_mutex);
    m_specs[name] = found.spec;
    return found.spec;
}

void QdrantStore::forget(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    m_specs.erase(name);
}

Result<bool> QdrantStore::exists(const std::string& name, const RunControl& control) const {
    const RestResult reply = askOnce(HttpMethod::Get, name, "/exists", {}, control);
    if (!reply) return tl::unexpected<Error>(reply.error().error);
    RestFields fields(reply->body, "Qdrant's answer");
    RestFields result(fields.object("result"), fields.where("result"));
    const auto there = result.flag("exists");
    if (!there) result.wrong("exists", "true or false");
    QSTORE_CHECK(fields.status());
    QSTORE_CHECK(result.status());
    return there.value_or(false);
}

Status QdrantStore::createCollection(const CollectionSpec& spec, const RunControl& control) {
    QSTORE_CHECK(checkSpec(spec));
    QSTORE_CHECK(checkQdrantSpec(spec));
    QSTORE_TRY(const bool isThere, exists(spec.name, control));
    if (isThere) return taken(spec, false, control);
    const RestResult reply = askOnce(HttpMethod::Put, spec.name, {}, qdrantCreation(spec).dump(), control);
    forget(spec.name);
    if (reply) return {};
    // A moment ago it was not there: most likely the reply to our own request was lost, and it was sent
    // again.
    if (reply.error().status == 409) return taken(spec, true, control);
    return tl::unexpected<Error>(m_call.struckOut(reply.error().error));
}

Status QdrantStore::taken(const CollectionSpec& wanted, bool isOurs, const RunControl& control) {
    const auto there = state(wanted.name, control);
    if (!there && there.error().code != ErrorCode::Unsupported) return tl::unexpected<Error>(there.error());
    if (there && isOurs && there->spec == wanted) return {};
    std::string what = ", with the same settings";
    if (!there)
        what = ", of another kind: " + there.error().message;
    else if (specText(wanted) != specText(there->spec))
        what = ": " + specText(there->spec) + ", not " + specText(wanted);
    return fail(ErrorCode::AlreadyExists, "there is a collection '" + wanted.name + "' already" + what,
                "Use it, choose another name, or remove it first.");
}

Status QdrantStore::dropCollection(const std::string& name, const RunControl& control) {
    QSTORE_CHECK(checkCollectionName(name));
    QSTORE_TRY(const bool isThere, exists(name, control));
    if (!isThere) return tl::unexpected<Error>(missing(name, control));
    RestResult reply = askOnce(HttpMethod::Delete, name, {}, {}, control);
    forget(name);
    if (!reply) return tl::unexpected<Error>(m_call.struckOut(explained(reply.error(), name, control)));
    // False says that there was nothing to remove any more: the reply to an earlier request was lost.
    RestFields fields(reply->body, "Qdrant's answer");
    if (!fields.flag("result")) fields.wrong("result", "true or false");
    return fields.status();
}

Status QdrantStore::startGraph(const std::string& name, const RunControl& control) {
    // In thousands of bytes; below that Qdrant keeps plain lists. 1 is the least, 0 would switch graphs
    // off.
    const char* const body = R"({"optimizers_config":{"indexing_threshold":1}})";
    QSTORE_CHECK(ask(HttpMethod::Patch, name, {}, body, control));
    return {};
}

Status QdrantStore::prepare(const std::string& name, const RunControl& control) {
    QSTORE_TRY(const CollectionInfo now, info(name, control));
    if (now.indexedCount >= now.count) return {};
    QSTORE_CHECK(startGraph(name, control));
    return waitForGraph(name, control);
}

Status QdrantStore::waitForGraph(const std::string& name, const RunControl& control) {
    QSTORE_TRY(const std::uint64_t all, count(name, control));
    bool isReminded = false;
    while (true) {
        QSTORE_TRY(const QdrantState now, state(name, control));
        control.report(std::min(now.indexedCount, all), all);
        if (now.health == QdrantState::Health::Red || !now.trouble.empty())
            return m_call.struckOut(Status(fail(ErrorCode::Failed,
                                                "Qdrant cannot build the graph of '" + name + "'" +
                                                    (now.trouble.empty() ? "" : ": " + now.trouble),
                                                "See the log of the service.")));
        // Green: nothing is left to do. Lists too short for a graph stay lists, and are looked at one by
        // one.
        if (now.health == QdrantState::Health::Green) return {};
        // Grey: there is something to do, and it waits for a word (after a restart of the service, say).
        if (now.health == QdrantState::Health::Grey && !isReminded) {
            QSTORE_CHECK(startGraph(name, control));
            isReminded = true;
        }
        if (!m_call.service().clock->waitFor(m_options.pollMs, control.stop)) return cancelled();
    }
}

}  // namespace qstore
