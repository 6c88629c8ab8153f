// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages.h"

#include "ui/circuit/circuit_page.h"
#include "ui/controllers/abandoned_jobs.h"
#include "ui/data/data_page.h"
#include "ui/hardware/hardware_page.h"
#include "ui/home/home_page.h"
#include "ui/registry/models_page.h"
#include "ui/states/states_page.h"
#include "ui/stores/stores_page.h"
#include "ui/training/training_page.h"
#include "ui/training/training_settings.h"

using namespace qstore::ui;

namespace {

HardwarePage* makeHardware(AppContext& context, TrainingController& training, CircuitPage& circuit,
                           TrainingPage& train) {
    auto* hardware = new HardwarePage(context);
    new AbandonedJobs(training, hardware->jobs(), hardware);
    Navigator& navigator = context.navigator;
    QObject::connect(hardware, &HardwarePage::circuitRequested, &circuit,
                     [&navigator, &circuit] { navigator.showPage(circuit.id()); });
    QObject::connect(hardware, &HardwarePage::runRequested, &train,
                     [&navigator, &train](const QString& run) {
                         navigator.showPage(train.id());
                         train.openRun(run);
                     });
    return hardware;
}

}  // namespace

std::vector<Page*> makePages(AppContext& context, TrainingController& training) {
    WorkspaceSession& session = *context.session;
    Navigator& navigator = context.navigator;
    auto* home = new HomePage(session, training);
    auto* data = new DataPage(session, context.theme, context.prompts);
    auto* circuit = new CircuitPage(context);
    auto* stores = new StoresPage(context, context.stores != nullptr ? *context.stores : StoreAccess());
    auto* train = new TrainingPage(session, training, context.theme, context.prompts, context.accounts,
                                   context.devices, &stores->stores());
    training.setStores(stores->stores().stores());
    auto* models = new ModelsPage(session, context.theme, context.prompts);

    QObject::connect(home, &HomePage::exampleRequested, train, [=, &navigator](const QString& sample) {
        data->addSample(sample);
        navigator.showPage(train->id());
        train->chooseDataset();
        train->startTraining();
    });
    QObject::connect(home, &HomePage::sampleRequested, data, [=, &navigator](const QString& sample) {
        data->addSample(sample);
        navigator.showPage(data->id());
    });
    QObject::connect(home, &HomePage::importRequested, data, [=, &navigator] {
        navigator.showPage(data->id());
        data->chooseFile();
    });
    QObject::connect(home, &HomePage::circuitRequested, circuit,
                     [=, &navigator] { navigator.showPage(circuit->id()); });
    QObject::connect(home, &HomePage::runRequested, train, [=, &navigator](const QString& run) {
        navigator.showPage(train->id());
        train->openRun(run);
    });
    QObject::connect(home, &HomePage::resumeRequested, train,
                     [=, &navigator, &training](const QString& run) {
                         navigator.showPage(train->id());
                         train->openRun(run);
                         training.resume(run);
                     });
    QObject::connect(train, &TrainingPage::dataRequested, data,
                     [=, &navigator] { navigator.showPage(data->id()); });
    QObject::connect(train, &TrainingPage::hardwareRequested, &navigator,
                     [&navigator] { navigator.showPage(QStringLiteral("hardware")); });
    QObject::connect(train, &TrainingPage::jobTextChanged, &navigator, &Navigator::showJobs);
    QObject::connect(&navigator, &Navigator::drawnCircuitTrainingRequested, train,
                     [=, &navigator, &training] {
                         navigator.showPage(train->id());
                         if (training.isBusy()) return;
                         train->settings().chooseDrawnCircuit();
                         if (train->hasRows()) train->startTraining();
                     });
    QObject::connect(train, &TrainingPage::registered, models, &ModelsPage::select);
    QObject::connect(models, &ModelsPage::trainRequested, train,
                     [=, &navigator] { navigator.showPage(train->id()); });
    std::vector<Page*> pages{home, data, circuit, train, models};
    // Tests of other parts of the window have no accounts.
    if (context.accounts != nullptr && context.devices != nullptr)
        pages.push_back(makeHardware(context, training, *circuit, *train));
    QObject::connect(stores, &StoresPage::dataRequested, data,
                     [=, &navigator] { navigator.showPage(data->id()); });
    QObject::connect(
        stores, &StoresPage::trainRequested, train,
        [=, &navigator](const QString& store, const QString& collection, const QString& filter) {
            navigator.showPage(train->id());
            train->chooseCollection(store, collection, filter);
        });
    pages.push_back(stores);
    pages.push_back(new StatesPage(context));
    return pages;
}
