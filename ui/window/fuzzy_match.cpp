// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fuzzy_match.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace qstore::ui {
namespace {

/// A bonus if each word of the query begins a word of the text, in any order ("file open").
int wordPrefixes(const QString& wanted, const QString& text) {
    static const QRegularExpression gap(QStringLiteral("[^\\w]+"),
                                        QRegularExpression::UseUnicodePropertiesOption);
    const QStringList words = wanted.split(gap, Qt::SkipEmptyParts),
                      all = text.split(gap, Qt::SkipEmptyParts);
    const bool every = std::all_of(words.begin(), words.end(), [&all](const QString& word) {
        return std::any_of(all.begin(), all.end(),
                           [&word](const QString& each) { return each.startsWith(word); });
    });
    return every && !words.isEmpty() ? 900 : 0;
}

}  // namespace

std::optional<int> fuzzyScore(const QString& query, const QString& candidate) {
    const QString wanted = query.simplified().toCaseFolded();
    const QString text = candidate.toCaseFolded();
    int score = 0;
    // As typed, at the start of a word: what a person means who knows the name. Never behind a chance hit
    // of scattered letters.
    const bool inText = text.contains(wanted);
    if (inText) score += 30;
    for (qsizetype at = text.indexOf(wanted); at >= 0 && !wanted.isEmpty();
         at = text.indexOf(wanted, at + 1)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber()) {
            score += at == 0 ? 1100 : 1000;
            break;
        }
    }
    qsizetype from = 0, last = -2;
    for (const QChar letter : wanted) {
        if (letter.isSpace()) continue;
        const qsizetype at = text.indexOf(letter, from);
        if (at < 0) return wordPrefixes(wanted, text) > 0 ? std::optional<int>(900) : std::nullopt;
        const bool startsWord = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += startsWord ? 8 : 1;
        if (at == last + 1) score += 5;
        last = at;
        from = at + 1;
    }
    return score + (score < 1000 ? wordPrefixes(wanted, text) : 0) - static_cast<int>(text.size()) / 8;
}

}  // namespace qstore::ui
