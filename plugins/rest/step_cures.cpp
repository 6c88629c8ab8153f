// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/step_cures.h"

#include "plugins/rest/rest_endpoint.h"

namespace qstore {
namespace {

std::string proxyWords(const StoreConnection& connection) {
    return connection.proxy.empty() ? "the proxy of the environment (https_proxy)"
                                    : "the proxy " + connection.proxy;
}

std::string certificateCure(const StoreConnection& connection) {
    return (connection.caFile.empty()
                ? "if the service has a certificate of your organisation, name its authority (CA file)"
                : "check that " + connection.caFile + " is the authority of this service") +
           "; check this computer's clock; else check the endpoint: somebody may be posing as it";
}

}  // namespace

StoreStep stepOf(const NetError& error) {
    switch (error.fault) {
        case NetFault::NameNotFound:
        case NetFault::Refused:
        case NetFault::Proxy:
        case NetFault::BadRequest: return StoreStep::Host;
        // Nothing was sent: no connection came about.
        case NetFault::Timeout: return error.maybeReceived ? StoreStep::Tls : StoreStep::Host;
        default: return StoreStep::Tls;
    }
}

std::string cureOf(NetFault fault, const StoreConnection& connection) {
    switch (fault) {
        case NetFault::NameNotFound:
            return "check the spelling of the endpoint and that this machine is online; behind a company's "
                   "proxy name that proxy";
        case NetFault::Refused:
            return isLoopbackUrl(connection.endpoint)
                       ? "start the service, or correct the port of the endpoint"
                       : "check port and endpoint; a firewall may want a proxy";
        case NetFault::Proxy:
            return "check " + proxyWords(connection) + ": its address, and whether it wants a password";
        case NetFault::Timeout:
            return "try again; if it stays, a firewall drops the connection: name a proxy";
        case NetFault::Certificate: return certificateCure(connection);
        case NetFault::TlsHandshake:
            return "that port may not speak TLS, or a proxy stands between: check the endpoint and " +
                   proxyWords(connection);
        case NetFault::BadRequest: return "check the endpoint " + connection.endpoint;
        case NetFault::Cancelled: return {};
        case NetFault::Malformed:
            return "something else than a web service answers there: check the endpoint " +
                   connection.endpoint;
        default: return "try again; if it stays, a proxy or firewall cuts the connection";
    }
}

}  // namespace qstore
