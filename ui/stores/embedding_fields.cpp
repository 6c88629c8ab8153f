// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/embedding_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

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
    connect(m_vectors, &QComboBox::currentIndexChanged, this, &EmbeddingFields::showChoice);
    connect(m_observables, &QLineEdit::textEdited, this, &EmbeddingFields::changed);
    connect(&session, &WorkspaceSession::circuitPublished, this, [this] {
        if (kind() == Kind::Drawn) Q_EMIT changed();
    });
    refresh();
}

void EmbeddingFields::add(Kind kind, const QString& text, const QString& name) {
    m_vectors->addItem(text, name);
    m_vectors->setItemData(m_vectors->count() - 1, static_cast<int>(kind), kindRole);
}

EmbeddingFields::Kind EmbeddingFields::kind() const {
    return static_cast<Kind>(m_vectors->currentData(kindRole).toInt());
}

void EmbeddingFields::refresh() {
    const Kind kindBefore = kind();
    const QVariant nameBefore = m_vectors->currentData();
    {
        const QSignalBlocker quiet(m_vectors);
        m_vectors->clear();
        add(Kind::Features, tr("Features of the recipe"), {});
        for (const EncoderInfo& encoder : circuitEncoders())
            add(Kind::Encoder, tr("Embedded: %1").arg(coreText(encoder.title)), toQt(encoder.name));
        add(Kind::Drawn, tr("The drawn circuit"), {});
        m_vectors->setItemData(m_vectors->count() - 1, tr("As the Circuit page holds it at the push"),
                               Qt::ToolTipRole);
        const auto workspace = m_session.workspace();
        const auto stored =
            workspace == nullptr ? Result<std::vector<CircuitRecord>>() : workspace->circuits();
        if (stored)
            for (const CircuitRecord& record : *stored)
                add(Kind::Stored, tr("Circuit “%1”").arg(toQt(record.name)), toQt(record.name));
        m_vectors->setCurrentIndex(0);
        for (int i = 0; i < m_vectors->count(); ++i)
            if (m_vectors->itemData(i) == nameBefore &&
                m_vectors->itemData(i, kindRole).toInt() == static_cast<int>(kindBefore))
                m_vectors->setCurrentIndex(i);
    }
    showChoice();
}

void EmbeddingFields::showChoice() {
    m_form->setRowVisible(m_observables, kind() != Kind::Features);
    Q_EMIT changed();
}

Status EmbeddingFields::fill(PointsOrder& order) const {
    if (kind() == Kind::Features) return {};
    const std::string name = fromQt(m_vectors->currentData().toString());
    switch (kind()) {
        case Kind::Features: break;
        case Kind::Encoder: order.encoder = name; break;
        case Kind::Stored: {
            QSTORE_TRY(order.circuit, m_session.workspace()->loadCircuit(name));
            break;
        }
        case Kind::Drawn:
            order.circuit = m_session.circuit();
            if (!order.circuit || order.circuit->operations().empty())
                return fail(ErrorCode::NotFound, fromQt(tr("the Circuit page holds no circuit yet")),
                            fromQt(tr("draw one there, or choose another embedding")));
            break;
    }
    QSTORE_TRY(order.observables, parseObservables(fromQt(m_observables->text())));
    return {};
}

}  // namespace qstore::ui
