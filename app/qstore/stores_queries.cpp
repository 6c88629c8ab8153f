// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/qstore/number_rules.h"
#include "app/qstore/retrieval_report.h"
#include "app/qstore/stores_points.h"
#include "app/qstore/stores_report.h"
#include "app/qstore/stores_verbs.h"
#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/retrieval/recall.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct QueryOptions : StoreOptions {
    PointsOptions points;
    std::string row, vector, mode;
    std::string encoding = "angle";
    std::vector<std::string> ids;
    std::size_t top = 10, queries = 20;
    std::optional<double> diversity;
    std::optional<std::size_t> pool, ef;
    bool exact = false, vectors = false;
};

/// Numbers with commas between them; what else stands there is the error, a message for usage.
tl::expected<std::vector<float>, std::string> parseVector(const std::string& text) {
    std::vector<float> vector;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string part = text.substr(from, comma - from);
        const auto number = textToNumber(part);
        if (!number)
            return tl::unexpected<std::string>("has '" + part +
                                               "' where a number should be; write 0.1,-2,3e-4");
        vector.push_back(static_cast<float>(*number));
        from = comma + 1;
    }
    return vector;
}

/// The number behind the colon of DATASET:ROW; 0 where there is none.
std::size_t rowNumber(const std::string& text, std::size_t colon) {
    constexpr std::size_t kMost = 1'000'000'000;
    std::size_t row = 0;
    if (colon == std::string::npos) return 0;
    for (const char digit : text.substr(colon + 1)) {
        if (digit < '0' || digit > '9' || row > kMost) return 0;
        row = row * 10 + static_cast<std::size_t>(digit - '0');
    }
    return row;
}

/// A row as it was pushed to the collection, where this workspace did that; DATASET:ROW, the first is 1.
Result<std::vector<float>> vectorOfRow(const Command& command, const OpenStore& open,
                                       const QueryOptions& options) {
    const std::string& text = options.row;
    const std::size_t colon = text.rfind(':');
    const std::size_t row = rowNumber(text, colon);
    const std::string dataset = text.substr(0, colon);
    QSTORE_TRY(auto pushed, rememberedPush(*open.workspace, open.name, options.collection));
    if (!pushed || pushed->dataset != dataset || options.points.given()) {
        QSTORE_TRY(pushed, pointsOrder(command, *open.workspace, dataset, "", options.points));
    }
    QSTORE_TRY(const DatasetPoints points,
               makePoints(*open.workspace, *pushed, command.control("embedding")));
    return points.vectorOf(row - 1);
}

Result<std::vector<float>> vectorOf(const Command& command, const OpenStore& open,
                                    const QueryOptions& options) {
    if (!options.row.empty()) return vectorOfRow(command, open, options);
    if (!options.vector.empty()) {
        auto vector = parseVector(options.vector);
        if (!vector) return fail(ErrorCode::InvalidArgument, "--vector " + vector.error());
        return *std::move(vector);
    }
    QSTORE_TRY(const std::vector<Point> found,
               open.store->fetch(options.collection, options.ids, command.control("reading")));
    if (found.empty())
        return fail(ErrorCode::NotFound,
                    "'" + options.collection + "' has no point '" + options.ids.front() + "'",
                    "`qstore stores show " + options.collection + "` shows its points");
    return found.front().vector;
}

Result<std::shared_ptr<const FidelityKernel>> kernelFor(const Command& command, const QueryOptions& options,
                                                        std::size_t dimension) {
    std::vector<std::string> columns;
    for (std::size_t i = 1; i <= dimension; ++i) columns.push_back("v" + std::to_string(i));
    QSTORE_TRY(const Circuit circuit, encodingCircuit(command, options.encoding, columns));
    return FidelityKernel::create(circuit);
}

Result<RetrievalMode> modeOf(const QueryOptions& options) {
    QSTORE_TRY(RetrievalMode mode, retrievalModeOf(options.mode));
    if (options.pool) mode.pool = *options.pool;
    if (options.diversity) mode.diversity = *options.diversity;
    if (options.ef) mode.ef = *options.ef;
    mode.exact = mode.exact || options.exact;
    if (mode.exact && options.ef)
        return fail(ErrorCode::InvalidArgument,
                    "--ef is of a graph, and the mode " + mode.name + " looks at every point",
                    "leave --ef out, or take --mode balanced");
    if (options.pool && *options.pool < options.top)
        return fail(ErrorCode::InvalidArgument,
                    "--pool " + std::to_string(*options.pool) + " is less than --top " +
                        std::to_string(options.top) + ": what is answered is taken from the pool",
                    "take a pool of at least as many");
    return mode;
}

/// What is asked fits the collection's index.
Status checkAsked(const QueryOptions& options, const CollectionInfo& info) {
    if (!options.ef || info.spec.index == IndexKind::Hnsw) return {};
    return fail(ErrorCode::InvalidArgument,
                "--ef is of a graph, and the index of '" + info.spec.name + "' is exact",
                "leave it out: every point is looked at");
}

/// For people, and in the document where there are any.
Result<std::vector<std::string>> notesOf(const Command& command, const OpenStore& open,
                                         const CollectionInfo& info, const std::optional<Filter>& filter,
                                         bool foundNone) {
    std::vector<std::string> notes;
    if (foundNone && filter) {
        QSTORE_TRY(notes, filterNotes(command, open, info.spec.name, *filter));
    }
    const std::string behind = indexNote(info, open.name);
    if (behind.empty()) return notes;
    command.note(behind);
    notes.push_back(behind);
    return notes;
}

/// What every answer begins with.
Json askedJson(const CollectionInfo& info) {
    return {{"collection", info.spec.name},
            {"metric", metricName(info.spec.metric)},
            {"points", info.count},
            {"indexed", info.spec.index == IndexKind::Hnsw ? info.indexedCount : info.count}};
}

Status queryByKernel(const Command& command, const OpenStore& open, const QueryOptions& options,
                     const CollectionInfo& info, const std::vector<float>& vector) {
    QSTORE_TRY(const RetrievalMode mode, modeOf(options));
    QSTORE_TRY(const auto filter, filterOf(options));
    QSTORE_TRY(const auto kernel, kernelFor(command, options, info.spec.dimension));
    QSTORE_TRY(RetrievalAnswer answer,
               hybridSearch(*open.store, options.collection, *kernel, vector, options.top, mode, filter,
                            command.control("searching")));
    if (!options.vectors)
        for (RankedHit& ranked : answer.hits) ranked.hit.vector.clear();
    QSTORE_TRY(const auto notes, notesOf(command, open, info, filter, answer.hits.empty()));
    Json document = askedJson(info);
    document.update(
        {{"mode", modeJson(mode)}, {"encoding", options.encoding}, {"qubits", kernel->qubits()}});
    document.update(retrievalJson(answer));
    if (!notes.empty()) document["notes"] = notes;
    command.answer(document, retrievalText(answer, mode, info.spec.metric));
    return {};
}

Status queryByIndex(const Command& command, const OpenStore& open, const QueryOptions& options,
                    const CollectionInfo& info, std::vector<float> vector) {
    Query question;
    question.vector = std::move(vector);
    QSTORE_TRY(question.filter, filterOf(options));
    question.topK = options.top;
    question.exact = options.exact;
    question.ef = options.ef.value_or(0);
    question.withVectors = options.vectors;
    QSTORE_TRY(const QueryAnswer answer,
               open.store->query(options.collection, question, command.control("searching")));
    QSTORE_TRY(const auto notes, notesOf(command, open, info, question.filter, answer.hits.empty()));
    Json document = askedJson(info);
    document.update(answerJson(answer));
    if (!notes.empty()) document["notes"] = notes;
    command.answer(document,
                   answerTable(answer, info.spec.metric, open.store->capabilities().exactQueries));
    return {};
}

Status query(const Command& command, const QueryOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    const auto need = options.row.empty() ? WorkspaceNeed::None : WorkspaceNeed::Existing;
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, need));
    QSTORE_TRY(const CollectionInfo info,
               open.store->collection(options.collection, command.control("reading")));
    QSTORE_CHECK(checkAsked(options, info));
    QSTORE_TRY(std::vector<float> vector, vectorOf(command, open, options));
    if (!options.mode.empty()) return queryByKernel(command, open, options, info, vector);
    return queryByIndex(command, open, options, info, std::move(vector));
}

/// Vectors of the collection to ask with, each point as likely as another (Vitter's algorithm R, ACM TOMS
/// 11, 37 (1985)).
Result<std::vector<std::vector<float>>> drawnVectors(VectorStore& store, const std::string& collection,
                                                     std::size_t count, std::uint64_t seed,
                                                     const RunControl& control) {
    RandomStream random(seed, "recall");
    std::vector<std::vector<float>> drawn;
    ScrollRequest request;
    request.limit =
        std::max<std::size_t>(1, std::min<std::size_t>(store.capabilities().maxPagePoints, 1000));
    request.withVectors = true;
    request.withPayload = false;
    std::uint64_t seen = 0;
    do {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(Page page, store.scroll(collection, request, control));
        for (Point& point : page.points) {
            ++seen;
            if (drawn.size() < count) {
                drawn.push_back(std::move(point.vector));
                continue;
            }
            const std::uint64_t place = random.below(seen);
            if (place < count) drawn[static_cast<std::size_t>(place)] = std::move(point.vector);
        }
        request.cursor = std::move(page.nextCursor);
    } while (!request.cursor.empty());
    if (drawn.empty())
        return fail(ErrorCode::NotFound, "'" + collection + "' holds no point to ask with",
                    "push something into it first");
    return drawn;
}

Status recall(const Command& command, const QueryOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, WorkspaceNeed::None));
    const RunControl quiet{command.stop.get_token(), {}};
    QSTORE_TRY(const CollectionInfo info, open.store->collection(options.collection, quiet));
    QSTORE_TRY(const auto kernel, kernelFor(command, options, info.spec.dimension));
    const std::uint64_t seed = command.seed.value_or(0);
    QSTORE_TRY(const auto queries,
               drawnVectors(*open.store, options.collection, options.queries, seed, quiet));
    QSTORE_CHECK(open.store->prepare(options.collection, command.control("indexing")));
    QSTORE_TRY(const std::vector<ModeQuality> qualities,
               measureModes(*open.store, options.collection, *kernel, queries, options.top,
                            retrievalModes(), command.control("measuring")));
    command.answer({{"collection", options.collection},
                    {"points", info.count},
                    {"top", options.top},
                    {"queries", queries.size()},
                    {"seed", seed},
                    {"encoding", options.encoding},
                    {"qubits", kernel->qubits()},
                    {"modes", qualitiesJson(qualities)}},
                   qualitiesText(qualities, options.top));
    return {};
}

/// Usage: what is written in the wrong form is refused while the command line is read.
std::string rowFault(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon != 0 && rowNumber(text, colon) > 0) return {};
    return "is '" + text + "', which is not DATASET:ROW (the first row is 1: iris:12)";
}

std::string vectorFault(const std::string& text) {
    const auto vector = parseVector(text);
    return vector ? std::string() : vector.error();
}

/// One of the three is needed: asks for it when called.
std::function<void()> addAsked(CLI::App& verb, QueryOptions& options) {
    auto* row = verb.add_option("--row", options.row, "DATASET:ROW, the first row is 1")->check(rowFault);
    auto* id = verb.add_option("--id", options.ids, "A point of the collection")->expected(1);
    auto* vector = verb.add_option("--vector", options.vector, "Numbers with commas between them")
                       ->check(vectorFault)
                       ->excludes(row)
                       ->excludes(id);
    row->excludes(id);
    addPointsOptions(verb, options.points);
    return [row, id, vector] {
        if (row->count() + id->count() + vector->count() == 0)
            throw CLI::RequiredError("--row DATASET:ROW, --id ID or --vector NUMBERS");
    };
}

CLI::Option* addEncoding(CLI::App& verb, QueryOptions& options) {
    return verb.add_option("--encoding", options.encoding,
                           "Of the quantum kernel: an encoder (angle, the default; zz …) or a circuit");
}

void addModes(CLI::App& verb, QueryOptions& options) {
    auto* mode =
        verb.add_option("--mode", options.mode,
                        "Order the candidates by a quantum kernel: precise, balanced or exploratory")
            ->check(CLI::IsMember({"precise", "balanced", "exploratory"}));
    addEncoding(verb, options)->needs(mode);
    verb.add_option("--pool", options.pool, "Candidates that the kernel looks at")
        ->needs(mode)
        ->check(oneOrMore());
    verb.add_option("--diversity", options.diversity, "From 0, the nearest, to 1, as unlike as can be")
        ->needs(mode)
        ->check(CLI::Range(0.0, 1.0));
}

}  // namespace

void addStoreQueries(CLI::App& stores, Command& command) {
    auto options = std::make_shared<QueryOptions>();
    CLI::App* asking = addStoreVerb(stores, command, options, "query",
                                    "The points nearest to a row, point or vector", query);
    addCollection(*asking, *options);
    addFilter(*asking, *options);
    const auto checkAny = addAsked(*asking, *options);
    asking->callback([&command, options, checkAny] {
        checkAny();
        command.action = [&command, options] { return query(command, *options); };
    });
    asking->add_option("--top", options->top, "How many (10)")->check(oneOrMore());
    auto* exact = asking->add_flag("--exact", options->exact, "Look at every point, whatever the index");
    asking->add_option("--ef", options->ef, "hnsw: candidates kept while searching")
        ->check(oneOrMore())
        ->excludes(exact);
    asking->add_flag("--vectors", options->vectors, "With their vectors (--json)");
    addModes(*asking, *options);

    CLI::App* measuring = addStoreVerb(
        stores, command, options, "recall",
        "What each mode of retrieval finds and costs, held against looking at everything; builds the "
        "collection's graph first where it has one (hnsw)",
        recall);
    addCollection(*measuring, *options);
    addEncoding(*measuring, *options);
    measuring->add_option("--queries", options->queries, "Points that are drawn to ask with (20)")
        ->check(oneOrMore());
    measuring->add_option("--top", options->top, "Hits that count (10)")->check(oneOrMore());
}

}  // namespace qstore
