// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/job_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(JobWords)
};

struct Words {
    QRegularExpression typed;
    QString pressed;
};

/// Built at each call, which is rare, so that a change of language is followed.
std::vector<Words> words() {
    const auto pattern = [](const char* text) { return QRegularExpression(QString::fromUtf8(text)); };
    return {
        {pattern(
             "`qstore jobs show \\S+` shows its circuits; `qstore jobs resubmit \\S+` submits them again"),
         Texts::tr("“Submit again…” submits its circuits once more")},
        {pattern(", then `qstore jobs resume`"), Texts::tr("; the job then goes on by itself")},
        {pattern("`qstore jobs resubmit [^`]*`"), Texts::tr("“Submit again…”")},
        {pattern("`qstore jobs attach (\\S+) --profile [^`]*`"), Texts::tr("“Attach by id…” with \\1")},
        {pattern("`qstore jobs show (\\S+)` shows it"), Texts::tr("it is in this list as \\1")},
        {pattern("`qstore jobs list` shows those that exist"),
         Texts::tr("this list shows those that exist")},
        {pattern("`qstore jobs resume` takes it up"), Texts::tr("the window takes it up by itself")},
        {pattern("`qstore accounts test [^`]*`"), Texts::tr("“Test” under Accounts")},
        {pattern("`qstore accounts key [^`]*`"), Texts::tr("“Save key” under Accounts")},
    };
}

}  // namespace

QString jobAdvice(const std::string& advice) {
    QString text = toQt(advice);
    for (const Words& each : words()) text.replace(each.typed, each.pressed);
    return text;
}

Error jobError(Error error) {
    error.message = fromQt(jobAdvice(error.message));
    error.hint = fromQt(jobAdvice(error.hint));
    return error;
}

}  // namespace qstore::ui
