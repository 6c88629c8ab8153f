// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/exchange/points_order.h"
#include "core/learning/trainer.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"
#include "tests/ui/support/german_translator.h"
#include "tests/ui/support/stream_fixture.h"
#include "ui/controllers/stream_work.h"
#include "ui/support/core_sentences.h"

using namespace qstore;
using namespace qstore::ui;

/// What trainings on the points of a collection are refused with can be translated: by what the core
/// answers.
class StreamTextsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<Workspace> m_workspace;
    std::shared_ptr<VectorStore> m_plain;
    std::shared_ptr<WatchedStore> m_store;

    template <class T>
    static void check(const Result<T>& result, const char* part) {
        QVERIFY(!result.has_value());
        const Error& error = result.error();
        QVERIFY2(error.message.find(part) != std::string::npos, error.message.c_str());
        QVERIFY2(isCoreSentence(error.message), error.message.c_str());
        QVERIFY2(isCoreSentence(error.hint), error.hint.c_str());
        QVERIFY2(error.hint.find('`') == std::string::npos && error.hint.find("--") == std::string::npos,
                 error.hint.c_str());
    }
    Result<PointIndex> index(const char* target = "side", const char* collection = "plane",
                             const std::optional<Filter>& filter = {}) {
        return readPointIndex(*m_store, collection, filter, target);
    }
    /// What comes of the first page when `change` was done to it.
    Result<PointIndex> indexOf(std::function<void(std::vector<Point>&)> change) {
        m_store->afterPage = std::move(change);
        auto made = index();
        m_store->afterPage = {};
        return made;
    }
    /// The same for points that a step of a training fetches.
    Status fetched(std::function<void(std::vector<Point>&)> change) {
        const PointIndex whole = must(index());
        const auto points = must(StreamedPoints::fit(m_store, whole, must(whole.recipe())));
        m_store->afterFetch = std::move(change);
        const std::vector<std::size_t> three{0, 1, 2};
        const auto table = points->table(three, {});
        m_store->afterFetch = {};
        return table ? Status() : tl::unexpected<Error>(table.error());
    }

private Q_SLOTS:
    void init() {
        m_workspace = must(Workspace::open(fromQt(m_folder.filePath(QStringLiteral("w.qstore"))), true));
        m_plain = std::make_shared<LocalStore>(workspacePoints(m_workspace));
        m_store = std::make_shared<WatchedStore>(m_plain, 100);
        fillPlane(*m_store);
    }
    void cleanup() {
        must(m_plain->dropCollection("plane", {}));
        m_store.reset();
        m_plain.reset();
        m_workspace.reset();
    }

    void wherePointsAre() {
        check(streamRequest({true, QStringLiteral("lab"), {}, {}, {}}), "no collection of the store 'lab'");
        OpenStores none{StoreAccess{}};
        check(none.open("lab"), "no connection named 'lab'");
        check(none.open("local"), "no workspace");
        check(index("side", "plan"), "no collection 'plan'");
        check(index("side", "something else"), "no collection 'something else'");
    }

    void whichOfThem() {
        check(openStream(m_store, {"local", "plane", {}, {}}, *m_workspace), "nothing says which field");
        check(index("sidw"), "no point has a field 'sidw'");
        check(index("something else"), "no point has a field");
        check(index("side", "plane", must(parseFilter("side = 'none'"))), "passes the filter");
        check(index("side", "plane", must(parseFilter("sied = 'left'"))), "passes the filter");
        TrainConfig config;
        config.optimizer.kind = OptimizerKind::Cobyla;
        check(checkStreamable(config), "looks at all training rows");
    }

    void whatIsWrongWithOne() {
        check(indexOf([](auto& page) { page[3].vector[1] = std::nanf(""); }), "not finite");
        check(indexOf([](auto& page) { page[3].payload["side"] = HUGE_VAL; }), "the target 'side'");
        check(indexOf([](auto& page) { page[3].vector.push_back(1.0F); }), "3 numbers instead of 2");
        check(indexOf([](auto& page) { page[3].id = page[4].id; }), "came twice");
        check(indexOf([](auto& page) { page.clear(); }), "is there");
        // A class that was not there when the recipe was fitted.
        PointIndex later = must(index());
        Recipe recipe = must(later.recipe());
        recipe.split.stratified = false;
        const FittedRecipe fitted = must(StreamedPoints::fit(m_store, later, recipe))->recipe();
        later.target.texts[must(later.split(recipe)).train.back()] = "left";
        check(StreamedPoints::with(m_store, later, recipe, fitted), "class 'left'");
    }

    void whatIsNotAsItWas() {
        check(fetched([](auto& points) { points[1].vector[0] += 1.0F; }), "another vector or target");
        check(fetched([](auto& points) { points.pop_back(); }), "1 of its points is not there");
        check(fetched([](auto& points) { points.resize(1); }), "2 of its points are not there");
        check(fetched([](auto& points) { points.push_back(pointAt(9)); }), "not asked for");
        const PointIndex whole = must(index());
        const Recipe recipe = must(whole.recipe());
        const FittedRecipe fitted = must(StreamedPoints::fit(m_store, whole, recipe))->recipe();
        const StreamConfig stream = streamConfig("local", {}, whole);
        const auto reopened = [&] { return reopenStream(m_store, stream, recipe, fitted); };
        Point other = pointAt(3);
        other.vector[0] += 1.0F;
        must(m_plain->upsert("plane", {other}, {}));
        check(reopened(), "other ids, vectors or targets");
        must(m_plain->remove("plane", {"p104"}, {}));
        check(reopened(), "59 points are there instead of 60");
        std::vector<std::string> most;
        for (std::size_t at = 1; at < planePoints; ++at) most.push_back(pointAt(at).id);
        must(m_plain->remove("plane", most, {}));
        check(reopened(), "1 point is there instead of 60");
    }

    /// A push that the window starts.
    void theDimensionOfACollection() {
        for (const char* text :
             {"the collection 'plane' holds vectors of 2 numbers, the dataset's features are 4",
              "create a collection of that dimension, or change the recipe"})
            QVERIFY2(isCoreSentence(text), text);
    }

    void inGerman() {
        GermanTranslator german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        InlineMessage message;
        message.showError(openStream(m_store, {"local", "plane", {}, {}}, *m_workspace).error());
        QCOMPARE(message.text(), QStringLiteral("Nichts sagt, welches Feld der Punkte von „local/plane“ "
                                                "vorhergesagt werden soll\nDas Feld als Ziel angeben"));
        message.showError(fetched([](auto& points) { points.resize(1); }).error());
        QVERIFY2(message.text().startsWith(QStringLiteral(
                     "Die Sammlung „plane“ hat sich geändert: 2 ihrer Punkte sind nicht mehr da: '")),
                 qPrintable(message.text()));
        QCoreApplication::removeTranslator(&german);
    }
};

QTEST_MAIN(StreamTextsTest)
#include "stream_texts_test.moc"
