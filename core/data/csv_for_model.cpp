// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/data/csv.h"
#include "core/data/csv_types.h"
#include "core/data/in_file.h"

namespace qstore {
namespace {

/// One way to read a file of new rows.
class Reading {
public:
    Reading(std::string_view bytes, const FittedRecipe& recipe, CsvDialect dialect)
        : m_bytes(bytes), m_recipe(recipe) {
        m_options.dialect = dialect;
        m_options.straysMakeText = true;
    }

    /// Finds out which of the model's columns are there.
    Status look() {
        QSTORE_TRY(m_names, columnNames());
        if (!m_options.dialect.header && known() == 0) {
            // Few rows can hide a header; the model knows the names.
            m_options.dialect.header = true;
            const auto names = columnNames();
            if (names) m_names = *names;
            if (known() == 0) m_options.dialect.header = false;
        }
        return {};
    }

    bool complete() const { return known() == m_recipe.inputColumns().size(); }

    /// As the model wants the columns that are there.
    Result<Table> read(const RunControl& control) const {
        CsvOptions options = m_options;
        const std::vector<ColumnType> types = m_recipe.inputTypes();
        for (std::size_t index = 0; index < types.size(); ++index)
            if (has(m_recipe.inputColumns()[index]))
                options.types[m_recipe.inputColumns()[index]] = types[index];
        return parseCsv(m_bytes, options, control);
    }

    /// Cells in columns of numbers that are none when read in this way.
    Result<std::size_t> badCells(const RunControl& control) const {
        CsvOptions options = m_options;
        const std::vector<ColumnType> types = m_recipe.inputTypes();
        const std::vector<std::string>& names = m_recipe.inputColumns();
        for (const std::string& name : names) options.types[name] = ColumnType::Text;
        QSTORE_TRY(const Table table, parseCsv(m_bytes, options, control));
        std::size_t bad = 0;
        double value = 0;
        for (std::size_t index = 0; index < names.size(); ++index)
            for (const std::string& text : table.find(names[index])->texts)
                if (types[index] == ColumnType::Number && !text.empty() &&
                    readNumber(text, options.dialect.decimal, value) == NumberText::NotANumber)
                    ++bad;
        return bad;
    }

private:
    Result<std::vector<std::string>> columnNames() const {
        CsvOptions options = m_options;
        options.maxRows = 1;
        QSTORE_TRY(const Table first, parseCsv(m_bytes, options));
        std::vector<std::string> names;
        for (const Column& column : first.columns()) names.push_back(column.name);
        return names;
    }

    bool has(const std::string& name) const {
        return std::find(m_names.begin(), m_names.end(), name) != m_names.end();
    }

    std::size_t known() const {
        const std::vector<std::string>& wanted = m_recipe.inputColumns();
        return static_cast<std::size_t>(
            std::count_if(wanted.begin(), wanted.end(), [this](const auto& name) { return has(name); }));
    }

    std::string_view m_bytes;
    const FittedRecipe& m_recipe;
    CsvOptions m_options;
    std::vector<std::string> m_names;
};

/// The remembered way first, then the one the file itself suggests.
Result<Table> readFor(const FittedRecipe& recipe, std::string_view bytes, const RunControl& control) {
    std::vector<Reading> complete;
    QSTORE_TRY(const CsvDialect sniffed, sniffCsv(bytes));
    Reading suggested(bytes, recipe, sniffed);
    const Status looked = suggested.look();
    if (const auto& source = recipe.recipe().source) {
        QSTORE_TRY(const CsvDialect remembered, sniffCsv(bytes, sniffed.encoding, source));
        Reading as(bytes, recipe, remembered);
        if (as.look() && as.complete()) complete.push_back(std::move(as));
    }
    if (looked && suggested.complete()) complete.push_back(suggested);
    // Not all columns are there in any way: the recipe will name those that are absent.
    if (complete.empty()) return looked ? suggested.read(control) : tl::unexpected<Error>(looked.error());
    for (const Reading& reading : complete) {
        auto table = reading.read(control);
        if (table || table.error().code == ErrorCode::Cancelled) return table;
    }
    // The way in which fewest cells are wrong is how the file is written; its first wrong cell is the news.
    const Reading* best = &complete.front();
    if (complete.size() > 1) {
        const auto first = complete.front().badCells(control);
        const auto second = complete.back().badCells(control);
        if (second && (!first || *second < *first)) best = &complete.back();
    }
    return best->read(control);
}

}  // namespace

Result<Table> readCsvFileFor(const FittedRecipe& recipe, const std::filesystem::path& path,
                             const RunControl& control) {
    QSTORE_TRY(const std::string bytes, readTextFile(path));
    auto table = readFor(recipe, bytes, control);
    if (!table && table.error().code != ErrorCode::Cancelled) return inFile(path, std::move(table).error());
    return table;
}

}  // namespace qstore
