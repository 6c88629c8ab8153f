// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/devices_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <cmath>

#include "core/backends/calibration_json.h"
#include "core/backends/device_profiles.h"
#include "core/serving/practice_cloud.h"
#include "core/simulation/noise_model.h"
#include "tests/ui/support/some_calibration.h"
#include "tests/ui/support/test_accounts.h"
#include "tests/ui/support/text_walk.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/calibration_history_view.h"
#include "ui/hardware/calibration_text.h"
#include "ui/hardware/coupling_map_view.h"
#include "ui/hardware/device_details_view.h"
#include "ui/models/calibration_models.h"
#include "ui/models/devices_model.h"
#include "ui/support/inline_message.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

constexpr int limitMs = 30'000;
constexpr std::int64_t noon = 1'780'000'000'000;

double nearest(const std::vector<QPointF>& places) {
    double least = 1e9;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const QPointF between = places[i] - places[j];
            least = std::min(least, std::hypot(between.x(), between.y()));
        }
    }
    return least;
}

QubitPairs gridPairs(std::size_t rows, std::size_t columns) {
    QubitPairs pairs;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            const Qubit at = row * columns + column;
            if (column + 1 < columns) pairs.emplace_back(at, at + 1);
            if (row + 1 < rows) pairs.emplace_back(at, at + columns);
        }
    }
    return pairs;
}

DeviceInfo deviceOf(const std::string& name, std::size_t qubits, const QubitPairs& pairs) {
    DeviceInfo device;
    device.name = name;
    device.qubits = qubits;
    device.coupling = pairs;
    return device;
}

Circuit ghz(std::size_t qubits) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = {Operation::gateOn("h", {0})};
    for (Qubit qubit = 0; qubit + 1 < qubits; ++qubit)
        parts.operations.push_back(Operation::gateOn("cx", {qubit, qubit + 1}));
    return Circuit::of(std::move(parts));
}

struct Fixture : TestContext {
    WorkspaceSession session;
    std::unique_ptr<TestAccounts> accounts;
    Fixture() {
        context.session = &session;
        accounts = std::make_unique<TestAccounts>(*this);
    }
    QString write(const char* name, const std::string& text) const {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0) return {};
        return path;
    }
};

template <class Widget>
Widget* part(const QWidget& panel, const char* name) {
    return panel.findChild<Widget*>(QString::fromLatin1(name));
}

QStringList column(const QWidget& panel, const char* table, int index) {
    const QAbstractItemModel* model = part<QTableView>(panel, table)->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row) texts << model->index(row, index).data().toString();
    return texts;
}

QString messagesOf(const QWidget& panel) {
    QStringList texts;
    const auto messages = panel.findChildren<InlineMessage*>();
    for (const InlineMessage* message : messages) {
        if (!message->isHidden()) texts << message->text();
    }
    return texts.join(QLatin1Char('\n'));
}

}  // namespace

class DevicesPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTwoQubitsAreDrawnAtOnePlace_data() {
        QTest::addColumn<int>("qubits");
        QTest::addColumn<QubitPairs>("pairs");
        QTest::addColumn<int>("shape");
        const int lattice = int(CouplingShape::Lattice), free = int(CouplingShape::Free);
        const int ring = int(CouplingShape::Ring);
        const auto local = localDevices();
        QVERIFY(local.has_value());
        for (const LocalDevice& device : *local) {
            QTest::newRow(device.info.name.c_str()) << int(device.info.qubits) << device.info.coupling
                                                    << (device.info.coupling.empty() ? ring : lattice);
        }
        QTest::newRow("133 qubits") << 133 << heavyHexPairs(7, 15, true) << lattice;
        QTest::newRow("156 qubits") << 156 << heavyHexPairs(8, 16, false) << lattice;
        QTest::newRow("grid") << 20 << gridPairs(4, 5) << lattice;
        QTest::newRow("line") << 5 << QubitPairs{{0, 1}, {1, 2}, {2, 3}, {3, 4}} << lattice;
        QTest::newRow("star") << 5 << QubitPairs{{0, 1}, {0, 2}, {0, 3}, {0, 4}} << free;
        QTest::newRow("closed") << 6 << QubitPairs{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {0, 5}} << free;
        QTest::newRow("two parts") << 4 << QubitPairs{{0, 2}, {1, 3}} << free;
        QTest::newRow("one") << 1 << QubitPairs{} << ring;
        QTest::newRow("none") << 0 << QubitPairs{} << ring;
    }
    void noTwoQubitsAreDrawnAtOnePlace() {
        QFETCH(int, qubits);
        QFETCH(QubitPairs, pairs);
        QFETCH(int, shape);
        const QubitPairs each = undirected(pairs, std::size_t(qubits));
        const CouplingLayout layout = layoutCoupling(std::size_t(qubits), each);
        QCOMPARE(int(layout.places.size()), qubits);
        QCOMPARE(int(layout.shape), shape);
        QVERIFY(nearest(layout.places) >= 0.3);
        for (const auto& [a, b] : each) {
            if (layout.shape != CouplingShape::Lattice) break;
            const QPointF between = layout.places[a] - layout.places[b];
            QCOMPARE(std::abs(between.x()) + std::abs(between.y()), 1.0);
        }
        QCOMPARE(layoutCoupling(std::size_t(qubits), each).places, layout.places);
    }

    void pairsAreListedOnceAndOnlyThoseThatExist() {
        const QubitPairs pairs = undirected({{1, 0}, {0, 1}, {2, 1}, {0, 9}, {1, 1}}, 3);
        QCOMPARE(pairs, (QubitPairs{{0, 1}, {1, 2}}));
    }

    void theColoursOfAScaleStandOutAtItsHighEnd() {
        for (const Tokens& tokens : {lightTokens(), darkTokens()}) {
            const QColor low = sequentialColor(0.0, tokens.dark), high = sequentialColor(1.0, tokens.dark);
            QVERIFY(contrastRatio(high, tokens.surface) > 4.5);
            QVERIFY(contrastRatio(high, tokens.surface) > 3.0 * contrastRatio(low, tokens.surface) / 2.0);
            QCOMPARE(sequentialColor(-1.0, tokens.dark), low);
            QCOMPARE(sequentialColor(2.0, tokens.dark), high);
        }
        QVERIFY(!ColorScale::of({}).has_value());
        const ColorScale even = *ColorScale::of({0.004, 0.002, 0.012});
        QVERIFY(!even.logarithmic);
        QCOMPARE(even.fraction(0.002), 0.0);
        QCOMPARE(even.fraction(0.012), 1.0);
        QCOMPARE(even.fraction(0.007), 0.5);
        const ColorScale wide = *ColorScale::of({0.001, 0.1});
        QVERIFY(wide.logarithmic);
        QVERIFY(std::abs(wide.fraction(0.01) - 0.5) < 1e-12);
        QCOMPARE(ColorScale::of({0.5, 0.5})->fraction(0.5), 0.5);
    }

    void theMapIsReadWithoutSeeingIt() {
        Theme theme;
        CouplingMapView map(theme);
        map.resize(600, 500);
        const QubitPairs pairs = gridPairs(2, 3);
        map.setDevice(deviceOf("grid", 6, pairs), someCalibration("grid", 6, pairs, noon));
        QVERIFY(map.accessibleName().contains(QStringLiteral("grid")));
        QVERIFY(map.accessibleDescription().contains(QStringLiteral("7 coupled pair")));
        QTest::keyClick(&map, Qt::Key_Right);
        QCOMPARE(map.current(), std::optional<Qubit>(0));
        QVERIFY(map.accessibleDescription().contains(QStringLiteral("T1")));
        QVERIFY(map.accessibleDescription().contains(QStringLiteral("read-out error")));
        QTest::keyClick(&map, Qt::Key_Right);
        QCOMPARE(map.current(), std::optional<Qubit>(1));
        QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(map.current(), std::optional<Qubit>(4));
        QTest::keyClick(&map, Qt::Key_Down);
        QCOMPARE(map.current(), std::optional<Qubit>(4));
        QTest::keyClick(&map, Qt::Key_Left);
        QCOMPARE(map.current(), std::optional<Qubit>(3));
        QTest::keyClick(&map, Qt::Key_End);
        QCOMPARE(map.current(), std::optional<Qubit>(5));
        QSignalSpy spy(&map, &CouplingMapView::currentChanged);
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.placeOf(2).toPoint());
        QCOMPARE(map.current(), std::optional<Qubit>(2));
        QCOMPARE(spy.count(), 1);
        QVERIFY(map.pairScale().has_value() && map.qubitScale().has_value());
        QVERIFY(map.textOfPair(0, 1).contains(QStringLiteral("68 ns")));
    }

    void aGateThatDoesNotWorkIsNoEndOfTheScale() {
        Theme theme;
        CouplingMapView map(theme);
        const QubitPairs pairs = {{0, 1}, {1, 2}};
        Calibration calibration = someCalibration("line", 3, pairs, noon);
        calibration.pairs[0].error = 1.0;
        map.setDevice(deviceOf("line", 3, pairs), calibration);
        QCOMPARE(map.pairScale()->high, *calibration.pairs[1].error);
        QVERIFY(map.textOfPair(1, 0).contains(QStringLiteral("does not work")));
    }

    void whereEveryPairIsCoupledARingSaysSo() {
        Theme theme;
        CouplingMapView map(theme);
        map.resize(500, 400);
        const auto device = localDevice("local/aria");
        QVERIFY(device.has_value());
        map.setDevice(device->info, device->calibration);
        QCOMPARE(map.layoutOfQubits().shape, CouplingShape::Ring);
        QVERIFY(map.accessibleDescription().contains(QStringLiteral("every pair")));
        QVERIFY(map.textOf(3).contains(QStringLiteral("every other")));
        QVERIFY(!map.pairScale().has_value());
        QVERIFY(!map.grab().isNull());
    }

    void figuresAreWrittenWithTheirUnits() {
        QCOMPARE(errorRateText(0.0079), QStringLiteral("0.79 %"));
        QCOMPARE(errorRateText(0.000285), QStringLiteral("0.0285 %"));
        QCOMPARE(errorRateText(std::nullopt), QStringLiteral("unknown"));
        QCOMPARE(microsecondsText(183.44), QStringLiteral("183 µs"));
        QCOMPARE(microsecondsText(1e7), QStringLiteral("10 s"));
        QCOMPARE(roughDuration(0.25), QStringLiteral("250 ms"));
        QCOMPARE(roughDuration(200), QStringLiteral("3 min"));
        QCOMPARE(roughDuration(40000), QStringLiteral("11 h"));
    }

    void localDevicesAreListedWithWhatIsKnown() {
        Fixture test;
        DevicesPanel panel(test.context);
        const QStringList names = column(panel, "devicesTable", DevicesModel::Name);
        QVERIFY(names.contains(QStringLiteral("IonQ Aria")));
        QVERIFY(
            column(panel, "devicesTable", DevicesModel::Account).contains(QStringLiteral("This machine")));
        const auto row = names.indexOf(QStringLiteral("IonQ Aria"));
        QCOMPARE(column(panel, "devicesTable", DevicesModel::Qubits)[row], QStringLiteral("25"));
        QCOMPARE(column(panel, "devicesTable", DevicesModel::Fidelity)[row], QStringLiteral("99.60 %"));
        panel.select(QStringLiteral("local/aria"));
        QCOMPARE(part<QLabel>(panel, "deviceTitle")->text(), QStringLiteral("IonQ Aria"));
        QVERIFY(part<QLabel>(panel, "deviceMeasured")->text().contains(QStringLiteral("0.4 %")));
        QVERIFY(!part<QPushButton>(panel, "bestQubits")->isEnabled());
    }

    void aCalibrationFromAFileIsShownLikeADevice() {
        Fixture test;
        DevicesPanel panel(test.context);
        const QubitPairs pairs = heavyHexPairs(7, 15, true);
        const QString path = test.write(
            "torino.json", writeCalibrationJson(someCalibration("ibm_torino", 133, pairs, noon)));
        test.prompts.answers << path;
        part<QPushButton>(panel, "importCalibration")->click();
        auto* map = part<CouplingMapView>(panel, "couplingMap");
        QTRY_VERIFY_WITH_TIMEOUT(map->accessibleName().contains(QStringLiteral("ibm_torino")), limitMs);
        QCOMPARE(column(panel, "devicesTable", DevicesModel::Account).last(),
                 QStringLiteral("From a file"));
        QCOMPARE(part<QTableView>(panel, "qubitsTable")->model()->rowCount(), 133);
        QCOMPARE(part<QTableView>(panel, "pairsTable")->model()->rowCount(), int(pairs.size()));
        QCOMPARE(map->layoutOfQubits().shape, CouplingShape::Lattice);
        part<QPushButton>(panel, "qubitsTableCopy")->click();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 135);
        const double t1 = lines[1].section(QLatin1Char(','), 1, 1).toDouble();
        QCOMPARE(t1, *someCalibration("ibm_torino", 133, pairs, noon).perQubit[0].t1Us);
    }

    void aFileThatIsNoCalibrationSaysWhy() {
        Fixture test;
        DevicesPanel panel(test.context);
        const int before = part<QTableView>(panel, "devicesTable")->model()->rowCount();
        test.prompts.answers << test.write("wrong.json", "{\"qubits\": \"many\"}");
        part<QPushButton>(panel, "importCalibration")->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            !messagesOf(panel).isEmpty() && !messagesOf(panel).contains(QStringLiteral("Reading")),
            limitMs);
        QCOMPARE(part<QTableView>(panel, "devicesTable")->model()->rowCount(), before);
    }

    void theBestQubitsOfTheDrawnCircuitAreMarked() {
        Fixture test;
        DevicesPanel panel(test.context);
        panel.select(QStringLiteral("local/heavy-hex-27"));
        test.session.publishCircuit(ghz(4));
        auto* best = part<QPushButton>(panel, "bestQubits");
        QVERIFY(best->isEnabled());
        best->click();
        const auto* map = part<CouplingMapView>(panel, "couplingMap");
        QTRY_COMPARE_WITH_TIMEOUT(int(map->marked().size()), 4, limitMs);
        QVERIFY2(messagesOf(panel).contains(QStringLiteral("Best qubits")), qPrintable(messagesOf(panel)));
        QVERIFY(messagesOf(panel).contains(QStringLiteral("no swaps are needed")));
        QVERIFY(map->textOf(map->marked()[1]).contains(QStringLiteral("holds qubit 1 of the circuit")));
        // Another circuit lies elsewhere.
        test.session.publishCircuit(ghz(3));
        QVERIFY(map->marked().empty());
        test.session.publishCircuit(ghz(40));
        best->click();
        QTRY_VERIFY_WITH_TIMEOUT(messagesOf(panel).contains(QStringLiteral("40")), limitMs);
        QVERIFY(map->marked().empty());
    }

    void theNoiseOfADeviceIsSavedForSimulations() {
        Fixture test;
        DevicesPanel panel(test.context);
        panel.select(QStringLiteral("local"));
        QVERIFY(!part<QPushButton>(panel, "saveNoise")->isEnabled());
        panel.select(QStringLiteral("local/aria"));
        const QString path = test.folder.filePath(QStringLiteral("noise.json"));
        test.prompts.answers << path;
        part<QPushButton>(panel, "saveNoise")->click();
        QTRY_VERIFY_WITH_TIMEOUT(messagesOf(panel).contains(QStringLiteral("Saved noise.json")), limitMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto noise = readNoiseModelJson(file.readAll().toStdString());
        QVERIFY2(noise.has_value(), noise ? "" : noise.error().message.c_str());
        QVERIFY(!noise->isEmpty());
    }

    void measurementsOverTimeAreChartedAndChosen() {
        Fixture test;
        DeviceDetailsView view(test.context);
        const QubitPairs pairs = gridPairs(2, 3);
        DeviceChoice choice;
        choice.address = QStringLiteral("lab/grid");
        choice.profile = QStringLiteral("lab");
        choice.device = deviceOf("grid", 6, pairs);
        choice.calibration = someCalibration("grid", 6, pairs, noon);
        view.show(choice);
        view.setHistory({*choice.calibration});
        auto* over = view.findChild<CalibrationHistoryView*>();
        QVERIFY(!over->chartShown());
        view.setHistory({*choice.calibration, someCalibration("grid", 6, pairs, noon - 86'400'000, 1.5)});
        QVERIFY(over->chartShown());
        QVERIFY(!part<QPushButton>(view, "showNewest")->isVisibleTo(&view));
        part<QTableView>(view, "historyTable")->selectRow(1);
        QVERIFY(part<QPushButton>(view, "showNewest")->isVisibleTo(&view));
        QVERIFY(part<QLabel>(view, "deviceMeasured")->text().contains(QStringLiteral("older")));
        const auto* map = part<CouplingMapView>(view, "couplingMap");
        const double older = map->pairScale()->high;
        // News of the device do not take the chosen measurement away.
        view.show(choice);
        QCOMPARE(map->pairScale()->high, older);
        part<QPushButton>(view, "showNewest")->click();
        QVERIFY(map->pairScale()->high < older);
    }

    void devicesOfAnAccountAreAskedForAndErrorsSayWhatToDo() {
        Fixture test;
        auto cloud = PracticeCloud::start();
        QVERIFY(cloud.has_value());
        BackendProfile profile;
        profile.name = "practice-ibm";
        profile.provider = ProviderKind::Ibm;
        profile.endpoint = (*cloud)->ibmEndpoint();
        profile.tokenEndpoint = (*cloud)->tokenEndpoint();
        profile.instance = (*cloud)->crn();
        profile.practice = true;
        DevicesPanel panel(test.context);
        const auto stored = test.accounts->accounts.store().add(profile);
        QVERIFY2(stored.has_value(), stored ? "" : stored.error().message.c_str());
        test.accounts->accounts.reload();
        const QString name = QStringLiteral("practice-ibm");
        test.accounts->accounts.keepKey(name, Secret(std::string("wrong")), SecretPlace::Session);
        QTRY_VERIFY_WITH_TIMEOUT(messagesOf(panel).contains(name), limitMs);
        test.accounts->accounts.keepKey(name, Secret((*cloud)->key()), SecretPlace::Session);
        const QString address = QStringLiteral("practice-ibm/ibm_practice_27");
        QTRY_VERIFY_WITH_TIMEOUT(test.accounts->devices.find(address) != nullptr, limitMs);
        QTRY_VERIFY_WITH_TIMEOUT(messagesOf(panel).isEmpty(), limitMs);
        QVERIFY(column(panel, "devicesTable", DevicesModel::Account)
                    .contains(QStringLiteral("practice-ibm (practice)")));
        panel.select(address);
        const auto* map = part<CouplingMapView>(panel, "couplingMap");
        QTRY_VERIFY_WITH_TIMEOUT(map->pairScale().has_value(), limitMs);
        QCOMPARE(map->layoutOfQubits().shape, CouplingShape::Lattice);
        QVERIFY(part<QTabWidget>(panel, "deviceTabs")->isTabEnabled(1));
    }

    void everyPartHasANameForScreenReaders() {
        Fixture test;
        DevicesPanel panel(test.context);
        const auto views = panel.findChildren<QTableView*>();
        for (const QTableView* view : views) QVERIFY2(!view->accessibleName().isEmpty(), "a table");
        QVERIFY(!part<QComboBox>(panel, "mapFigure")->accessibleName().isEmpty());
    }
};

QTEST_MAIN(DevicesPanelTest)
#include "devices_panel_test.moc"
