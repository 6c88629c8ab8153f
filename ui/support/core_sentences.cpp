// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/core_sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <optional>
#include <utility>
#include <vector>

#include "ui/support/plugin_sentences.h"
#include "ui/support/stream_sentences.h"

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
    // Stores: what a test of a connection found.
    QT_TRANSLATE_NOOP("CoreSentences", "not encrypted: the connection stays on this machine"),
    QT_TRANSLATE_NOOP("CoreSentences", "no key is needed"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key was not refused"),
    QT_TRANSLATE_NOOP("CoreSentences", "the service wants a key, and there is none for this connection"),
    QT_TRANSLATE_NOOP("CoreSentences", "Pinecone wants a key, and there is none for this connection"),
    QT_TRANSLATE_NOOP("CoreSentences", "the key holds a space, a control or a foreign character"),
    QT_TRANSLATE_NOOP("CoreSentences", "Pinecone, interface %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "PostgreSQL %1, pgvector %2 (created with the first collection)"),
    QT_TRANSLATE_NOOP("CoreSentences", "no collections"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 collection"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 collection in schema '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 collections in schema '%2'"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 collections"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1; %2 of sparse vectors left out"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 index"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 indexes"),
    QT_TRANSLATE_NOOP("CoreSentences", "a socket of this machine, without TLS"),
    QT_TRANSLATE_NOOP("CoreSentences", "without TLS, on this machine"),
    QT_TRANSLATE_NOOP("CoreSentences", "TLS without a look at the certificate, on this machine"),
    QT_TRANSLATE_NOOP("CoreSentences", "TLS, signed by an authority that is trusted"),
    QT_TRANSLATE_NOOP("CoreSentences", "TLS, certificate and host name verified"),
    QT_TRANSLATE_NOOP("CoreSentences", "user '%1', without a password"),
    QT_TRANSLATE_NOOP("CoreSentences", "user '%1'"),
    // Why it failed.
    QT_TRANSLATE_NOOP("CoreSentences", "cannot reach %1: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not prove who it is: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not accept the password: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not let this user in: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 has no such database: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 does not give this user the right: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 is starting up or shutting down: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 has no connection left: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 asks for a password, and there is none"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 did not let us in: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the connection to %1 was lost: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "PostgreSQL at %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "what answers there does not say that it is Qdrant"),
    QT_TRANSLATE_NOOP("CoreSentences", "Qdrant %1 has no points/query"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 answered with %2 instead of JSON"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 answered %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "an HTML page"),
    QT_TRANSLATE_NOOP("CoreSentences", "an empty reply"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 answers"),
    // And what to do about it.
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "%1; check this computer's clock; else check the endpoint: somebody may be posing as it"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "if the service has a certificate of your organisation, name its authority (CA file)"),
    QT_TRANSLATE_NOOP("CoreSentences", "check that %1 is the authority of this service"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "check the spelling of the endpoint and that this machine is online; behind a "
                      "company's proxy name that proxy"),
    QT_TRANSLATE_NOOP("CoreSentences", "start the service, or correct the port of the endpoint"),
    QT_TRANSLATE_NOOP("CoreSentences", "check port and endpoint; a firewall may want a proxy"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "try again; if it stays, a firewall drops the connection: name a proxy"),
    QT_TRANSLATE_NOOP("CoreSentences", "something else than a web service answers there: %1"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "give the key that the service was started with, or one of its console"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the key is wrong or missing: give the one that the service was started with"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "the key may only read, or not this: ask the service's owner for one with more rights"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the key is wrong or revoked: make a new one in Pinecone's console and enter it"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the key or the project may not do this: see its permissions, quota and deletion "
                      "protection in Pinecone's console"),
    QT_TRANSLATE_NOOP("CoreSentences", "Make one in Pinecone's console and enter it."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Copy it anew from Pinecone's console, without what stands around it."),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "redirects are not followed, so that the key goes nowhere else: use the address it leads to"),
    QT_TRANSLATE_NOOP("CoreSentences", "the service has a fault or too much to do: try again"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "check that the service runs, and the connection's endpoint, proxy and authorities"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "check the endpoint: something else may answer there, such as a page to sign in"),
    QT_TRANSLATE_NOOP("CoreSentences", "Check host and port of the endpoint; 6333 is the usual port."),
    QT_TRANSLATE_NOOP("CoreSentences", "Use Qdrant %1 or later."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Check host and port, that the server runs and listens there, and the firewall."),
    QT_TRANSLATE_NOOP("CoreSentences", "Set the connection's key to the password of this user."),
    QT_TRANSLATE_NOOP("CoreSentences", "Set the connection's key to the password of user '%1'."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Check user and database in the endpoint, and the server's pg_hba.conf."),
    QT_TRANSLATE_NOOP("CoreSentences", "Correct the database at the end of the endpoint, or create it."),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "Let the owner GRANT CREATE, USAGE and the tables' rights to it, or use another user or schema."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Install pgvector on the server (Debian: the package postgresql-<version>-pgvector "
                      "of apt.postgresql.org; others: https://github.com/pgvector/pgvector) and let an "
                      "administrator run CREATE EXTENSION vector."),
    QT_TRANSLATE_NOOP("CoreSentences", "Try again in a moment."),
    QT_TRANSLATE_NOOP("CoreSentences", "Close other programs, or try again later."),
    QT_TRANSLATE_NOOP("CoreSentences", "Check that this is a PostgreSQL server, and its log."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Add ?sslmode=disable to the endpoint: on this machine that is safe."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Switch TLS on in the server (ssl = on), or reach it through a tunnel."),
    QT_TRANSLATE_NOOP("CoreSentences", "Use the host name the certificate was made for."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Name the certificate authority that signed the server's certificate as CA file. On "
                      "this machine ?sslmode=disable in the endpoint is safe, too."),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "Name the certificate authority that signed the server's certificate as CA file."),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

constexpr int kMostNested = 4;

QRegularExpression expressionOf(const QString& pattern) {
    static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
    QString expression = QRegularExpression::escape(pattern);
    expression.replace(place, QStringLiteral("(.+)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

/// Which of the places are names in quotes: "none" is a word, 'none' somebody's name.
std::vector<bool> namesOf(const QString& pattern) {
    static const QRegularExpression place(QStringLiteral("(['\"]?)%\\d\\1"));
    std::vector<bool> names;
    for (auto each = place.globalMatch(pattern); each.hasNext();)
        names.push_back(!each.next().captured(1).isEmpty());
    return names;
}

struct Pattern {
    const char* text = nullptr;
    QRegularExpression expression;
    std::vector<bool> isName;  ///< what stands at %1, %2, …
};

struct Known {
    const Pattern* pattern = nullptr;
    QStringList parts;  ///< what stands at %1, %2, …
};

std::vector<Pattern> expressions() {
    std::vector<Pattern> all;
    const auto add = [&all](const char* text) {
        const QString pattern = QString::fromUtf8(text);
        all.push_back({text, expressionOf(pattern), namesOf(pattern)});
    };
    for (const char* pattern : streamSentences()) add(pattern);
    for (const char* pattern : pluginSentences()) add(pattern);
    for (const char* pattern : patterns) add(pattern);
    return all;
}

std::optional<Known> find(const QString& text) {
    static const auto known = expressions();
    for (const Pattern& pattern : known) {
        const auto match = pattern.expression.match(text);
        if (match.hasMatch()) return Known{&pattern, match.capturedTexts().mid(1)};
    }
    return {};
}

QString translated(const QString& text, int nested) {
    const auto known = nested < kMostNested ? find(text) : std::nullopt;
    if (!known) return text;
    const QString sentence = QCoreApplication::translate("CoreSentences", known->pattern->text);
    // Piece by piece: what is put in may hold a % of its own.
    static const QRegularExpression place(QStringLiteral("%(\\d)"));
    QString result;
    qsizetype from = 0;
    for (auto each = place.globalMatch(sentence); each.hasNext();) {
        const auto match = each.next();
        const int part = match.captured(1).toInt() - 1;
        result += sentence.mid(from, match.capturedStart() - from);
        if (part >= 0 && part < known->parts.size())
            result += known->pattern->isName[static_cast<std::size_t>(part)]
                          ? known->parts[part]
                          : translated(known->parts[part], nested + 1);
        from = match.capturedEnd();
    }
    return result + sentence.mid(from);
}

QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// What one is advised to type is a click in the window.
QString clicked(QString text) {
    static const QRegularExpression enable(QStringLiteral("`qstore plugins enable [^`]+`"));
    text.replace(enable,
                 QCoreApplication::translate("CoreSentences", "“On” in the list of plugins (menu Tools)"));
    return text.replace(QLatin1String("`qstore plugins list`"),
                        QCoreApplication::translate("CoreSentences", "the list of plugins (menu Tools)"));
}

}  // namespace

QString coreSentence(std::string_view english) {
    return clicked(translated(fromCore(english), 0));
}

bool isCoreSentence(std::string_view english) {
    return find(fromCore(english)).has_value();
}

}  // namespace qstore::ui
