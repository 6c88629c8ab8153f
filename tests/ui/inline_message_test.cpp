// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/inline_message.h"

#include <QLabel>
#include <QTest>

#include "tests/ui/support/german_translator.h"

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

    /// The core's advice names what is typed; here it is what is clicked, in any language.
    void commandsToTypeAreClicksHere() {
        InlineMessage message;
        const Error off{ErrorCode::Unsupported, "the plugin 'wild' is not loaded: it is switched off",
                        "`qstore plugins enable wild` switches it on"};
        message.showError(off);
        QCOMPARE(message.text(),
                 QStringLiteral("The plugin 'wild' is not loaded: it is switched off\n“On” in the list of "
                                "plugins (menu Tools) switches it on"));
        const Error nobody{ErrorCode::NotFound, "there is no plugin 'none'",
                           "`qstore plugins list` shows the plugins and where they lie"};
        message.showError(nobody);
        QCOMPARE(message.text(),
                 QStringLiteral("There is no plugin 'none'\nThe list of plugins (menu Tools) "
                                "shows the plugins and where they lie"));
        GermanTranslator german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        message.showError(off);
        QCOMPARE(message.text(),
                 QStringLiteral("Das Plugin „wild“ ist nicht geladen: ausgeschaltet\n„Ein“ in der "
                                "Liste der Plugins (Menü Werkzeuge) schaltet es ein"));
        // 'none' is a name here, though "none" is a word elsewhere.
        message.showError(nobody);
        QCOMPARE(message.text(), QStringLiteral("Es gibt kein Plugin „none“\nDie Liste der Plugins (Menü "
                                                "Werkzeuge) zeigt die Plugins und wo sie liegen"));
        QCoreApplication::removeTranslator(&german);
    }
};

QTEST_MAIN(InlineMessageTest)
#include "inline_message_test.moc"
