// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/window_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"

namespace qstore::ui {
namespace {

struct Words {
    QRegularExpression typed;
    QString pressed;
};

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(WindowWords)
};

/// Built at each call, which is rare, so that a change of language is followed.
std::vector<Words> words() {
    const auto pattern = [](const char* text) { return QRegularExpression(QString::fromUtf8(text)); };
    return {
        {pattern("`qstore accounts key \\S+ --store vault` makes one"),
         Texts::tr("create it under “Where keys are kept”")},
        {pattern("`qstore accounts key [^`]*`"), Texts::tr("“Save key”, above")},
        {pattern("`qstore practice-cloud`"), Texts::tr("“Start practice cloud”, on this page")},
        {pattern("--proxy http://host:port"), Texts::tr("“Proxy” as http://host:port")},
        {pattern("--ca-file FILE\\.pem"), Texts::tr("“Own authority” as a PEM file")},
        {pattern(" \\(--region\\)"), QString()},
        {pattern(" \\(--store vault\\)"), QString()},
        {pattern(": --instance CRN"), QString()},
        {pattern("--practice"), Texts::tr("tick “Practice cloud”")},
        {pattern("`qstore backends list` shows them"), Texts::tr("“Devices” shows them")},
    };
}

}  // namespace

QString windowAdvice(const std::string& advice) {
    QString text = coreSentence(advice);
    for (const Words& each : words()) text.replace(each.typed, each.pressed);
    return text;
}

Error windowError(Error error) {
    error.hint = fromQt(windowAdvice(error.hint));
    return error;
}

}  // namespace qstore::ui
