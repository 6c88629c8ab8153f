// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSpinBox>
#include <QTableWidget>
#include <cmath>

#include "core/states/notes.h"
#include "core/states/register_builders.h"
#include "core/workspace/testing.h"
#include "tests/ui/support/states_fixture.h"
#include "ui/states/correlation_map.h"
#include "ui/states/decay_chart.h"
#include "ui/states/register_actions.h"

using namespace qstore;
using namespace qstore::ui;

/// Registers and groups on the States page.
class StatesRegistersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_on = std::make_unique<StatesFixture>(); }
    void cleanup() { m_on.reset(); }

    void aBellPairIsAsEntangledAsCanBe() {
        m_on->makeRegister("Bell");
        const auto* parts = m_on->page->findChild<QTableWidget*>(QStringLiteral("registerParts"));
        QTRY_COMPARE_WITH_TIMEOUT(parts->rowCount(), 3, StatesFixture::limitMs);
        QCOMPARE(parts->item(0, 1)->text(), QStringLiteral("1"));
        QCOMPARE(parts->item(2, 0)->text(), QStringLiteral("q0, q1"));
        QCOMPARE(parts->item(2, 2)->text(), QStringLiteral("1"));
        QCOMPARE(parts->item(2, 3)->text(), QStringLiteral("0.5"));
        QCOMPARE(parts->item(2, 4)->text(), QString::number(2.0 * std::sqrt(2.0), 'g', 6));
        QCOMPARE(m_on->text<QLabel>("registerNoSignalling"), toQt(kNoSignallingNote));
        QVERIFY(m_on->text<QLabel>("registerFacts").contains(QStringLiteral("pure")));
    }

    /// The others are shown as before, and none under the name of the damaged one.
    void aDamagedRegisterSaysSoAndStopsNoOther() {
        m_on->makeRegister("Bell");
        const auto added = m_on->page->states().change(
            [](StateLibrary& library) { return library.addRegister(ghzRegister("large", 12).value()); });
        QVERIFY(added.has_value());
        const QString file = m_on->path;
        m_on->stop();
        {
            const auto workspace = Workspace::open(fromQt(file), false);
            QVERIFY(workspace.has_value());
            const Status damaged = qstore::testing::executeSql(
                **workspace,
                "UPDATE state_pieces SET bytes = substr(bytes, 1, 1000) WHERE length(bytes) > 60000");
            QVERIFY(damaged.has_value());
        }
        m_on->start();
        m_on->page->select(StateKind::Register, QStringLiteral("large"));
        QCOMPARE(m_on->text<QLabel>("registerTitle"), QStringLiteral("large"));
        QVERIFY(!m_on->widget("registerTabs")->isVisible());
        QVERIFY(m_on->widget("registerUnreadable")->isVisible());
        m_on->page->select(StateKind::Register, QStringLiteral("bell"));
        QCOMPARE(m_on->text<QLabel>("registerTitle"), QStringLiteral("bell"));
        QVERIFY(m_on->widget("registerTabs")->isVisible());
        QVERIFY(!m_on->widget("registerUnreadable")->isVisible());
    }

    void measuringDrawsShotsByTheBornRule() {
        m_on->makeRegister("Bell");
        m_on->page->findChild<QSpinBox*>(QStringLiteral("measureShots"))->setValue(4000);
        RegisterCounts counts;
        QObject guard;
        QObject::connect(m_on->page->findChild<RegisterActions*>(), &RegisterActions::measured, &guard,
                         [&counts](const RegisterCounts& seen) { counts = seen; });
        m_on->click("measureRegister");
        QTRY_COMPARE_WITH_TIMEOUT(counts.shots, std::uint64_t{4000}, StatesFixture::limitMs);
        // 4σ of 4000 shots at one half.
        QVERIFY(std::abs(static_cast<double>(counts.counts[0]) - 2000.0) < 4.0 * std::sqrt(1000.0));
        QCOMPARE(counts.counts[0] + counts.counts[3], std::uint64_t{4000});
        QVERIFY(m_on->widget("countsView")->isVisible());
    }

    void postSelectionShowsItsProbabilityFirst() {
        m_on->makeRegister("Bell");
        m_on->type("selectOutcome", QStringLiteral("q0=1"));
        QVERIFY2(m_on->text<QLabel>("selectProbability").contains(QStringLiteral("0.5")),
                 qPrintable(m_on->text<QLabel>("selectProbability")));
        m_on->click("keepSelection");
        const auto reg = m_on->page->states().reg(QStringLiteral("bell"));
        QVERIFY(std::abs(reg->probabilities()->at(3) - 1.0) < 1e-12);
        m_on->page->undoStack()->undo();
        QVERIFY(std::abs(m_on->page->states().reg(QStringLiteral("bell"))->probabilities()->at(3) - 0.5) <
                1e-12);
    }

    void aContextOfASuperpositionComesUpByItsWeight() {
        m_on->makeTwoContexts();
        m_on->click("superposeRecord");
        QVERIFY(m_on->widget("registerView")->isVisible());
        auto* contexts = m_on->page->findChild<QComboBox*>(QStringLiteral("selectContext"));
        contexts->setCurrentIndex(contexts->findText(QStringLiteral("work")));
        QVERIFY2(m_on->text<QLabel>("selectProbability").contains(QStringLiteral("0.7")),
                 qPrintable(m_on->text<QLabel>("selectProbability")));
        contexts->setCurrentIndex(contexts->findText(QStringLiteral("leisure")));
        QVERIFY2(m_on->text<QLabel>("selectProbability").contains(QStringLiteral("0.3")),
                 qPrintable(m_on->text<QLabel>("selectProbability")));
    }

    /// Two qubits idle: each excess of |1⟩ falls as exp(−t/T1), the coherence |00⟩⟨11| as exp(−2t/T2).
    void decayFollowsT1AndT2() {
        m_on->makeRegister("Bell");
        m_on->box("decayT1")->setValue(50.0);
        m_on->box("decayT2")->setValue(60.0);
        m_on->box("decayTime")->setValue(40.0);
        m_on->click("plotDecay");
        const auto* chart = m_on->page->findChild<DecayChart*>();
        QTRY_VERIFY_WITH_TIMEOUT(!chart->series().empty(), StatesFixture::limitMs);
        QCOMPARE(chart->series().back().timeUs, 40.0);
        const double stays = std::exp(-40.0 / 50.0), coherence = std::exp(-2.0 * 40.0 / 60.0);
        const double both = 0.5 * (1.0 + (1.0 - stays) * (1.0 - stays)), ones = 0.5 * stays * stays;
        const double one = 0.5 * stays * (1.0 - stays);
        const double purity =
            both * both + ones * ones + 2.0 * one * one + 2.0 * std::pow(0.5 * coherence, 2);
        QVERIFY(std::abs(chart->series().back().purity - purity) < 1e-9);
        QVERIFY(std::abs(*chart->series().back().fidelityToStart - 0.5 * (both + ones + coherence)) < 1e-9);
        QCOMPARE(m_on->page->undoStack()->count(), 1);
        m_on->click("evolveRegister");
        QTRY_COMPARE_WITH_TIMEOUT(m_on->page->undoStack()->count(), 2, StatesFixture::limitMs);
        QVERIFY(!m_on->page->states().reg(QStringLiteral("bell"))->isPure());
        QVERIFY(std::abs(m_on->page->states().reg(QStringLiteral("bell"))->probabilities()->at(3) - ones) <
                1e-9);
        m_on->page->undoStack()->undo();
        QVERIFY(m_on->page->states().reg(QStringLiteral("bell"))->isPure());
    }

    void theDrawnCircuitBecomesARegister() {
        m_on->click("newRegister");
        m_on->choose("registerSource", QStringLiteral("What the drawn circuit leaves"));
        QVERIFY(!m_on->button("makeRegister")->isEnabled());
        CircuitParts parts;
        parts.qubits = 2;
        parts.operations = {Operation::gateOn("x", {1})};
        m_on->session->publishCircuit(Circuit::of(std::move(parts)));
        QVERIFY(m_on->button("makeRegister")->isEnabled());
        m_on->click("makeRegister");
        QTRY_COMPARE_WITH_TIMEOUT(m_on->names("registersTable"), QStringList{QStringLiteral("circuit")},
                                  StatesFixture::limitMs);
        QVERIFY(std::abs(m_on->page->states().reg(QStringLiteral("circuit"))->probabilities()->at(2) -
                         1.0) < 1e-12);
    }

    void aGroupChangesItsPartnersOnceAndUndoRestoresThem() {
        m_on->makeGroup();
        const auto before = m_on->page->states().record(QStringLiteral("b"))->contexts.at("work").vector;
        auto* preview = m_on->page->findChild<QTableWidget*>(QStringLiteral("changePreview"));
        QVERIFY(!m_on->button("applyChange")->isEnabled());
        m_on->type("changeDelta", QStringLiteral("1, 0, 0"));
        QCOMPARE(preview->rowCount(), 3);
        QCOMPARE(preview->item(0, 0)->text(), QStringLiteral("a"));
        QCOMPARE(preview->item(1, 1)->text(), QStringLiteral("0.5"));
        QCOMPARE(m_on->page->states().record(QStringLiteral("b"))->contexts.at("work").vector, before);
        m_on->click("applyChange");
        QCOMPARE(m_on->page->states().record(QStringLiteral("a"))->contexts.at("work").vector,
                 (std::vector<double>{2.0, 2.0, 3.0}));
        QCOMPARE(m_on->page->states().record(QStringLiteral("b"))->contexts.at("work").vector,
                 (std::vector<double>{2.5, 4.0, 6.0}));
        QVERIFY(m_on->widget("groupLog")->isVisible());
        QCOMPARE(m_on->column("groupLog", 1), QStringList{QStringLiteral("changed")});
        m_on->click("undoGroup");
        QCOMPARE(m_on->page->states().record(QStringLiteral("b"))->contexts.at("work").vector, before);
        QCOMPARE(m_on->column("groupLog", 1),
                 (QStringList{QStringLiteral("took back 1"), QStringLiteral("changed")}));
        m_on->click("redoGroup");
        QCOMPARE(m_on->page->states().record(QStringLiteral("b"))->contexts.at("work").vector,
                 (std::vector<double>{2.5, 4.0, 6.0}));
        QVERIFY(!m_on->page->undoStack()->canRedo());
    }

    void correlationsAreMeasuredNotTyped() {
        m_on->makeGroup();
        const auto* table = m_on->page->findChild<QTableView*>(QStringLiteral("groupPairs"));
        // a and b are parallel, c runs the other way; the strength is 0.5 for all of them.
        QCOMPARE(table->model()->index(0, 3).data().toString(), QStringLiteral("1"));
        QCOMPARE(table->model()->index(1, 3).data().toString(), QStringLiteral("-1"));
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("0.5"));
        QVERIFY(m_on->page->findChild<CorrelationMap*>()->accessibleDescription().contains(
            QStringLiteral("a and c: -1")));
        m_on->choose("pairFirst", QStringLiteral("a"));
        m_on->choose("pairSecond", QStringLiteral("c"));
        m_on->box("pairStrength")->setValue(-0.25);
        m_on->click("setPairStrength");
        QCOMPARE(table->model()->index(1, 2).data().toString(), QStringLiteral("-0.25 (own)"));
        QCOMPARE(table->model()->index(1, 3).data().toString(), QStringLiteral("-1"));
        m_on->click("clearPairStrength");
        QCOMPARE(table->model()->index(1, 2).data().toString(), QStringLiteral("0.5"));
    }

    void membersComeAndGo() {
        m_on->makeGroup();
        m_on->choose("memberRecords", QStringLiteral("c"));
        m_on->click("removeMember");
        QCOMPARE(m_on->page->states().group(QStringLiteral("g"))->members,
                 (std::vector<std::string>{"a", "b"}));
        m_on->choose("addableRecords", QStringLiteral("c"));
        m_on->click("addMember");
        QCOMPARE(m_on->page->states().group(QStringLiteral("g"))->members.size(), std::size_t{3});
        m_on->page->undoStack()->undo();
        QCOMPARE(m_on->page->states().group(QStringLiteral("g"))->members.size(), std::size_t{2});
    }

private:
    std::unique_ptr<StatesFixture> m_on;
};

QTEST_MAIN(StatesRegistersTest)
#include "states_registers_test.moc"
