// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

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
    std::size_t top = 10, ef = 0, queries = 20;
    std::optional<double> diversity;
    std::optional<std::size_t> pool;
    bool exact = false, vectors = false;
};

Result<std::vector<float>> parseVector(const std::string& text) {
    std::vector<float> vector;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string part = text.substr(from, comma - from);
        const auto number = textToNumber(part);
        if (!number)
            return fail(ErrorCode::InvalidArgument, "--vector has '" + part + "' where a number should be",
                        "write numbers with commas between them: 0.1,-2,3e-4");
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
    if (row == 0)
        return fail(ErrorCode::InvalidArgument, "--row is '" + text + "', which is not DATASET:ROW",
                    "name a dataset and one of its rows, the first is 1: iris:12");
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
    if (!options.vector.empty()) return parseVector(options.vector);
    if (options.ids.empty())
        return fail(ErrorCode::InvalidArgument, "nothing to look for is given",
                    "give --row DATASET:ROW, --id ID, or --vector NUMBERS");
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
    if (options.ef > 0) mode.ef = options.ef;
    mode.exact = mode.exact || options.exact;
    return mode;
}

Status queryByKernel(const Command& command, const OpenStore& open, const QueryOptions& options,
                     const CollectionInfo& info, const std::vector<float>& vector) {
    QSTORE_TRY(const RetrievalMode mode, modeOf(options));
    QSTORE_TRY(const auto filter, filterOf(options));
    QSTORE_TRY(const auto kernel, kernelFor(command, options, info.spec.dimension));
    QSTORE_TRY(const RetrievalAnswer answer,
               hybridSearch(*open.store, options.collection, *kernel, vector, options.top, mode, filter,
                            command.control("searching")));
    Json document = {{"collection", options.collection},
                     {"metric", metricName(info.spec.metric)},
                     {"mode", modeJson(mode)},
                     {"encoding", options.encoding},
                     {"qubits", kernel->qubits()}};
    document.update(retrievalJson(answer));
    command.answer(document, retrievalText(answer, mode, info.spec.metric));
    return {};
}

Result<QueryAnswer> queryByIndex(const Command& command, const OpenStore& open, const QueryOptions& options,
                                 std::vector<float> vector) {
    Query question;
    question.vector = std::move(vector);
    QSTORE_TRY(question.filter, filterOf(options));
    question.topK = options.top;
    question.exact = options.exact;
    question.ef = options.ef;
    question.withVectors = options.vectors;
    return open.store->query(options.collection, question, command.control("searching"));
}

Status query(const Command& command, const QueryOptions& options) {
    StoreAccess stores(command, options.choice.secrets);
    const auto need = options.row.empty() ? WorkspaceNeed::None : WorkspaceNeed::Existing;
    QSTORE_TRY(const OpenStore open, stores.open(options.choice.store, need));
    QSTORE_TRY(const CollectionInfo info,
               open.store->collection(options.collection, command.control("reading")));
    QSTORE_TRY(const std::vector<float> vector, vectorOf(command, open, options));
    if (!options.mode.empty()) return queryByKernel(command, open, options, info, vector);
    QSTORE_TRY(const QueryAnswer answer, queryByIndex(command, open, options, vector));
    Json document = {{"collection", options.collection}, {"metric", metricName(info.spec.metric)}};
    document.update(answerJson(answer));
    command.answer(document, answerTable(answer, info.spec.metric));
    return {};
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

void addAsked(CLI::App& verb, QueryOptions& options) {
    auto* row = verb.add_option("--row", options.row, "DATASET:ROW, the first row is 1");
    auto* id = verb.add_option("--id", options.ids, "A point of the collection")->expected(1);
    verb.add_option("--vector", options.vector, "Numbers with commas between them")
        ->excludes(row)
        ->excludes(id);
    row->excludes(id);
    addPointsOptions(verb, options.points);
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
        ->check(CLI::PositiveNumber);
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
    addAsked(*asking, *options);
    asking->add_option("--top", options->top, "How many (10)")->check(CLI::PositiveNumber);
    asking->add_flag("--exact", options->exact, "Look at every point, whatever the index");
    asking->add_option("--ef", options->ef, "hnsw: candidates kept while searching");
    asking->add_flag("--vectors", options->vectors, "With their vectors");
    addModes(*asking, *options);

    CLI::App* measuring = addStoreVerb(
        stores, command, options, "recall",
        "What each mode of retrieval finds and costs, held against looking at everything", recall);
    addCollection(*measuring, *options);
    addEncoding(*measuring, *options);
    measuring->add_option("--queries", options->queries, "Points that are drawn to ask with (20)")
        ->check(CLI::PositiveNumber);
    measuring->add_option("--top", options->top, "Hits that count (10)")->check(CLI::PositiveNumber);
}

}  // namespace qstore
