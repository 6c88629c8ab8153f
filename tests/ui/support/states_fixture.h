// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "tests/ui/support/test_context.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/states_page.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {

/// Stands still until it is told.
class SetClock : public Clock {
public:
    std::int64_t unixMs() const override { return m_nowMs; }
    std::int64_t steadyMs() const override { return m_nowMs; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        m_nowMs += ms;
        return !stop.stop_requested();
    }
    void advance(std::int64_t ms) { m_nowMs += ms; }

private:
    std::int64_t m_nowMs = 1'800'000'000'000;
};

inline NewRecord recordNamed(const std::string& id, std::vector<double> vector,
                             RecordTier tier = RecordTier::Pinned) {
    NewRecord record;
    record.id = id;
    record.contexts["work"] = {std::move(vector), 1.0};
    record.tier = tier;
    return record;
}

/// The States page over a workspace of its own, with hands for it.
struct StatesFixture {
    static constexpr int limitMs = 60'000;

    StatesFixture() { start(); }
    ~StatesFixture() { stop(); }

    void start() {
        session = std::make_unique<WorkspaceSession>();
        QVERIFY(session->open(path).has_value());
        test.context.session = session.get();
        page = std::make_unique<StatesPage>(test.context, clock);
        page->resize(1200, 760);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    }
    void stop() {
        page.reset();
        session.reset();
    }
    void add(const NewRecord& record) {
        const auto added =
            page->states().change([&](StateLibrary& library) { return library.addRecord(record); });
        QVERIFY2(added.has_value(), added ? "" : added.error().message.c_str());
    }
    void makeTwoContexts() {
        click("newRecord");
        type("newRecordId", QStringLiteral("ada"));
        type("contextName1", QStringLiteral("work"));
        type("contextVector1", QStringLiteral("0.6, 0.8"));
        box("contextWeight1")->setValue(0.7);
        click("addContext");
        type("contextName2", QStringLiteral("leisure"));
        type("contextVector2", QStringLiteral("-1, 0, 2"));
        box("contextWeight2")->setValue(0.3);
        click("makeRecord");
        QCOMPARE(names("recordsTable"), QStringList{QStringLiteral("ada")});
        QVERIFY(widget("recordView")->isVisible());
    }
    void makeRegister(const char* source) {
        click("newRegister");
        choose("registerSource", QString::fromLatin1(source) + QStringLiteral(" state"));
        click("makeRegister");
        QVERIFY(widget("registerView")->isVisible());
    }
    void makeGroup() {
        add(recordNamed("a", {1.0, 2.0, 3.0}));
        add(recordNamed("b", {2.0, 4.0, 6.0}));
        add(recordNamed("c", {3.0, 2.0, 1.0}));
        click("newGroup");
        type("newGroupId", QStringLiteral("g"));
        auto* members = page->findChild<QListWidget*>(QStringLiteral("newGroupMembers"));
        for (int row = 0; row < members->count(); ++row) members->item(row)->setCheckState(Qt::Checked);
        box("newGroupStrength")->setValue(0.5);
        click("makeGroup");
        QVERIFY(widget("groupView")->isVisible());
    }
    void measure(const QString& context) {
        page->findChild<QComboBox*>(QStringLiteral("measureContext"))->setCurrentText(context);
        click("measureRecord");
    }
    QString answer() const {
        return page->findChild<InlineMessage*>(QStringLiteral("measureAnswer"))->text();
    }
    QWidget* widget(const char* name) const { return page->findChild<QWidget*>(QString::fromLatin1(name)); }
    QPushButton* button(const char* name) const {
        return page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    QDoubleSpinBox* box(const char* name) const {
        return page->findChild<QDoubleSpinBox*>(QString::fromLatin1(name));
    }
    template <class Labelled>
    QString text(const char* name) const {
        return page->findChild<Labelled*>(QString::fromLatin1(name))->text();
    }
    void click(const char* name) const {
        auto* pressed = button(name);
        QVERIFY2(pressed != nullptr && pressed->isVisible() && pressed->isEnabled(), name);
        QTest::keyClick(pressed, Qt::Key_Space);
    }
    void type(const char* name, const QString& words) const {
        auto* field = page->findChild<QLineEdit*>(QString::fromLatin1(name));
        QVERIFY2(field != nullptr && field->isVisible(), name);
        field->clear();
        QTest::keyClicks(field, words);
    }
    void choose(const char* name, const QString& words) const {
        auto* combo = page->findChild<QComboBox*>(QString::fromLatin1(name));
        QVERIFY2(combo != nullptr && combo->findText(words) >= 0, name);
        combo->setCurrentIndex(combo->findText(words));
    }
    QStringList column(const char* name, int at) const {
        QStringList all;
        const auto* model = page->findChild<QTableView*>(QString::fromLatin1(name))->model();
        for (int row = 0; row < model->rowCount(); ++row) all << model->index(row, at).data().toString();
        return all;
    }
    QStringList names(const char* name) const { return column(name, 0); }

    TestContext test;
    std::shared_ptr<SetClock> clock = std::make_shared<SetClock>();
    QString path = test.folder.filePath(QStringLiteral("w.qstore"));
    std::unique_ptr<WorkspaceSession> session;
    std::unique_ptr<StatesPage> page;
};

}  // namespace qstore::ui
