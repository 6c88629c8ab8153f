// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/core_texts.h"

#include <QSet>
#include <QTest>

#include "core/circuit/gate_table.h"
#include "core/circuit/templates.h"
#include "core/data/samples.h"

using namespace qstore;
using namespace qstore::ui;

/// The table of translatable core texts holds exactly what the core offers.
class CoreTextsTest : public QObject {
    Q_OBJECT

    QSet<QString> m_offered;

    void offer(std::string_view text) {
        if (!text.empty()) m_offered.insert(QString::fromUtf8(text.data(), qsizetype(text.size())));
    }
    template <class Info>
    void offerAll(const std::vector<Info>& infos) {
        for (const Info& info : infos) {
            offer(info.title);
            offer(info.help);
            for (const TemplateOption& option : info.options) offer(option.help);
        }
    }

private Q_SLOTS:
    void everyTextOfTheCoreIsThere() {
        for (const GateInfo& gate : gateTable()) {
            offer(gate.title);
            offer(gate.help);
        }
        offerAll(circuitTemplates());
        offerAll(circuitEncoders());
        for (const SampleDataset& sample : sampleDatasets()) {
            offer(sample.title);
            offer(sample.help);
        }
        const QStringList all = coreTexts();
        const QSet<QString> known(all.begin(), all.end());
        QCOMPARE(qsizetype(known.size()), all.size());
        for (const QString& text : std::as_const(m_offered))
            QVERIFY2(known.contains(text), qPrintable(text));
        for (const QString& text : known) QVERIFY2(m_offered.contains(text), qPrintable(text));
    }

    void withoutATranslationTheTextIsItself() {
        QCOMPARE(coreText("Hadamard"), QStringLiteral("Hadamard"));
        QVERIFY(coreText({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(CoreTextsTest)
#include "core_texts_test.moc"
