// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/states/record.h"
#include "core/states/record_search.h"
#include "core/states/record_stages.h"
#include "core/states/state_image.h"

namespace qstore {

struct RecordLibraryOptions {
    std::size_t capacity = 1000;  ///< records that are not archived; at least 1
    CoherenceTimes coherence;
};

/// What a caller says of a record that is to be made.
struct NewRecord {
    std::string id;
    std::map<std::string, RecordContext> contexts;
    RecordTier tier = RecordTier::Medium;
    std::string payload;
    std::optional<std::int64_t> createdMs;  ///< of one that is older than its place here; not in the future
};

/// What a record says in the context that was asked for, or that it knows no such context.
struct ContextAnswer {
    std::string record, context;
    bool known = false;
    std::vector<double> vector;  ///< empty when not known
    double weight = 0.0;
    std::int64_t ageMs = 0;
    double ageFactor = 1.0;             ///< exp(−age / coherence time)
    std::vector<std::string> contexts;  ///< all that the record has
    /// One English sentence: the weight and length, or that the context is not there and which are.
    QSTORE_EXPORT std::string text() const;
};

/// What a sweep did.
struct SweepReport {
    std::int64_t nowMs = 0;
    std::vector<std::string> decohered;  ///< marked now, by id
    std::vector<std::string> evicted;    ///< in the order in which they went
    std::size_t overCapacity = 0;        ///< records too many that are pinned, and so stay
};

/// One vector that is put in the place of another; see RecordLibrary::replaceVectors.
struct VectorReplacement {
    std::string record, context;
    std::vector<double> vector;
};

/// What storage has to do to catch up.
struct RecordChanges {
    std::vector<StateRecord> put;
    std::vector<std::string> removed;
};

/// The records of a workspace in memory, with expiry and eviction by an injected clock. Not for several
/// threads at once. Time is read from Clock::unixMs, because records outlive the program; when the system's
/// time is set, ages jump with it and never fall below zero.
class QSTORE_EXPORT RecordLibrary {
public:
    /// InvalidArgument for a capacity of 0 or coherence times that do not ascend.
    static Result<RecordLibrary> make(std::shared_ptr<const Clock> clock,
                                      RecordLibraryOptions options = {});

    /// Takes the place of all records; more than the capacity is left to the next sweep. Nothing changes
    /// when one of them is refused.
    Status load(std::vector<StateRecord> records);

    /// Makes a record; in a full library another one goes (record_eviction.h). Returns the ids of those
    /// that went. AlreadyExists for an id that is taken; ResourceExhausted when all others are pinned.
    Result<std::vector<std::string>> add(NewRecord record);
    /// Gives a context a new vector and weight, or adds it; the record is active and as good as new.
    Status update(const std::string& id, const std::string& context, RecordContext value);
    /// Refuses to take the last one.
    Status removeContext(const std::string& id, const std::string& context);
    Status setPayload(const std::string& id, std::string payload);
    /// A record whose time is over stays decohered in its new tier.
    Status setTier(const std::string& id, RecordTier tier);

    /// Reads a context; the record is measured, its age goes on. A context that is not there is an answer
    /// that says so and changes nothing. NotFound for an unknown id; Failed when the record is decohered or
    /// archived.
    Result<ContextAnswer> measure(const std::string& id, const std::string& context);
    Status archive(const std::string& id);
    /// Makes an archived or decohered record active, with age 0. Returns the ids of those that went for it.
    Result<std::vector<std::string>> restore(const std::string& id);
    Status remove(const std::string& id);

    /// Marks records decohered whose age has reached their coherence time, then evicts while there are more
    /// than the capacity, in the order of EvictionRank. Pinned and archived records stay.
    SweepReport sweep();
    /// Fewer places take effect at the next sweep.
    Status setCapacity(std::size_t capacity);
    /// The same with the coherence times, which count at once.
    Status setOptions(const RecordLibraryOptions& options);

    /// As it is at this moment (recordStateAt).
    Result<StateRecord> record(const std::string& id) const;
    std::vector<StateRecord> records() const;
    Result<RecordAnswer> search(const RecordQuery& query) const;
    /// The same, of one group's records where a group is named, and what each step of it found.
    Result<StagedAnswer> explain(const RecordQuery& query, const std::optional<std::string>& group) const;

    /// By the library's clock, milliseconds since 1970.
    std::int64_t nowMs() const { return now(); }
    std::size_t capacity() const { return m_options.capacity; }
    const CoherenceTimes& coherence() const { return m_options.coherence; }
    const RecordLibraryOptions& options() const { return m_options; }
    /// Records that take a place: all but archived ones.
    std::size_t occupied() const;

    /// Puts vectors in the place of others of the same length, all or none; age and state stay, so that
    /// putting the old ones back restores the record to the bit. For RecordGroups.
    Status replaceVectors(std::span<const VectorReplacement> replacements);
    /// Writes into the record that it belongs to a group, or no longer does. For RecordGroups.
    Status setMembership(const std::string& id, const std::string& group, bool member);

    /// All since the last markStored().
    RecordChanges pendingChanges() const;
    void markStored() { m_before.clear(); }

    /// As it is written down: the state without what the clock says. Nothing when there is none.
    std::optional<StateRecord> stored(const std::string& id) const;
    /// Puts a record as it was, or takes it away; for undo. Capacity is left to the next sweep.
    Status place(const std::string& id, std::optional<StateRecord> record);
    /// What changed since the last markStored(), before and after.
    std::vector<StateImage<StateRecord>> images() const;
    /// Back to the last markStored().
    void revert();

private:
    RecordLibrary(std::shared_ptr<const Clock> clock, RecordLibraryOptions options);

    std::int64_t now() const { return m_clock->unixMs(); }
    Result<StateRecord*> find(const std::string& id);
    /// Failed when it does not answer; `doing` ends the sentence: "be measured".
    Result<StateRecord*> findCoherent(const std::string& id, const std::string& doing);
    /// Evicts until `places` are free. `kept` is not evicted. Nothing is evicted when it cannot be done.
    Result<std::vector<std::string>> makeRoom(std::size_t places, const std::string& kept);
    std::vector<std::string> evictionOrder(const std::string& kept) const;
    /// Notes what stands under the id now; before every change.
    void willChange(const std::string& id);
    void erase(const std::string& id);

    std::shared_ptr<const Clock> m_clock;
    RecordLibraryOptions m_options;
    std::map<std::string, StateRecord> m_records;
    std::map<std::string, std::optional<StateRecord>> m_before;  ///< what changed since markStored()
};

}  // namespace qstore
