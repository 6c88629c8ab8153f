// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_settings.h"

#include <algorithm>
#include <charconv>

#include "core/base/closest_name.h"
#include "core/stores/store_checks.h"
#include "plugins/pgvector/pg_wire.h"

namespace qstore {
namespace {

tl::unexpected<Error> bad(const std::string& name, const std::string& why, std::string hint) {
    return fail(ErrorCode::InvalidArgument, "the setting '" + name + "' " + why, std::move(hint));
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// The settings with what was left out filled in.
class Values {
public:
    explicit Values(const std::map<std::string, std::string>& given) : m_given(given) {}

    Status checkNames() const {
        std::vector<std::string> names;
        for (const StoreSetting& setting : pgvectorSettingList()) names.push_back(setting.name);
        for (const auto& [name, value] : m_given) {
            if (std::find(names.begin(), names.end(), name) != names.end()) continue;
            const std::string near = closestName(name, names);
            return fail(ErrorCode::InvalidArgument, "pgvector has no setting '" + name + "'",
                        near.empty() ? "It has " + joined(names) + "." : "Did you mean '" + near + "'?");
        }
        return {};
    }

    std::string text(const std::string& name) const {
        const auto given = m_given.find(name);
        if (given != m_given.end() && !given->second.empty()) return given->second;
        for (const StoreSetting& setting : pgvectorSettingList())
            if (setting.name == name) return setting.standard;
        return {};
    }

    /// Empty counts as 0.
    Result<std::int64_t> number(const std::string& name, std::int64_t least, std::int64_t most) const {
        const std::string value = text(name);
        if (value.empty()) return 0;
        std::int64_t number = 0;
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool isWhole = read.ec == std::errc() && read.ptr == value.data() + value.size();
        if (isWhole && number >= least && number <= most) return number;
        return bad(
            name, "is '" + value.substr(0, 20) + "'",
            "Use a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
    }

private:
    const std::map<std::string, std::string>& m_given;
};

Status checkSchema(const std::string& schema) {
    constexpr std::size_t longest = 63;
    if (!checkId(schema) || schema.size() > longest)
        return bad("schema", "is no name of a schema", "Use 1 to 63 bytes of printable characters.");
    if (schema.rfind("pg_", 0) == 0 || schema == "information_schema")
        return bad("schema", "is '" + schema + "', which belongs to PostgreSQL", "Use another name.");
    return {};
}

Result<PgIndexKind> indexOf(const std::string& name) {
    for (const PgIndexKind kind : {PgIndexKind::None, PgIndexKind::Hnsw, PgIndexKind::IvfFlat})
        if (pgIndexMethod(kind) == name) return kind;
    return bad("index", "is '" + name.substr(0, 20) + "'", "Use hnsw, ivfflat or none.");
}

}  // namespace

std::string_view pgIndexMethod(PgIndexKind kind) {
    switch (kind) {
        case PgIndexKind::None: return "none";
        case PgIndexKind::Hnsw: return "hnsw";
        case PgIndexKind::IvfFlat: return "ivfflat";
    }
    return {};
}

std::string PgvectorSettings::table(std::string_view name) const {
    return pgQuoted(schema) + "." + pgQuoted(name);
}

std::vector<StoreSetting> pgvectorSettingList() {
    return {
        {"schema",
         "Schema",
         "The schema of the database that holds the collections and files.",
         "qstore",
         {}},
        {"index",
         "Index",
         "What collections with an approximate index get when they are prepared; 'none' answers exactly.",
         "hnsw",
         {"hnsw", "ivfflat", "none"}},
        {"lists", "IVFFlat lists", "How many lists IVFFlat makes; empty: by the number of points.", "", {}},
        {"probes", "IVFFlat probes", "How many of them a query looks at; empty: the square root.", "", {}},
        {"ef",
         "HNSW ef",
         "Candidates HNSW keeps while it searches, where a query does not say.",
         "200",
         {}},
        {"timeout",
         "Time limit",
         "Seconds a statement may take (not the building of an index); 0: any.",
         "60",
         {}},
    };
}

Result<PgvectorSettings> readPgvectorSettings(const std::map<std::string, std::string>& given) {
    const Values values(given);
    QSTORE_CHECK(values.checkNames());
    PgvectorSettings settings;
    settings.schema = values.text("schema");
    QSTORE_CHECK(checkSchema(settings.schema));
    QSTORE_TRY(settings.index, indexOf(values.text("index")));
    constexpr std::int64_t mostLists = 32768;  // pgvector's
    QSTORE_TRY(settings.lists, values.number("lists", 1, mostLists));
    QSTORE_TRY(settings.probes, values.number("probes", 1, mostLists));
    QSTORE_TRY(const std::int64_t ef, values.number("ef", 1, kPgMaxEf));
    settings.ef = static_cast<std::size_t>(ef);
    constexpr std::int64_t mostSeconds = 86400;
    QSTORE_TRY(const std::int64_t seconds, values.number("timeout", 0, mostSeconds));
    settings.statementLimitMs = seconds * 1000;
    return settings;
}

}  // namespace qstore
