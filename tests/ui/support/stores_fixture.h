// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QUndoStack>
#include <memory>

#include "core/data/samples.h"
#include "tests/ui/support/fake_store.h"
#include "tests/ui/support/test_context.h"
#include "tests/ui/support/text_walk.h"
#include "ui/controllers/workspace_session.h"
#include "ui/stores/stores_page.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {

/// The Stores page over a workspace with the dataset iris, a store elsewhere, and a person's hands.
class StoresFixture {
protected:
    static constexpr int limitMs = 30'000;

    void begin() {
        m_test = std::make_unique<TestContext>();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        m_test->context.session = m_session.get();
        m_elsewhere = std::make_shared<FakeStores>(m_test->folder.filePath(QStringLiteral("far.qstore")));
        const Table iris = loadSample("iris").value();
        const Recipe recipe = suggestRecipe(iris, iris.columns().back().name).value();
        QVERIFY(m_session->addDataset(QStringLiteral("iris"), iris, {}, recipe).has_value());
        open();
    }
    void end() {
        m_page.reset();
        m_elsewhere.reset();
        m_session.reset();
        m_test.reset();
    }
    void open() {
        m_page = std::make_unique<StoresPage>(m_test->context, m_elsewhere->access());
        m_page->resize(1180, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_page->stores().isRead());
    }
    template <class T>
    T* child(const char* name) const {
        T* found = m_page->findChild<T*>(QString::fromLatin1(name));
        if (found == nullptr) qFatal("there is no %s", name);
        return found;
    }
    QPushButton* button(const char* name) const { return child<QPushButton>(name); }
    QLineEdit* line(const char* name) const { return child<QLineEdit>(name); }
    void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QAbstractItemModel* points() const { return child<QTableView>("pointsTable")->model(); }
    QAbstractItemModel* hits() const { return child<QTableView>("hitsTable")->model(); }
    QString cell(const char* table, int row, int column) const {
        return child<QTableView>(table)->model()->index(row, column).data().toString();
    }
    int columnOf(const char* table, const QString& name) const {
        const QAbstractItemModel* model = child<QTableView>(table)->model();
        for (int column = 0; column < model->columnCount(); ++column)
            if (model->headerData(column, Qt::Horizontal).toString() == name) return column;
        return -1;
    }
    QStringList collections() const {
        QStringList names;
        for (int row = 0; row < child<QTableView>("collectionsTable")->model()->rowCount(); ++row)
            names << cell("collectionsTable", row, 0);
        return names;
    }
    QString step(const char* name) const {
        return child<QWidget>(qPrintable(QStringLiteral("storeStep_") + QString::fromLatin1(name)))
            ->findChild<QLabel*>(QStringLiteral("stepTitle"))
            ->text();
    }
    /// The visible message that says this.
    QString messageWith(const QString& words) const {
        const auto messages = m_page->findChildren<InlineMessage*>();
        for (const InlineMessage* message : messages)
            if (message->isVisible() && message->text().contains(words)) return message->text();
        return {};
    }
    /// What is shown and does not fit.
    QString cutOff() const { return clippedTexts(*m_page).join(QLatin1Char('\n')); }
    bool idle() const { return m_page->stores().state() == StoresController::State::Idle; }
    std::shared_ptr<VectorStore> local() const { return m_page->stores().stores()->open("local").value(); }

    void push() {
        QTRY_VERIFY(button("emptyStateButton")->isVisible());
        click("emptyStateButton");
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(m_page->undoStack()->count() == 1 && idle(), limitMs);
        QTRY_COMPARE(points()->rowCount(), 150);
    }
    void makeLarge(int count) {
        auto store = local();
        CollectionSpec spec;
        spec.name = "large";
        spec.dimension = 2;
        spec.metric = Metric::Euclidean;
        QVERIFY(store->createCollection(spec, {}).has_value());
        std::vector<Point> many;
        for (int i = 0; i < count; ++i) many.push_back({std::to_string(i), {float(i), 1.0F}, {}});
        QVERIFY(store->upsert("large", std::move(many), {}).has_value());
        m_page->activated();
        QTRY_COMPARE(collections().size(), 1);
    }
    void addConnection() {
        click("addConnection");
        QTest::keyClicks(line("connectionName"), QStringLiteral("lab"));
        QTest::keyClicks(line("connectionEndpoint"), QStringLiteral("https://far.example"));
        QCOMPARE(line("connectionKey")->echoMode(), QLineEdit::Password);
        QTest::keyClicks(line("connectionKey"), QStringLiteral("planted-key-0123456789-a1b2"));
        click("connectionNow");
        QTRY_COMPARE(m_page->stores().store(), QStringLiteral("lab"));
        QTRY_VERIFY(m_page->stores().isRead());
        QTRY_COMPARE(m_elsewhere->keys().size(), 1);
    }
    /// The dataset "far" of 2500 rows, which are three batches.
    void addFar() {
        Column number;
        number.name = "x";
        for (int i = 0; i < 2500; ++i) {
            number.numbers.push_back(i);
            number.missing.push_back(false);
        }
        Column other = number;
        other.name = "y";
        for (std::size_t i = 0; i < other.numbers.size(); ++i) other.numbers[i] = double(i % 2);
        const Table table = Table::create({number, other}).value();
        Recipe recipe = suggestRecipe(table, "y").value();
        recipe.columns["x"].role = ColumnRole::Feature;
        QVERIFY(m_session->addDataset(QStringLiteral("far"), table, {}, recipe).has_value());
    }
    void makePush() {
        addFar();
        click("pushDatasetButton");
        click("pushNow");
    }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<WorkspaceSession> m_session;
    std::shared_ptr<FakeStores> m_elsewhere;
    std::unique_ptr<StoresPage> m_page;
};

}  // namespace qstore::ui
