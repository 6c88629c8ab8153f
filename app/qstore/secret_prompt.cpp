// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/secret_prompt.h"

#include <poll.h>
#include <sodium/utils.h>
#include <termios.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <iostream>

namespace qstore {
namespace {

constexpr std::size_t maxLineBytes = 8192;
constexpr int pollMs = 100;  // how long Ctrl+C may wait: it is seen by another thread

/// The terminal does not show what is typed while this lives.
class WithoutEcho {
public:
    WithoutEcho() : m_changed(::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_changed) return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
        m_changed = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~WithoutEcho() {
        if (m_changed) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;
    bool works() const { return m_changed; }

private:
    termios m_before{};
    bool m_changed;
};

/// A line in memory of a fixed size, wiped afterwards.
struct Line {
    std::string bytes = std::string(maxLineBytes, '\0');
    std::size_t size = 0;
    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    ~Line() { sodium_memzero(bytes.data(), bytes.size()); }

    Secret trimmed() const {
        std::string_view text(bytes.data(), size);
        const auto first = text.find_first_not_of(" \t\r");
        if (first == std::string_view::npos) return {};
        return Secret(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
    }
};

}  // namespace

bool canPrompt() {
    return ::isatty(STDIN_FILENO) != 0;
}

Result<Secret> readSecretLine(const std::string& what, const std::stop_token& stop) {
    Line line;
    // One byte at a time: what follows the line belongs to the next reader.
    while (line.size < maxLineBytes) {
        pollfd waiting{STDIN_FILENO, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, pollMs);
        if (stop.stop_requested()) return cancelled();
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        const ssize_t got = ::read(STDIN_FILENO, line.bytes.data() + line.size, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 && line.size == 0)
            return fail(ErrorCode::NotFound, "standard input ended before " + what,
                        "send it as a line of its own");
        if (got <= 0 || line.bytes[line.size] == '\n') return line.trimmed();
        ++line.size;
    }
    return fail(ErrorCode::InvalidArgument,
                what + " is longer than " + std::to_string(maxLineBytes) + " bytes", "send the key alone");
}

Result<Secret> promptSecret(const std::string& question, const std::stop_token& stop) {
    if (!canPrompt())
        return fail(
            ErrorCode::Unsupported,
            "nobody can be asked for " + question + ": standard input is no terminal",
            "send it there: --key-stdin for a key, --password-stdin for the vault's master password");
    const WithoutEcho silent;
    if (!silent.works())
        return fail(ErrorCode::Io, "the terminal would show " + question + " while it is typed",
                    "send it to standard input with --key-stdin or --password-stdin");
    const auto first = static_cast<unsigned char>(question.front());
    std::cerr << static_cast<char>(std::toupper(first)) << question.substr(1) << ": " << std::flush;
    auto answer = readSecretLine(question, stop);
    std::cerr << '\n';
    return answer;
}

Result<Secret> promptNewSecret(const std::string& question, const std::stop_token& stop) {
    QSTORE_TRY(Secret first, promptSecret(question, stop));
    QSTORE_TRY(const Secret second, promptSecret(question + ", once more", stop));
    if (first == second) return first;
    return fail(ErrorCode::InvalidArgument, "the two answers differ", "try again");
}

}  // namespace qstore
