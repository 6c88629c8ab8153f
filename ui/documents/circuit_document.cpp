// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/circuit_document.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <utility>

#include "core/circuit/qasm.h"

namespace qstore::ui {
namespace {

constexpr int autosaveMs = 500;
constexpr int mergeId = 1;

Circuit emptyCircuit() {
    CircuitParts parts;
    parts.qubits = 2;
    return Circuit::of(std::move(parts));
}

}  // namespace

QString leadingComments(const QString& text) {
    QString comments;
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const QString words = line.trimmed();
        if (!words.isEmpty() && !words.startsWith(QStringLiteral("//"))) return comments;
        comments += line + QLatin1Char('\n');
    }
    return {};
}

/// Circuit before and after; nothing else, so that undo never depends on a view.
class CircuitCommand : public QUndoCommand {
public:
    CircuitCommand(CircuitDocument& document, Edit edit, const QString& what, QString mergeKey)
        : QUndoCommand(what),
          m_document(document),
          m_before(document.circuit()),
          m_edit(std::move(edit)),
          m_mergeKey(std::move(mergeKey)) {}

    void undo() override { m_document.show(m_before, {}); }
    void redo() override { m_document.show(m_edit.circuit, m_edit.touched); }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : mergeId; }

    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const CircuitCommand*>(other);
        if (next->m_mergeKey != m_mergeKey || std::exchange(m_document.m_mergeEnded, false)) return false;
        m_edit = next->m_edit;
        return true;
    }

private:
    CircuitDocument& m_document;
    Circuit m_before;
    Edit m_edit;
    QString m_mergeKey;
};

CircuitDocument::CircuitDocument(QObject* parent) : QObject(parent), m_circuit(emptyCircuit()) {
    m_autosave.setSingleShot(true);
    m_autosave.setInterval(autosaveMs);
    connect(&m_autosave, &QTimer::timeout, this, &CircuitDocument::autosaveDue);
}

void CircuitDocument::apply(const Edit& edit, const QString& what, const QString& mergeKey) {
    if (edit.circuit == m_circuit) return;
    m_undoStack.push(new CircuitCommand(*this, edit, what, mergeKey));
}

bool CircuitDocument::apply(const Result<Edit>& edit, const QString& what, const QString& mergeKey) {
    if (!edit) {
        Q_EMIT editRefused(edit.error());
        return false;
    }
    apply(*edit, what, mergeKey);
    return true;
}

void CircuitDocument::replace(const Circuit& circuit, const QString& what) {
    apply(Edit{circuit, {}}, what);
}

Status CircuitDocument::open(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io,
                    "cannot read " + path.toStdString() + ": " + file.errorString().toStdString(),
                    "check that the file exists and may be read");
    const std::string text = file.readAll().toStdString();
    QSTORE_TRY(const Circuit circuit, readCircuit(text, QFileInfo(path).fileName().toStdString()));
    const bool qasm = !path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
    restore(circuit, path, {}, qasm ? leadingComments(QString::fromStdString(text)) : QString());
    return {};
}

Status CircuitDocument::save(const QString& path) {
    std::string text;
    if (path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) {
        text = writeCircuitJson(m_circuit);
    } else {
        QSTORE_TRY(text, writeQasm3(m_circuit));
        text.insert(0, m_comments.toStdString());
    }
    QSaveFile file(path);
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.commit())
        return fail(ErrorCode::Io,
                    "cannot write " + path.toStdString() + ": " + file.errorString().toStdString(),
                    "choose a folder that may be written to");
    m_path = path;
    m_storedName.clear();
    m_undoStack.setClean();
    Q_EMIT pathChanged();
    return {};
}

void CircuitDocument::startNew() {
    restore(emptyCircuit(), {});
}

void CircuitDocument::setComments(const QString& comments) {
    if (comments == m_comments) return;
    m_comments = comments;
    if (!m_autosave.isActive()) m_autosave.start();
}

void CircuitDocument::markStored(const QString& name) {
    m_path.clear();
    m_storedName = name;
    m_undoStack.setClean();
    Q_EMIT pathChanged();
}

void CircuitDocument::forgetPlace() {
    m_path.clear();
    m_storedName.clear();
    m_comments.clear();
    Q_EMIT pathChanged();
}

bool CircuitDocument::endAutosave() {
    const bool waiting = m_autosave.isActive();
    m_autosave.stop();
    return waiting;
}

void CircuitDocument::restore(const Circuit& circuit, const QString& path, const QString& storedName,
                              const QString& comments) {
    m_undoStack.clear();
    m_path = path;
    m_storedName = storedName;
    m_comments = comments;
    show(circuit, {});
    Q_EMIT pathChanged();
}

void CircuitDocument::show(const Circuit& circuit, const std::vector<std::size_t>& touched) {
    m_circuit = circuit;
    m_touched = touched;
    if (!m_autosave.isActive()) m_autosave.start();
    Q_EMIT changed();
}

}  // namespace qstore::ui
