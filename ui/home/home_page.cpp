// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home_page.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include "core/data/samples.h"
#include "ui/home/journey_drawing.h"
#include "ui/models/runs_model.h"
#include "ui/support/core_texts.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"
#include "ui/training/paused_run_bar.h"

namespace qstore::ui {
namespace {

constexpr int cardsPerRow = 4;

QFrame* card(QWidget* parent) {
    auto* frame = new QFrame(parent);
    frame->setProperty("card", true);
    return frame;
}

QLabel* label(const QString& text, const char* role, QWidget* parent) {
    auto* made = new QLabel(text, parent);
    made->setProperty("role", QString::fromLatin1(role));
    made->setWordWrap(true);
    return made;
}

}  // namespace

HomePage::HomePage(WorkspaceSession& session, TrainingController& controller, QWidget* parent)
    : Page(tr("Home"), QStringLiteral("home"), parent), m_session(session) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* content = new QWidget(scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(32, 24, 32, 24);
    column->setSpacing(24);
    auto* message = new InlineMessage(content);
    column->addWidget(message);
    auto* paused = new PausedRunBar(m_session, controller, content);
    connect(paused, &PausedRunBar::resumeRequested, this, &HomePage::resumeRequested);
    connect(paused, &PausedRunBar::failed, message, &InlineMessage::showError);
    column->addWidget(paused);
    column->addWidget(buildHero());
    column->addWidget(buildSamples());
    column->addWidget(buildRecent(), 1);
    scroll->setWidget(content);
    outer->addWidget(scroll);
    connect(&m_session, &WorkspaceSession::runsChanged, this, &HomePage::updateRecent);
    updateRecent();
}

QWidget* HomePage::buildHero() {
    auto* hero = card(this);
    auto* row = new QHBoxLayout(hero);
    row->setContentsMargins(24, 20, 24, 20);
    row->setSpacing(24);
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(label(tr("From a table to a trained quantum model"), "title", hero));
    words->addWidget(
        label(tr("Bring a table, wire its columns to the gates of a circuit, press Train and watch it "
                 "learn beside logistic regression on the same rows."),
              "secondary", hero));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto* open = new QPushButton(tr("Open example"), hero);
    open->setObjectName(QStringLiteral("openExample"));
    open->setProperty("primary", true);
    open->setToolTip(tr("Iris flowers: adds the table and trains a model, in a few seconds"));
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT exampleRequested(QStringLiteral("iris")); });
    auto* import = new QPushButton(tr("Import table…"), hero);
    import->setObjectName(QStringLiteral("homeImport"));
    connect(import, &QPushButton::clicked, this, &HomePage::importRequested);
    auto* draw = new QPushButton(tr("Draw a circuit"), hero);
    draw->setObjectName(QStringLiteral("homeCircuit"));
    connect(draw, &QPushButton::clicked, this, &HomePage::circuitRequested);
    for (QPushButton* button : {open, import, draw}) buttons->addWidget(button);
    buttons->addStretch();
    words->addSpacing(8);
    words->addLayout(buttons);
    row->addLayout(words, 3);
    row->addWidget(new JourneyDrawing(hero), 2);
    return hero;
}

QWidget* HomePage::buildSamples() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(label(tr("Samples"), "section", box));
    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    int index = 0;
    for (const SampleDataset& sample : sampleDatasets()) {
        auto* tile = card(box);
        auto* lines = new QVBoxLayout(tile);
        lines->setContentsMargins(16, 12, 16, 12);
        lines->setSpacing(4);
        auto* title = new QPushButton(coreText(sample.title), tile);
        title->setObjectName(QStringLiteral("sample_") + toQt(sample.name));
        title->setProperty("link", true);
        title->setToolTip(tr("Open on the Data page. %1").arg(toQt(sample.licence)));
        connect(title, &QPushButton::clicked, this,
                [this, name = toQt(sample.name)] { Q_EMIT sampleRequested(name); });
        lines->addWidget(title, 0, Qt::AlignLeft);
        lines->addWidget(label(tr("%1 rows · %2 features · %3 classes")
                                   .arg(groupedCount(sample.rows))
                                   .arg(sample.features)
                                   .arg(sample.classes),
                               "secondary", tile));
        lines->addWidget(label(coreText(sample.help), "secondary", tile));
        lines->addStretch();
        grid->addWidget(tile, index / cardsPerRow, index % cardsPerRow);
        ++index;
    }
    for (int i = 0; i < cardsPerRow; ++i) grid->setColumnStretch(i, 1);
    column->addLayout(grid);
    return box;
}

QWidget* HomePage::buildRecent() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(label(tr("Recent runs"), "section", box));
    m_recentHint = label(tr("Nothing trained in this workspace yet."), "secondary", box);
    column->addWidget(m_recentHint);
    m_runs = new RunsModel(this);
    m_recent = new QTableView(box);
    m_recent->setObjectName(QStringLiteral("recentRuns"));
    m_recent->setModel(m_runs);
    m_recent->verticalHeader()->hide();
    m_recent->setShowGrid(false);
    m_recent->setMinimumHeight(160);
    m_recent->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_recent->horizontalHeader()->setStretchLastSection(true);
    connect(m_recent, &QTableView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT runRequested(toQt(m_runs->at(index.row()).id)); });
    column->addWidget(m_recent, 1);
    column->addStretch();
    return box;
}

void HomePage::updateRecent() {
    if (!m_session.workspace()) return;
    auto runs = m_session.workspace()->runs();
    if (!runs) return;  // the Train page shows the error beside the list it concerns
    m_recent->setVisible(!runs->empty());
    m_recentHint->setVisible(runs->empty());
    m_runs->setRuns(std::move(*runs));
    m_recent->resizeColumnsToContents();
}

}  // namespace qstore::ui
