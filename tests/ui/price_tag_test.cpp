// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/price_tag.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>

#include "core/workspace/training_shape.h"
#include "tests/ui/support/practice_page.h"
#include "ui/support/number_text.h"
#include "ui/training/price_text.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

const QString device = QStringLiteral("cloud/qpu.forte-1");

/// The same training priced without the window.
Result<TrainingCost> priceByHand(const PracticePage& here, const TrainConfig& config) {
    const Table& table = *here.session->currentTable();
    QSTORE_TRY(ModelChoice choice, modelForTemplate(table, here.session->currentRecipe(), "angle",
                                                    "strongly-entangling", 1, {}));
    QSTORE_TRY(const PreparedData data, prepareData(table, choice.recipe));
    QSTORE_TRY(const auto model, Model::compile(choice.spec));
    QSTORE_TRY(const TrainingShape shape, shapeOfTraining(*model, data, config));
    const DeviceChoice& chosen = *here.accounts->devices.find(device);
    QSTORE_TRY(const OpenAccount account, here.accounts->accounts.opener()("cloud"));
    TrainingTerms terms;
    terms.provider = chosen.provider;
    terms.device = chosen.device;
    terms.concurrentJobs = account.profile.maxConcurrentJobs;
    if (chosen.calibration) terms.times = executionTimesOf(*chosen.calibration);
    terms.estimate = [&](const JobWork& work) -> std::optional<ProviderEstimate> {
        const auto estimate = account.provider->estimate(
            {chosen.device.name, 2, work.shots, work.oneQubitGates, work.twoQubitGates, false}, {});
        return estimate ? std::optional(*estimate) : std::nullopt;
    };
    QSTORE_TRY(const PriceTable prices, PriceTable::shipped());
    return trainingCost(shape, terms, prices);
}

QString allTexts(const QWidget& root) {
    QString texts;
    for (const QLabel* label : root.findChildren<QLabel*>()) texts += label->text() + QLatin1Char('\n');
    return texts;
}

}  // namespace

class PriceTagTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNumbersAreThoseOfTheCore() {
        PracticePage here;
        waitForDevice(here);
        QVERIFY(!here.find<PriceTag>("priceTag")->isVisible());
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const auto wanted = priceByHand(here, here.page->settings().config());
        QVERIFY2(wanted.has_value(), wanted ? "" : wanted.error().message.c_str());
        const TrainingCost& cost = here.price()->cost;
        QCOMPARE(cost.circuits, wanted->circuits);
        QCOMPARE(cost.merged, wanted->merged);
        QVERIFY(cost.merged > 0);  // petals of iris are alike
        QCOMPARE(cost.jobs, wanted->jobs);
        QCOMPARE(cost.shots, wanted->shots);
        QVERIFY(cost.exact);
        QVERIFY(cost.usd && *cost.usd > 0.0);
        QCOMPARE(*cost.usd, *wanted->usd);
        const QString text = here.label("priceTagText");
        QVERIFY2(text.startsWith(QStringLiteral("Free (practice)")), qPrintable(text));
        for (const QString& part :
             {dollars(*cost.usd), groupedCount(cost.circuits), groupedCount(cost.jobs)})
            QVERIFY2(text.contains(part), qPrintable(text));
        QCOMPARE(here.button("trainButton")->text(), QStringLiteral("Train · free (practice)"));
        QVERIFY(allTexts(*here.find<QWidget>("priceSums"))
                    .contains(QStringLiteral("the provider's own estimate")));
    }

    void everyEditIsPricedAnew() {
        PracticePage here;
        waitForDevice(here);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const TrainingCost before = here.price()->cost;
        here.find<QSpinBox>("trainEpochs")->setValue(2);
        QVERIFY(here.price() == nullptr);  // what was counted is of another training
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QCOMPARE(here.price()->cost.steps, 2 * before.steps);
        QCOMPARE(here.price()->cost.epochs.size(), std::size_t{2});
        here.find<QSpinBox>("trainShots")->setValue(100);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QCOMPARE(here.price()->shape.shots, std::uint64_t{100});
        here.page->undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr && here.price()->shape.shots == 50,
                                 PracticePage::limitMs);
        auto* backend = here.find<QComboBox>("trainBackend");
        backend->setCurrentIndex(backend->findText(QStringLiteral("This machine, exact")));
        QVERIFY(!here.find<PriceTag>("priceTag")->isVisible());
        QCOMPARE(here.button("trainButton")->text(), QStringLiteral("Train"));
        QVERIFY(here.button("trainButton")->isEnabled());
    }

    void overTheCapNothingStarts() {
        PracticePage here;
        waitForDevice(here);
        here.choose(device);
        auto* cap = here.find<QDoubleSpinBox>("trainCap");
        cap->setValue(0.01);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QCOMPARE(here.button("trainButton")->text(), QStringLiteral("Over the cap of $0.01"));
        QVERIFY(!here.button("trainButton")->isEnabled());
        here.page->startTraining();  // by the menu or another page
        QCOMPARE(here.controller->state(), TrainingController::State::Idle);
        QVERIFY(here.label("messageWhat").contains(QStringLiteral("Over the cap")));
        cap->setValue(100000.0);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QVERIFY(here.button("trainButton")->isEnabled());
    }

    /// The published price stands in for an estimate that is not to be had, with its source and its day.
    void sourceAndDayAreShown() {
        PracticePage here;
        waitForDevice(here);
        here.cloud->revokeKey(here.cloud->key());
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QVERIFY(here.price()->estimateProblem.has_value());
        const QString texts = allTexts(*here.find<QWidget>("priceSums"));
        QVERIFY2(texts.contains(QStringLiteral("2025-02-26")), qPrintable(texts));
        QVERIFY2(texts.contains(QStringLiteral("Azure Quantum")), qPrintable(texts));
        QVERIFY2(texts.contains(QStringLiteral("gave no estimate")), qPrintable(texts));
    }

    void moneyIsSpentOnlyWhenSomebodyAgreed() {
        PracticePage here(false);
        waitForDevice(here);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const QString amount = dollars(*here.price()->cost.usd);
        QCOMPARE(here.button("trainButton")->text(), QStringLiteral("Train · ≈ %1").arg(amount));
        here.button("trainButton")->click();
        auto* tag = here.find<PriceTag>("priceTag");
        QVERIFY(tag->isAsking());
        QCOMPARE(here.controller->state(), TrainingController::State::Idle);
        QCOMPARE(here.button("confirmPriceButton")->text(), QStringLiteral("Train for %1").arg(amount));
        QVERIFY(here.label("priceQuestion").startsWith(QStringLiteral("Spend up to %1").arg(amount)));
        here.button("declinePriceButton")->click();
        QVERIFY(!tag->isAsking());
        here.button("trainButton")->click();
        here.button("setCapButton")->click();
        QVERIFY(!tag->isAsking());
        here.button("trainButton")->click();
        // Another price than the one that was asked about takes the question back.
        here.find<QSpinBox>("trainShots")->setValue(60);
        QVERIFY(!tag->isAsking());
        QVERIFY(!here.button("trainButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        here.button("trainButton")->click();
        QVERIFY(tag->isAsking());
        QCOMPARE(here.cloud->ledger().jobsByToken().size(), std::size_t{0});
        here.button("confirmPriceButton")->click();
        QVERIFY(here.controller->isBusy());
        cancelOnceItRuns(here);
    }

    /// No cap is set, and yet no more than the number on the button can be spent.
    void theNumberThatWasAgreedToIsTheCapOfThatRunAlone() {
        PracticePage here(false);
        waitForDevice(here);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        QCOMPARE(here.page->settings().config().machine.maxCostUsd, 0.0);
        const double most = here.price()->atMostUsd().value();
        auto* tag = here.find<PriceTag>("priceTag");
        QSignalSpy confirmed(tag, &PriceTag::confirmed);
        here.button("trainButton")->click();
        here.button("confirmPriceButton")->click();
        QCOMPARE(confirmed.count(), 1);
        const auto upTo = confirmed.first().first().value<std::optional<double>>();
        QVERIFY(upTo.has_value());
        QCOMPARE(*upTo, most);
        cancelOnceItRuns(here);
        const double cap = here.controller->run()->config.machine.maxCostUsd;
        QVERIFY(cap >= most && cap < most + 0.01);
        QCOMPARE(here.page->settings().config().machine.maxCostUsd, 0.0);  // the form is as it was
        // One yes is for one training.
        const QString first = here.controller->runId();
        here.button("trainButton")->click();
        QVERIFY(tag->isAsking());
        QVERIFY(!here.controller->isBusy());
        QCOMPARE(here.controller->runId(), first);
    }

    void aCapThatIsSetIsTheNumberThatIsAskedAbout() {
        PracticePage here(false);
        waitForDevice(here);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const double expected = *here.price()->cost.usd;
        auto* cap = here.find<QDoubleSpinBox>("trainCap");
        cap->setValue(2.0 * here.price()->atMostUsd().value());
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const double most = here.price()->atMostUsd().value();
        here.button("trainButton")->click();
        const QString question = here.label("priceQuestion");
        QVERIFY2(question.contains(dollars(most)), qPrintable(question));
        here.button("confirmPriceButton")->click();
        cancelOnceItRuns(here);
        const double agreed = here.controller->run()->config.machine.maxCostUsd;
        QVERIFY(agreed >= expected && agreed >= most && agreed < most + 0.01);
        QVERIFY(agreed < cap->value());
    }

    void theCheapestWayIsOneStepOfUndo() {
        PracticePage here;
        waitForDevice(here);
        here.choose(device);
        QTRY_VERIFY_WITH_TIMEOUT(here.price() != nullptr, PracticePage::limitMs);
        const TrainingDraft before = here.page->settings().draft();
        here.button("priceDetailsButton")->click();
        QVERIFY(here.find<QWidget>("priceDetails")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!here.page->price().options().empty(), PracticePage::limitMs);
        // A quarter of the variance, and so other shots than those that are set.
        here.find<QDoubleSpinBox>("priceGradientError")->setValue(0.05);
        QTRY_VERIFY_WITH_TIMEOUT(!here.page->price().options().empty(), PracticePage::limitMs);
        auto* ways = here.find<QTableWidget>("priceWays");
        QCOMPARE(ways->rowCount(), static_cast<int>(here.page->price().options().size()));
        auto* use = here.button("usePriceWay");
        for (int row = 0; row < ways->rowCount(); ++row) {
            ways->selectRow(row);
            if (use->isEnabled() && ways->item(row, 0)->text() == QStringLiteral("Parameter shift")) break;
            QVERIFY(!use->toolTip().isEmpty());
        }
        QVERIFY(use->isEnabled());
        const auto& way = here.page->price().options()[static_cast<std::size_t>(ways->currentRow())];
        const std::uint64_t shots = way.shots;
        QVERIFY(shots != before.config.machine.shots);
        const int steps = here.page->undoStack()->count();
        use->click();
        QCOMPARE(here.page->settings().config().machine.shots, shots);
        QCOMPARE(here.page->undoStack()->count(), steps + 1);
        here.page->undoStack()->undo();
        QVERIFY(here.page->settings().draft() == before);
    }

    void aDeviceThatIsNotKnownIsSaid() {
        PracticePage here;
        here.choose(QStringLiteral("nobody/qpu.x"));
        QTRY_VERIFY_WITH_TIMEOUT(here.page->price().state() == PriceController::State::Failed,
                                 PracticePage::limitMs);
        QVERIFY(here.label("priceTagText").contains(QStringLiteral("nobody/qpu.x")));
        QVERIFY(!here.button("trainButton")->isEnabled());
    }

private:
    static void cancelOnceItRuns(const PracticePage& here) {
        QTRY_VERIFY_WITH_TIMEOUT(here.controller->run().has_value(), PracticePage::limitMs);
        here.controller->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!here.controller->isBusy(), PracticePage::limitMs);
    }
    static void waitForDevice(const PracticePage& here) {
        QTRY_VERIFY_WITH_TIMEOUT(here.deviceKnown(device), PracticePage::limitMs);
    }
};

QTEST_MAIN(PriceTagTest)
#include "price_tag_test.moc"
