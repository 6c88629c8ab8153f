// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_page.h"

#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "core/data/samples.h"
#include "tests/ui/support/test_context.h"
#include "ui/data/import_dialog.h"

using namespace qstore;
using namespace qstore::ui;

class DataPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        m_page = std::make_unique<DataPage>(*m_session, m_test->theme, m_test->prompts);
        m_page->resize(1100, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->addSample(QStringLiteral("wine"));
        m_page->addSample(QStringLiteral("iris"));
    }

    void aDatasetIsRenamedInTheListAndBackByUndo() {
        QTest::mouseClick(button("renameDataset"), Qt::LeftButton);
        typeName(QStringLiteral("flowers"));
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("flowers"));
        QCOMPARE(names(), QStringList({QStringLiteral("wine"), QStringLiteral("flowers")}));
        QCOMPARE(list()->currentItem()->text(), QStringLiteral("flowers"));
        QCOMPARE(m_session->workspace()->loadDataset("flowers")->rows(), std::size_t{150});
        QVERIFY(!m_session->workspace()->loadDataset("iris").has_value());
        m_page->undoStack()->undo();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
        QCOMPARE(names(), QStringList({QStringLiteral("wine"), QStringLiteral("iris")}));
        m_page->undoStack()->redo();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("flowers"));
    }

    void headersHaveRoomForTypeAndRole() {
        auto* table = m_page->findChild<QTableView*>(QStringLiteral("dataTable"));
        QHeaderView* header = table->horizontalHeader();
        const auto hasRoom = [header] {
            for (int section = 0; section < header->count(); ++section)
                if (header->sectionSize(section) < header->sectionSizeHint(section)) return false;
            return header->count() == 5;
        };
        QVERIFY(hasRoom());
        QFont larger = header->font();
        larger.setPointSize(2 * larger.pointSize());
        header->setFont(larger);
        QVERIFY(hasRoom());
    }

    void theKeyF2OpensTheEditor() {
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_F2);
        typeName(QStringLiteral("petals"));
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("petals"));
    }

    void theEncoderChoosesTheRangeUntilSomebodyDoes() {
        auto* scaling = m_page->findChild<QComboBox*>(QStringLiteral("scaling"));
        auto* range = m_page->findChild<QComboBox*>(QStringLiteral("scalingRange"));
        auto* note = m_page->findChild<QLabel*>(QStringLiteral("encoderRanges"));
        QVERIFY(scaling && range && note);
        QCOMPARE(scaling->currentText(), QStringLiteral("Chosen by the encoder"));
        QVERIFY(!range->isEnabled());
        QVERIFY(note->isVisibleTo(m_page.get()));
        QVERIFY2(note->text().contains(QStringLiteral("−1.2 to 1.2")), qPrintable(note->text()));
        const auto choose = [&](Scaling wanted) {
            scaling->setCurrentIndex(scaling->findData(static_cast<int>(wanted)));
            Q_EMIT scaling->activated(scaling->currentIndex());
        };
        choose(Scaling::Standard);
        QCOMPARE(m_session->currentRecipe().scaling, Scaling::Standard);
        QVERIFY(!note->isVisibleTo(m_page.get()));
        choose(Scaling::MinMax);
        QVERIFY(range->isEnabled());
        m_page->undoStack()->undo();
        m_page->undoStack()->undo();
        QCOMPARE(m_session->currentRecipe().scaling, Scaling::Encoder);
    }

    void aStrayCellIsRefusedUntilItIsAMissingValue() {
        const QString path = m_test->folder.filePath(QStringLiteral("strays.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x;kind\n");
        for (int row = 0; row < 40; ++row)
            file.write(QStringLiteral("%1;%2\n")
                           .arg(row == 3 ? QStringLiteral("inf") : QStringLiteral("%1,5").arg(row % 7),
                                row % 2 == 0 ? QStringLiteral("a") : QStringLiteral("b"))
                           .toUtf8());
        file.close();
        ImportDialog dialog(*m_session, path);
        auto* import = dialog.findChild<QPushButton*>(QStringLiteral("importAccept"));
        auto* what = dialog.findChild<QLabel*>(QStringLiteral("messageWhat"));
        auto* missing = dialog.findChild<QLineEdit*>(QStringLiteral("importMissing"));
        QTRY_VERIFY(import->isEnabled());
        import->click();
        QTRY_VERIFY2(what->text().contains(QStringLiteral("line 5: 'inf' is not a finite number")),
                     qPrintable(what->text()));
        missing->setText(QStringLiteral("inf"));
        Q_EMIT missing->editingFinished();
        QTRY_VERIFY(what->text().isEmpty() && import->isEnabled());
        import->click();
        QTRY_COMPARE(m_session->currentDataset(), QStringLiteral("strays"));
        QCOMPARE(m_session->currentTable()->find("x")->missingCount(), std::size_t{1});
        QCOMPARE(m_session->currentRecipe().columns.at("x").role, ColumnRole::Feature);
        QVERIFY(m_session->currentRecipe().source.has_value());
        QCOMPARE(m_session->currentRecipe().source->decimal, ',');
    }

    void aRangeThatCameWithARecipeIsShownAndKept() {
        Recipe recipe = m_session->currentRecipe();
        recipe.scaling = Scaling::MinMax;
        recipe.lower = -0.3;
        recipe.upper = 0.7;
        m_session->changeRecipe(recipe, QStringLiteral("Change preparation"));
        auto* range = m_page->findChild<QComboBox*>(QStringLiteral("scalingRange"));
        QCOMPARE(range->currentText(), QStringLiteral("−0.3 to 0.7"));
        auto* train = m_page->findChild<QSpinBox*>(QStringLiteral("splitTrain"));
        train->setValue(train->value() - 1);
        QCOMPARE(m_session->currentRecipe().lower, -0.3);
        QCOMPARE(m_session->currentRecipe().upper, 0.7);
    }

    void theNewNameIsRememberedOverARestart() {
        QVERIFY(m_session->renameDataset(QStringLiteral("iris"), QStringLiteral(" petals ")).has_value());
        WorkspaceSession again;
        QVERIFY(again.open(m_session->path()).has_value());
        QCOMPARE(again.currentDataset(), QStringLiteral("petals"));
    }

    void aTakenOrEmptyNameIsRefusedAndTheListShowsTheOldOne() {
        QTest::mouseClick(button("renameDataset"), Qt::LeftButton);
        const int steps = m_page->undoStack()->count();
        typeName(QStringLiteral("wine"));
        QTRY_COMPARE(names(), QStringList({QStringLiteral("wine"), QStringLiteral("iris")}));
        QCOMPARE(m_page->undoStack()->count(), steps);
        QCOMPARE(m_session->renameDataset(QStringLiteral("iris"), QStringLiteral("  ")).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

    void withoutADatasetThereIsNothingToRename() {
        QVERIFY(m_session->removeDataset(QStringLiteral("iris")).has_value());
        QVERIFY(m_session->removeDataset(QStringLiteral("wine")).has_value());
        QVERIFY(!button("renameDataset")->isEnabled());
        QVERIFY(!m_page->menuActions(MenuPlace::Edit).first()->isEnabled());
    }

private:
    QListWidget* list() const { return m_page->findChild<QListWidget*>(QStringLiteral("datasetList")); }
    QPushButton* button(const char* name) const {
        return m_page->findChild<QPushButton*>(QString::fromLatin1(name));
    }
    QStringList names() const {
        QStringList all;
        for (int row = 0; row < list()->count(); ++row) all << list()->item(row)->text();
        return all;
    }
    void typeName(const QString& name) {
        auto* editor = list()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, name);
        QTest::keyClick(editor, Qt::Key_Return);
    }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<DataPage> m_page;
};

QTEST_MAIN(DataPageTest)
#include "data_page_test.moc"
