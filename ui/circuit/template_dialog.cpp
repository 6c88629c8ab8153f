// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/template_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "ui/circuit/circuit_canvas.h"
#include "ui/circuit/operation_text.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {
constexpr int maxTemplateQubits = 64;

/// Core's names of options are those of the command line; these are for reading.
QString optionLabel(const std::string& name) {
    static const std::map<std::string, const char*, std::less<>> labels = {
        {"layers", QT_TRANSLATE_NOOP("TemplateOptions", "Layers")},
        {"entangler", QT_TRANSLATE_NOOP("TemplateOptions", "Entangling gate")},
        {"pattern", QT_TRANSLATE_NOOP("TemplateOptions", "Pattern")},
        {"features", QT_TRANSLATE_NOOP("TemplateOptions", "Features")},
        {"columns", QT_TRANSLATE_NOOP("TemplateOptions", "Feature names")},
        {"graph", QT_TRANSLATE_NOOP("TemplateOptions", "Coupled spins")},
        {"fields", QT_TRANSLATE_NOOP("TemplateOptions", "Local fields")},
        {"direction", QT_TRANSLATE_NOOP("TemplateOptions", "Direction")},
        {"marked", QT_TRANSLATE_NOOP("TemplateOptions", "Marked state")},
        {"iterations", QT_TRANSLATE_NOOP("TemplateOptions", "Rounds")},
        {"phase", QT_TRANSLATE_NOOP("TemplateOptions", "Phase, in turns")},
        {"axis", QT_TRANSLATE_NOOP("TemplateOptions", "Axis")},
        {"repetitions", QT_TRANSLATE_NOOP("TemplateOptions", "Repetitions")},
        {"paulis", QT_TRANSLATE_NOOP("TemplateOptions", "Pauli strings")},
    };
    const auto label = labels.find(name);
    return label != labels.end() ? QCoreApplication::translate("TemplateOptions", label->second)
                                 : fromUtf8(name);
}

QString choiceLabel(const std::string& choice) {
    static const std::map<std::string, const char*, std::less<>> labels = {
        {"line", QT_TRANSLATE_NOOP("TemplateOptions", "line")},
        {"ring", QT_TRANSLATE_NOOP("TemplateOptions", "ring")},
        {"all", QT_TRANSLATE_NOOP("TemplateOptions", "all pairs")},
        {"full", QT_TRANSLATE_NOOP("TemplateOptions", "all pairs")},
        {"on", QT_TRANSLATE_NOOP("TemplateOptions", "on")},
        {"off", QT_TRANSLATE_NOOP("TemplateOptions", "off")},
        {"forward", QT_TRANSLATE_NOOP("TemplateOptions", "forward")},
        {"inverse", QT_TRANSLATE_NOOP("TemplateOptions", "inverse")},
    };
    const auto label = labels.find(choice);
    // Gates and axes are called by capitals.
    return label != labels.end() ? QCoreApplication::translate("TemplateOptions", label->second)
                                 : fromUtf8(choice).toUpper();
}
}  // namespace

TemplateDialog::TemplateDialog(const Theme& theme, std::size_t qubits, QStringList columns, QWidget* parent)
    : QDialog(parent),
      m_columns(std::move(columns)),
      m_list(new QListWidget(this)),
      m_side(new QVBoxLayout),
      m_qubits(new QSpinBox(this)),
      m_help(secondaryLabel({}, this)),
      m_message(new InlineMessage(this)),
      m_append(new QPushButton(tr("Add to circuit"), this)),
      m_replace(new QPushButton(tr("Start with this"), this)),
      m_canvas(new CircuitCanvas(m_document, theme, this)) {
    setObjectName(QStringLiteral("templateDialog"));
    setWindowTitle(tr("Templates and encoders"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::xl, space::l, space::xl, space::l);
    column->setSpacing(space::m);
    column->addWidget(titleLabel(tr("Templates and encoders"), this));
    auto* row = new QHBoxLayout;
    row->setSpacing(space::l);
    m_list->setObjectName(QStringLiteral("templateList"));
    m_list->setFixedWidth(230);
    row->addWidget(m_list);
    m_side->setSpacing(space::s);
    m_help->setWordWrap(true);
    m_qubits->setObjectName(QStringLiteral("templateQubits"));
    m_qubits->setRange(1, maxTemplateQubits);
    m_qubits->setValue(static_cast<int>(std::clamp<std::size_t>(qubits, 2, maxTemplateQubits)));
    m_side->addWidget(m_help);
    m_side->addWidget(m_message);
    m_canvas->setMinimumSize(560, 320);
    m_canvas->setEnabled(false);  // a picture here, not an editor
    m_side->addWidget(m_canvas, 1);
    row->addLayout(m_side, 1);
    column->addLayout(row, 1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    m_append->setObjectName(QStringLiteral("templateAppend"));
    m_append->setProperty("primary", true);
    m_replace->setObjectName(QStringLiteral("templateReplace"));
    buttons->addStretch();
    for (QPushButton* button : {cancel, m_replace, m_append}) buttons->addWidget(button);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_append, &QPushButton::clicked, this, [this] {
        if (m_circuit) Q_EMIT appendRequested(*m_circuit);
        accept();
    });
    connect(m_replace, &QPushButton::clicked, this, [this] {
        if (m_circuit) Q_EMIT replaceRequested(*m_circuit);
        accept();
    });
    addEntries();
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplateDialog::showOptions);
    connect(m_qubits, &QSpinBox::valueChanged, this, &TemplateDialog::preview);
    m_list->setCurrentRow(0);
    resize(1160, 720);
}

void TemplateDialog::addEntries() {
    for (const TemplateInfo& info : circuitTemplates()) {
        auto* item = new QListWidgetItem(coreText(info.title), m_list);
        item->setData(Qt::UserRole, fromUtf8(info.name));
    }
    for (const EncoderInfo& info : circuitEncoders()) {
        auto* item = new QListWidgetItem(tr("Encoder: %1").arg(coreText(info.title)), m_list);
        item->setData(Qt::UserRole, fromUtf8(info.name));
    }
}

const TemplateInfo* TemplateDialog::currentTemplate() const {
    const int row = m_list->currentRow();
    const auto& all = circuitTemplates();
    return row >= 0 && row < static_cast<int>(all.size()) ? &all[static_cast<std::size_t>(row)] : nullptr;
}

const EncoderInfo* TemplateDialog::currentEncoder() const {
    const int row = m_list->currentRow() - static_cast<int>(circuitTemplates().size());
    const auto& all = circuitEncoders();
    return row >= 0 && row < static_cast<int>(all.size()) ? &all[static_cast<std::size_t>(row)] : nullptr;
}

void TemplateDialog::showOptions() {
    if (m_options != nullptr) {
        m_qubits->setParent(this);
        m_options->hide();
        m_options->deleteLater();
    }
    m_values.clear();
    const TemplateInfo* info = currentTemplate();
    const EncoderInfo* encoder = currentEncoder();
    if (info == nullptr && encoder == nullptr) return;
    const auto& options = info != nullptr ? info->options : encoder->options;
    m_help->setText(coreText(info != nullptr ? info->help : encoder->help) + QLatin1Char('\n') +
                    fromUtf8(info != nullptr ? info->source : encoder->source));
    m_options = new QWidget(this);
    auto* form = new QFormLayout(m_options);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::l);
    if (info != nullptr) {
        m_qubits->setMinimum(static_cast<int>(info->minQubits));
        form->addRow(tr("Qubits"), m_qubits);
        m_qubits->show();
    } else {
        m_qubits->hide();
        form->addRow(tr("Features"),
                     new QLabel(m_columns.isEmpty() ? tr("x0 and x1; choose a dataset for your own")
                                                    : m_columns.join(QStringLiteral(", ")),
                                m_options));
    }
    for (const TemplateOption& option : options) {
        QWidget* field = optionField(option);
        field->setObjectName(QStringLiteral("option_") + fromUtf8(option.name));
        field->setToolTip(coreText(option.help));
        form->addRow(optionLabel(option.name), field);
    }
    m_side->insertWidget(1, m_options);
    preview();
}

QWidget* TemplateDialog::optionField(const TemplateOption& option) {
    const QString start = fromUtf8(option.defaultValue);
    m_values[option.name] = option.defaultValue;
    const auto change = [this, name = option.name](const QString& value) {
        m_values[name] = value.trimmed().toStdString();
        preview();
    };
    bool whole = false;
    const int number = start.toInt(&whole);
    if (!option.choices.empty()) {
        auto* choice = new QComboBox(m_options);
        for (const std::string& each : option.choices) choice->addItem(choiceLabel(each), fromUtf8(each));
        choice->setCurrentIndex(choice->findData(start));
        connect(choice, &QComboBox::currentIndexChanged, this,
                [change, choice] { change(choice->currentData().toString()); });
        return choice;
    }
    if (whole) {
        auto* spin = new QSpinBox(m_options);
        spin->setRange(0, 1 << 20);
        spin->setValue(number);
        connect(spin, &QSpinBox::valueChanged, this,
                [change](int value) { change(QString::number(value)); });
        return spin;
    }
    auto* text = new QLineEdit(start, m_options);
    connect(text, &QLineEdit::textEdited, this, change);
    return text;
}

void TemplateDialog::preview() {
    const TemplateInfo* info = currentTemplate();
    const EncoderInfo* encoder = currentEncoder();
    if (info == nullptr && encoder == nullptr) return;
    std::vector<std::string> features;
    for (const QString& column : m_columns) features.push_back(column.toStdString());
    if (features.empty()) features = {"x0", "x1"};
    const Result<Circuit> made =
        info != nullptr ? makeTemplate(info->name, static_cast<std::size_t>(m_qubits->value()), m_values)
                        : makeEncoder(encoder->name, features, m_values);
    m_append->setEnabled(made.has_value());
    m_replace->setEnabled(made.has_value());
    if (!made) {
        m_circuit.reset();
        m_message->showError(made.error());
        return;
    }
    m_message->clear();
    m_circuit = *made;
    m_document.restore(*made, {});
    m_canvas->fitToView();
}

void TemplateDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    // The canvas gets its room after the dialog.
    QMetaObject::invokeMethod(m_canvas, &CircuitCanvas::fitToView, Qt::QueuedConnection);
}

}  // namespace qstore::ui
