// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/icons.h"

#include <QIconEngine>
#include <QMap>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

const QMap<QString, QString>& drawings() {
    static const QMap<QString, QString> all = {
        {QStringLiteral("home"), QStringLiteral("<path d='M4 11 12 4.5 20 11v8.5h-5.5V14h-5v5.5H4Z'/>")},
        {QStringLiteral("data"), QStringLiteral("<rect x='4' y='4.5' width='16' height='15' rx='2'/>"
                                                "<path d='M4 9.5h16M4 14.5h16M10 9.5v10'/>")},
        {QStringLiteral("circuit"),
         QStringLiteral(
             "<path d='M3 7.5h4M13 7.5h8M3 16.5h12'/><rect x='7' y='4.5' width='6' height='6' rx='1'/>"
             "<circle cx='17.5' cy='16.5' r='2.5'/><path d='M17.5 7.5V19M20 16.5h1'/>")},
        {QStringLiteral("train"), QStringLiteral("<path d='M4 4.5v15h16M7 8c2 7 5 8 12 8.5'/>")},
        {QStringLiteral("models"), QStringLiteral("<path d='m12 3.5 8 4.25v8.5l-8 4.25-8-4.25v-8.5Z'/>"
                                                  "<path d='m4 7.75 8 4.25 8-4.25M12 12v8.5'/>")},
        {QStringLiteral("hardware"),
         QStringLiteral(
             "<rect x='7' y='7' width='10' height='10' rx='1.5'/><circle cx='12' cy='12' r='1.8'/>"
             "<path d='M10 7V3.5M14 7V3.5M10 20.5V17M14 20.5V17M7 10H3.5M7 14H3.5M20.5 10H17"
             "M20.5 14H17'/>")},
        {QStringLiteral("stores"),
         QStringLiteral("<ellipse cx='12' cy='6' rx='7.5' ry='2.8'/>"
                        "<path d='M4.5 6v12c0 1.55 3.36 2.8 7.5 2.8s7.5-1.25 7.5-2.8V6M4.5 12c0 1.55 3.36 "
                        "2.8 7.5 2.8s7.5-1.25 7.5-2.8'/>")},
        {QStringLiteral("states"),
         QStringLiteral("<circle cx='12' cy='12' r='8.5'/><path d='M3.5 12c0 1.7 3.8 3 8.5 3s8.5-1.3 "
                        "8.5-3M12 12l4-6.2M13.2 6.3l2.8-.5.4 2.8'/>")},
        {QStringLiteral("cloud"),
         QStringLiteral(
             "<path d='M7.2 18.5a4 4 0 0 1-.4-8 5.5 5.5 0 0 1 10.7 1.1 3.5 3.5 0 0 1-.5 6.9Z'/>")},
        {QStringLiteral("search"),
         QStringLiteral("<circle cx='10.5' cy='10.5' r='6'/><path d='m15 15 5 5'/>")},
        {QStringLiteral("theme"), QStringLiteral("<circle cx='12' cy='12' r='8'/>"
                                                 "<path d='M12 4a8 8 0 0 1 0 16Z' fill='currentColor'/>")},
        {QStringLiteral("help"),
         QStringLiteral("<circle cx='12' cy='12' r='8.5'/>"
                        "<path d='M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1 1-1.1 1.8M12 16.5v.3'/>")},
        {QStringLiteral("undo"), QStringLiteral("<path d='M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3'/>")},
        {QStringLiteral("redo"), QStringLiteral("<path d='m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3'/>")},
        {QStringLiteral("open"),
         QStringLiteral("<path d='M3.5 18.5v-13h6l2 2.5h8v3M3.5 18.5l3-7.5h15l-3 7.5Z'/>")},
        {QStringLiteral("save"),
         QStringLiteral("<path d='M4.5 4.5h12l3 3v12h-15Z'/><path d='M8 4.5v5h7v-5M8 19.5v-6h8v6'/>")},
        {QStringLiteral("plus"), QStringLiteral("<path d='M12 5v14M5 12h14'/>")},
        {QStringLiteral("minus"), QStringLiteral("<path d='M5 12h14'/>")},
        {QStringLiteral("close"), QStringLiteral("<path d='m6 6 12 12M18 6 6 18'/>")},
        {QStringLiteral("check"), QStringLiteral("<path d='m5 12.5 5 5L19.5 7'/>")},
        {QStringLiteral("copy"), QStringLiteral("<rect x='8.5' y='8.5' width='11' height='11' rx='1.5'/>"
                                                "<path d='M15.5 8.5v-4h-11v11h4'/>")},
        {QStringLiteral("trash"),
         QStringLiteral(
             "<path d='M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 10.5v5.5M14 10.5v5.5'/>")},
        {QStringLiteral("warning"), QStringLiteral("<path d='M12 4 21 19.5H3ZM12 10v4.5M12 16.8v.3'/>")},
        {QStringLiteral("info"),
         QStringLiteral("<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5.5M12 7.7v.3'/>")},
        {QStringLiteral("lock"), QStringLiteral("<rect x='5.5' y='10.5' width='13' height='9' rx='1.5'/>"
                                                "<path d='M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5'/>")},
        {QStringLiteral("wand"),
         QStringLiteral("<path d='m4 20 10-10M16 3.5v4M14 5.5h4M19 11v3M17.5 12.5h3M9 4v3M7.5 5.5h3'/>")},
        {QStringLiteral("text"), QStringLiteral("<path d='m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14'/>")},
        {QStringLiteral("clock"),
         QStringLiteral("<circle cx='12' cy='12' r='8.5'/><path d='M12 7v5.2l3.5 2.1'/>")},
        {QStringLiteral("play"), QStringLiteral("<path d='M7 4.5 19 12 7 19.5Z'/>")},
        {QStringLiteral("pause"), QStringLiteral("<path d='M8 5v14M16 5v14'/>")},
        {QStringLiteral("stop"), QStringLiteral("<rect x='6' y='6' width='12' height='12' rx='1.5'/>")},
        {QStringLiteral("chevron-down"), QStringLiteral("<path d='m6 9.5 6 6 6-6'/>")},
        {QStringLiteral("chevron-right"), QStringLiteral("<path d='m9.5 6 6 6-6 6'/>")},
        {QStringLiteral("export"),
         QStringLiteral("<path d='M12 15V4M8 7.5 12 3.5l4 4M4.5 13v6.5h15V13'/>")},
        {QStringLiteral("import"), QStringLiteral("<path d='M12 4v11M8 11.5l4 4 4-4M4.5 13v6.5h15V13'/>")},
        {QStringLiteral("tag"),
         QStringLiteral("<path d='M4 4.5h7.5L20 13l-7 7-8.5-8.5Z'/><circle cx='8.3' cy='8.7' r='1.2'/>")},
        {QStringLiteral("panel"),
         QStringLiteral("<rect x='4' y='4.5' width='16' height='15' rx='2'/><path d='M14.5 4.5v15'/>")},
        {QStringLiteral("dock"),
         QStringLiteral("<rect x='4' y='4.5' width='16' height='15' rx='2'/><path d='M4 14h16'/>")},
        {QStringLiteral("zoom-in"),
         QStringLiteral("<circle cx='10.5' cy='10.5' r='6'/><path d='m15 15 5 5M10.5 8v5M8 10.5h5'/>")},
        {QStringLiteral("zoom-out"),
         QStringLiteral("<circle cx='10.5' cy='10.5' r='6'/><path d='m15 15 5 5M8 10.5h5'/>")},
    };
    return all;
}

class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, const Theme& theme, IconRole role)
        : m_name(std::move(name)), m_theme(&theme), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const QString svg = QStringLiteral(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
            "<g fill='none' stroke='%1' stroke-width='1.5' stroke-linecap='round' "
            "stroke-linejoin='round'>%2</g></svg>");
        const QString color = colorFor(mode, state).name();
        QString body = drawings().value(m_name);
        body.replace(QStringLiteral("currentColor"), color);
        QSvgRenderer renderer(svg.arg(color, body).toUtf8());
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(m_name, *m_theme, m_role); }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const {
        const Tokens& tokens = m_theme->tokens();
        if (mode == QIcon::Disabled) return tokens.disabled;
        if (m_role == IconRole::OnAccent) return tokens.onAccent;
        if (m_role == IconRole::Accent || state == QIcon::On) return tokens.accent;
        return tokens.secondary;
    }

    QString m_name;
    const Theme* m_theme;
    IconRole m_role;
};

}  // namespace

QIcon themedIcon(const QString& name, const Theme& theme, IconRole role) {
    Q_ASSERT(drawings().contains(name));
    return QIcon(new ThemedIconEngine(name, theme, role));
}

QStringList iconNames() {
    return drawings().keys();
}

}  // namespace qstore::ui
