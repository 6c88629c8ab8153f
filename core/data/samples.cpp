// SPDX-License-Identifier: Apache-2.0
#include "core/data/samples.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "core/base/embedded.h"
#include "core/base/gzip.h"
#include "core/base/random.h"
#include "core/data/csv.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxSampleBytes = std::size_t{1} << 26U;
constexpr std::size_t kGeneratedRows = 200;
constexpr std::uint64_t kGeneratedSeed = 2023;
constexpr double kNoise = 0.1;
constexpr const char* kTarget = "target";

/// A sample that is a file: the codes 0, 1, … of its target stand for these names.
struct ShippedFile {
    std::string_view sample;
    std::string_view file;
    std::vector<std::string> classes;
};

// The names and their order are scikit-learn's (`load_iris().target_names` and so on); wine's classes are
// the three cultivars of its description, and a digit is its own name.
const std::vector<ShippedFile>& shippedFiles() {
    static const std::vector<ShippedFile> files = {
        {"iris", "iris.csv", {"setosa", "versicolor", "virginica"}},
        {"wine", "wine.csv", {"cultivar 1", "cultivar 2", "cultivar 3"}},
        {"breast-cancer", "breast_cancer.csv", {"malignant", "benign"}},
        {"digits", "digits.csv.gz", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
    };
    return files;
}

Result<std::string> embeddedText(std::string_view name) {
    for (const qstore_embedded_file* file = qstore_embedded_shipped_data; file->name != nullptr; ++file) {
        if (name != file->name) continue;
        const std::string_view bytes(reinterpret_cast<const char*>(file->begin),
                                     static_cast<std::size_t>(file->end - file->begin));
        if (!isGzip(bytes)) return std::string(bytes);
        return gunzip(bytes, kMaxSampleBytes);
    }
    return fail(ErrorCode::NotFound, "the program was built without '" + std::string(name) + "'");
}

Result<Table> loadShipped(const ShippedFile& shipped) {
    QSTORE_TRY(const std::string text, embeddedText(shipped.file));
    QSTORE_TRY(const Table table, parseCsv(text, CsvOptions{}));
    std::vector<Column> columns = table.columns();
    Column& target = columns.back();
    for (const double code : target.numbers) {
        // A NaN fails both comparisons and is refused too.
        if (!(code >= 0 && code < static_cast<double>(shipped.classes.size())))
            return fail(ErrorCode::Corrupt,
                        "'" + std::string(shipped.file) + "' holds an unknown class code");
        target.texts.push_back(shipped.classes[static_cast<std::size_t>(code)]);
    }
    target.numbers.clear();
    target.type = ColumnType::Category;
    target.typeReason = "class names in place of the file's codes";
    return Table::create(std::move(columns));
}

struct Point {
    double x = 0, y = 0;
    bool second = false;
};

// Two interleaving half circles, as scikit-learn's make_moons(noise=0.1).
Point moonsPoint(RandomStream& random, std::size_t index) {
    const bool second = index % 2 == 1;
    const double angle = std::numbers::pi * random.uniform();
    const double x = second ? 1.0 - std::cos(angle) : std::cos(angle);
    const double y = second ? 0.5 - std::sin(angle) : std::sin(angle);
    return {x + kNoise * random.normal(), y + kNoise * random.normal(), second};
}

// A circle within a circle, as scikit-learn's make_circles(noise=0.1, factor=0.5), outer first.
Point circlesPoint(RandomStream& random, std::size_t index) {
    const bool second = index % 2 == 1;
    const double angle = 2.0 * std::numbers::pi * random.uniform();
    const double radius = second ? 0.5 : 1.0;
    return {radius * std::cos(angle) + kNoise * random.normal(),
            radius * std::sin(angle) + kNoise * random.normal(), second};
}

// Four equal quadrants of the square [-1, 1]²; the classes are "same sign" and "different sign".
Point xorPoint(RandomStream& random, std::size_t index) {
    const double x = (index % 2 == 0 ? 1.0 : -1.0) * (1.0 - random.uniform());
    const double y = (index % 4 < 2 ? 1.0 : -1.0) * (1.0 - random.uniform());
    return {x, y, x * y < 0};
}

struct Generator {
    std::string_view sample;
    Point (*point)(RandomStream&, std::size_t);
    std::array<const char*, 2> classes;
};

constexpr std::array<Generator, 3> kGenerators = {{
    {"moons", moonsPoint, {"upper", "lower"}},
    {"circles", circlesPoint, {"outer", "inner"}},
    {"xor", xorPoint, {"same sign", "different sign"}},
}};

Result<Table> generate(const Generator& generator) {
    RandomStream random(kGeneratedSeed, "sample-" + std::string(generator.sample));
    Column x{"x", ColumnType::Number, {}, {}, std::vector<bool>(kGeneratedRows), "computed"};
    Column y{"y", ColumnType::Number, {}, {}, std::vector<bool>(kGeneratedRows), "computed"};
    Column target{kTarget, ColumnType::Category, {}, {}, std::vector<bool>(kGeneratedRows), "computed"};
    for (std::size_t index = 0; index < kGeneratedRows; ++index) {
        const Point point = generator.point(random, index);
        x.numbers.push_back(point.x);
        y.numbers.push_back(point.y);
        target.texts.emplace_back(generator.classes[point.second ? 1 : 0]);
    }
    return Table::create({std::move(x), std::move(y), std::move(target)});
}

}  // namespace

const std::vector<SampleDataset>& sampleDatasets() {
    static const std::string uci = "CC BY 4.0, UCI Machine Learning Repository: ";
    static const std::string own = "computed here, no rights reserved (CC0-1.0)";
    static const std::vector<SampleDataset> samples = {
        {"iris", "Iris flowers",
         "Three species of iris told apart by four lengths of their petals and sepals.",
         uci + "R. A. Fisher (1936), Iris, doi:10.24432/C56C76", kTarget, 150, 4, 3},
        {"wine", "Wine", "Three cultivars from one region of Italy by thirteen chemical measurements.",
         uci + "S. Aeberhard, M. Forina (1992), Wine, doi:10.24432/C5PC7J", kTarget, 178, 13, 3},
        {"breast-cancer", "Breast cancer (Wisconsin)",
         "Malignant or benign, by thirty features of cell nuclei in a digitised image.",
         uci + "W. Wolberg et al. (1993), Breast Cancer Wisconsin (Diagnostic), doi:10.24432/C5DW2B",
         kTarget, 569, 30, 2},
        {"digits", "Handwritten digits",
         "Images of 8 by 8 pixels, each with 17 levels of grey, of the digits 0 to 9.",
         uci + "E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits, "
               "doi:10.24432/C50P49",
         kTarget, 1797, 64, 10},
        {"moons", "Two moons", "Two half circles that reach into each other, with a little noise.", own,
         kTarget, kGeneratedRows, 2, 2},
        {"circles", "Circles", "A ring around a smaller ring, with a little noise.", own, kTarget,
         kGeneratedRows, 2, 2},
        {"xor", "Exclusive or", "Points of a square; the class says whether the signs of x and y differ.",
         own, kTarget, kGeneratedRows, 2, 2},
    };
    return samples;
}

Result<Table> loadSample(std::string_view name) {
    for (const ShippedFile& shipped : shippedFiles())
        if (shipped.sample == name) return loadShipped(shipped);
    for (const Generator& generator : kGenerators)
        if (generator.sample == name) return generate(generator);
    std::string known;
    for (const SampleDataset& sample : sampleDatasets()) known += (known.empty() ? "" : ", ") + sample.name;
    return fail(ErrorCode::NotFound, "there is no sample named '" + std::string(name) + "'",
                "choose one of: " + known);
}

}  // namespace qstore
