// SPDX-License-Identifier: GPL-3.0-or-later
// The drawn circuit on backends: this machine's simulated ones, and a practice cloud over HTTP.
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "core/serving/practice_cloud.h"
#include "core/workspace/workspace_jobs.h"
#include "tests/ui/support/test_context.h"
#include "ui/circuit/circuit_page.h"
#include "ui/circuit/measured_panel.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/device_catalog.h"
#include "ui/controllers/device_transpile.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/backend_picker.h"
#include "ui/support/inline_message.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

Circuit bell() {
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    return Circuit::of(std::move(parts));
}

constexpr auto machine = "practice/qpu.aria-1";

}  // namespace

class CircuitRunTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<PracticeCloud> m_cloud;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<DeviceCatalog> m_devices;
    std::unique_ptr<CircuitPage> m_page;

    template <class Widget>
    Widget* part(const char* name) {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    BackendPicker& picker() { return *part<BackendPicker>("measuredBackend"); }
    QPushButton& button() { return *part<QPushButton>("measuredRun"); }
    QString caption() { return part<QLabel>("measuredCaption")->text(); }
    CircuitRun& run() { return m_page->measuredPanel()->circuitRun(); }
    QString message() {
        QString all;
        for (const InlineMessage* each : m_page->findChildren<InlineMessage*>())
            if (each->isVisibleTo(m_page.get())) all += each->text();
        return all;
    }
    void choose(const char* address) {
        const QString wanted = QString::fromLatin1(address);
        QTRY_VERIFY(m_devices->find(wanted) != nullptr);
        picker().setAddress(wanted);
        QCOMPARE(picker().address(), wanted);
    }
    void showMeasured() {
        part<QPushButton>("runOnButton")->click();
        QVERIFY(m_page->measuredPanel()->isVisible());
    }

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        PracticeOptions options;
        options.queueMs = 1;
        m_cloud = PracticeCloud::start(options).value();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        AccountsEnvironment environment;
        environment.profilesFile = m_test->folder.filePath(QStringLiteral("profiles.json")).toStdString();
        environment.vaultFile = m_test->folder.filePath(QStringLiteral("vault")).toStdString();
        m_accounts = std::make_unique<Accounts>(environment);
        m_devices = std::make_unique<DeviceCatalog>(*m_accounts);
        BackendProfile profile;
        profile.name = "practice";
        profile.endpoint = m_cloud->ionqEndpoint();
        profile.practice = true;
        m_accounts->setPracticeProfile(profile, Secret(m_cloud->key()));
        m_test->context.session = m_session.get();
        m_test->context.accounts = m_accounts.get();
        m_test->context.devices = m_devices.get();
        m_page = std::make_unique<CircuitPage>(m_test->context);
        m_page->resize(1200, 800);
        m_page->show();
        m_page->document().replace(bell(), QStringLiteral("Bell"));
    }
    void cleanup() {
        m_page.reset();
        m_devices.reset();
        m_accounts.reset();
        m_session.reset();
        m_cloud.reset();
        m_test.reset();
    }

    void withoutDevicesThereIsNoControl() {
        TestContext bare;
        const CircuitPage page(bare.context);
        QVERIFY(page.findChild<QPushButton*>(QStringLiteral("runOnButton")) == nullptr);
        QVERIFY(page.findChild<MeasuredPanel*>() == nullptr);
        QVERIFY(page.findChild<QAction*>(QStringLiteral("runCircuitAction")) == nullptr);
    }

    void aSimulatedMachineIsFreeAndShowsCountsBesideTheExact() {
        showMeasured();
        choose("local/aria");
        part<QSpinBox>("measuredShots")->setValue(400);
        QTRY_COMPARE(button().text(), QStringLiteral("Run · free"));
        button().click();
        QVERIFY(run().isRunning());
        QVERIFY(!button().isEnabled());
        QTRY_VERIFY(run().result().has_value());
        const CircuitRunResult& result = *run().result();
        std::uint64_t shots = 0;
        for (const auto& [key, count] : result.outcome.counts) shots += count;
        QCOMPARE(shots, std::uint64_t{400});
        QVERIFY(result.exact.has_value());
        QCOMPARE(result.exact->size(), std::size_t{2});
        QVERIFY(std::abs(result.exact->at(0) - 0.5) < 1e-12);
        QVERIFY(std::abs(result.exact->at(3) - 0.5) < 1e-12);
        QVERIFY2(caption().contains(QStringLiteral("400 shots on")), qPrintable(caption()));
        QVERIFY(!caption().contains(QStringLiteral("changed since")));
        CircuitParts other;
        other.qubits = 1;
        m_page->document().replace(Circuit::of(other), QStringLiteral("Other"));
        QVERIFY(caption().contains(QStringLiteral("the circuit has changed since")));
        QVERIFY(m_cloud->ledger().jobs.empty());
    }

    void theKeysOfMeasuredBitsAreThoseOfTheExactOnes() {
        CircuitParts parts = bell().parts();
        parts.bits = 3;
        parts.operations.push_back(Operation::gateOn("x", {1}));
        parts.operations.push_back(Operation::measure(0, 2));
        parts.operations.push_back(Operation::measure(1, 0));
        m_page->document().replace(Circuit::of(std::move(parts)), QStringLiteral("Measured"));
        showMeasured();
        choose("local");
        button().click();
        QTRY_VERIFY(run().result().has_value());
        // Qubits 01 and 10 in equal shares: bit 2 is qubit 0, bit 0 is qubit 1.
        const CircuitRunResult& result = *run().result();
        QCOMPARE(result.outcome.bits, std::size_t{3});
        QCOMPARE(result.outcome.counts.size(), std::size_t{2});
        for (const auto& [key, count] : result.outcome.counts)
            QVERIFY2(result.exact->count(key) == 1, qPrintable(QString::number(key)));
        QVERIFY(std::abs(result.exact->at(1) - 0.5) < 1e-12);
        QVERIFY(std::abs(result.exact->at(4) - 0.5) < 1e-12);
    }

    void thePriceStandsOnTheButtonAndAPracticeMachineRunsItOnce() {
        showMeasured();
        choose(machine);
        // 1,000 × (0.000220 + 0.000975) = 1.195 is below the least price of a job.
        QTRY_COMPARE(button().text(), QStringLiteral("Run · practice, would cost $12.42"));
        part<QSpinBox>("measuredShots")->setValue(100'000);
        // 100,000 × 0.001195 = 119.50.
        QTRY_COMPARE(button().text(), QStringLiteral("Run · practice, would cost $119.50"));
        QVERIFY(button().toolTip().contains(QStringLiteral("nothing is paid")));
        QVERIFY(m_cloud->ledger().jobs.empty());
        part<QSpinBox>("measuredShots")->setValue(500);
        button().click();
        QTRY_VERIFY_WITH_TIMEOUT(run().result().has_value(), 20'000);
        const PracticeLedger ledger = m_cloud->ledger();
        QCOMPARE(ledger.jobs.size(), std::size_t{1});
        QCOMPARE(ledger.circuitsRun(), std::uint64_t{1});
        QVERIFY(run().result()->practice);
        QVERIFY2(caption().contains(QStringLiteral("500 shots on")), qPrintable(caption()));
        QVERIFY(run().result()->costUsd.has_value());
        QVERIFY(std::abs(*run().result()->costUsd - ledger.billedUsd()) < 1e-9);
    }

    void aCancelledJobIsNotRun() {
        m_cloud->setQueueMs(3'600'000);
        showMeasured();
        choose(machine);
        QTRY_VERIFY(button().isEnabled());
        button().click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QLabel>("measuredState")->text().contains(QStringLiteral("queue")),
                                 20'000);
        part<QPushButton>("measuredCancel")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!run().isRunning(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("Cancelled")), qPrintable(message()));
        const PracticeLedger ledger = m_cloud->ledger();
        QCOMPARE(ledger.jobs.size(), std::size_t{1});
        QCOMPARE(ledger.jobs[0].state, std::string("canceled"));
        QCOMPARE(ledger.circuitsRun(), std::uint64_t{0});
        QVERIFY(button().isEnabled());
    }

    void aRefusalIsSaidInPlace() {
        Fault refusal = findFault("400").value();
        refusal.stage = FaultStage::Submit;
        m_cloud->setFaults({0, {refusal}});
        showMeasured();
        choose(machine);
        QTRY_VERIFY(button().isEnabled());
        button().click();
        QTRY_VERIFY_WITH_TIMEOUT(!message().isEmpty(), 20'000);
        QVERIFY2(message().contains(QStringLiteral("practice fault")), qPrintable(message()));
        QVERIFY(!run().result().has_value());
    }

    void aColumnWithoutDataIsNamed() {
        CircuitParts parts;
        parts.qubits = 1;
        parts.parameters = {{"x0", ParameterRole::Column, {}, "petal length"}};
        parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("x0")})};
        m_page->document().replace(Circuit::of(std::move(parts)), QStringLiteral("Data"));
        showMeasured();
        choose("local");
        button().click();
        QVERIFY2(message().contains(QStringLiteral("petal length")), qPrintable(message()));
        QVERIFY(!run().isRunning());
    }

    void theActionShowsThePriceBeforeItRuns() {
        choose(machine);
        auto* action = part<QAction>("runCircuitAction");
        action->trigger();
        QVERIFY(m_page->measuredPanel()->isVisible());
        QVERIFY(!run().isRunning());
        action->trigger();
        QVERIFY(run().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(run().result().has_value(), 20'000);
    }

    void whatCostsMoneyIsRunByTheSecondPress() {
        // What makes it practice is the profile alone.
        BackendProfile paid;
        paid.name = "lab";
        paid.endpoint = m_cloud->ionqEndpoint();
        m_accounts->setPracticeProfile(paid, Secret(m_cloud->key()));
        showMeasured();
        choose("lab/qpu.aria-1");
        QTRY_COMPARE(button().text(), QStringLiteral("Run · ≈ $12.42"));
        button().click();
        QVERIFY(!run().isRunning());
        QCOMPARE(button().text(), QStringLiteral("Run for ≈ $12.42?"));
        // Another number, another price: asked anew, at once.
        part<QSpinBox>("measuredShots")->setValue(100'000);
        QCOMPARE(button().text(), QStringLiteral("Run · ≈ $119.50"));
        part<QAction>("runCircuitAction")->trigger();
        QVERIFY(!run().isRunning());
        QCOMPARE(button().text(), QStringLiteral("Run for ≈ $119.50?"));
        CircuitParts other = bell().parts();
        other.operations.push_back(Operation::gateOn("x", {0}));
        m_page->document().replace(Circuit::of(std::move(other)), QStringLiteral("Another"));
        QVERIFY(!button().text().endsWith(QLatin1Char('?')));
        part<QSpinBox>("measuredShots")->setValue(500);
        // A double click is one press.
        QTest::mouseClick(&button(), Qt::LeftButton);
        QTest::mouseDClick(&button(), Qt::LeftButton);
        QVERIFY(m_cloud->ledger().jobs.empty());
        choose("local");
        QVERIFY(!button().text().endsWith(QLatin1Char('?')));
        choose("lab/qpu.aria-1");
        button().click();
        QVERIFY(!run().isRunning());
        button().click();
        QVERIFY(run().isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(run().result().has_value(), 20'000);
        QCOMPARE(m_cloud->ledger().jobs.size(), std::size_t{1});
        QVERIFY(!button().text().endsWith(QLatin1Char('?')));
    }

    void aHeldKeyIsOnePress() {
        QVERIFY(!part<QAction>("runCircuitAction")->autoRepeat());
        const auto actions = m_page->menuActions(MenuPlace::Run);
        QVERIFY(!actions.isEmpty());
        for (const QAction* action : actions)
            QVERIFY2(!action->autoRepeat(), qPrintable(action->objectName()));
    }

    void theWindowMayCloseWhileAJobWaits() {
        m_cloud->setQueueMs(3'600'000);
        showMeasured();
        choose(machine);
        QTRY_VERIFY(button().isEnabled());
        button().click();
        QTRY_VERIFY_WITH_TIMEOUT(m_cloud->ledger().jobs.size() == 1, 20'000);
        m_page.reset();
        QVERIFY(m_cloud->ledger().jobs[0].state != "canceled");
        const auto kept = workspaceJobs(m_session->workspace())->jobs().value();
        QCOMPARE(kept.size(), std::size_t{1});
        QVERIFY(!isFinal(kept[0].state));
    }

    void transpilingReplacesTheCircuitUndoably() {
        choose("local/aria");
        part<QAction>("transpileAction")->trigger();
        QTRY_VERIFY(m_page->document().circuit() != bell());
        for (const Operation& operation : m_page->document().circuit().operations()) {
            const std::string name = gateName(operation);
            QVERIFY2(name == "gpi" || name == "gpi2" || name == "ms", name.c_str());
        }
        QVERIFY2(message().contains(QStringLiteral("overlap 1.0000000000")), qPrintable(message()));
        m_page->document().undoStack().undo();
        QVERIFY(m_page->document().circuit() == bell());
        choose("local");
        part<QAction>("transpileAction")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("takes every gate")), qPrintable(message()));
        QVERIFY(m_page->document().circuit() == bell());
    }

    void aTranspiledCircuitRunsAsItIs() {
        showMeasured();
        choose(machine);
        part<QAction>("transpileAction")->trigger();
        QTRY_VERIFY(m_page->document().circuit() != bell());
        QCOMPARE(m_page->document().circuit().qubits(), std::size_t{2});
        QTRY_VERIFY(button().isEnabled());
        button().click();
        QTRY_VERIFY_WITH_TIMEOUT(!run().isRunning(), 20'000);
        QVERIFY2(run().result().has_value(), qPrintable(message()));
        QVERIFY(std::abs(run().result()->exact->at(3) - 0.5) < 1e-12);
    }

    void overlapsAreThoseOfRoutedCircuitsToo() {
        CircuitParts parts;
        parts.qubits = 4;
        parts.parameters = {{"a", ParameterRole::Trainable, 0.4, {}},
                            {"b", ParameterRole::Column, {}, "b"}};
        for (Qubit q = 0; q < 4; ++q) parts.operations.push_back(Operation::gateOn("h", {q}));
        parts.operations.push_back(Operation::gateOn("cx", {0, 3}));
        parts.operations.push_back(Operation::gateOn("rzz", {1, 2}, {Angle::symbol("a")}));
        parts.operations.push_back(Operation::gateOn("ry", {2}, {Angle::symbol("b")}));
        parts.operations.push_back(Operation::gateOn("ccx", {3, 1, 0}));
        const Circuit circuit = Circuit::of(std::move(parts));
        std::size_t devices = 0;
        for (const DeviceChoice& choice : m_devices->choices()) {
            if (!choice.isLocal() || choice.address == QLatin1String("local")) continue;
            const auto done = transpileForDevice(circuit, choice.device, {});
            QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
            QVERIFY2(done->overlap.has_value(), qPrintable(choice.address));
            QVERIFY2(std::abs(*done->overlap - 1.0) < 1e-12, qPrintable(choice.address));
            ++devices;
        }
        QVERIFY(devices >= 3);
    }
};

QTEST_MAIN(CircuitRunTest)
#include "circuit_run_test.moc"
