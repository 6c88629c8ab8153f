// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/core_sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <optional>
#include <vector>

namespace qstore::ui {
namespace {

/// In the order in which they are tried: the special ones before those they are a case of. %1 and so on
/// stand for what differs, which may be a sentence of this table again.
// Long sentences go over several lines; QT_TRANSLATE_NOOP sets them apart.
// NOLINTBEGIN(bugprone-suspicious-missing-comma)
const char* const patterns[] = {
    // Steps of a test.
    QT_TRANSLATE_NOOP("CoreSentences", "not tried"),
    QT_TRANSLATE_NOOP("CoreSentences", "cancelled on request"),
    QT_TRANSLATE_NOOP("CoreSentences", "no answer within %1 s"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 is there"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 proved its name"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 proved their names"),
    QT_TRANSLATE_NOOP("CoreSentences", "not encrypted: a practice cloud on this machine needs no TLS"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 answered"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no key for this account and host"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key is known"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key of %1, project %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key of %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key may read the account's jobs: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key may read the account's jobs"),
    QT_TRANSLATE_NOOP("CoreSentences", "the account has no device"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 device, %1 available now"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 devices, %2 available now"),
    QT_TRANSLATE_NOOP("CoreSentences", "none"),
    // Cures.
    QT_TRANSLATE_NOOP("CoreSentences", "give it with %1"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "check this computer's clock, which says %1; if it is right, the server's certificate is "
        "not"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "check this computer's clock, which says %1; if it is right, the owner of the server "
                      "must renew its certificate"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "if your network looks into encrypted connections, %1; else check the endpoint: somebody "
        "may be posing as it"),
    QT_TRANSLATE_NOOP("CoreSentences", "name your organisation's authority with %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "check that %1 is the authority of this server"),
    QT_TRANSLATE_NOOP("CoreSentences", "give the key that the practice cloud printed: %1"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the key is wrong, revoked or expired: make a new one at %1 and give it with %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1, API keys"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1: use the endpoint of the instance's region (--region)"),
    QT_TRANSLATE_NOOP("CoreSentences", "the instance is in %1, the endpoint in %2"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "check that the instance's CRN is one of this key's account, and that the key's owner has "
        "access to it"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "ask the owner of the organisation to let this key read and create jobs"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "check the spelling of the endpoint and that this machine is online; behind a company's "
        "proxy name it with %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "start the practice cloud: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "check port and endpoint; a firewall may want a proxy: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "check %1: its address, and whether it wants a password"),
    QT_TRANSLATE_NOOP("CoreSentences", "the proxy of the environment (%1)"),
    QT_TRANSLATE_NOOP("CoreSentences", "the proxy %1"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "try again; if it stays, a firewall drops the connection: name a proxy with %1"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "that port may not speak TLS, or a proxy stands between: check the endpoint and %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "something else than a web server answers there: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "try again; if it stays, a proxy or firewall cuts the connection"),
    QT_TRANSLATE_NOOP("CoreSentences", "the service asks for patience: test again in a minute"),
    QT_TRANSLATE_NOOP("CoreSentences", "the service has a fault of its own: try again in a few minutes"),
    QT_TRANSLATE_NOOP("CoreSentences", "the account's budget is used up: see the provider's page"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "the answer is not this provider's: %1; a network that asks for a sign-in first answers "
        "like that too"),
    QT_TRANSLATE_NOOP("CoreSentences", "check the endpoint %1; the provider's own is %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "check the endpoint %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "give the practice cloud a device to offer"),
    QT_TRANSLATE_NOOP("CoreSentences", "ask IonQ or the owner of the organisation for access to a device"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "this instance has no machine: choose another instance, or ask its owner for one"),
    // Where keys are kept.
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "%1; keys are kept in memory for this session only, until there is a vault under a master "
        "password"),
    QT_TRANSLATE_NOOP("CoreSentences", "keys are kept in %1, as chosen"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1; keys are kept in %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the system keychain cannot be used (%1)"),
    QT_TRANSLATE_NOOP("CoreSentences", "the system keychain cannot be used"),
    QT_TRANSLATE_NOOP("CoreSentences", "it is switched off"),
    QT_TRANSLATE_NOOP("CoreSentences", "as chosen"),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

constexpr int kMostNested = 4;

QRegularExpression expressionOf(const QString& pattern) {
    static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(place, QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

struct Known {
    const char* pattern = nullptr;
    QStringList parts;  ///< what stands at %1, %2, …
};

std::optional<Known> find(const QString& text) {
    for (const char* pattern : patterns) {
        const auto match = expressionOf(QString::fromUtf8(pattern)).match(text);
        if (match.hasMatch()) return Known{pattern, match.capturedTexts().mid(1)};
    }
    return {};
}

QString translated(const QString& text, int nested) {
    const auto known = nested < kMostNested ? find(text) : std::nullopt;
    if (!known) return text;
    const QString sentence = QCoreApplication::translate("CoreSentences", known->pattern);
    // Piece by piece: what is put in may hold a % of its own.
    static const QRegularExpression place(QStringLiteral("%(\\d)"));
    QString result;
    qsizetype from = 0;
    for (auto each = place.globalMatch(sentence); each.hasNext();) {
        const auto match = each.next();
        const int part = match.captured(1).toInt() - 1;
        result += sentence.mid(from, match.capturedStart() - from);
        if (part >= 0 && part < known->parts.size()) result += translated(known->parts[part], nested + 1);
        from = match.capturedEnd();
    }
    return result + sentence.mid(from);
}

QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

QString coreSentence(std::string_view english) {
    return translated(fromCore(english), 0);
}

bool isCoreSentence(std::string_view english) {
    return find(fromCore(english)).has_value();
}

}  // namespace qstore::ui
