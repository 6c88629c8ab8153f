// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/profile_commands.h"

#include <QUndoStack>
#include <utility>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

using Profile = std::optional<BackendProfile>;

Status store(Accounts& accounts, const Profile& from, const Profile& to) {
    if (!to) return accounts.store().remove(from->name);
    if (!from) {
        QSTORE_CHECK(accounts.store().add(*to));
        return {};
    }
    const bool renamed = from->name != to->name;
    if (renamed) QSTORE_CHECK(accounts.rename(toQt(from->name), toQt(to->name)));
    const auto changed = accounts.store().change(*to);
    if (changed) return {};
    // Half a change is none; why it failed is what a person needs to know.
    if (renamed) static_cast<void>(accounts.rename(toQt(to->name), toQt(from->name)));
    return tl::unexpected<Error>(changed.error());
}

Status apply(Accounts& accounts, const Profile& from, const Profile& to) {
    Status stored = store(accounts, from, to);
    accounts.reload();
    return stored;
}

class ProfileCommand : public QUndoCommand {
public:
    ProfileCommand(Accounts& accounts, Profile from, Profile to, const QString& text,
                   std::function<void(const Error&)> failed)
        : QUndoCommand(text),
          m_accounts(accounts),
          m_from(std::move(from)),
          m_to(std::move(to)),
          m_failed(std::move(failed)) {}

    void undo() override { step(m_to, m_from); }
    void redo() override {
        // The first time it is done already.
        if (std::exchange(m_done, true)) step(m_from, m_to);
    }

private:
    void step(const Profile& from, const Profile& to) {
        const Status stored = apply(m_accounts, from, to);
        if (stored) return;
        // Nothing has changed: on the stack it would claim the opposite.
        setObsolete(true);
        m_failed(stored.error());
    }

    Accounts& m_accounts;
    const Profile m_from, m_to;
    const std::function<void(const Error&)> m_failed;
    bool m_done = false;
};

}  // namespace

Status changeProfile(Accounts& accounts, QUndoStack& stack, const Profile& from, const Profile& to,
                     const QString& text, std::function<void(const Error&)> failed) {
    QSTORE_CHECK(apply(accounts, from, to));
    stack.push(new ProfileCommand(accounts, from, to, text, std::move(failed)));
    return {};
}

}  // namespace qstore::ui
