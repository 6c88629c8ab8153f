// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/gate_inspector.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSlider>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/circuit/operation_text.h"
#include "ui/models/circuit_parameters_model.h"
#include "ui/support/core_texts.h"
#include "ui/support/labels.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int sliderSteps = 360;  // one step is a degree, from −π to π

int sliderPosition(double radians) {
    const double wrapped = std::remainder(radians, 2 * std::numbers::pi);
    return static_cast<int>(std::lround(wrapped / std::numbers::pi * sliderSteps / 2));
}

double sliderRadians(int position) {
    return position * 2.0 * std::numbers::pi / sliderSteps;
}

}  // namespace

GateInspector::GateInspector(CircuitCanvas& canvas, QWidget* parent)
    : QFrame(parent),
      m_canvas(canvas),
      m_document(canvas.document()),
      m_title(sectionLabel({}, this)),
      m_help(secondaryLabel({}, this)),
      m_layout(new QVBoxLayout(this)),
      m_model(new CircuitParametersModel(m_document, this)),
      m_parameters(new QTableView(this)) {
    setObjectName(QStringLiteral("inspector"));
    setProperty("part", true);
    setMinimumWidth(248);
    m_layout->setContentsMargins(space::l, space::m, space::m, space::m);
    m_layout->setSpacing(space::s);
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_help->setWordWrap(true);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_help);
    m_layout->addStretch(1);
    m_layout->addWidget(hairline(this));
    m_layout->addWidget(sectionLabel(tr("Parameters"), this));
    m_parameters->setObjectName(QStringLiteral("parameterTable"));
    m_parameters->setAccessibleName(tr("Parameters"));
    m_parameters->setModel(m_model);
    m_parameters->verticalHeader()->hide();
    m_parameters->verticalHeader()->setDefaultSectionSize(28);
    m_parameters->setShowGrid(false);
    m_parameters->setFrameShape(QFrame::NoFrame);
    QHeaderView* header = m_parameters->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(CircuitParametersModel::Name, QHeaderView::Stretch);
    // A long name is shortened, its header is not.
    header->setMinimumSectionSize(header->sectionSizeHint(CircuitParametersModel::Name));
    m_parameters->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_layout->addWidget(m_parameters, 2);
    connect(&canvas, &CircuitCanvas::selectionChanged, this, &GateInspector::refresh);
    refresh();
}

void GateInspector::setInputs(const LiveInputs& inputs) {
    m_columns = inputs.columns;
    m_model->setInputs(inputs);
    refresh();
}

void GateInspector::refresh() {
    if (m_sliding) return;  // the widgets in use must outlive the drag
    if (m_detail != nullptr) {
        m_detail->hide();
        m_detail->deleteLater();
        m_detail = nullptr;
    }
    const std::vector<std::size_t> selected = m_canvas.selectedOperations();
    if (selected.size() == 1 && selected[0] < m_document.circuit().operations().size()) {
        showOperation(selected[0]);
        return;
    }
    m_title->setText(selected.empty()
                         ? tr("Nothing selected")
                         : tr("%n gates selected", nullptr, static_cast<int>(selected.size())));
    m_help->setText(selected.empty() ? tr("Click a gate to change its angle, controls or role.")
                                     : tr("Drag to move them, hold Ctrl to copy, press Del to remove."));
}

void GateInspector::showOperation(std::size_t index) {
    const Circuit& circuit = m_document.circuit();
    const Operation& operation = circuit.operations()[index];
    const QString words = describeOperation(circuit, index, m_canvas.layoutOfCircuit().columnOf(index));
    m_title->setText(words.section(QStringLiteral(", "), 0, 0));
    QString help = words.section(QStringLiteral(", "), 1);
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate);
        info != nullptr && *info != nullptr)
        help += QStringLiteral("\n") + coreText((*info)->help);
    m_help->setText(help);
    m_detail = new QWidget(this);
    m_detail->setObjectName(QStringLiteral("gateDetail"));
    auto* layout = new QVBoxLayout(m_detail);
    layout->setContentsMargins(0, space::s, 0, 0);
    layout->setSpacing(space::s);
    for (std::size_t angle = 0; angle < operation.angles.size(); ++angle) addAngle(*layout, index, angle);
    if (operation.kind == OperationKind::Gate) addControls(*layout, index);
    m_layout->insertWidget(2, m_detail);
}

void GateInspector::addAngle(QVBoxLayout& layout, std::size_t index, std::size_t angle) {
    const Operation& operation = m_document.circuit().operations()[index];
    QString name = tr("Angle");
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate);
        info != nullptr && *info != nullptr)
        name = fromUtf8((*info)->angleNames[angle]);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::xs);
    auto* label = new QLabel(name, m_detail);
    auto* field = new QLineEdit(fromUtf8(operation.angles[angle].toText()), m_detail);
    field->setObjectName(QStringLiteral("angleField%1").arg(angle));
    field->setFont(Theme::monoFont());
    field->setToolTip(tr("An angle in radians: a number, pi/2, a parameter such as θ0, or an expression"));
    label->setBuddy(field);
    auto* menuButton = new QToolButton(m_detail);
    menuButton->setObjectName(QStringLiteral("angleMenu%1").arg(angle));
    menuButton->setText(QStringLiteral("▾"));
    menuButton->setToolTip(tr("Make trainable or bind to a data column"));
    menuButton->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(menuButton);
    menu->addAction(tr("Make trainable"), this, [this, index, angle] {
        m_document.apply(makeTrainable(m_document.circuit(), index, angle), tr("Make trainable"));
    });
    if (!m_columns.isEmpty()) menu->addSection(tr("Bind to column"));
    for (const QString& column : m_columns) {
        menu->addAction(column, this, [this, index, angle, column] {
            m_document.apply(bindColumn(m_document.circuit(), index, angle, column.toStdString()),
                             tr("Bind %1").arg(column));
        });
    }
    menuButton->setMenu(menu);
    row->addWidget(label);
    row->addWidget(field, 1);
    row->addWidget(menuButton);
    layout.addLayout(row);
    auto* error = secondaryLabel({}, m_detail);
    error->setObjectName(QStringLiteral("angleError%1").arg(angle));
    error->setWordWrap(true);
    error->hide();
    layout.addWidget(error);
    connect(field, &QLineEdit::textEdited, this, [this, field, error](const QString& text) {
        const auto parsed = Angle::parse(text.toStdString());
        error->setVisible(!parsed && !m_columns.contains(text.trimmed()));
        if (!parsed) error->setText(fromUtf8(parsed.error().message));
        field->setProperty("invalid", error->isVisibleTo(m_detail));
        field->style()->unpolish(field);
        field->style()->polish(field);
    });
    connect(field, &QLineEdit::returnPressed, this, [this, field, index, angle] {
        m_document.apply(setAngle(m_document.circuit(), index, angle, field->text().trimmed().toStdString(),
                                  m_canvas.columns()),
                         tr("Change angle"));
    });
    addValueSlider(layout, index, angle);
}

void GateInspector::addValueSlider(QVBoxLayout& layout, std::size_t index, std::size_t angle) {
    const Circuit& circuit = m_document.circuit();
    const Angle& value = circuit.operations()[index].angles[angle];
    const std::optional<std::string> symbol = value.bareSymbol();
    const Parameter* parameter = symbol ? circuit.findParameter(*symbol) : nullptr;
    if (!value.constant() && (parameter == nullptr || parameter->role == ParameterRole::Column)) return;
    const double radians =
        value.constant().value_or(parameter != nullptr ? parameter->value.value_or(0.0) : 0.0);
    auto* slider = new QSlider(Qt::Horizontal, m_detail);
    slider->setObjectName(QStringLiteral("angleSlider%1").arg(angle));
    slider->setAccessibleName(tr("Value"));
    slider->setToolTip(tr("Drag and watch the state change; from −π to π"));
    slider->setRange(-sliderSteps / 2, sliderSteps / 2);
    slider->setValue(sliderPosition(radians));
    auto* shown = secondaryLabel(tr("%1 rad").arg(QLocale().toString(radians, 'f', 3)), m_detail);
    shown->setObjectName(QStringLiteral("angleValue%1").arg(angle));
    shown->setMinimumWidth(64);
    shown->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout;
    row->addWidget(slider, 1);
    row->addWidget(shown);
    layout.addLayout(row);
    connect(slider, &QSlider::valueChanged, this, [this, index, angle, symbol, shown](int position) {
        m_sliding = true;
        const QString key = QStringLiteral("slider %1 %2").arg(index).arg(angle);
        const double to = sliderRadians(position);
        shown->setText(tr("%1 rad").arg(QLocale().toString(to, 'f', 3)));
        const auto edit = symbol ? setParameterValue(m_document.circuit(), *symbol, to)
                                 : setAngle(m_document.circuit(), index, angle, Angle(to).toText());
        m_document.apply(edit, tr("Change angle"), key);
        m_canvas.select({index});
        auto* field = m_detail->findChild<QLineEdit*>(QStringLiteral("angleField%1").arg(angle));
        if (field != nullptr && !symbol) field->setText(fromUtf8(Angle(to).toText()));
        m_sliding = false;
    });
    connect(slider, &QSlider::sliderReleased, this, [this] {
        m_document.endMerge();
        QMetaObject::invokeMethod(this, &GateInspector::refresh, Qt::QueuedConnection);
    });
}

void GateInspector::addControls(QVBoxLayout& layout, std::size_t index) {
    const Circuit& circuit = m_document.circuit();
    const std::vector<Control> controls = circuit.operations()[index].controls;
    for (std::size_t i = 0; i < controls.size(); ++i) {
        auto* row = new QHBoxLayout;
        row->addWidget(new QLabel(tr("Control %1").arg(wireName(circuit, controls[i].qubit)), m_detail), 1);
        auto* polarity = new QToolButton(m_detail);
        polarity->setText(controls[i].onOne ? tr("● on 1") : tr("○ on 0"));
        polarity->setToolTip(tr("Switch between control and anti-control"));
        connect(polarity, &QToolButton::clicked, this, [this, index, controls, i] {
            std::vector<Control> changed = controls;
            changed[i].onOne = !changed[i].onOne;
            m_document.apply(setControls(m_document.circuit(), index, changed), tr("Change control"));
        });
        auto* remove = new QToolButton(m_detail);
        remove->setText(QStringLiteral("✕"));
        remove->setToolTip(tr("Remove this control"));
        remove->setAccessibleName(tr("Remove control"));
        connect(remove, &QToolButton::clicked, this, [this, index, controls, i] {
            std::vector<Control> changed = controls;
            changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
            m_document.apply(setControls(m_document.circuit(), index, changed), tr("Remove control"));
        });
        row->addWidget(polarity);
        row->addWidget(remove);
        layout.addLayout(row);
    }
    auto* add = new QComboBox(m_detail);
    add->setObjectName(QStringLiteral("addControl"));
    add->addItem(tr("Add a control…"));
    for (Qubit qubit = 0; qubit < circuit.qubits(); ++qubit) {
        if (!actsOn(circuit.operations()[index], qubit))
            add->addItem(wireName(circuit, qubit), static_cast<int>(qubit));
    }
    add->setEnabled(add->count() > 1);
    connect(add, &QComboBox::activated, this, [this, add, index, controls](int item) {
        if (item == 0) return;
        std::vector<Control> changed = controls;
        changed.push_back({static_cast<Qubit>(add->itemData(item).toInt()), true});
        m_document.apply(setControls(m_document.circuit(), index, changed), tr("Add control"));
    });
    layout.addWidget(add);
}

}  // namespace qstore::ui
