// SPDX-License-Identifier: Apache-2.0
#include "core/serving/http_server.h"

// Boost 1.74's awaitable.hpp uses std::exchange without it.
#include <utility>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <ctime>
#include <optional>
#include <set>
#include <thread>

namespace qstore {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Reply = http::response<http::string_body>;
using Failure = boost::system::error_code;

constexpr std::chrono::seconds kLinger{2};
constexpr std::size_t kDrainBytes = std::size_t{64} << 20U;

std::chrono::milliseconds milliseconds(std::int64_t ms) {
    return std::chrono::milliseconds(ms);
}

/// Nothing when the target cannot be decoded.
std::optional<HttpCall> callOf(const http::request<http::string_body>& request) {
    HttpCall call;
    call.method = std::string(request.method_string());
    call.target = std::string(request.target());
    const std::size_t mark = call.target.find('?');
    auto path = percentDecoded(std::string_view(call.target).substr(0, mark));
    if (!path || path->empty() || path->front() != '/') return std::nullopt;
    call.path = std::move(*path);
    if (mark != std::string::npos) {
        auto query = formValues(std::string_view(call.target).substr(mark + 1));
        if (!query) return std::nullopt;
        call.query = std::move(*query);
    }
    for (const auto& field : request)
        call.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    call.body = request.body();
    return call;
}

std::string httpDate() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

/// One connection: reads a request, lets the handler answer, writes the answer or does the harm it asks
/// for.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, const HttpHandler& handler, const HttpServerOptions& options)
        : m_stream(std::move(socket)),
          m_timer(m_stream.get_executor()),
          m_handler(handler),
          m_options(options) {}

    void read() {
        m_parser.emplace();
        m_parser->header_limit(static_cast<std::uint32_t>(m_options.maxHeaderBytes));
        m_parser->body_limit(m_options.maxBodyBytes);
        m_stream.expires_after(milliseconds(m_options.idleMs));
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                [self = shared_from_this()](Failure failure, std::size_t) {
                                    if (failure) return self->refuse(failure);
                                    self->readBody();
                                });
    }

private:
    void readBody() {
        if (beast::iequals(m_parser->get()[http::field::expect], "100-continue")) {
            Failure ignored;
            constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
            asio::write(m_stream.socket(), asio::buffer(go.data(), go.size()), ignored);
        }
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = shared_from_this()](Failure failure, std::size_t) {
                             if (failure) return self->refuse(failure);
                             self->answer();
                         });
    }

    /// What cannot be read is answered where that makes sense, and the connection ends.
    void refuse(Failure failure) {
        if (failure == http::error::end_of_stream) return close();
        const bool large = failure == http::error::body_limit;
        const bool head = failure == http::error::header_limit;
        if (failure.category() != http::make_error_code(http::error::bad_method).category() ||
            failure == http::error::partial_message)
            return;
        const int status = large ? 413 : head ? 431 : 400;
        const std::string message =
            large ? "the body is larger than " + std::to_string(m_options.maxBodyBytes) + " bytes"
                  : "not a request that can be read: " + failure.message();
        HttpReply reply;
        reply.status = status;
        reply.body = m_options.errorBody ? m_options.errorBody(status, message) : message;
        if (!m_options.errorBody) reply.contentType = "text/plain";
        m_drain = true;
        write(std::move(reply), false);
    }

    void answer() {
        const bool keepAlive = m_parser->get().keep_alive();
        const auto call = callOf(m_parser->get());
        HttpReply reply;
        if (!call) {
            reply.status = 400;
            reply.body = m_options.errorBody ? m_options.errorBody(400, "the target cannot be decoded")
                                             : "the target cannot be decoded";
        } else {
            try {
                reply = m_handler(*call);
            } catch (const std::exception&) {
                reply = {};
                reply.status = 500;
                reply.body = "{}";
            }
        }
        if (reply.delayMs <= 0) return act(std::move(reply), keepAlive);
        m_stream.expires_never();
        m_timer.expires_after(milliseconds(reply.delayMs));
        m_timer.async_wait(
            [self = shared_from_this(), reply = std::move(reply), keepAlive](Failure failure) {
                if (!failure) self->act(reply, keepAlive);
            });
    }

    void act(HttpReply reply, bool keepAlive) {
        switch (reply.misbehaviour) {
            case Misbehaviour::None: return write(std::move(reply), keepAlive);
            case Misbehaviour::Reset: return reset();
            case Misbehaviour::Close: return close();
            case Misbehaviour::Hang: return hang();
            case Misbehaviour::Garbage:
                return writeRaw("~~ this is not HTTP ~~\r\n\r\n\x01\x02\x03", false);
            case Misbehaviour::Truncated:
            case Misbehaviour::ResetMidBody: {
                const bool torn = reply.misbehaviour == Misbehaviour::ResetMidBody;
                return writeRaw(halfOf(reply), torn);
            }
        }
    }

    static std::string halfOf(const HttpReply& reply) {
        const std::string body = reply.body.empty() ? std::string(64, ' ') : reply.body;
        return "HTTP/1.1 " + std::to_string(reply.status) + " OK\r\nContent-Type: " + reply.contentType +
               "\r\nContent-Length: " + std::to_string(body.size() + 1) + "\r\n\r\n" +
               body.substr(0, body.size() / 2);
    }

    void write(HttpReply reply, bool keepAlive) {
        m_reply.emplace();
        m_reply->version(11);
        m_reply->result(static_cast<unsigned>(reply.status));
        m_reply->set(http::field::server, "Q-Store practice cloud");
        m_reply->set(http::field::date, httpDate());
        m_reply->set(http::field::content_type, reply.contentType);
        for (const auto& [name, value] : reply.headers) m_reply->set(name, value);
        m_reply->keep_alive(keepAlive);
        m_reply->body() = std::move(reply.body);
        m_reply->prepare_payload();
        m_stream.expires_after(milliseconds(m_options.idleMs));
        http::async_write(m_stream, *m_reply,
                          [self = shared_from_this(), keepAlive](Failure failure, std::size_t) {
                              if (failure) return;
                              if (!keepAlive) return self->close();
                              self->read();
                          });
    }

    void writeRaw(std::string bytes, bool thenReset) {
        m_raw = std::move(bytes);
        m_stream.expires_after(milliseconds(m_options.idleMs));
        asio::async_write(m_stream, asio::buffer(m_raw),
                          [self = shared_from_this(), thenReset](Failure, std::size_t) {
                              if (thenReset) return self->reset();
                              self->close();
                          });
    }

    void reset() {
        Failure ignored;
        m_stream.socket().set_option(asio::socket_base::linger(true, 0), ignored);
        m_stream.socket().close(ignored);
    }

    /// Says that nothing more comes. Bytes that are still on their way are read first, because closing on
    /// them would reset the connection and take the reply with it.
    void close() {
        Failure ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        if (!m_drain) return;
        m_stream.expires_after(kLinger);
        drain(0);
    }

    void drain(std::size_t read) {
        if (read > kDrainBytes) return;
        m_raw.resize(std::size_t{64} << 10U);
        m_stream.async_read_some(asio::buffer(m_raw),
                                 [self = shared_from_this(), read](Failure failure, std::size_t size) {
                                     if (!failure) self->drain(read + size);
                                 });
    }

    void hang() {
        m_stream.expires_never();
        m_raw.resize(4096);
        m_stream.async_read_some(asio::buffer(m_raw),
                                 [self = shared_from_this()](Failure failure, std::size_t) {
                                     if (!failure) self->hang();
                                 });
    }

    beast::tcp_stream m_stream;
    asio::steady_timer m_timer;
    const HttpHandler& m_handler;
    const HttpServerOptions& m_options;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::optional<Reply> m_reply;
    std::string m_raw;
    bool m_drain = false;
};

}  // namespace

struct HttpServer::Impl {
    HttpHandler handler;
    HttpServerOptions options;
    asio::io_context context{1};
    tcp::acceptor acceptor{context};
    std::uint16_t port = 0;
    std::thread thread;

    Status listen() {
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), options.port);
        Failure failure;
        acceptor.open(endpoint.protocol(), failure);
        if (!failure) acceptor.set_option(asio::socket_base::reuse_address(true), failure);
        if (!failure) acceptor.bind(endpoint, failure);
        if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
        if (failure)
            return fail(failure == asio::error::address_in_use ? ErrorCode::Busy : ErrorCode::Io,
                        "cannot listen on 127.0.0.1, port " + std::to_string(options.port) + ": " +
                            failure.message(),
                        "name another port, or none for one that is free");
        port = acceptor.local_endpoint().port();
        return {};
    }

    void accept() {
        acceptor.async_accept([this](Failure failure, tcp::socket socket) {
            if (failure == asio::error::operation_aborted) return;
            if (!failure) {
                Failure ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                std::make_shared<Session>(std::move(socket), handler, options)->read();
            }
            accept();
        });
    }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

HttpServer::~HttpServer() {
    stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpHandler handler, HttpServerOptions options) {
    auto impl = std::make_unique<Impl>();
    impl->handler = std::move(handler);
    impl->options = std::move(options);
    QSTORE_CHECK(impl->listen());
    impl->accept();
    impl->thread = std::thread([raw = impl.get()] { raw->context.run(); });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

std::uint16_t HttpServer::port() const {
    return m_impl->port;
}

void HttpServer::stop() {
    m_impl->context.stop();
    if (m_impl->thread.joinable()) m_impl->thread.join();
}

}  // namespace qstore
