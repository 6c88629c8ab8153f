// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/ui/support/test_context.h"
#include "ui/circuit/circuit_page.h"
#include "ui/circuit/state_dock.h"
#include "ui/controllers/workspace_session.h"
#include "ui/window/circuit_cache_button.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

Circuit oneGate(std::size_t qubits) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = {Operation::gateOn("h", {0})};
    return Circuit::of(std::move(parts));
}

struct Fixture : TestContext {
    WorkspaceSession session;
    Fixture() { context.session = &session; }
};

QAction* actionOf(CircuitCacheButton& button, const char* name) {
    return button.findChild<QAction*>(QString::fromLatin1(name));
}

}  // namespace

class CircuitCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theButtonShowsHowOftenACircuitWasFound() {
        Fixture test;
        CircuitCacheButton button(test.session.plans(), test.settings);
        QVERIFY(!button.text().contains(QLatin1Char('%')));
        QVERIFY(!button.clearAction()->isEnabled());
        for (int i = 0; i < 4; ++i) QVERIFY(test.session.plans().compile(oneGate(2)).has_value());
        button.refresh();
        QVERIFY2(button.text().contains(QStringLiteral("75.0")), qPrintable(button.text()));
        QVERIFY2(button.toolTip().contains(QStringLiteral("3 of 4")), qPrintable(button.toolTip()));
        QVERIFY2(button.toolTip().contains(QStringLiteral("1 circuit")), qPrintable(button.toolTip()));
        QVERIFY2(button.toolTip().contains(QStringLiteral("64 MiB")), qPrintable(button.toolTip()));
    }

    /// Else a longer text is cut off until events are handled.
    void itsWidthFollowsTheFiguresAtOnce() {
        Fixture test;
        auto* page = new CircuitPage(test.context);
        MainWindow window(test.context, {page});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* button = window.findChild<CircuitCacheButton*>();
        test.session.plans().clear();
        for (int i = 0; i < 4; ++i) QVERIFY(test.session.plans().compile(oneGate(2)).has_value());
        const QString before = button->text();
        button->refresh();
        QVERIFY2(button->text() != before, qPrintable(button->text()));
        QCOMPARE(button->width(), button->sizeHint().width());
        QVERIFY(button->width() >= button->fontMetrics().horizontalAdvance(button->text()));
    }

    void theFiguresFollowByThemselves() {
        Fixture test;
        CircuitCacheButton button(test.session.plans(), test.settings);
        button.show();
        QVERIFY(test.session.plans().compile(oneGate(2)).has_value());
        QTRY_VERIFY(button.text().contains(QStringLiteral("0.0")));
    }

    void clearingForgetsAllCircuits() {
        Fixture test;
        CircuitCacheButton button(test.session.plans(), test.settings);
        QVERIFY(test.session.plans().compile(oneGate(2)).has_value());
        button.refresh();
        QVERIFY(button.clearAction()->isEnabled());
        button.clearAction()->trigger();
        QCOMPARE(test.session.plans().statistics().entries, std::size_t{0});
        QVERIFY(!button.clearAction()->isEnabled());
        QVERIFY(test.session.plans().compile(oneGate(2)).has_value());
        QCOMPARE(test.session.plans().statistics().misses, std::uint64_t{2});
    }

    void theLimitIsKeptInTheSettings() {
        Fixture test;
        {
            CircuitCacheButton button(test.session.plans(), test.settings);
            QVERIFY(actionOf(button, "circuitCacheLimit64")->isChecked());
            actionOf(button, "circuitCacheLimit16")->trigger();
        }
        QCOMPARE(test.session.plans().statistics().limitBytes, std::size_t{16} << 20U);
        WorkspaceSession next;
        CircuitCacheButton button(next.plans(), test.settings);
        QCOMPARE(next.plans().statistics().limitBytes, std::size_t{16} << 20U);
        QVERIFY(actionOf(button, "circuitCacheLimit16")->isChecked());
        actionOf(button, "circuitCacheLimit0")->trigger();
        QVERIFY(next.plans().compile(oneGate(2)).has_value());
        QCOMPARE(next.plans().statistics().entries, std::size_t{0});
    }

    void aLimitThatIsNoneOfTheChoicesIsLeftAlone() {
        Fixture test;
        for (const char* stored : {"-5", "many", "17"}) {
            test.settings.setValue(QStringLiteral("engine/circuitCacheMebibytes"),
                                   QString::fromLatin1(stored));
            WorkspaceSession session;
            const CircuitCacheButton button(session.plans(), test.settings);
            QCOMPARE(session.plans().statistics().limitBytes, PlanCache::kDefaultLimitBytes);
        }
    }

    void theWindowHasItInTheStripAndInTheToolsMenu() {
        Fixture test;
        auto* page = new CircuitPage(test.context);
        MainWindow window(test.context, {page});
        window.show();
        auto* button = window.findChild<CircuitCacheButton*>();
        QVERIFY(button != nullptr && button->isVisible());
        const auto commands = window.commands();
        QVERIFY(commands.contains(button->clearAction()));
    }

    /// cos² and sin² of half the angle, drawn on the page and moved as the slider moves it.
    void thePageDrawsThroughTheSessionsCache() {
        Fixture test;
        CircuitPage page(test.context);
        const auto draw = [&](double angle) {
            CircuitParts parts;
            parts.qubits = 1;
            parts.operations = {Operation::gateOn("ry", {0}, {Angle(angle)})};
            QSignalSpy updated(&page.liveState(), &LiveState::updated);
            page.liveState().setCircuit(Circuit::of(std::move(parts)));
            QTRY_VERIFY(updated.count() > 0);  // the page may ask anew for reasons of its own
            const auto probabilities = page.liveState().state()->probabilities();
            QVERIFY(std::abs(probabilities[1] - std::pow(std::sin(angle / 2), 2)) < 1e-12);
        };
        draw(0.5);
        const PlanCacheStatistics before = test.session.plans().statistics();
        for (int step = 1; step <= 10; ++step) draw(0.5 + 0.1 * step);
        const PlanCacheStatistics after = test.session.plans().statistics();
        QCOMPARE(after.misses, before.misses);
        QVERIFY(after.hits >= before.hits + 10);
    }
};

QTEST_MAIN(CircuitCacheTest)
#include "circuit_cache_test.moc"
