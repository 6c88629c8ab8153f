// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/connection_commands.h"

#include <QUndoCommand>
#include <utility>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

using Connection = std::optional<StoreConnection>;

Status apply(StoreConnections& connections, const Connection& from, const Connection& to) {
    if (to) return connections.keep(*to);
    return connections.forget(toQt(from->name));
}

class ConnectionStep : public QUndoCommand {
public:
    ConnectionStep(StoreConnections& connections, Connection from, Connection to, const QString& text)
        : QUndoCommand(text), m_connections(connections), m_from(std::move(from)), m_to(std::move(to)) {
        std::vector<StoreConnection> both;
        for (const Connection* each : {&m_from, &m_to})
            if (*each) both.push_back(**each);
        m_connections.holdKeys(name(), both);
    }
    ~ConnectionStep() override { m_connections.releaseKeys(name()); }
    ConnectionStep(const ConnectionStep&) = delete;
    ConnectionStep& operator=(const ConnectionStep&) = delete;

    void undo() override { step(m_to, m_from); }
    void redo() override {
        // The first time it is done already.
        if (std::exchange(m_done, true)) step(m_from, m_to);
    }

private:
    const std::string& name() const { return m_to ? m_to->name : m_from->name; }
    void step(const Connection& from, const Connection& to) {
        const Status stored = apply(m_connections, from, to);
        if (stored) return;
        // Nothing has changed: on the stack it would claim the opposite.
        setObsolete(true);
        Q_EMIT m_connections.failed(stored.error());
    }

    StoreConnections& m_connections;
    const Connection m_from, m_to;
    bool m_done = false;
};

/// Only its driver knows where the key lies.
Status checkRemovable(const StoreConnections& connections, const StoreConnection& connection) {
    if (!connections.forgetsKeys() || connections.kind(connection.kind) != nullptr) return {};
    return fail(ErrorCode::Unsupported,
                "nothing here speaks with stores of the kind '" + connection.kind + "', so the key of '" +
                    connection.name + "' could not be forgotten",
                "switch its plugin on first, or `qstore stores remove " + connection.name +
                    " --keep-key` leaves the key where it is");
}

}  // namespace

Status changeConnection(StoresController& stores, const Connection& from, const Connection& to) {
    if (!to) QSTORE_CHECK(checkRemovable(stores.connections(), *from));
    QSTORE_CHECK(apply(stores.connections(), from, to));
    const QString name = toQt(to ? to->name : from->name);
    const QString text = !from ? StoresController::tr("adding connection %1").arg(name)
                         : !to ? StoresController::tr("removal of connection %1").arg(name)
                               : StoresController::tr("change of connection %1").arg(name);
    stores.undoStack().push(new ConnectionStep(stores.connections(), from, to, text));
    return {};
}

}  // namespace qstore::ui
