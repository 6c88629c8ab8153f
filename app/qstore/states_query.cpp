// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/number_rules.h"
#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"

namespace qstore {
namespace {

struct QueryOptions {
    std::string vector, context, group, minAge, maxAge;
    std::size_t top = 10;
};

Result<RecordQuery> queryOf(const QueryOptions& options) {
    RecordQuery query;
    if (!options.vector.empty()) {
        QSTORE_TRY(query.vector, parseNumbers(options.vector, "--vector"));
    }
    if (!options.context.empty()) query.context = options.context;
    if (!options.minAge.empty()) {
        QSTORE_TRY(query.minAgeMs, parseDuration(options.minAge, "--min-age"));
    }
    if (!options.maxAge.empty()) {
        QSTORE_TRY(query.maxAgeMs, parseDuration(options.maxAge, "--max-age"));
    }
    query.topK = options.top;
    return query;
}

Status queryRecords(const Command& command, const QueryOptions& options) {
    QSTORE_TRY(const RecordQuery query, queryOf(options));
    QSTORE_TRY(const auto library, openStates(command, false));
    std::optional<std::string> group;
    if (!options.group.empty()) {
        QSTORE_CHECK(library->groups().group(options.group));
        group = options.group;
    }
    QSTORE_TRY(const StagedAnswer staged, library->records().explain(query, group));
    command.answer(stagedJson(staged), stagedText(staged, query));
    return {};
}

}  // namespace

void addStatesQuery(CLI::App& states, Command& command) {
    const auto options = std::make_shared<QueryOptions>();
    CLI::App* query =
        addStatesVerb(states, command, options, "query",
                      "Records by context, group, age and nearness, step by step", queryRecords);
    query->add_option("--context", options->context, "Only in this context");
    query->add_option("--group", options->group, "Only records of this group");
    query->add_option("--vector", options->vector, "Numbers to compare with, commas between them");
    query->add_option("--min-age", options->minAge, "At least this old: 500ms, 90s, 15m, 2h, 7d");
    query->add_option("--max-age", options->maxAge, "At most this old");
    query->add_option("--top", options->top, "How many (10)")->check(oneOrMore());
}

}  // namespace qstore
