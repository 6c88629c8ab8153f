// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <array>

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("StateWords", text);
}

QStringList partsOf(const QString& text) {
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    return text.split(between, Qt::SkipEmptyParts);
}

/// "0.5", "-i", "0.5-0.25i".
std::optional<std::complex<double>> amplitudeOf(const QString& text) {
    static const QString number = QStringLiteral("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    static const QRegularExpression pattern(
        QStringLiteral("^(?<re>[+-]?%1(?![\\d.eEi]))?(?<im>[+-]?(?:%1)?i)?$").arg(number));
    const auto match = pattern.match(text);
    if (text.isEmpty() || !match.hasMatch()) return std::nullopt;
    QString imaginary = match.captured(QStringLiteral("im"));
    if (imaginary.isEmpty()) return match.captured(QStringLiteral("re")).toDouble();
    imaginary.chop(1);
    if (imaginary.isEmpty() || imaginary == QLatin1String("+") || imaginary == QLatin1String("-"))
        imaginary += QLatin1Char('1');
    return std::complex<double>(match.captured(QStringLiteral("re")).toDouble(), imaginary.toDouble());
}

}  // namespace

QString recordTierText(RecordTier tier) {
    switch (tier) {
        case RecordTier::Pinned: return words(QT_TRANSLATE_NOOP("StateWords", "pinned"));
        case RecordTier::Long: return words(QT_TRANSLATE_NOOP("StateWords", "long"));
        case RecordTier::Medium: return words(QT_TRANSLATE_NOOP("StateWords", "medium"));
        case RecordTier::Short: return words(QT_TRANSLATE_NOOP("StateWords", "short"));
    }
    return {};
}

QString recordStateText(RecordState state) {
    switch (state) {
        case RecordState::Created: return words(QT_TRANSLATE_NOOP("StateWords", "created"));
        case RecordState::Active: return words(QT_TRANSLATE_NOOP("StateWords", "active"));
        case RecordState::Measured: return words(QT_TRANSLATE_NOOP("StateWords", "measured"));
        case RecordState::Decohered: return words(QT_TRANSLATE_NOOP("StateWords", "decohered"));
        case RecordState::Archived: return words(QT_TRANSLATE_NOOP("StateWords", "archived"));
    }
    return {};
}

QString spanText(std::int64_t ms) {
    struct Unit {
        std::int64_t ms;
        const char* text;
    };
    static constexpr std::array<Unit, 4> units = {{{86'400'000, QT_TRANSLATE_NOOP("StateWords", "%1 d")},
                                                   {3'600'000, QT_TRANSLATE_NOOP("StateWords", "%1 h")},
                                                   {60'000, QT_TRANSLATE_NOOP("StateWords", "%1 min")},
                                                   {1'000, QT_TRANSLATE_NOOP("StateWords", "%1 s")}}};
    if (ms < units.back().ms) return words(QT_TRANSLATE_NOOP("StateWords", "%1 ms")).arg(ms);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (ms < units[i].ms) continue;
        QString first = words(units[i].text).arg(ms / units[i].ms);
        if (i + 1 == units.size()) return first;
        const std::int64_t rest = ms % units[i].ms / units[i + 1].ms;
        return rest == 0 ? first : first + QLatin1Char(' ') + words(units[i + 1].text).arg(rest);
    }
    return {};
}

std::optional<std::int64_t> coherenceLeftMs(const StateRecord& record, std::int64_t nowMs,
                                            const CoherenceTimes& times) {
    const RecordState state = recordStateAt(record, nowMs, times);
    const auto whole = times.of(record.tier);
    if (!whole || state == RecordState::Decohered || state == RecordState::Archived) return std::nullopt;
    return *whole - recordAgeMs(record, nowMs);
}

QString coherenceText(const StateRecord& record, std::int64_t nowMs, const CoherenceTimes& times) {
    const RecordState state = recordStateAt(record, nowMs, times);
    if (state == RecordState::Archived) return recordStateText(state);
    if (state == RecordState::Decohered) return words(QT_TRANSLATE_NOOP("StateWords", "over"));
    const auto left = coherenceLeftMs(record, nowMs, times);
    return left ? spanText(*left) : recordTierText(record.tier);
}

QString numbersText(const std::vector<double>& numbers, std::size_t most) {
    QStringList parts;
    for (std::size_t i = 0; i < numbers.size() && i < most; ++i) parts << sensibleNumber(numbers[i], 4);
    if (numbers.size() > most) parts << QStringLiteral("…");
    return parts.join(QStringLiteral("; "));
}

QString exactNumbersText(const std::vector<double>& numbers) {
    QStringList parts;
    for (const double number : numbers)
        parts << QString::number(number, 'g', QLocale::FloatingPointShortest);
    return parts.join(QStringLiteral(", "));
}

Result<std::vector<double>> parseNumbers(const QString& text) {
    std::vector<double> numbers;
    for (const QString& part : partsOf(text)) {
        bool good = false;
        numbers.push_back(part.toDouble(&good));
        if (!good)
            return fail(ErrorCode::Parse, "'" + fromQt(part) + "' is not a number",
                        "Write numbers with a decimal point, apart by commas: 0.5, -1, 2e-3.");
    }
    return numbers;
}

Result<std::vector<std::complex<double>>> parseAmplitudes(const QString& text) {
    std::vector<std::complex<double>> amplitudes;
    for (const QString& part : partsOf(text)) {
        const auto amplitude = amplitudeOf(part);
        if (!amplitude)
            return fail(ErrorCode::Parse, "'" + fromQt(part) + "' is not a complex number",
                        "Write 0.5, -0.5i or 0.5+0.5i, apart by commas.");
        amplitudes.push_back(*amplitude);
    }
    return amplitudes;
}

Result<std::vector<Qubit>> parseQubits(const QString& text, std::size_t count) {
    std::vector<Qubit> qubits;
    for (QString part : partsOf(text)) {
        const QString typed = part;
        if (part.startsWith(QLatin1Char('q'), Qt::CaseInsensitive)) part.remove(0, 1);
        bool good = false;
        const uint qubit = part.toUInt(&good);
        if (!good || qubit >= count)
            return fail(ErrorCode::InvalidArgument, "'" + fromQt(typed) + "' is none of the qubits",
                        "Name qubits from 0 to " + std::to_string(count - 1) + ", apart by commas.");
        qubits.push_back(qubit);
    }
    if (!qubits.empty()) return qubits;
    for (Qubit qubit = 0; qubit < count; ++qubit) qubits.push_back(qubit);
    return qubits;
}

QString namesText(const std::vector<std::string>& names) {
    QStringList parts;
    for (const std::string& name : names) parts << toQt(name);
    return parts.join(QStringLiteral(", "));
}

QString qubitsText(const std::vector<Qubit>& qubits) {
    QStringList parts;
    for (const Qubit qubit : qubits) parts << QStringLiteral("q%1").arg(qubit);
    return parts.join(QStringLiteral(", "));
}

QString recordNote() {
    return words(QT_TRANSLATE_NOOP(
        "StateWords",
        "A record: ordinary vectors under the names of their contexts. It is kept and scored by classical"
        " rules; its coherence time is an expiry date."));
}

QString registerNote() {
    return words(QT_TRANSLATE_NOOP(
        "StateWords",
        "A register: a quantum state of qubits, simulated on this computer. What is measured follows the "
        "Born rule, and it decays by T1 and T2 as a device's would."));
}

QString groupNote() {
    return words(QT_TRANSLATE_NOOP(
        "StateWords",
        "A group: records that are changed together by a stated rule. This is bookkeeping, not "
        "entanglement."));
}

QString noSignallingNote() {
    return words(QT_TRANSLATE_NOOP(
        "StateWords",
        "Entanglement carries no message. Whatever is done to one part, measuring it included, leaves the"
        " reduced state of the other part, and so everything that can be seen there, as it was. Only when"
        " both results are brought together, over an ordinary channel, does their correlation show. "
        "Groups of records therefore change each other by a rule that this program carries out, and not "
        "by physics."));
}

QString scoreFormula() {
    return words(QT_TRANSLATE_NOOP(
        "StateWords",
        "score = weight * exp(-age / coherence time) * cosine(query, vector); pinned records do not age, "
        "and without a query vector the cosine is left out"));
}

}  // namespace qstore::ui
