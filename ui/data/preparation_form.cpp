// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/preparation_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <cmath>
#include <iterator>
#include <numbers>

#include "core/learning/model.h"
#include "ui/support/page_undo.h"

namespace qstore::ui {
namespace {

/// Ranges an angle encoder can take without two values meeting on the circle.
constexpr FeatureRange ranges[] = {{0.0, std::numbers::pi},
                                   {-std::numbers::pi / 2, std::numbers::pi / 2},
                                   {-std::numbers::pi, std::numbers::pi},
                                   {0.0, 1.0}};

bool sameRange(const FeatureRange& a, double lower, double upper) {
    return std::abs(a.lower - lower) < 1e-9 && std::abs(a.upper - upper) < 1e-9;
}

QString rangeText(const FeatureRange& range) {
    const auto number = [](double value) {
        return QLocale().toString(value, 'g', 6).replace(QLatin1Char('-'), QChar(0x2212));
    };
    return PreparationForm::tr("%1 to %2").arg(number(range.lower), number(range.upper));
}

/// The range that each kind of circuit asks for.
QString encoderRangesText() {
    const auto range = [](const char* encoder) { return rangeText(encoderRange(encoder)); };
    return PreparationForm::tr(
               "Data re-uploading %1 · amplitudes %2 · basis %3 · other encoders and drawn circuits 0 to π")
        .arg(range("data-reuploading"), range("amplitude"), range("basis"));
}

int asPercent(double fraction) {
    return static_cast<int>(std::lround(fraction * 100));
}

}  // namespace

PreparationForm::PreparationForm(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_scaling(new QComboBox(this)),
      m_range(new QComboBox(this)),
      m_encoderRanges(new QLabel(encoderRangesText(), this)),
      m_components(new QSpinBox(this)),
      m_train(new QSpinBox(this)),
      m_validation(new QSpinBox(this)),
      m_test(new QLabel(this)),
      m_stratified(new QCheckBox(tr("Keep class shares"), this)),
      m_seed(new QSpinBox(this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_scaling->setObjectName(QStringLiteral("scaling"));
    m_scaling->addItem(tr("Chosen by the encoder"), static_cast<int>(Scaling::Encoder));
    m_scaling->addItem(tr("To a range of angles"), static_cast<int>(Scaling::MinMax));
    m_scaling->addItem(tr("Mean 0, deviation 1"), static_cast<int>(Scaling::Standard));
    m_scaling->addItem(tr("Median 0, quartile range 1"), static_cast<int>(Scaling::Robust));
    m_scaling->addItem(tr("None"), static_cast<int>(Scaling::None));
    m_scaling->setToolTip(tr("Fitted on the training rows only, so that nothing leaks from the others"));
    form->addRow(tr("Sca&ling"), m_scaling);
    for (const QString& text : {tr("0 to π"), tr("−π/2 to π/2"), tr("−π to π"), tr("0 to 1")})
        m_range->addItem(text);
    m_range->setObjectName(QStringLiteral("scalingRange"));
    form->addRow(tr("Ran&ge"), m_range);
    m_encoderRanges->setObjectName(QStringLiteral("encoderRanges"));
    m_encoderRanges->setWordWrap(true);
    m_encoderRanges->setProperty("role", QStringLiteral("secondary"));
    form->addRow(m_encoderRanges);
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
    showRange(recipe);
    m_components->setValue(static_cast<int>(recipe.principalComponents));
    m_train->setValue(asPercent(recipe.split.train));
    m_validation->setValue(asPercent(recipe.split.validation));
    m_test->setText(tr("%1 %").arg(asPercent(recipe.split.test)));
    m_stratified->setChecked(recipe.split.stratified);
    m_stratified->setEnabled(recipe.task == TaskKind::Classification);
    m_seed->setValue(static_cast<int>(recipe.split.seed));
    setEnabled(m_session.currentTable() != nullptr);
}

void PreparationForm::showRange(const Recipe& recipe) {
    const int known = static_cast<int>(std::size(ranges));
    int index = 0;
    while (index < known && !sameRange(ranges[index], recipe.lower, recipe.upper)) ++index;
    // A range that came with a recipe is an entry of its own, so that no change elsewhere replaces it.
    while (m_range->count() > known) m_range->removeItem(known);
    if (index == known) m_range->addItem(rangeText({recipe.lower, recipe.upper}));
    m_range->setCurrentIndex(index);
    m_range->setEnabled(recipe.scaling == Scaling::MinMax);
    m_encoderRanges->setVisible(recipe.scaling == Scaling::Encoder);
}

void PreparationForm::change() {
    Recipe recipe = m_session.currentRecipe();
    recipe.scaling = static_cast<Scaling>(m_scaling->currentData().toInt());
    const int chosen = m_range->currentIndex();
    if (recipe.scaling == Scaling::MinMax && chosen < static_cast<int>(std::size(ranges))) {
        recipe.lower = ranges[chosen].lower;
        recipe.upper = ranges[chosen].upper;
    }
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
