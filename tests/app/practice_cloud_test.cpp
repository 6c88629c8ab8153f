// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/app/tool.h"

namespace qstore::test {
namespace {

/// The whole answer to a GET, over a connection of its own.
std::string get(int port, const std::string& target, const std::string& header = {}) {
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const std::string bytes =
            "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + header + "\r\n";
        if (write(handle, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
            char chunk[4096];
            for (ssize_t size = 0; (size = read(handle, chunk, sizeof chunk)) > 0;)
                answer.append(chunk, static_cast<std::size_t>(size));
        }
    }
    close(handle);
    return answer;
}

/// A started practice cloud that writes its document into a pipe.
class StartedCloud {
public:
    StartedCloud(const Tool& tool, const std::string& options) {
        const std::string fifo = (tool.folder() / "document").string();
        EXPECT_EQ(mkfifo(fifo.c_str(), 0600), 0);
        m_process = tool.start(
            {"sh", "-c", "exec '" QSTORE_TOOL "' practice-cloud --json " + options + " > document"});
        std::ifstream stream(fifo);
        std::string text, line;
        while (std::getline(stream, line)) {
            text += line + '\n';
            if (line == "}") break;
        }
        document = nlohmann::json::parse(text, nullptr, false);
        // Held open, so that the program does not lose its output.
        m_stream = std::move(stream);
    }
    Outcome stop(const Tool& tool) {
        kill(m_process, SIGTERM);
        m_stream.close();
        return tool.wait(m_process);
    }
    nlohmann::json document;

private:
    pid_t m_process = 0;
    std::ifstream m_stream;
};

TEST(PracticeCloudCommand, SaysWhereItListensAndEndsCleanly) {
    const Tool tool;
    StartedCloud cloud(tool, "");
    ASSERT_TRUE(cloud.document.is_object());
    const int port = cloud.document["port"];
    const std::string key = cloud.document["key"];
    EXPECT_EQ(key.rfind("practice-", 0), 0U);
    EXPECT_EQ(cloud.document["ionqEndpoint"], "http://127.0.0.1:" + std::to_string(port) + "/v0.4");
    EXPECT_NE(get(port, "/v0.4/whoami", "Authorization: apiKey " + key + "\r\n").find("200 OK"),
              std::string::npos);
    EXPECT_NE(get(port, "/practice").find("not a real one"), std::string::npos);
    EXPECT_EQ(cloud.stop(tool).exitCode, 0);
}

TEST(PracticeCloudCommand, FailsOnPurpose) {
    const Tool tool;
    tool.write("faults.json", R"({"faults": [{"stage": "other", "fault": "503", "times": 1}]})");
    StartedCloud cloud(tool, "--faults faults.json");
    const int port = cloud.document["port"];
    EXPECT_NE(get(port, "/v0.4/backends").find(" 503 "), std::string::npos);
    EXPECT_NE(get(port, "/v0.4/backends").find(" 200 "), std::string::npos);
    EXPECT_EQ(cloud.stop(tool).exitCode, 0);
}

TEST(PracticeCloudCommand, RefusesAPlanThatIsNone) {
    const Tool tool;
    tool.write("faults.json", R"({"faults": [{"fault": "resett"}]})");
    const Outcome outcome = tool.run({"practice-cloud", "--faults", "faults.json", "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_NE(outcome.error.find("'resett'"), std::string::npos);
    EXPECT_NE(outcome.error.find("'reset'"), std::string::npos);
    EXPECT_EQ(tool.run({"practice-cloud", "--port", "99999"}).exitCode, 2);
    EXPECT_EQ(tool.run({"practice-cloud", "--key", "secret"}).exitCode, 2) << "keys are never arguments";
}

}  // namespace
}  // namespace qstore::test
