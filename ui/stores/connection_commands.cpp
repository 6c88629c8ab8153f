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
        : QUndoCommand(text), m_connections(connections), m_from(std::move(from)), m_to(std::move(to)) {}

    void undo() override { step(m_to, m_from); }
    void redo() override {
        // The first time it is done already.
        if (std::exchange(m_done, true)) step(m_from, m_to);
    }

private:
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

}  // namespace

Status changeConnection(StoresController& stores, const Connection& from, const Connection& to) {
    QSTORE_CHECK(apply(stores.connections(), from, to));
    const QString name = toQt(to ? to->name : from->name);
    const QString text = !from ? StoresController::tr("adding connection %1").arg(name)
                         : !to ? StoresController::tr("removal of connection %1").arg(name)
                               : StoresController::tr("change of connection %1").arg(name);
    stores.undoStack().push(new ConnectionStep(stores.connections(), from, to, text));
    return {};
}

}  // namespace qstore::ui
