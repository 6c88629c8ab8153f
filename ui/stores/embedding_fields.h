// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <string_view>

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

    /// The circuits that the workspace keeps now; what was chosen stays.
    void refresh();
    /// Puts the choice into `order`. Parse and InvalidArgument name the observable, NotFound the circuit
    /// that is not there.
    Status fill(PointsOrder& order) const;

Q_SIGNALS:
    void changed();

private:
    enum class Kind { Features, Encoder, Drawn, Stored };
    Kind kind() const;
    void add(Kind kind, const QString& text, const QString& name);
    void showChoice();

    WorkspaceSession& m_session;
    QFormLayout* m_form;
    QComboBox* m_vectors;
    QLineEdit* m_observables;
};

}  // namespace qstore::ui
