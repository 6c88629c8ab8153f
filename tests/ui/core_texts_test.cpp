// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/core_texts.h"

#include <QSet>
#include <QTest>

#include "core/backends/account_cures.h"
#include "core/backends/device_profiles.h"
#include "core/backends/price_table.h"
#include "core/backends/profile_rules.h"
#include "core/circuit/gate_table.h"
#include "core/circuit/templates.h"
#include "core/data/samples.h"
#include "ui/support/core_sentences.h"

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

    static std::vector<BackendProfile> accountsOfEveryKind() {
        std::vector<BackendProfile> all;
        for (const ProviderKind kind : {ProviderKind::Ionq, ProviderKind::Ibm}) {
            BackendProfile profile;
            profile.name = "lab";
            profile.provider = kind;
            profile.endpoint = kind == ProviderKind::Ionq ? "https://ionq.example/v0.4"
                                                          : defaultEndpoint(kind, "us-east").value_or("");
            profile.instance = "crn:v1:bluemix:public:quantum-computing:us-east:a/1:2::";
            all.push_back(profile);
            profile.proxy = "http://proxy:3128";
            profile.caFile = "/etc/own.pem";
            profile.instance = "crn:v1:bluemix:public:quantum-computing:eu-de:a/1:2::";
            all.push_back(profile);
            profile.practice = true;
            all.push_back(profile);
        }
        return all;
    }

    static void check(const std::string& text) {
        if (!text.empty()) QVERIFY2(isCoreSentence(text), text.c_str());
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
        const auto devices = localDevices();
        QVERIFY(devices);
        for (const LocalDevice& device : *devices) offer(device.info.title);
        const auto prices = PriceTable::shipped();
        QVERIFY(prices);
        for (const PriceRow& row : prices->rows()) offer(row.note);
        const QStringList all = coreTexts();
        const QSet<QString> known(all.begin(), all.end());
        QCOMPARE(qsizetype(known.size()), all.size());
        for (const QString& text : std::as_const(m_offered))
            QVERIFY2(known.contains(text), qPrintable(text));
        for (const QString& text : known) QVERIFY2(m_offered.contains(text), qPrintable(text));
    }

    /// Every cure that the core knows, for accounts of every kind.
    void everyCureHasAPattern() {
        for (const BackendProfile& profile : accountsOfEveryKind()) {
            for (int fault = 0; fault <= static_cast<int>(NetFault::Cancelled); ++fault) {
                NetError error;
                error.fault = static_cast<NetFault>(fault);
                for (const char* reason : {"", "certificate is not yet valid", "certificate has expired"}) {
                    error.error.message = reason;
                    check(cureOf(error, profile, 0));
                }
            }
            for (const RemoteFault fault :
                 {RemoteFault::KeyRejected, RemoteFault::Forbidden, RemoteFault::NotFound,
                  RemoteFault::RateLimited, RemoteFault::Transient, RemoteFault::QuotaExceeded,
                  RemoteFault::Protocol}) {
                RemoteError error;
                error.fault = fault;
                for (const AccountStep step : {AccountStep::Key, AccountStep::Rights})
                    check(cureOf(error, step, profile));
            }
            check(deviceCure(profile));
        }
    }

    void aSentenceKeepsWhatItHolds() {
        // Without a translation, all pieces are where they were; a % in them is no place.
        for (const char* text : {"the key of me %1, project %2", "12 devices, none available now",
                                 "check the endpoint https://x/%20; the provider's own is https://y"})
            QCOMPARE(coreSentence(text), QString::fromUtf8(text));
        QVERIFY(!isCoreSentence("a sentence that nobody knows"));
        QCOMPARE(coreSentence("a sentence that nobody knows"),
                 QStringLiteral("a sentence that nobody knows"));
    }

    void withoutATranslationTheTextIsItself() {
        QCOMPARE(coreText("Hadamard"), QStringLiteral("Hadamard"));
        QVERIFY(coreText({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(CoreTextsTest)
#include "core_texts_test.moc"
