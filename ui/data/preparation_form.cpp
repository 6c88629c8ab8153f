// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/preparation_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <cmath>
#include <numbers>

#include "ui/support/page_undo.h"

namespace qstore::ui {
namespace {

/// Ranges an angle encoder can take without two values meeting on the circle.
struct Range {
    double lower, upper;
};
constexpr Range ranges[] = {{0.0, std::numbers::pi},
                            {-std::numbers::pi / 2, std::numbers::pi / 2},
                            {-std::numbers::pi, std::numbers::pi},
                            {0.0, 1.0}};

int asPercent(double fraction) {
    return static_cast<int>(std::lround(fraction * 100));
}

}  // namespace

PreparationForm::PreparationForm(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_scaling(new QComboBox(this)),
      m_range(new QComboBox(this)),
      m_components(new QSpinBox(this)),
      m_train(new QSpinBox(this)),
      m_validation(new QSpinBox(this)),
      m_test(new QLabel(this)),
      m_stratified(new QCheckBox(tr("Keep class shares"), this)),
      m_seed(new QSpinBox(this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_scaling->addItem(tr("To a range of angles"), static_cast<int>(Scaling::MinMax));
    m_scaling->addItem(tr("Mean 0, deviation 1"), static_cast<int>(Scaling::Standard));
    m_scaling->addItem(tr("Median 0, quartile range 1"), static_cast<int>(Scaling::Robust));
    m_scaling->addItem(tr("None"), static_cast<int>(Scaling::None));
    m_scaling->setToolTip(tr("Fitted on the training rows only, so that nothing leaks from the others"));
    form->addRow(tr("Sca&ling"), m_scaling);
    for (const QString& text : {tr("0 to π"), tr("−π/2 to π/2"), tr("−π to π"), tr("0 to 1")})
        m_range->addItem(text);
    form->addRow(tr("Ran&ge"), m_range);
    m_components->setRange(0, 1000);
    m_components->setSpecialValueText(tr("off"));
    m_components->setToolTip(tr("Keep only so many principal components (PCA)"));
    form->addRow(tr("&Components"), m_components);
    for (QSpinBox* part : {m_train, m_validation}) {
        part->setRange(0, 100);
        part->setSuffix(tr(" %"));
    }
    m_train->setObjectName(QStringLiteral("splitTrain"));
    form->addRow(tr("Tr&aining rows"), m_train);
    form->addRow(tr("&Validation rows"), m_validation);
    form->addRow(tr("Test rows"), m_test);
    form->addRow(m_stratified);
    m_stratified->setToolTip(tr("Stratified: the same share of each class in every part"));
    m_seed->setRange(0, 2147483647);
    m_seed->setToolTip(tr("Another seed draws other rows"));
    form->addRow(tr("Split s&eed"), m_seed);
    for (QComboBox* combo : {m_scaling, m_range})
        connect(combo, &QComboBox::activated, this, &PreparationForm::change);
    for (QSpinBox* box : {m_components, m_train, m_validation, m_seed}) {
        connect(box, &QSpinBox::valueChanged, this, &PreparationForm::change);
        leaveUndoToPage(box);
    }
    connect(m_stratified, &QCheckBox::clicked, this, &PreparationForm::change);
    connect(&m_session, &WorkspaceSession::recipeChanged, this, &PreparationForm::refresh);
    connect(&m_session, &WorkspaceSession::currentDatasetChanged, this, &PreparationForm::refresh);
    refresh();
}

void PreparationForm::refresh() {
    const Recipe& recipe = m_session.currentRecipe();
    const QSignalBlocker blockers[] = {QSignalBlocker(m_components), QSignalBlocker(m_train),
                                       QSignalBlocker(m_validation), QSignalBlocker(m_seed)};
    m_scaling->setCurrentIndex(m_scaling->findData(static_cast<int>(recipe.scaling)));
    for (int i = 0; i < m_range->count(); ++i) {
        if (std::abs(ranges[i].lower - recipe.lower) < 1e-9 &&
            std::abs(ranges[i].upper - recipe.upper) < 1e-9)
            m_range->setCurrentIndex(i);
    }
    m_range->setEnabled(recipe.scaling == Scaling::MinMax);
    m_components->setValue(static_cast<int>(recipe.principalComponents));
    m_train->setValue(asPercent(recipe.split.train));
    m_validation->setValue(asPercent(recipe.split.validation));
    m_test->setText(tr("%1 %").arg(asPercent(recipe.split.test)));
    m_stratified->setChecked(recipe.split.stratified);
    m_stratified->setEnabled(recipe.task == TaskKind::Classification);
    m_seed->setValue(static_cast<int>(recipe.split.seed));
    setEnabled(m_session.currentTable() != nullptr);
}

void PreparationForm::change() {
    Recipe recipe = m_session.currentRecipe();
    recipe.scaling = static_cast<Scaling>(m_scaling->currentData().toInt());
    const Range& range = ranges[m_range->currentIndex()];
    recipe.lower = range.lower;
    recipe.upper = range.upper;
    recipe.principalComponents = static_cast<std::size_t>(m_components->value());
    const int train = m_train->value();
    const int validation = std::min(m_validation->value(), 100 - train);
    recipe.split.train = train / 100.0;
    recipe.split.validation = validation / 100.0;
    recipe.split.test = (100 - train - validation) / 100.0;
    recipe.split.stratified = m_stratified->isChecked();
    recipe.split.seed = static_cast<std::uint64_t>(m_seed->value());
    m_session.changeRecipe(recipe, tr("Change preparation"));
    refresh();
}

}  // namespace qstore::ui
