// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QHash>
#include <QTranslator>
#include <QXmlStreamReader>

namespace qstore::ui {

/// The German texts without plurals, as they stand in the sources.
class GermanTranslator : public QTranslator {
public:
    GermanTranslator() {
        QFile file(QStringLiteral(QSTORE_SOURCE_DIR "/translations/qstore_de.ts"));
        if (!file.open(QIODevice::ReadOnly)) qFatal("there are no translations");
        QXmlStreamReader xml(&file);
        QString context, source;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == QStringLiteral("name")) context = xml.readElementText();
            if (xml.name() == QStringLiteral("source")) source = xml.readElementText();
            if (xml.name() == QStringLiteral("translation"))
                m_texts[context + QLatin1Char('\n') + source] =
                    xml.readElementText(QXmlStreamReader::SkipChildElements);
        }
    }

    bool isEmpty() const override { return m_texts.isEmpty(); }
    QString translate(const char* context, const char* source, const char*, int) const override {
        return m_texts.value(QString::fromUtf8(context) + QLatin1Char('\n') + QString::fromUtf8(source));
    }

private:
    QHash<QString, QString> m_texts;
};

}  // namespace qstore::ui
