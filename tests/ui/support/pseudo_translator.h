// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace qstore::ui {

/// A language that everything is translated into: accents on vowels, about 40 % longer, in brackets by
/// which a translated text is known. Placeholders, keys and spaces stay.
class PseudoTranslator : public QTranslator {
public:
    static constexpr QChar opening = QChar(0x27E6), closing = QChar(0x27E7);

    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override {
        const QString text = QString::fromUtf8(source);
        QString result(opening);
        for (const QChar each : text) {
            const qsizetype vowel = QStringLiteral("aeiouAEIOU").indexOf(each);
            result += vowel < 0 ? each : QStringLiteral("åéîøüÅÉÎØÜ").at(vowel);
        }
        const qsizetype more = text.size() * 2 / 5 - 2;
        for (qsizetype i = 0; i < more; ++i) result += i % 6 == 0 ? QLatin1Char(' ') : QLatin1Char('x');
        return result + closing;
    }
};

}  // namespace qstore::ui
