// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/state_codec.h"

#include <array>
#include <bit>
#include <complex>

#include "core/base/memory.h"
#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

constexpr std::uint64_t kFormat = 1;
/// Larger states fit no memory; a number beyond is damage.
constexpr std::uint64_t kMostQubits = 48;
constexpr const char* kRestore = "restore a backup of the workspace";

Status checkFormat(ByteReader& reader, const std::string& what) {
    const std::uint64_t format = reader.u64();
    if (format == kFormat) return {};
    if (format > kFormat && format < (std::uint64_t{1} << 32U))
        return fail(ErrorCode::NewerVersion,
                    what + " has format " + std::to_string(format) + "; this release reads up to " +
                        std::to_string(kFormat),
                    "update Q-Store Workbench");
    return fail(ErrorCode::Corrupt, what + " has the format " + std::to_string(format), kRestore);
}

/// Everything was there, and nothing more.
Status atEnd(const ByteReader& reader, std::string_view what) {
    Status status = reader.status(what);
    if (status) return status;
    return fail(status.error().code, status.error().message, kRestore);
}

/// The value whose name this is.
template <class Value, std::size_t count, class NameOf>
Result<Value> named(const std::string& name, const std::array<Value, count>& values, NameOf nameOf,
                    const std::string& what) {
    for (const Value value : values)
        if (nameOf(value) == name) return value;
    return fail(ErrorCode::Corrupt, what + " is '" + name + "', which there is not", kRestore);
}

void writeTime(ByteWriter& writer, std::int64_t ms) {
    writer.u64(std::bit_cast<std::uint64_t>(ms));
}
std::int64_t readTime(ByteReader& reader) {
    return std::bit_cast<std::int64_t>(reader.u64());
}

void writeTexts(ByteWriter& writer, const std::vector<std::string>& texts) {
    writer.u64(texts.size());
    for (const std::string& text : texts) writer.text(text);
}
std::vector<std::string> readTexts(ByteReader& reader) {
    std::vector<std::string> texts(reader.count(8));
    for (std::string& text : texts) text = reader.text();
    return texts;
}

void writeAmplitude(ByteWriter& writer, std::complex<double> value) {
    writer.f64(value.real());
    writer.f64(value.imag());
}

Result<std::vector<std::complex<double>>> readAmplitudes(ByteReader& reader, std::size_t expected) {
    const std::size_t count = reader.count(2 * sizeof(double));
    if (count != expected)
        return fail(ErrorCode::Corrupt,
                    "a register has " + std::to_string(count) + " amplitudes or entries instead of " +
                        std::to_string(expected),
                    kRestore);
    QSTORE_CHECK(requireMemory(saturatingMultiply(count, 2 * sizeof(std::complex<double>)),
                               "a register of the workspace"));
    std::vector<std::complex<double>> values(count);
    for (std::complex<double>& value : values) {
        const double real = reader.f64();
        value = {real, reader.f64()};
    }
    return values;
}

void writeHead(ByteWriter& writer, const RegisterHead& head) {
    writer.u64(kFormat);
    writer.text(head.info.name);
    writer.text(head.info.origin);
    writeTexts(writer, head.info.contexts);
    writer.u64(head.pure ? 1 : 0);
    writer.u64(head.qubits);
}

Result<RegisterHead> readHead(ByteReader& reader) {
    QSTORE_CHECK(checkFormat(reader, "a register"));
    RegisterHead head;
    head.info.name = reader.text();
    head.info.origin = reader.text();
    head.info.contexts = readTexts(reader);
    head.pure = reader.u64() != 0;
    const std::uint64_t qubits = reader.u64();
    if (qubits > (head.pure ? kMostQubits : kMaxDensityQubits))
        return fail(
            ErrorCode::Corrupt,
            "register '" + head.info.name + "' claims to have " + std::to_string(qubits) + " qubits",
            kRestore);
    head.qubits = static_cast<std::size_t>(qubits);
    return head;
}

/// What the library itself refuses cannot have been written.
template <class Thing>
Result<Thing> asCorrupt(Result<Thing> made) {
    if (made || made.error().code != ErrorCode::InvalidArgument) return made;
    return fail(ErrorCode::Corrupt, made.error().message, kRestore);
}

}  // namespace

std::string recordBytes(const StateRecord& record) {
    ByteWriter writer;
    writer.u64(kFormat);
    writer.text(record.id);
    writer.u64(record.contexts.size());
    for (const auto& [name, context] : record.contexts) {
        writer.text(name);
        writer.f64(context.weight);
        writer.doubles(context.vector);
    }
    writeTexts(writer, record.groups);
    writer.text(recordTierName(record.tier));
    writer.text(recordStateName(record.state));
    writeTime(writer, record.createdMs);
    writeTime(writer, record.refreshedMs);
    writer.u64(record.lastMeasuredMs ? 1 : 0);
    writeTime(writer, record.lastMeasuredMs.value_or(0));
    writer.text(record.payload);
    return writer.take();
}

Result<StateRecord> readRecordBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader, "a record"));
    StateRecord record;
    record.id = reader.text();
    constexpr std::size_t leastBytes =
        24;  // of a context: the name's length, the weight, the vector's length
    for (std::size_t left = reader.count(leastBytes); left > 0; --left) {
        RecordContext& context = record.contexts[reader.text()];
        context.weight = reader.f64();
        context.vector = reader.doubles();
    }
    record.groups = readTexts(reader);
    constexpr std::array tiers{RecordTier::Pinned, RecordTier::Long, RecordTier::Medium, RecordTier::Short};
    constexpr std::array states{RecordState::Created, RecordState::Active, RecordState::Measured,
                                RecordState::Decohered, RecordState::Archived};
    const std::string tier = reader.text(), state = reader.text();
    record.createdMs = readTime(reader);
    record.refreshedMs = readTime(reader);
    const bool measured = reader.u64() != 0;
    const std::int64_t measuredMs = readTime(reader);
    if (measured) record.lastMeasuredMs = measuredMs;
    record.payload = reader.text();
    QSTORE_CHECK(atEnd(reader, "a record"));
    QSTORE_TRY(record.tier, named(tier, tiers, recordTierName, "the tier of a record"));
    QSTORE_TRY(record.state, named(state, states, recordStateName, "the state of a record"));
    return record;
}

std::string groupBytes(const RecordGroup& group) {
    ByteWriter writer;
    writer.u64(kFormat);
    writer.text(group.id);
    writeTexts(writer, group.members);
    writer.f64(group.strength);
    writer.u64(group.pairStrengths.size());
    for (const auto& [pair, strength] : group.pairStrengths) {
        writer.text(pair.first);
        writer.text(pair.second);
        writer.f64(strength);
    }
    return writer.take();
}

Result<RecordGroup> readGroupBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader, "a group"));
    RecordGroup group;
    group.id = reader.text();
    group.members = readTexts(reader);
    group.strength = reader.f64();
    constexpr std::size_t leastBytes = 24;  // two lengths of names, the strength
    for (std::size_t left = reader.count(leastBytes); left > 0; --left) {
        std::string first = reader.text(), second = reader.text();
        group.pairStrengths[{std::move(first), std::move(second)}] = reader.f64();
    }
    QSTORE_CHECK(atEnd(reader, "a group"));
    return group;
}

std::string groupLineBytes(const GroupLogEntry& entry) {
    ByteWriter writer;
    writer.u64(kFormat);
    writer.u64(entry.number);
    writeTime(writer, entry.atMs);
    writer.text(groupActionName(entry.action));
    writer.u64(entry.refersTo);
    for (const std::string& text : {entry.group, entry.record, entry.context}) writer.text(text);
    writer.doubles(entry.delta);
    writer.u64(entry.changes.size());
    for (const ValueChange& change : entry.changes) {
        writer.text(change.record);
        writer.f64(change.factor);
        writer.doubles(change.before);
        writer.doubles(change.after);
    }
    writer.u64(entry.skipped.size());
    for (const SkippedPartner& partner : entry.skipped) {
        writer.text(partner.record);
        writer.text(partner.reason);
    }
    return writer.take();
}

Result<GroupLogEntry> readGroupLineBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader, "a line of the groups' log"));
    GroupLogEntry entry;
    entry.number = reader.u64();
    entry.atMs = readTime(reader);
    const std::string action = reader.text();
    entry.refersTo = reader.u64();
    for (std::string* text : {&entry.group, &entry.record, &entry.context}) *text = reader.text();
    entry.delta = reader.doubles();
    constexpr std::size_t changeBytes = 32;  // three lengths, the factor
    for (std::size_t left = reader.count(changeBytes); left > 0; --left) {
        ValueChange change;
        change.record = reader.text();
        change.factor = reader.f64();
        change.before = reader.doubles();
        change.after = reader.doubles();
        entry.changes.push_back(std::move(change));
    }
    for (std::size_t left = reader.count(16); left > 0; --left) {
        SkippedPartner partner;
        partner.record = reader.text();
        partner.reason = reader.text();
        entry.skipped.push_back(std::move(partner));
    }
    QSTORE_CHECK(atEnd(reader, "a line of the groups' log"));
    constexpr std::array actions{GroupAction::Apply, GroupAction::Undo, GroupAction::Redo};
    QSTORE_TRY(entry.action, named(action, actions, groupActionName, "the action of a group"));
    return entry;
}

Result<std::string> registerBytes(const SimulatedRegister& reg) {
    const std::size_t numbers =
        reg.isPure() ? stateVectorBytes(reg.qubits(), Precision::Double) : densityMatrixBytes(reg.qubits());
    QSTORE_CHECK(
        requireMemory(saturatingMultiply(2, numbers), "keeping register '" + reg.info().name + "'"));
    ByteWriter writer;
    writeHead(writer, headOf(reg));
    const std::uint64_t size = std::uint64_t{1} << reg.qubits();
    writer.u64(reg.isPure() ? size : size * size);
    if (reg.isPure()) {
        for (std::uint64_t index = 0; index < size; ++index)
            writeAmplitude(writer, reg.state()->amplitude(index));
        return writer.take();
    }
    for (std::uint64_t column = 0; column < size; ++column)
        for (std::uint64_t row = 0; row < size; ++row)
            writeAmplitude(writer, reg.density()->entry(row, column));
    return writer.take();
}

Result<SimulatedRegister> readRegisterBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_TRY(RegisterHead head, readHead(reader));
    const std::size_t size = std::size_t{1} << head.qubits;
    QSTORE_TRY(auto values, readAmplitudes(reader, head.pure ? size : size * size));
    QSTORE_CHECK(atEnd(reader, "a register"));
    if (!head.pure) {
        return asCorrupt(
            SimulatedRegister::mixed(std::move(head.info), DensityMatrix(head.qubits, std::move(values))));
    }
    QSTORE_TRY(State state, asCorrupt(State::fromAmplitudes(values)));
    return asCorrupt(SimulatedRegister::pure(std::move(head.info), std::move(state)));
}

Result<RegisterHead> readRegisterHeadBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_TRY(RegisterHead head, readHead(reader));
    // What was not there reads as zeros, which would be written in other bytes.
    ByteWriter again;
    writeHead(again, head);
    if (bytes.starts_with(again.take())) return head;
    return fail(ErrorCode::Corrupt, "a register of the workspace does not begin as one", kRestore);
}

std::string optionsBytes(const RecordLibraryOptions& options) {
    ByteWriter writer;
    writer.u64(kFormat);
    writer.u64(options.capacity);
    for (const std::int64_t ms :
         {options.coherence.longMs, options.coherence.mediumMs, options.coherence.shortMs})
        writeTime(writer, ms);
    return writer.take();
}

Result<RecordLibraryOptions> readOptionsBytes(std::string_view bytes) {
    ByteReader reader(bytes);
    QSTORE_CHECK(checkFormat(reader, "the options of the state library"));
    RecordLibraryOptions options;
    options.capacity = static_cast<std::size_t>(reader.u64());
    for (std::int64_t* ms :
         {&options.coherence.longMs, &options.coherence.mediumMs, &options.coherence.shortMs})
        *ms = readTime(reader);
    QSTORE_CHECK(atEnd(reader, "the options of the state library"));
    return options;
}

}  // namespace qstore
