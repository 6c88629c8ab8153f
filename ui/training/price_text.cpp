// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/price_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "ui/support/core_texts.h"
#include "ui/support/number_text.h"
#include "ui/training/price_sentences.h"

namespace qstore::ui {
namespace {

struct PriceTexts {
    Q_DECLARE_TR_FUNCTIONS(PriceTexts)
};

int countOf(std::uint64_t count) {
    return static_cast<int>(std::min<std::uint64_t>(count, 2'000'000'000));
}

/// "1,234 circuits": tr()'s plural needs a number, people want it grouped.
QString counted(QString pattern, std::uint64_t count) {
    return pattern.replace(QStringLiteral("%L1"), groupedCount(count));
}

}  // namespace

QString dollars(double usd) {
    const bool small = usd != 0.0 && std::abs(usd) < 0.1;
    const QString amount = QLocale().toString(usd, small ? 'g' : 'f', 2);
    //: An amount of US dollars, with the sign where the language has it.
    return isolated(PriceTexts::tr("$%1").arg(amount));
}

QString roughTime(double seconds) {
    if (seconds < 1.0) return PriceTexts::tr("less than a second");
    if (seconds < 90.0)
        return PriceTexts::tr("about %n second(s)", nullptr, static_cast<int>(std::lround(seconds)));
    if (seconds < 90.0 * 60.0)
        return PriceTexts::tr("about %n minute(s)", nullptr, static_cast<int>(std::lround(seconds / 60.0)));
    if (seconds < 48.0 * 3600.0)
        return PriceTexts::tr("about %n hour(s)", nullptr, static_cast<int>(std::lround(seconds / 3600.0)));
    return PriceTexts::tr("about %n day(s)", nullptr,
                          countOf(static_cast<std::uint64_t>(seconds / 86400.0)));
}

QString placeTitle(const DeviceChoice& device) {
    if (device.address == QLatin1String("local")) return PriceTexts::tr("this machine");
    return coreText(device.device.title.empty() ? device.device.name : device.device.title);
}

QString priceText(const TrainingPrice& price) {
    if (price.device.isLocal()) return PriceTexts::tr("free");
    if (price.device.practice) return PriceTexts::tr("free (practice)");
    if (!price.cost.usd) return PriceTexts::tr("price unknown");
    if (*price.cost.usd == 0.0) return PriceTexts::tr("free");
    return PriceTexts::tr("≈ %1").arg(dollars(*price.cost.usd));
}

QString priceSummary(const TrainingPrice& price) {
    QStringList parts{priceText(price)};
    parts[0][0] = parts[0][0].toUpper();
    const TrainingCost& cost = price.cost;
    if (!price.device.isLocal() && !cost.usd)
        parts[0] += PriceTexts::tr(": %1").arg(priceGroundText(cost.firstJob, placeTitle(price.device)));
    if (price.device.practice && cost.usd && *cost.usd > 0.0)
        parts << PriceTexts::tr("%1 on the real device").arg(dollars(*cost.usd));
    if (price.grown && price.grown->usd && !price.isFree())
        parts << PriceTexts::tr("up to %1 if shots grow").arg(dollars(*price.grown->usd));
    parts << counted(PriceTexts::tr("%L1 circuit(s)", nullptr, countOf(cost.circuits)), cost.circuits);
    if (!price.device.isLocal())
        parts << counted(PriceTexts::tr("%L1 job(s)", nullptr, countOf(cost.jobs)), cost.jobs);
    if (cost.executionSeconds && cost.queueSeconds)
        parts << roughTime(*cost.executionSeconds + *cost.queueSeconds);
    else if (cost.executionSeconds)
        parts << PriceTexts::tr("%1 on the machine").arg(roughTime(*cost.executionSeconds));
    else if (cost.queueSeconds)
        parts << PriceTexts::tr("%1 in the queue").arg(roughTime(*cost.queueSeconds));
    return parts.join(QStringLiteral(" · "));
}

QString priceObstacle(const TrainingPrice& price) {
    if (!price.exceedsCap()) return {};
    const QString cap = dollars(price.capUsd());
    return price.cost.usd ? PriceTexts::tr("Over the cap of %1").arg(cap)
                          : PriceTexts::tr("Price unknown: no job is sent under a cap of %1").arg(cap);
}

QString capRemark(const TrainingPrice& price) {
    const auto most = price.atMostUsd();
    if (price.capUsd() <= 0.0 || !most || price.exceedsCap() || *most <= price.capUsd()) return {};
    return PriceTexts::tr(
               "The cap of %1 is held against the most expensive interpretation of the prices, %2: the "
               "training "
               "may pause before its end, and can go on with a higher cap.")
        .arg(dollars(price.capUsd()), dollars(*most));
}

}  // namespace qstore::ui
