// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/price_sentences.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "ui/support/core_texts.h"
#include "ui/support/number_text.h"
#include "ui/training/price_text.h"

namespace qstore::ui {
namespace {

struct PriceSentences {
    Q_DECLARE_TR_FUNCTIONS(PriceSentences)
};

constexpr int kDigits = 3;

QString figure(double value) {
    return QLocale().toString(value, 'g', kDigits);
}

}  // namespace

QString priceGroundText(const JobPrice& price, const QString& device) {
    switch (price.ground) {
        case PriceGround::GateShots: return PriceSentences::tr("gates of every shot");
        case PriceGround::JobMinimum: return PriceSentences::tr("the least that a job costs");
        case PriceGround::MachineSeconds:
            return PriceSentences::tr("%1 for each second of the machine")
                .arg(dollars(price.secondUsd.value_or(0.0)));
        case PriceGround::MitigationNotPublished:
            return PriceSentences::tr("how much longer a job takes with error mitigation is not published");
        case PriceGround::ThisMachine: return PriceSentences::tr("it runs on this machine");
        case PriceGround::Free: return PriceSentences::tr("free of charge");
        case PriceGround::ProviderEstimate: return PriceSentences::tr("the provider's own estimate");
        case PriceGround::NotPublished: break;
    }
    return PriceSentences::tr("no published price of %1 is known").arg(device);
}

QString priceNoteText(const JobPrice& price) {
    QStringList sentences;
    if (price.otherUnit)
        //: %1 is a number, %2 a unit that is no currency, such as "credit"
        sentences << PriceSentences::tr("The provider's estimate is %1 %2.")
                         .arg(figure(price.otherUnit->cost), toQt(price.otherUnit->unit));
    if (!price.note.empty()) sentences << coreText(price.note);
    return sentences.join(QLatin1Char(' '));
}

QString countingText(const TrainingCost& cost) {
    QStringList sentences;
    const QString different = groupedCount(cost.differentRows), rows = groupedCount(cost.rows);
    switch (cost.comparison) {
        case RowComparison::NoColumns:
            sentences << PriceSentences::tr("No angle depends on a column: all rows share their circuits.");
            break;
        case RowComparison::RowsUnknown:
            sentences << PriceSentences::tr(
                "The rows are not known: equal ones would need fewer circuits than this.");
            break;
        case RowComparison::ByCircuits:
            sentences << PriceSentences::tr("Of %2 rows, %1 give different circuits.").arg(different, rows);
            break;
        case RowComparison::ByValues:
            sentences << PriceSentences::tr(
                             "Of %2 rows, %1 have different values; their circuits are too many "
                             "to be compared.")
                             .arg(different, rows);
            break;
    }
    if (cost.shuffleUnknown)
        sentences << PriceSentences::tr("How many equal ones meet in a batch is up to the shuffle.");
    if (cost.partsUnknown)
        sentences << PriceSentences::tr("Rows of validation and test count as all different.");
    return sentences.join(QLatin1Char(' '));
}

QString wayReasonText(const GradientOption& option) {
    QStringList sentences;
    switch (option.method) {
        case SampledGradient::ParameterShift:
            sentences << PriceSentences::tr("Unbiased; the variance is at most %1 over the shots.")
                             .arg(figure(option.variance));
            break;
        case SampledGradient::FiniteDifference:
            sentences << PriceSentences::tr(
                             "With steps of %1 the bias squared is at most a fifth of the error's.")
                             .arg(figure(option.step));
            break;
        case SampledGradient::Spsa:
            sentences << PriceSentences::tr("Averaged over %1 directions, with perturbations of %2.")
                             .arg(groupedCount(option.directions), figure(option.step));
            sentences << (option.normKnown
                              ? PriceSentences::tr("The gradient's norm is known.")
                              : PriceSentences::tr("Of the gradient's norm only a bound is known."));
            break;
    }
    if (option.columnsAssumed)
        sentences << PriceSentences::tr("Columns whose values are not known were taken as 1.");
    return sentences.join(QLatin1Char(' '));
}

}  // namespace qstore::ui
