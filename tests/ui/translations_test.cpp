// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

namespace {

struct Message {
    QString context, source;
    QStringList translations;
    bool finished = true;
    bool numerus = false;
};

QString sourceFolder() {
    return QStringLiteral(QSTORE_SOURCE_DIR);
}

void readTranslation(QXmlStreamReader& xml, Message& message) {
    message.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
    QString text;
    while (
        !(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QStringLiteral("translation"))) {
        if (xml.atEnd()) return;
        if (xml.isCharacters()) text += xml.text();
        if (xml.isStartElement()) message.translations.append(xml.readElementText());
    }
    if (message.translations.isEmpty()) message.translations.append(text);
}

QList<Message> readMessages(const QString& path) {
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly)) return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QStringLiteral("name")) context = xml.readElementText();
        if (xml.name() == QStringLiteral("message")) {
            messages.append(Message{context, {}, {}, true, false});
            messages.last().numerus =
                xml.attributes().value(QStringLiteral("numerus")) == QStringLiteral("yes");
        }
        if (xml.name() == QStringLiteral("source")) messages.last().source = xml.readElementText();
        if (xml.name() == QStringLiteral("translation")) readTranslation(xml, messages.last());
    }
    return messages;
}

/// `%1`, `%n` and the like, in the order of their names.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d+|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) found.append(match.next().captured());
    found.sort();
    return found;
}

/// An `&` that marks a key, not `&&`.
bool hasMnemonic(QString text) {
    return text.remove(QStringLiteral("&&")).contains(QRegularExpression(QStringLiteral("&\\w")));
}

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void germanIsFinished() {
        const auto messages = readMessages(sourceFolder() + QStringLiteral("/translations/qstore_de.ts"));
        QVERIFY(messages.size() > 300);
        for (const Message& message : messages) {
            const QString where = message.context + QStringLiteral(": ") + message.source;
            QVERIFY2(message.finished, qPrintable(where));
            QCOMPARE(message.translations.size(), message.numerus ? 2 : 1);
            for (const QString& text : message.translations) {
                QVERIFY2(!text.isEmpty(), qPrintable(where));
                QVERIFY2(placeholders(text) == placeholders(message.source), qPrintable(where));
                QVERIFY2(hasMnemonic(text) == hasMnemonic(message.source), qPrintable(where));
            }
        }
    }

    /// Brings a copy up to date with the sources; it must not gain or lose a text.
    void everyTextOfTheSourcesIsThere() {
        QTemporaryDir folder;
        for (const QString& name : {QStringLiteral("qstore_de.ts"), QStringLiteral("qstore_en.ts")}) {
            const QString shipped = sourceFolder() + QStringLiteral("/translations/") + name;
            const QString copy = folder.filePath(name);
            QVERIFY(QFile::copy(shipped, copy));
            QStringList arguments = {QStringLiteral("-silent"),
                                     QStringLiteral("-no-obsolete"),
                                     QStringLiteral("-I"),
                                     sourceFolder(),
                                     sourceFolder() + QStringLiteral("/ui"),
                                     sourceFolder() + QStringLiteral("/app/workbench")};
            if (name.contains(QStringLiteral("_en"))) arguments.append(QStringLiteral("-pluralonly"));
            arguments.append({QStringLiteral("-ts"), copy});
            QCOMPARE(QProcess::execute(QStringLiteral(QSTORE_LUPDATE), arguments), 0);
            QCOMPARE(names(readMessages(copy)), names(readMessages(shipped)));
        }
    }

private:
    static QStringList names(const QList<Message>& messages) {
        QStringList list;
        for (const Message& message : messages)
            list.append(message.context + QStringLiteral(": ") + message.source);
        list.sort();
        return list;
    }
};

}  // namespace

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
