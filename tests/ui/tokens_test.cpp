// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/support/icons.h"
#include "ui/support/theme.h"

using namespace qstore::ui;

namespace {

struct Pair {
    const char* name;
    QColor text, behind;
};

std::vector<Pair> pairsOf(const Tokens& t) {
    return {{"text on background", t.text, t.background},
            {"text on surface", t.text, t.surface},
            {"text on raised", t.text, t.raised},
            {"text on hover", t.text, t.hover},
            {"text on selection", t.text, t.accentSoft},
            {"secondary on background", t.secondary, t.background},
            {"secondary on surface", t.secondary, t.surface},
            {"secondary on raised", t.secondary, t.raised},
            {"accent on background", t.accent, t.background},
            {"accent on selection", t.accent, t.accentSoft},
            {"text on accent", t.onAccent, t.accent},
            {"text on hovered accent", t.onAccent, t.accentHover},
            {"danger on surface", t.danger, t.surface},
            {"text on danger", t.text, t.dangerSoft},
            {"warning on surface", t.warning, t.surface},
            {"text on warning", t.text, t.warningSoft},
            {"success on surface", t.success, t.surface},
            {"text on success", t.text, t.successSoft},
            {"fixed gate", t.fixedGate.text, t.fixedGate.fill},
            {"rotation gate", t.rotationGate.text, t.rotationGate.fill},
            {"bound gate", t.boundGate.text, t.boundGate.fill},
            {"measure gate", t.measureGate.text, t.measureGate.fill},
            {"noise gate", t.noiseGate.text, t.noiseGate.fill},
            {"custom gate", t.customGate.text, t.customGate.fill}};
}

}  // namespace

class TokensTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastIsThatOfTheStandard() {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrastRatio(QColor(0x767676), Qt::white) - 4.54) < 0.01);  // WCAG's own example
    }

    void textCanBeReadOnEverything() {
        for (const Tokens* tokens : {&lightTokens(), &darkTokens()}) {
            for (const Pair& pair : pairsOf(*tokens)) {
                const double ratio = contrastRatio(pair.text, pair.behind);
                QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1, %2: %3")
                                                      .arg(QString::fromLatin1(pair.name),
                                                           tokens->dark ? QStringLiteral("dark")
                                                                        : QStringLiteral("light"))
                                                      .arg(ratio)));
            }
        }
    }

    void themeChangesPaletteAndSheet() {
        Theme theme;
        theme.applyTo(*qobject_cast<QApplication*>(QCoreApplication::instance()));
        theme.setMode(ThemeMode::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().background);
        QVERIFY(qApp->styleSheet().contains(darkTokens().accent.name()));
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
        theme.setMode(ThemeMode::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightTokens().background);
    }

    void everyIconDrawsInThemeColour() {
        Theme theme;
        theme.setMode(ThemeMode::Light);
        const QStringList names = iconNames();
        QVERIFY(names.size() > 20);
        for (const QString& name : names) {
            const QImage image = themedIcon(name, theme).pixmap(QSize(48, 48)).toImage();
            int drawn = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (qAlpha(image.pixel(x, y)) > 250) ++drawn;
                }
            }
            QVERIFY2(drawn > 20, qPrintable(name));
        }
    }
};

QTEST_MAIN(TokensTest)
#include "tokens_test.moc"
