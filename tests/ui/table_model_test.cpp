// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <limits>

using namespace qstore;
using namespace qstore::ui;

namespace {

std::shared_ptr<const Table> smallTable() {
    Column length;
    length.name = "length";
    length.numbers = {1.5, std::numeric_limits<double>::quiet_NaN()};
    length.missing = {false, true};
    Column kind;
    kind.name = "kind";
    kind.type = ColumnType::Category;
    kind.texts = {"short", "long"};
    kind.missing = {false, false};
    auto table = Table::create({length, kind});
    return table ? std::make_shared<const Table>(*table) : nullptr;
}

}  // namespace

class TableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsCellsAndNamesWhatIsMissing() {
        TableModel model;
        const QAbstractItemModelTester tester(&model,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTable(smallTable());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("1.5"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("missing"));
        QVERIFY(model.index(1, 0).data(TableModel::MissingRole).toBool());
        QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("long"));
        const auto alignment = model.index(0, 0).data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        QVERIFY(alignment.testFlag(Qt::AlignRight));
    }

    /// The noise of the last bit stays out of the cell and can be read in its tool tip.
    void longNumbersAreShortenedWithTheWholeInTheToolTip() {
        Column angle;
        angle.name = "angle";
        angle.numbers = {0.2999999999999998, 1234567.0};
        angle.missing = {false, false};
        const auto table = Table::create({angle});
        QVERIFY(table.has_value());
        TableModel model;
        model.setTable(std::make_shared<const Table>(*table));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("0.3"));
        QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("0.2999999999999998"));
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("1234567"));
    }

    void headersCarryTypeAndRoleOfTheRecipe() {
        TableModel model;
        model.setTable(smallTable());
        Recipe recipe;
        recipe.columns["kind"].role = ColumnRole::Target;
        model.setRecipe(recipe);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("kind"));
        QCOMPARE(model.headerData(1, Qt::Horizontal, TableModel::ColumnTypeRole).toString(),
                 QStringLiteral("Category"));
        QCOMPARE(model.headerData(1, Qt::Horizontal, TableModel::ColumnRoleRole).toString(),
                 QStringLiteral("Target"));
        QCOMPARE(model.headerData(0, Qt::Horizontal, TableModel::ColumnRoleRole).toString(),
                 QStringLiteral("Feature"));
    }
};

QTEST_GUILESS_MAIN(TableModelTest)
#include "table_model_test.moc"
