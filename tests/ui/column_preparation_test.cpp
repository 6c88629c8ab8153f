// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/column_preparation.h"

#include <QSignalSpy>
#include <QTest>

#include "core/data/samples.h"
#include "core/learning/trainer.h"
#include "ui/data/import_dialog.h"

using namespace qstore;
using namespace qstore::ui;

class ColumnPreparationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAndFirstRowAreThoseOfThePreparedData() {
        const auto table = sample("iris");
        ColumnPreparation preparation;
        PreparedColumns columns;
        connect(&preparation, &ColumnPreparation::finished, this,
                [&columns](const PreparedColumns& prepared) { columns = prepared; });
        preparation.prepare(table, guessedRecipe(*table));
        QVERIFY(preparation.isBusy());
        QVERIFY(columns.names.isEmpty());  // the answer comes by the event loop
        QTRY_COMPARE(columns.names.size(), 4);
        const auto data = prepareData(*table, guessedRecipe(*table));
        QVERIFY(data.has_value());
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(columns.names[static_cast<qsizetype>(i)],
                     QString::fromStdString(data->train.names[i]));
            QCOMPARE(columns.firstRow.at(data->train.names[i]), data->train.row(0)[i]);
        }
        QVERIFY(!preparation.isBusy());
    }

    void onlyTheNewestRequestIsAnswered() {
        const auto digits = sample("digits"), wine = sample("wine"), iris = sample("iris");
        ColumnPreparation preparation;
        QList<QStringList> answers;
        connect(&preparation, &ColumnPreparation::finished, this,
                [&answers](const PreparedColumns& prepared) { answers.append(prepared.names); });
        for (const auto& table : {digits, wine, iris}) preparation.prepare(table, guessedRecipe(*table));
        QTRY_COMPARE(answers.size(), 1);
        QTRY_VERIFY(!preparation.isBusy());
        QCOMPARE(answers.size(), 1);
        QCOMPARE(answers[0].size(), 4);
    }

    void aRecipeThatCannotBeFittedIsSaidAndLeavesNoColumns() {
        const auto table = sample("iris");
        Recipe recipe = guessedRecipe(*table);
        recipe.principalComponents = 9;
        ColumnPreparation preparation;
        QSignalSpy failed(&preparation, &ColumnPreparation::failed);
        int columns = -1;
        connect(&preparation, &ColumnPreparation::finished, this,
                [&columns](const PreparedColumns& prepared) {
                    columns = static_cast<int>(prepared.names.size());
                });
        preparation.prepare(table, recipe);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(columns, 0);
    }

    void withoutATableThereAreNone() {
        ColumnPreparation preparation;
        QSignalSpy finished(&preparation, &ColumnPreparation::finished);
        preparation.prepare(nullptr, {});
        QCOMPARE(finished.size(), 1);
    }

    void aStopIsAnsweredWithCancelled() {
        std::stop_source source;
        source.request_stop();
        const auto table = sample("iris");
        const auto stopped = preparedColumns(*table, guessedRecipe(*table), source.get_token());
        QVERIFY(!stopped.has_value());
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    }

private:
    static std::shared_ptr<const Table> sample(const char* name) {
        return std::make_shared<const Table>(loadSample(name).value());
    }
};

QTEST_GUILESS_MAIN(ColumnPreparationTest)
#include "column_preparation_test.moc"
