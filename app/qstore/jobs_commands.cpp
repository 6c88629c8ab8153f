// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/jobs_commands.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/jobs_report.h"
#include "app/qstore/text_table.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

Status listJobs(const Command& command, const JobSelection& selection) {
    std::vector<JobRecord> jobs;
    if (command.workspaceExists()) {
        QSTORE_TRY(const auto workspace, command.openWorkspace(false));
        QSTORE_TRY(const auto all, workspaceJobs(workspace)->jobs());
        for (const JobRecord& job : all)
            if ((selection.profile.empty() || job.profile == selection.profile) &&
                (selection.run.empty() || job.run == selection.run) &&
                (!selection.unfinished || !isFinal(job.state)))
                jobs.push_back(job);
    }
    Json document = Json::array();
    for (const JobRecord& job : jobs) document.push_back(jobJson(job));
    command.answer(document, jobs.empty() ? "no jobs" : jobTable(jobs));
    return {};
}

Status showJob(const Command& command, const JobSelection& selection) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    const auto store = workspaceJobs(workspace);
    QSTORE_TRY(const JobRecord job, store->job(selection.id));
    QSTORE_TRY(const auto events, store->jobEvents(selection.id));
    Json document = jobJson(job);
    document["token"] = job.token;
    document["events"] = eventsJson(events);
    std::string text = jobTable({job}) + "\n" + eventsText(events);
    if (job.state == JobState::Completed) {
        QSTORE_TRY(const auto outcomes, store->jobOutcomes(selection.id));
        document["outcomes"] = outcomesJson(outcomes);
        text += "\n" + outcomesText(outcomes);
    }
    command.answer(document, text);
    return {};
}

Status showLedger(const Command& command, const JobSelection& selection) {
    std::vector<JobSpending> rows;
    if (command.workspaceExists()) {
        QSTORE_TRY(const auto workspace, command.openWorkspace(false));
        QSTORE_TRY(rows, jobSpending(*workspace));
    }
    Json list = Json::array();
    TextTable table({"month", "profile", "run", "jobs", "circuits", "USD", "without a price", "estimated"});
    double total = 0.0, openEstimate = 0.0, practice = 0.0;
    std::size_t open = 0;
    for (const JobSpending& row : rows) {
        if ((!selection.profile.empty() && row.profile != selection.profile) ||
            (!selection.run.empty() && row.run != selection.run) ||
            (!selection.month.empty() && row.month != selection.month))
            continue;
        list.push_back({{"month", row.month},
                        {"profile", row.profile},
                        {"run", row.run},
                        {"jobs", row.jobs},
                        {"circuits", row.circuits},
                        {"costUsd", row.costUsd},
                        {"openJobs", row.openJobs},
                        {"openEstimatedUsd", row.openEstimatedUsd},
                        {"practice", row.practice}});
        table.add({row.month, row.profile + (row.practice ? " (practice)" : ""), row.run,
                   std::to_string(row.jobs), std::to_string(row.circuits), shortNumber(row.costUsd, 6),
                   std::to_string(row.openJobs), shortNumber(row.openEstimatedUsd, 6)});
        if (row.practice) practice += row.costUsd;
        if (row.practice) continue;
        total += row.costUsd;
        open += row.openJobs;
        openEstimate += row.openEstimatedUsd;
    }
    std::string text = list.empty() ? "nothing was spent" : table.toText();
    if (!list.empty()) text += "spent: " + shortNumber(total, 6) + " USD\n";
    if (practice > 0.0) text += "for practice, paid by nobody: " + shortNumber(practice, 6) + " USD\n";
    if (open > 0)
        text += std::to_string(open) + " jobs have no price yet; they were estimated at " +
                shortNumber(openEstimate, 6) + " USD\n";
    command.answer({{"rows", list},
                    {"costUsd", total},
                    {"openJobs", open},
                    {"openEstimatedUsd", openEstimate},
                    {"practiceUsd", practice}},
                   text);
    return {};
}

using Verb = Status (*)(const Command&, const JobSelection&);

}  // namespace

void addJobsCommands(CLI::App& app, Command& command) {
    CLI::App* jobs = app.add_subcommand(
        "jobs", "Jobs of accounts: list, show, attach to one, cancel, go on with, and what was spent");
    jobs->require_subcommand(1);
    auto selection = std::make_shared<JobSelection>();
    const auto add = [&](const char* name, const char* help, Verb verb) {
        CLI::App* sub = jobs->add_subcommand(name, help);
        sub->callback([&command, selection, verb] {
            command.action = [&command, selection, verb] { return verb(command, *selection); };
        });
        return sub;
    };
    const auto addId = [&](CLI::App* sub) {
        sub->add_option("JOB", selection->id, "The job's id")->required();
    };
    const auto addProfile = [&](CLI::App* sub) {
        return sub->add_option("--profile", selection->profile, "Only of this account");
    };
    const auto addRun = [&](CLI::App* sub) {
        sub->add_option("--run", selection->run, "Only of this training run");
    };

    CLI::App* list = add("list", "Every job, oldest first", listJobs);
    addProfile(list);
    addRun(list);
    list->add_flag("--unfinished", selection->unfinished, "Only those that are not over");
    addId(add("show", "One job: its steps, its price and its results", showJob));
    CLI::App* attach =
        add("attach", "Take up a job of the account that was submitted elsewhere", attachJob);
    attach->add_option("REMOTE_ID", selection->id, "The provider's id")->required();
    attach->add_option("--profile", selection->profile, "The account that has it")->required();
    addId(add("cancel", "Cancel a job, whatever its state", cancelJob));
    CLI::App* resume = add("resume", "Go on with unfinished jobs until they are over", resumeJobs);
    resume->add_option("JOB", selection->ids, "Only these");
    addProfile(resume);
    addId(add("resubmit", "Submit the circuits of a job again, as a new job", resubmitJob));
    CLI::App* ledger = add("ledger", "What was spent, by month, account and run", showLedger);
    addProfile(ledger);
    addRun(ledger);
    ledger->add_option("--month", selection->month, "Only of this month (2026-11, UTC)");
}

}  // namespace qstore
