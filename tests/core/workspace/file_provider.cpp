// SPDX-License-Identifier: Apache-2.0
#include "file_provider.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>

#include "core/backends/circuit_runner.h"

namespace qstore {
namespace {

RemoteJob remoteJob(const std::string& id, RemoteState state, const std::string& token = {}) {
    RemoteJob job;
    job.id = id;
    job.state = state;
    job.token = token;
    return job;
}

}  // namespace

FileProvider::FileProvider(std::filesystem::path books, int dieInExchange)
    : m_books(std::move(books)), m_dieInExchange(dieInExchange) {}

void FileProvider::exchanged() const {
    if (++m_exchanges == m_dieInExchange) ::kill(::getpid(), SIGKILL);
}

std::vector<std::string> FileProvider::accepted(const std::filesystem::path& books) {
    std::ifstream stream(books);
    std::vector<std::string> tokens;
    for (std::string line; std::getline(stream, line);) tokens.push_back(line);
    return tokens;
}

Remote<std::vector<DeviceInfo>> FileProvider::devices(const RunControl&) const {
    return std::vector<DeviceInfo>{};
}
Remote<std::vector<Calibration>> FileProvider::calibrations(const std::string&, std::size_t,
                                                            const RunControl&) const {
    return std::vector<Calibration>{};
}
Remote<ProviderEstimate> FileProvider::estimate(const EstimateRequest&, const RunControl&) const {
    return ProviderEstimate{};
}

Remote<std::string> FileProvider::submit(const JobRequest& request, const RunControl&) const {
    const std::size_t before = accepted(m_books).size();
    const std::string line = request.token + '\n';
    const int file = ::open(m_books.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const ssize_t written = ::write(file, line.data(), line.size());
    ::close(file);
    if (written != static_cast<ssize_t>(line.size()))
        return remoteFail(RemoteFault::Local, ErrorCode::Io, "the books cannot be written");
    exchanged();
    return "remote-" + std::to_string(before);
}

Remote<std::optional<RemoteJob>> FileProvider::findByToken(const std::string& token,
                                                           const RunControl&) const {
    const auto tokens = accepted(m_books);
    exchanged();
    for (std::size_t index = 0; index < tokens.size(); ++index)
        if (tokens[index] == token)
            return std::optional<RemoteJob>(
                remoteJob("remote-" + std::to_string(index), RemoteState::Queued, token));
    return std::optional<RemoteJob>();
}

Remote<RemoteJob> FileProvider::job(const std::string& id, const RunControl& control) const {
    return jobs({id}, control).front();
}

std::vector<Remote<RemoteJob>> FileProvider::jobs(const std::vector<std::string>& ids,
                                                  const RunControl&) const {
    const RemoteState state = ++m_polls < 2 ? RemoteState::Running : RemoteState::Completed;
    exchanged();
    std::vector<Remote<RemoteJob>> replies;
    for (const std::string& id : ids) replies.emplace_back(remoteJob(id, state));
    return replies;
}

Remote<std::vector<CircuitOutcome>> FileProvider::results(const std::string&,
                                                          const std::vector<Circuit>& circuits,
                                                          std::uint64_t shots, const RunControl&) const {
    exchanged();
    return makeLocalRunner()->run(circuits, shots, 1, "", {}).value();
}

Remote<RemoteState> FileProvider::cancel(const std::string&, const RunControl&) const {
    return RemoteState::Cancelled;
}
Remote<std::optional<double>> FileProvider::costUsd(const std::string&, const RunControl&) const {
    exchanged();
    return std::optional<double>(0.5);
}
Remote<JobRequest> FileProvider::fetchRequest(const std::string& id, const RunControl&) const {
    return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id);
}

}  // namespace qstore
