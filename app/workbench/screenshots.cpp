// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshots.h"

#include <QCoreApplication>
#include <QDir>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>
#include <memory>

#include "ui/support/theme.h"
#include "ui/support/toast.h"
#include "ui/window/main_window.h"

namespace {

constexpr int settleMs = 400;

struct Tour {
    qstore::ui::MainWindow& window;
    qstore::ui::Theme& theme;
    QDir folder;
    std::size_t step = 0;
};

void nextStep(const std::shared_ptr<Tour>& tour);

void grab(const std::shared_ptr<Tour>& tour) {
    if (!tour->window.currentPage()->screenshotReady()) {
        QTimer::singleShot(settleMs, &tour->window, [tour] { grab(tour); });
        return;
    }
    if (auto* toast = tour->window.findChild<qstore::ui::Toast*>()) toast->hide();
    const QString name = QStringLiteral("%1-%2.png")
                             .arg(tour->window.currentPage()->id(),
                                  tour->theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light"));
    const QString path = tour->folder.filePath(name);
    QTextStream out(stdout);
    if (!tour->window.grab().save(path)) {
        QTextStream(stderr) << QStringLiteral("cannot write %1\n").arg(path);
        QCoreApplication::exit(1);
        return;
    }
    out << path << Qt::endl;
    ++tour->step;
    nextStep(tour);
}

void nextStep(const std::shared_ptr<Tour>& tour) {
    using qstore::ui::ThemeMode;
    if (tour->step >= 2 * tour->window.pages().size()) {
        QCoreApplication::exit(0);
        return;
    }
    qstore::ui::Page* page = tour->window.pages()[tour->step / 2];
    const bool light = tour->step % 2 == 0;
    tour->theme.setMode(light ? ThemeMode::Light : ThemeMode::Dark);
    tour->window.showPage(page->id());
    if (light) page->prepareScreenshot();
    QTimer::singleShot(settleMs, &tour->window, [tour] { grab(tour); });
}

}  // namespace

void takeScreenshots(qstore::ui::MainWindow& window, qstore::ui::Theme& theme, const QString& folder) {
    QDir().mkpath(folder);
    window.resize(1440, 900);
    nextStep(std::make_shared<Tour>(Tour{window, theme, QDir(folder)}));
}
