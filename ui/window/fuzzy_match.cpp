// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/fuzzy_match.h"

namespace qstore::ui {

std::optional<int> fuzzyScore(const QString& query, const QString& candidate) {
    const QString wanted = query.simplified().toCaseFolded();
    const QString text = candidate.toCaseFolded();
    const qsizetype whole = text.indexOf(wanted);
    int score = 0;
    if (whole >= 0) score += whole == 0 ? 60 : 30;
    qsizetype from = 0, last = -2;
    for (const QChar letter : wanted) {
        if (letter.isSpace()) continue;
        const qsizetype at = text.indexOf(letter, from);
        if (at < 0) return std::nullopt;
        const bool startsWord = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += startsWord ? 8 : 1;
        if (at == last + 1) score += 5;
        last = at;
        from = at + 1;
    }
    return score - static_cast<int>(text.size()) / 8;
}

}  // namespace qstore::ui
