// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/embedding_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <algorithm>

#include "core/circuit/templates.h"
#include "core/observables/pauli.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/core_texts.h"

namespace qstore::ui {
namespace {

/// Beside the name of an item in Qt::UserRole, which an encoder and a circuit may share.
constexpr int kindRole = Qt::UserRole + 1;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t from = text.find_first_not_of(space);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(space) - from + 1);
}

}  // namespace

Result<std::vector<std::string>> parseObservables(std::string_view text) {
    std::vector<std::string> observables;
    if (trimmed(text).empty()) return observables;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(',', from), text.size());
        const std::string_view one = trimmed(text.substr(from, to - from));
        if (one.empty())
            return fail(ErrorCode::InvalidArgument,
                        fromQt(EmbeddingFields::tr("observable %1 is empty").arg(observables.size() + 1)),
                        fromQt(EmbeddingFields::tr(
                            "write sums of Pauli products with commas between them: Z0, Z1, X0 X1")));
        QSTORE_CHECK(PauliSum::parse(one));
        observables.emplace_back(one);
        from = to + 1;
    }
    return observables;
}

EmbeddingFields::EmbeddingFields(WorkspaceSession& session, QFormLayout* form, QWidget* parent)
    : QObject(parent),
      m_session(session),
      m_form(form),
      m_vectors(new QComboBox(parent)),
      m_observables(new QLineEdit(parent)) {
    m_vectors->setObjectName(QStringLiteral("pushVectors"));
    m_vectors->setToolTip(
        tr("What the recipe makes of a row, or expectation values on the state that an encoder or a "
           "circuit makes of that, simulated exactly"));
    // Names of circuits may be long; the panel keeps its width.
    m_vectors->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_vectors->setMinimumContentsLength(20);
    form->addRow(tr("&Vectors"), m_vectors);
    m_observables->setObjectName(QStringLiteral("pushObservables"));
    m_observables->setPlaceholderText(tr("Z of each qubit"));
    m_observables->setToolTip(
        tr("Sums of Pauli products with commas between them: Z0, X0 X1, 0.5 Z0 - Y1. Each is one number "
           "of the vector"));
    form->addRow(tr("&Observables"), m_observables);
    connect(m_vectors, &QComboBox::currentIndexChanged, this, [this] {
        readChosen();
        showChoice();
    });
    connect(m_observables, &QLineEdit::textEdited, this, &EmbeddingFields::changed);
    connect(&session, &WorkspaceSession::circuitPublished, this, [this] {
        if (kind() == Kind::Drawn) Q_EMIT changed();
    });
    refresh();
    showChoice();
}

void EmbeddingFields::add(Kind kind, const QString& text, const QString& name) {
    m_vectors->addItem(text, name);
    m_vectors->setItemData(m_vectors->count() - 1, static_cast<int>(kind), kindRole);
}

EmbeddingFields::Kind EmbeddingFields::kind() const {
    return static_cast<Kind>(m_vectors->currentData(kindRole).toInt());
}

EmbeddingFields::Choice EmbeddingFields::choice() const {
    const CircuitRecord* record = chosenRecord();
    return {kind(), m_vectors->currentData().toString(), record == nullptr ? std::string() : record->hash};
}

const CircuitRecord* EmbeddingFields::chosenRecord() const {
    if (kind() != Kind::Stored) return nullptr;
    const std::string name = fromQt(m_vectors->currentData().toString());
    const auto found = std::find_if(m_records.begin(), m_records.end(),
                                    [&name](const auto& each) { return each.name == name; });
    return found == m_records.end() ? nullptr : &*found;
}

Status EmbeddingFields::refresh() {
    const Choice before = choice();
    listCircuits();
    {
        const QSignalBlocker quiet(m_vectors);
        m_vectors->clear();
        offer();
        select(before);
    }
    readChosen();
    if (!(choice() == before)) showChoice();
    return m_listed;
}

void EmbeddingFields::listCircuits() {
    m_records.clear();
    m_listed = {};
    const auto workspace = m_session.workspace();
    if (workspace == nullptr) return;
    auto records = workspace->circuits();
    if (records)
        m_records = *std::move(records);
    else
        m_listed = tl::unexpected<Error>(std::move(records.error()));
}

void EmbeddingFields::offer() {
    add(Kind::Features, tr("Features of the recipe"), {});
    for (const EncoderInfo& encoder : circuitEncoders())
        add(Kind::Encoder, tr("Embedded: %1").arg(coreText(encoder.title)), toQt(encoder.name));
    add(Kind::Drawn, tr("The drawn circuit"), {});
    m_vectors->setItemData(m_vectors->count() - 1, tr("As the Circuit page holds it at the push"),
                           Qt::ToolTipRole);
    for (const CircuitRecord& record : m_records)
        add(Kind::Stored, tr("Circuit “%1”").arg(toQt(record.name)), toQt(record.name));
}

/// A circuit that is gone stays in the list, so that nothing else is pushed in its place.
void EmbeddingFields::select(const Choice& wanted) {
    int at = 0;
    while (at < m_vectors->count() &&
           (m_vectors->itemData(at).toString() != wanted.name ||
            m_vectors->itemData(at, kindRole).toInt() != static_cast<int>(wanted.kind)))
        ++at;
    if (at == m_vectors->count() && wanted.kind == Kind::Stored)
        // Without a list nobody knows whether it is there.
        add(Kind::Stored,
            (m_listed ? tr("Circuit “%1” (not there now)") : tr("Circuit “%1”")).arg(wanted.name),
            wanted.name);
    m_vectors->setCurrentIndex(at < m_vectors->count() ? at : 0);
}

/// Once for each content: fill() is called at every key.
void EmbeddingFields::readChosen() {
    const CircuitRecord* record = chosenRecord();
    if (record == nullptr) return m_circuit.reset();
    if (m_circuit && *m_circuit && m_hash == record->hash) return;
    m_hash = record->hash;
    m_circuit = m_session.workspace()->loadCircuit(record->name);
}

void EmbeddingFields::showChoice() {
    m_form->setRowVisible(m_observables, kind() != Kind::Features);
    Q_EMIT changed();
}

Result<Circuit> EmbeddingFields::storedCircuit() const {
    QSTORE_CHECK(m_listed);
    if (m_circuit) return *m_circuit;
    return fail(
        ErrorCode::NotFound,
        fromQt(tr("there is no circuit “%1” in this workspace").arg(m_vectors->currentData().toString())),
        fromQt(tr("save one under this name on the Circuit page, or choose another embedding")));
}

Result<Circuit> EmbeddingFields::drawnCircuit() const {
    const std::optional<Circuit>& drawn = m_session.circuit();
    if (drawn && !drawn->operations().empty()) return *drawn;
    return fail(ErrorCode::NotFound, fromQt(tr("the Circuit page holds no circuit yet")),
                fromQt(tr("draw one there, or choose another embedding")));
}

Status EmbeddingFields::fill(PointsOrder& order) const {
    switch (kind()) {
        case Kind::Features: return {};
        case Kind::Encoder: order.encoder = fromQt(m_vectors->currentData().toString()); break;
        case Kind::Stored: {
            QSTORE_TRY(order.circuit, storedCircuit());
            break;
        }
        case Kind::Drawn: {
            QSTORE_TRY(order.circuit, drawnCircuit());
            break;
        }
    }
    QSTORE_TRY(order.observables, parseObservables(fromQt(m_observables->text())));
    return {};
}

}  // namespace qstore::ui
