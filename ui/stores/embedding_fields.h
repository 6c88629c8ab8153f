// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/points_order.h"

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace qstore::ui {

class WorkspaceSession;

/// "Z0, X0 X1": sums of Pauli products with commas between them, each as somebody typed it. Errors name the
/// one that is wrong; none at all is no error.
Result<std::vector<std::string>> parseObservables(std::string_view text);

/// What the vectors of a push are: the recipe's features or, as on the command line, expectation values
/// after an encoder, the circuit on the Circuit page or one that the workspace keeps by name.
class EmbeddingFields : public QObject {
    Q_OBJECT
public:
    /// Adds its rows to the form.
    EmbeddingFields(WorkspaceSession& session, QFormLayout* form, QWidget* parent);

    /// Reads which circuits the workspace keeps now. What was chosen stays, marked where it is gone; a
    /// circuit that was saved anew is read anew. On an error no circuits are offered.
    Status refresh();
    /// Puts the choice into `order`, as refresh() found it; reads no file. Parse and InvalidArgument name
    /// the observable, NotFound the circuit that is not there.
    Status fill(PointsOrder& order) const;

Q_SIGNALS:
    void changed();

private:
    enum class Kind { Features, Encoder, Drawn, Stored };
    /// The hash is that of a circuit which the workspace keeps.
    struct Choice {
        Kind kind;
        QString name;
        std::string hash;
        friend bool operator==(const Choice&, const Choice&) = default;
    };
    Kind kind() const;
    Choice choice() const;
    const CircuitRecord* chosenRecord() const;
    void listCircuits();
    void offer();
    void add(Kind kind, const QString& text, const QString& name);
    void select(const Choice& wanted);
    void readChosen();
    Result<Circuit> storedCircuit() const;
    Result<Circuit> drawnCircuit() const;
    void showChoice();

    WorkspaceSession& m_session;
    QFormLayout* m_form;
    QComboBox* m_vectors;
    QLineEdit* m_observables;
    Status m_listed;                           ///< whether the list of circuits could be read
    std::vector<CircuitRecord> m_records;      ///< of the workspace
    std::optional<Result<Circuit>> m_circuit;  ///< of the workspace, that is chosen
    std::string m_hash;                        ///< of m_circuit
};

}  // namespace qstore::ui
