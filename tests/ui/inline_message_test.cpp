// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/inline_message.h"

#include <QLabel>
#include <QTest>

using namespace qstore;
using namespace qstore::ui;

class InlineMessageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errorsAreShownAsSentencesButNamesAreKept() {
        InlineMessage message;
        const auto shown = [&](const char* what, const char* hint) {
            message.showError({ErrorCode::InvalidArgument, what, hint});
            return message.findChild<QLabel*>(QStringLiteral("messageWhat"))->text() +
                   QStringLiteral(" | ") +
                   message.findChild<QLabel*>(QStringLiteral("messageWhatToDo"))->text();
        };
        QCOMPARE(shown("the recipe leaves no feature", "give at least one"),
                 QStringLiteral("The recipe leaves no feature | Give at least one"));
        QCOMPARE(shown("learningRate is -1, but must be above 0", "cross-entropy needs classes"),
                 QStringLiteral("learningRate is -1, but must be above 0 | Cross-entropy needs classes"));
        QCOMPARE(shown("'länge' is missing", "x0 is a column"),
                 QStringLiteral("'länge' is missing | x0 is a column"));
    }
};

QTEST_MAIN(InlineMessageTest)
#include "inline_message_test.moc"
