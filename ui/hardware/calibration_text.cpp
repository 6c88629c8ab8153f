// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/calibration_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(CalibrationText)
};

/// Three significant digits without an exponent.
QString threeDigits(double value) {
    if (value == 0.0) return QLocale().toString(0);
    const int before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    QString text = QLocale().toString(value, 'f', std::clamp(3 - before, 0, 8));
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLocale().zeroDigit())) text.chop(1);
        if (text.endsWith(point)) text.chop(1);
    }
    return text;
}

}  // namespace

QString errorRateText(const std::optional<double>& error) {
    if (!error) return Texts::tr("unknown");
    return isolated(Texts::tr("%1 %").arg(threeDigits(*error * 100.0)));
}

QString microsecondsText(const std::optional<double>& us) {
    if (!us) return Texts::tr("unknown");
    if (*us >= 1e6) return isolated(Texts::tr("%1 s").arg(threeDigits(*us * 1e-6)));
    if (*us >= 1e4) return isolated(Texts::tr("%1 ms").arg(threeDigits(*us * 1e-3)));
    return isolated(Texts::tr("%1 µs").arg(threeDigits(*us)));
}

QString nanosecondsText(const std::optional<double>& ns) {
    if (!ns) return Texts::tr("unknown");
    if (*ns >= 1e4) return microsecondsText(*ns * 1e-3);
    return isolated(Texts::tr("%1 ns").arg(threeDigits(*ns)));
}

QString roughDuration(double seconds) {
    const auto whole = [](double value) { return QLocale().toString(std::llround(value)); };
    if (seconds < 0.95) return isolated(Texts::tr("%1 ms").arg(whole(seconds * 1000.0)));
    if (seconds < 100.0) return isolated(Texts::tr("%1 s").arg(whole(seconds)));
    if (seconds < 6000.0) return isolated(Texts::tr("%1 min").arg(whole(seconds / 60.0)));
    if (seconds < 172800.0) return isolated(Texts::tr("%1 h").arg(whole(seconds / 3600.0)));
    return Texts::tr("%n day(s)", nullptr, static_cast<int>(seconds / 86400.0));
}

std::optional<double> readError(const QubitCalibration& qubit) {
    if (qubit.readError01 && qubit.readError10) return (*qubit.readError01 + *qubit.readError10) / 2.0;
    return qubit.readError01 ? qubit.readError01 : qubit.readError10;
}

const PairCalibration* pairOf(const Calibration& calibration, Qubit a, Qubit b) {
    const PairCalibration* found = nullptr;
    for (const PairCalibration& pair : calibration.pairs) {
        const bool same = (pair.a == a && pair.b == b) || (pair.a == b && pair.b == a);
        // Where both ways are listed, the one that was measured counts.
        if (same && (found == nullptr || (!found->error && pair.error))) found = &pair;
    }
    return found;
}

QString mediansText(const Calibration& calibration) {
    QStringList parts;
    const QubitCalibration& medians = calibration.medians;
    if (calibration.medianTwoQubitError)
        parts << Texts::tr("two-qubit error %1").arg(errorRateText(calibration.medianTwoQubitError));
    if (medians.oneQubitError)
        parts << Texts::tr("one-qubit error %1").arg(errorRateText(medians.oneQubitError));
    if (const auto error = readError(medians))
        parts << Texts::tr("read-out error %1").arg(errorRateText(error));
    else if (calibration.spamError)
        parts << Texts::tr("preparation and read-out error %1").arg(errorRateText(calibration.spamError));
    if (medians.t1Us) parts << Texts::tr("T1 %1").arg(microsecondsText(medians.t1Us));
    if (medians.t2Us) parts << Texts::tr("T2 %1").arg(microsecondsText(medians.t2Us));
    return parts.join(Texts::tr(", "));
}

}  // namespace qstore::ui
