// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include "core/data/samples.h"
#include "core/serving/practice_cloud.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/controllers/price_controller.h"
#include "ui/training/training_page.h"
#include "ui/training/training_settings.h"

namespace qstore::ui {

/// The Train page with two columns of iris, an account of a practice cloud, and a circuit of two qubits.
struct PracticePage {
    static constexpr int limitMs = 60'000;

    /// An account that is not marked as practice is treated as one that costs money.
    explicit PracticePage(bool practice = true) : test(std::make_unique<TestContext>()) {
        auto started = PracticeCloud::start({});
        if (!started) qFatal("%s", started.error().message.c_str());
        cloud = std::move(*started);
        profile.name = "cloud";
        profile.endpoint = cloud->ionqEndpoint();
        profile.practice = practice;
        accounts = std::make_unique<TestAccounts>(*test);
        accounts->accounts.setPracticeProfile(profile, Secret(cloud->key()));
        open();
        addIris();
    }
    void open() {
        session = std::make_unique<WorkspaceSession>();
        if (const Status opened = session->open(test->folder.filePath(QStringLiteral("w.qstore"))); !opened)
            qFatal("%s", opened.error().message.c_str());
        controller = std::make_unique<TrainingController>(*session, &accounts->accounts);
        page = std::make_unique<TrainingPage>(*session, *controller, test->theme, test->prompts,
                                              &accounts->accounts, &accounts->devices);
        page->resize(1100, 760);
        page->show();
        page->activateWindow();
    }
    void close() {
        page.reset();
        controller.reset();
        session.reset();
    }
    ~PracticePage() { close(); }
    PracticePage(const PracticePage&) = delete;
    PracticePage& operator=(const PracticePage&) = delete;

    void addIris() const {
        const Table table = loadSample("iris").value();
        Recipe recipe = suggestRecipe(table, table.columns().back().name).value();
        for (const Column& column : table.columns())
            if (column.name.rfind("sepal", 0) == 0) recipe.columns[column.name].role = ColumnRole::Ignored;
        if (!session->addDataset(QStringLiteral("iris"), table, {}, recipe)) qFatal("no dataset");
    }
    /// Two qubits, one layer, one epoch of few steps.
    TrainingDraft draft(const QString& backend) const {
        TrainingDraft draft = page->settings().draft();
        draft.circuit.kind = CircuitChoice::Kind::Template;
        draft.circuit.layers = 1;
        draft.config.epochs = 1;
        draft.config.batchSize = 30;
        draft.config.seed = 3;
        draft.config.gradient =
            backend.isEmpty() ? GradientMethod::Adjoint : GradientMethod::ParameterShift;
        draft.config.machine.backend = backend.toStdString();
        draft.config.machine.shots = backend.isEmpty() ? 1000 : 50;
        return draft;
    }
    void choose(const QString& backend) const {
        page->settings().apply(draft(backend), QStringLiteral("set up"));
    }
    bool deviceKnown(const QString& address) const { return accounts->devices.find(address) != nullptr; }
    const TrainingPrice* price() const { return page->price().price(); }
    bool done() const { return controller->state() == TrainingController::State::Done; }

    template <class T>
    T* find(const char* name) const {
        return page->findChild<T*>(QString::fromLatin1(name));
    }
    QPushButton* button(const char* name) const { return find<QPushButton>(name); }
    QString label(const char* name) const { return find<QLabel>(name)->text(); }
    std::string weights() const {
        return controller->report() ? controller->report()->summary.weightsSha256 : std::string();
    }

    std::unique_ptr<TestContext> test;
    std::unique_ptr<PracticeCloud> cloud;
    BackendProfile profile;
    std::unique_ptr<TestAccounts> accounts;
    std::unique_ptr<WorkspaceSession> session;
    std::unique_ptr<TrainingController> controller;
    std::unique_ptr<TrainingPage> page;
};

}  // namespace qstore::ui
