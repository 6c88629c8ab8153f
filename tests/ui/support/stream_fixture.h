// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <cmath>
#include <numeric>

#include "core/exchange/stream_order.h"
#include "core/exchange/streamed_points.h"
#include "tests/core/exchange/watched_store.h"
#include "tests/ui/support/fake_store.h"
#include "tests/ui/support/test_context.h"
#include "ui/controllers/stores_controller.h"
#include "ui/support/inline_message.h"
#include "ui/training/training_page.h"
#include "ui/training/training_settings.h"

namespace qstore::ui {

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s; %s", result.error().message.c_str(), result.error().hint.c_str());
    return *std::move(result);
}
inline void must(const Status& status) {
    if (!status) qFatal("%s", status.error().message.c_str());
}

inline constexpr std::size_t planePoints = 60;

inline Point pointAt(std::size_t at) {
    const double angle = 1.7 * static_cast<double>(at);
    Point point;
    point.id = "p" + std::to_string(100 + at);
    point.vector = {static_cast<float>(std::sin(angle)), static_cast<float>(std::cos(2.1 * angle))};
    point.payload["side"] = std::string(point.vector[0] + point.vector[1] > 0.0F ? "up" : "down");
    point.payload["kind"] = std::string(at % 2 == 0 ? "even" : "odd");
    return point;
}

/// Points of the plane, named by the side of a line they are on.
inline void fillPlane(VectorStore& store) {
    CollectionSpec spec;
    spec.name = "plane";
    spec.dimension = 2;
    spec.metric = Metric::Euclidean;
    must(store.createCollection(spec, {}));
    std::vector<Point> points;
    for (std::size_t at = 0; at < planePoints; ++at) points.push_back(pointAt(at));
    must(store.upsert("plane", std::move(points), {}));
}

/// Asks to stop after some batches.
class StopAfter : public TrainingSink {
public:
    StopAfter(std::stop_source stop, std::size_t batches) : m_stop(std::move(stop)), m_left(batches) {}
    Status epochFinished(const EpochMetrics&) override { return {}; }
    Status checkpoint(const Checkpoint&) override { return {}; }
    void batchFinished(std::size_t, std::size_t, std::size_t, double) override {
        if (m_left-- == 1) m_stop.request_stop();
    }

private:
    std::stop_source m_stop;
    std::size_t m_left;
};

/// The Train page over a workspace with the collection "plane", and over a store elsewhere with the same.
class StreamFixture {
protected:
    static constexpr int limitMs = 60'000;
    using RunStage = TrainingController::State;

    void begin() {
        m_test = std::make_unique<TestContext>();
        m_path = m_test->folder.filePath(QStringLiteral("w.qstore"));
        m_elsewhere = std::make_shared<FakeStores>(m_test->folder.filePath(QStringLiteral("far.qstore")));
        must(m_elsewhere->access().keep({"lab", "far", "https://far.example", {}, {}, {}}));
        start();
        fillPlane(*m_local);
        fillPlane(*m_elsewhere->store());
    }
    void end() {
        stop();
        m_elsewhere.reset();
        m_test.reset();
    }
    void start() {
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_path).has_value());
        m_stores = std::make_unique<StoresController>(*m_session, m_elsewhere->access());
        m_local = must(m_stores->stores()->open("local"));
        m_watched = std::make_shared<WatchedStore>(m_local, 16);
        m_stores->stores()->setLocal(m_watched);
        m_controller = std::make_unique<TrainingController>(*m_session);
        m_controller->setStores(m_stores->stores());
        m_page = std::make_unique<TrainingPage>(*m_session, *m_controller, m_test->theme, m_test->prompts,
                                                nullptr, nullptr, m_stores.get());
        m_page->resize(1100, 720);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void stop() {
        m_page.reset();
        m_controller.reset();
        m_stores.reset();
        m_watched.reset();
        m_local.reset();
        m_session.reset();
    }
    void restart() {
        stop();
        start();
    }
    /// The collection "plane" of a store, as a person does.
    void choose(const char* store) {
        combo("trainRows")->setCurrentIndex(1);
        auto* stores = combo("trainStore");
        QVERIFY(stores->isVisible());
        stores->setCurrentIndex(stores->findData(QString::fromLatin1(store)));
        auto* collections = combo("trainCollection");
        QTRY_COMPARE(collections->count(), 1);
        QCOMPARE(collections->currentIndex(), -1);
        collections->setFocus();
        QTest::keyClick(collections, Qt::Key_Down);
        QCOMPARE(collections->currentText(), QStringLiteral("plane"));
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
    }
    void type(const char* target) {
        QLineEdit* line = combo("trainTarget")->lineEdit();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QString::fromLatin1(target));
    }
    void prepareSteps() {
        m_page->findChild<QSpinBox*>(QStringLiteral("trainEpochs"))->setValue(3);
        m_page->findChild<QSpinBox*>(QStringLiteral("trainBatchSize"))->setValue(8);
    }
    void train() {
        prepareSteps();
        click("trainButton");
        QTRY_VERIFY_WITH_TIMEOUT(!m_controller->isBusy(), limitMs);
        QVERIFY2(m_controller->state() == RunStage::Done, qPrintable(message()));
    }
    std::string weights() const { return m_controller->report()->summary.weightsSha256; }
    std::vector<RunRecord> runs() const { return must(m_session->workspace()->runs()); }
    StreamConfig streamOf(const QString& run) const {
        return must(readTrainConfigJson(must(m_session->workspace()->run(fromQt(run))).configJson)).stream;
    }
    /// What the page asks for, made by core alone.
    TrainingOrder order(const std::string& filterText) const {
        StreamRequest request{"local", "plane", {}, "side"};
        if (!filterText.empty()) request.filter = must(parseFilter(filterText));
        OpenedStream opened = must(openStream(m_local, request, *m_session->workspace()));
        TrainingOrder order;
        order.choice = must(chooseForStream(
            opened.index, must(opened.index.recipe()),
            [](const Table& rows, const Recipe& recipe) { return chooseModel(rows, recipe); }));
        order.config.epochs = 3;
        order.config.batchSize = 8;
        must(attachStream(std::move(opened), order));
        return order;
    }
    std::string coreWeights(const std::string& filterText) const {
        const auto file =
            must(Workspace::open(fromQt(m_test->folder.filePath(QStringLiteral("core.qstore"))), true));
        const auto session = must(TrainingSession::start(file, order(filterText)));
        return must(session->execute(nullptr, {})).weightsSha256;
    }
    /// A run that its program left, with a checkpoint in the middle.
    std::string interrupted() const {
        TrainingOrder some = order({});
        some.config.checkpointSeconds = 0;
        const auto session = must(TrainingSession::start(m_session->workspace(), std::move(some)));
        std::stop_source stop;
        StopAfter watch(stop, 5);
        const auto stopped =
            must(session->execute(&watch, {stop.get_token(), {}}, [] { return RunState::Interrupted; }));
        if (stopped.end != TrainingEnd::Cancelled) qFatal("it ended before it was stopped");
        return session->runId();
    }
    /// The points as a dataset: what a pull makes of them.
    void addPulled() {
        const PointIndex index = must(readPointIndex(*m_local, "plane", {}, "side"));
        const Recipe recipe = must(index.recipe());
        const auto points = must(StreamedPoints::fit(m_local, index, recipe));
        std::vector<std::size_t> all(planePoints);
        std::iota(all.begin(), all.end(), std::size_t{0});
        const Table table = must(points->table(all, {}));
        QVERIFY(m_session->addDataset(QStringLiteral("pulled"), table, {}, recipe).has_value());
    }
    QComboBox* combo(const char* name) const {
        return m_page->findChild<QComboBox*>(QString::fromLatin1(name));
    }
    QPushButton* button(const char* name) const {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QLineEdit* filter() const { return m_page->findChild<QLineEdit*>(QStringLiteral("trainFilter")); }
    QString label(const char* name) const {
        return m_page->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }
    /// What the page's message says; empty while there is none.
    QString message() const {
        const auto* shown = m_page->findChild<InlineMessage*>();
        return shown->isVisible() ? shown->text() : QString();
    }

    std::unique_ptr<TestContext> m_test;
    QString m_path;
    std::shared_ptr<FakeStores> m_elsewhere;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<StoresController> m_stores;
    std::shared_ptr<VectorStore> m_local;
    std::shared_ptr<WatchedStore> m_watched;  ///< it, in batches of 16
    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<TrainingPage> m_page;
};

}  // namespace qstore::ui
