// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/circuit/circuit_accessible.h"
#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/column_strip.h"
#include "ui/circuit/gate_inspector.h"
#include "ui/circuit/gate_palette.h"
#include "ui/circuit/measured_panel.h"
#include "ui/circuit/operation_text.h"
#include "ui/circuit/state_dock.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/icons.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/page_header.h"

namespace qstore::ui {

CircuitPage::CircuitPage(AppContext& context, QWidget* parent)
    : Page(tr("Circuit"), QStringLiteral("circuit"), parent),
      m_context(context),
      m_document(this),
      m_live(context.session != nullptr ? &context.session->plans() : nullptr, this) {
    installCircuitAccessibility();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_message = new InlineMessage(this);
    m_canvas = new CircuitCanvas(m_document, context.theme, this);
    buildActions();
    column->addWidget(buildHeader());
    column->addWidget(m_message);
    column->addWidget(hairline(this));
    column->addWidget(buildMiddle(), 1);
    connectParts();
    addGateActions();
    circuitChanged();
    updateColumns();
}

CircuitPage::~CircuitPage() {
    storePending();
    // The document's last words must not reach members that are gone before it.
    m_document.undoStack().disconnect(this);
    m_document.disconnect(this);
    deleteViews();
}

QWidget* CircuitPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    header->layout()->setContentsMargins(space::l, space::m, space::l, space::s);
    m_fileLabel = header->addNote("circuitFile");
    m_hint = header->addNote("dropHint", true);
    for (const char* name : {"zoomOutAction", "zoomInAction"}) {
        auto* button = new QToolButton(header);
        button->setDefaultAction(findChild<QAction*>(QString::fromLatin1(name)));
        button->setIconSize(QSize(18, 18));
        header->addAtRight(button);
    }
    QPushButton* templates =
        header->addButton("templatesButton", tr("Templates…"), tr("Ready-made circuits and data encoders"));
    templates->setIcon(themedIcon(QStringLiteral("wand"), m_context.theme));
    connect(templates, &QPushButton::clicked, this, &CircuitPage::openTemplates);
    if (m_context.devices != nullptr && m_context.accounts != nullptr) {
        QPushButton* run = header->addButton("runOnButton", tr("Run on…"),
                                             tr("Run the drawn circuit on a simulated or real machine"));
        run->setIcon(themedIcon(QStringLiteral("play"), m_context.theme));
        connect(run, &QPushButton::clicked, this, &CircuitPage::showMeasured);
    }
    QPushButton* train = header->addPrimary("trainThisButton", tr("Train this circuit"),
                                            tr("Train the drawn circuit on the chosen dataset"));
    connect(train, &QPushButton::clicked, this, [this] { m_context.navigator.trainDrawnCircuit(); });
    return header;
}

QWidget* CircuitPage::buildMiddle() {
    m_horizontal = new QSplitter(Qt::Horizontal, this);
    m_horizontal->setChildrenCollapsible(false);
    auto* left = new QWidget(m_horizontal);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(space::m, space::m, space::s, space::s);
    m_palette = new GatePalette(m_context.theme, left);
    leftColumn->addWidget(m_palette);
    left->setMinimumWidth(176);

    m_vertical = new QSplitter(Qt::Vertical, m_horizontal);
    m_vertical->setChildrenCollapsible(false);
    auto* work = new QWidget(m_vertical);
    auto* workColumn = new QVBoxLayout(work);
    workColumn->setContentsMargins(0, 0, 0, 0);
    workColumn->setSpacing(0);
    m_columns = new ColumnStrip(work);
    workColumn->addWidget(m_columns);
    workColumn->addWidget(hairline(work));
    workColumn->addWidget(m_canvas, 1);
    m_vertical->addWidget(work);
    m_dock = new StateDock(m_document, m_live, m_context.theme, m_vertical);
    if (m_context.devices != nullptr && m_context.accounts != nullptr) {
        m_measured = new MeasuredPanel(m_context, m_document, m_live, m_dock);
        m_dock->addTab(m_measured, tr("Measured"));
    }
    m_vertical->addWidget(m_dock);
    m_vertical->setStretchFactor(0, 3);
    m_vertical->setStretchFactor(1, 2);
    m_vertical->setSizes({480, 260});

    m_inspector = new GateInspector(*m_canvas, m_horizontal);
    m_horizontal->addWidget(left);
    m_horizontal->addWidget(m_vertical);
    m_horizontal->addWidget(m_inspector);
    m_horizontal->setStretchFactor(1, 1);
    m_horizontal->setSizes({208, 812, GateInspector::usualWidth});
    return m_horizontal;
}

void CircuitPage::connectParts() {
    connect(&m_document, &CircuitDocument::changed, this, &CircuitPage::circuitChanged);
    connect(&m_document, &CircuitDocument::editRefused, m_message, &InlineMessage::showError);
    connect(&m_document, &CircuitDocument::pathChanged, this, &CircuitPage::circuitChanged);
    connect(&m_document.undoStack(), &QUndoStack::cleanChanged, this, [this] { circuitChanged(); });
    connect(&m_document, &CircuitDocument::autosaveDue, this, &CircuitPage::storeDraft);
    connect(m_palette, &GatePalette::chosen, this, [this](const QString& item) {
        m_canvas->placeAtCursor(item);
        m_canvas->setFocus();
    });
    connect(m_canvas, &CircuitCanvas::hint, m_hint, &QLabel::setText);
    connect(m_columns, &ColumnStrip::chosen, this, &CircuitPage::bindSelectionTo);
    connect(&m_context.navigator, &Navigator::circuitFileRequested, this, &CircuitPage::openFile);
    connect(&m_preparation, &ColumnPreparation::started, m_columns, [this] { m_columns->setBusy(true); });
    connect(&m_preparation, &ColumnPreparation::finished, this, &CircuitPage::showColumns);
    connect(&m_preparation, &ColumnPreparation::failed, m_message, &InlineMessage::showError);
    if (m_context.session != nullptr) {
        connect(m_context.session, &WorkspaceSession::currentDatasetChanged, this,
                &CircuitPage::updateColumns);
        connect(m_context.session, &WorkspaceSession::recipeChanged, this, &CircuitPage::updateColumns);
        connect(m_context.session, &WorkspaceSession::workspaceAboutToChange, this,
                &CircuitPage::storePending);
        connect(m_context.session, &WorkspaceSession::workspaceChanged, this, &CircuitPage::restoreDraft);
        if (m_context.session->workspace() != nullptr) restoreDraft();
    }
}

void CircuitPage::circuitChanged() {
    const Circuit& circuit = m_document.circuit();
    m_message->clear();
    m_palette->setDefinitions(circuit.parts().definitions);
    m_live.setCircuit(circuit);
    showPlace();
    setStatusText(describeMetrics(circuitMetrics(circuit)));
    if (wantsAmplitudes(circuit) != m_inputsHaveAmplitudes) updateColumns();
    if (m_context.session != nullptr) m_context.session->publishCircuit(circuit);
}

void CircuitPage::updateColumns() {
    m_inputsHaveAmplitudes = wantsAmplitudes(m_document.circuit());
    if (m_context.session != nullptr)
        m_preparation.prepare(m_context.session->currentTable(), m_context.session->currentRecipe(),
                              m_inputsHaveAmplitudes);
}

void CircuitPage::showColumns(const PreparedColumns& columns) {
    m_columns->setBusy(false);
    LiveInputs inputs;
    if (m_context.session != nullptr && m_context.session->currentTable() != nullptr) {
        inputs.dataset = m_context.session->currentDataset();
        inputs.columns = columns.names;
        inputs.values = columns.firstRow;
        inputs.problem = columns.problem;
        inputs.trainingRow = columns.trainingRow;
    }
    m_columns->setInputs(inputs);
    m_inspector->setInputs(inputs);
    m_canvas->setInputs(inputs);
    m_live.setInputs(std::move(inputs));
}

void CircuitPage::bindSelectionTo(const QString& column) {
    const std::vector<std::size_t> selected = m_canvas->selectedOperations();
    if (selected.size() != 1) {
        m_message->showInfo(tr("Select one rotation first, or drag %1 onto it.").arg(column));
        return;
    }
    const std::size_t angle = freeAngle(m_document.circuit(), selected[0]);
    m_document.apply(bindColumn(m_document.circuit(), selected[0], angle, column.toStdString()),
                     tr("Bind %1").arg(column));
    m_canvas->setFocus();
}

void CircuitPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    for (QAction* action : std::as_const(m_actionsHere)) action->setEnabled(true);
}

void CircuitPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    for (QAction* action : std::as_const(m_actionsHere)) action->setEnabled(false);
}

void CircuitPage::activated() {
    m_canvas->setFocus();
}

void CircuitPage::prepareScreenshot() {
    QStringList columns = m_columns->columns().mid(0, 4);
    if (columns.size() < 2) columns = QStringList{tr("petal length"), tr("petal width")};
    Circuit circuit = m_document.circuit();
    const auto step = [&circuit](const Result<Edit>& edit) {
        if (edit) circuit = edit->circuit;
        return edit ? edit->touched : std::vector<std::size_t>();
    };
    const auto wires = static_cast<std::size_t>(columns.size());
    while (circuit.qubits() < wires) step(addQubit(circuit));
    for (std::size_t q = 0; q < wires; ++q) step(insertItem(circuit, "h", {0, q}));
    for (std::size_t q = 0; q < wires; ++q) {
        for (const std::size_t index : step(insertItem(circuit, "ry", {1, q})))
            step(bindColumn(circuit, index, 0, columns[static_cast<qsizetype>(q)].toStdString()));
    }
    for (std::size_t q = 0; q + 1 < wires; ++q) step(insertItem(circuit, "cx", {2 + q, q}));
    for (std::size_t q = 0; q < wires; ++q) {
        for (const std::size_t index : step(insertItem(circuit, q % 2 == 0 ? "ry" : "rz", {2 + wires, q})))
            step(makeTrainable(circuit, index, 0));
    }
    step(setParameterRole(circuit, "θ1", ParameterRole::Frozen));
    step(setParameterValue(circuit, "θ0", 0.6));
    step(insertItem(circuit, "measure", {3 + wires, 0}));
    m_document.replace(circuit, tr("Example"));
    for (std::size_t i = 0; i < circuit.operations().size(); ++i) {
        const auto symbol = circuit.operations()[i].angles.empty()
                                ? std::nullopt
                                : circuit.operations()[i].angles[0].bareSymbol();
        if (symbol == "θ0") m_canvas->select({i});
    }
}

}  // namespace qstore::ui
