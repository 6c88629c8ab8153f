// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/backends/job.h"

namespace qstore {

/// What is thrown where a test lets the program die.
struct Killed {};

/// A store in memory that outlives the driver, as a file would; it may die or refuse at a write.
class MemoryJobStore final : public JobStore {
public:
    int dieBefore = 0, dieAfter = 0;  ///< the number of the write; 0 = never
    int refuse = 0;                   ///< so many of the next writes are refused: the disk is full
    bool refuseResults = false;
    int writes = 0;

    Status createJob(const JobRecord& record, const JobRequest& request) override {
        return write([&] {
            m_order.push_back(record.id);
            m_jobs[record.id] = {record, request, {}, {{record.createdMs, record.state, ""}}};
        });
    }
    Status updateJob(const JobRecord& record, const JobEvent& event) override {
        return write([&] {
            m_jobs.at(record.id).record = record;
            m_jobs.at(record.id).events.push_back(event);
        });
    }
    Status completeJob(const JobRecord& record, const std::vector<CircuitOutcome>& outcomes,
                       const JobEvent& event) override {
        if (refuseResults) return full();
        return write([&] {
            m_jobs.at(record.id).record = record;
            m_jobs.at(record.id).outcomes = outcomes;
            m_jobs.at(record.id).events.push_back(event);
        });
    }
    Result<JobRecord> job(const std::string& id) const override {
        if (m_jobs.count(id) == 0) return fail(ErrorCode::NotFound, "no job " + id);
        return m_jobs.at(id).record;
    }
    Result<std::vector<JobRecord>> jobs() const override {
        std::vector<JobRecord> records;
        for (const std::string& id : m_order) records.push_back(m_jobs.at(id).record);
        return records;
    }
    Result<std::vector<JobRecord>> jobsFor(const std::string& run,
                                           const std::string& purpose) const override {
        std::vector<JobRecord> records;
        for (const std::string& id : m_order)
            if (m_jobs.at(id).record.run == run && m_jobs.at(id).record.purpose == purpose)
                records.push_back(m_jobs.at(id).record);
        return records;
    }
    Result<JobRequest> jobRequest(const std::string& id) const override { return m_jobs.at(id).request; }
    Result<std::vector<CircuitOutcome>> jobOutcomes(const std::string& id) const override {
        if (!m_jobs.at(id).outcomes) return fail(ErrorCode::NotFound, "no results");
        return *m_jobs.at(id).outcomes;
    }
    Result<std::vector<JobEvent>> jobEvents(const std::string& id) const override {
        return m_jobs.at(id).events;
    }

private:
    struct Stored {
        JobRecord record;
        JobRequest request;
        std::optional<std::vector<CircuitOutcome>> outcomes;
        std::vector<JobEvent> events;
    };
    static tl::unexpected<Error> full() {
        return fail(ErrorCode::ResourceExhausted, "the disk is full", "make room");
    }
    template <class Body>
    Status write(const Body& body) {
        if (refuse > 0) {
            --refuse;
            return full();
        }
        ++writes;
        if (writes == dieBefore) throw Killed{};
        body();
        if (writes == dieAfter) throw Killed{};
        return {};
    }

    std::map<std::string, Stored> m_jobs;
    std::vector<std::string> m_order;
};

}  // namespace qstore
