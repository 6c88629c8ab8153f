// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/price_controller.h"

#include <utility>

#include "core/backends/capability.h"
#include "core/workspace/training_shape.h"
#include "ui/controllers/accounts.h"

namespace qstore::ui {
namespace {

/// Long enough for a number to be typed, short enough to feel immediate.
constexpr int debounceMs = 150;

/// Everything the worker needs, copied.
struct Question {
    std::shared_ptr<const Table> table;
    Recipe recipe;
    std::optional<Circuit> drawn;
    CircuitChoice circuit;
    TrainConfig config;
    DeviceChoice device;
    std::size_t concurrentJobs = 1;
    AccountOpener opener;  ///< empty for devices of this machine
    PlanCache* plans = nullptr;
};

/// Asks the account for its own estimate, and remembers why it did not answer.
class Estimator {
public:
    Estimator(const Question& question, std::size_t qubits, RunControl control)
        : m_device(question.device.device.name), m_qubits(qubits), m_control(std::move(control)) {
        if (question.device.isLocal() || !question.opener) return;
        auto account = question.opener(fromQt(question.device.profile));
        if (account)
            m_provider = account->provider;
        else
            m_problem = account.error();
    }

    std::optional<ProviderEstimate> operator()(const JobWork& work) {
        if (!m_provider || m_problem) return std::nullopt;
        const auto estimate = m_provider->estimate(
            {m_device, m_qubits, work.shots, work.oneQubitGates, work.twoQubitGates, work.mitigation},
            m_control);
        if (estimate) return *estimate;
        // Some have none, which is no problem.
        if (estimate.error().fault != RemoteFault::Rejected) m_problem = estimate.error().error;
        m_provider.reset();
        return std::nullopt;
    }
    const std::optional<Error>& problem() const { return m_problem; }

private:
    std::string m_device;
    std::size_t m_qubits;
    RunControl m_control;
    std::shared_ptr<const Provider> m_provider;
    std::optional<Error> m_problem;
};

TrainingTerms termsOf(const Question& question) {
    TrainingTerms terms;
    terms.provider = question.device.provider;
    terms.device = question.device.device;
    terms.concurrentJobs = question.concurrentJobs;
    if (question.device.calibration && !question.device.device.simulator)
        terms.times = executionTimesOf(*question.device.calibration);
    return terms;
}

/// What the device will refuse, before the first job: too many qubits, too few shots.
Status checkFits(const Circuit& circuit, const Question& question) {
    const MachineConfig& machine = question.config.machine;
    for (const std::uint64_t shots : {machine.shots, std::max(machine.shots, machine.mostShots)}) {
        JobNeeds needs;
        needs.circuits = {circuit};
        needs.shots = shots;
        for (const CapabilityReason& reason : whyNot(question.device.device, needs)) {
            // Inputs get their values row by row, and gates are transpiled.
            if (reason.byTranspiling || reason.text.rfind("the input '", 0) == 0) continue;
            return fail(ErrorCode::Unsupported, "'" + machine.backend + "' cannot run this: " + reason.text,
                        reason.cure);
        }
    }
    return {};
}

Result<std::shared_ptr<const TrainingPrice>> answer(const Question& question, const RunControl& control) {
    QSTORE_TRY(ModelChoice choice, modelFor(question.circuit, *question.table, question.recipe,
                                            question.drawn, *question.plans));
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const PreparedData data, prepareData(*question.table, choice.recipe));
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const PriceTable prices, PriceTable::shipped());
    auto price = std::make_shared<TrainingPrice>();
    QSTORE_TRY(price->model, Model::compile(std::move(choice.spec), question.plans));
    price->config = question.config;
    price->device = question.device;
    QSTORE_TRY(price->shape, shapeOfTraining(*price->model, data, question.config));
    QSTORE_CHECK(checkFits(price->shape.circuit, question));
    price->terms = termsOf(question);
    Estimator estimator(question, price->shape.circuit.qubits(), control);
    TrainingTerms asking = price->terms;
    asking.estimate = [&estimator](const JobWork& work) { return estimator(work); };
    QSTORE_TRY(price->cost, trainingCost(price->shape, asking, prices, control));
    if (const std::uint64_t most = question.config.machine.mostShots; most > price->shape.shots) {
        TrainingShape grown = price->shape;
        grown.shots = most;
        QSTORE_TRY(price->grown, trainingCost(grown, asking, prices, control));
    }
    price->estimateProblem = estimator.problem();
    return price;
}

}  // namespace

bool TrainingPrice::isFree() const {
    return device.isLocal() || device.practice || (cost.usd && *cost.usd == 0.0);
}

std::optional<double> TrainingPrice::atMostUsd() const {
    const TrainingCost& most = grown ? *grown : cost;
    return most.atMostUsd ? most.atMostUsd : most.usd;
}

bool TrainingPrice::exceedsCap() const {
    if (device.isLocal() || capUsd() <= 0.0) return false;
    return !cost.usd || *cost.usd > capUsd();
}

PriceController::PriceController(WorkspaceSession& session, Accounts* accounts, DeviceCatalog* devices,
                                 QObject* parent)
    : QObject(parent), m_session(session), m_accounts(accounts), m_devices(devices) {
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &PriceController::count);
    connect(&m_session, &WorkspaceSession::currentDatasetChanged, this, &PriceController::restart);
    connect(&m_session, &WorkspaceSession::recipeChanged, this, &PriceController::restart);
    connect(&m_session, &WorkspaceSession::circuitPublished, this, [this] {
        if (m_circuit.kind == CircuitChoice::Kind::Drawn) restart();
    });
    if (m_devices != nullptr) connect(m_devices, &DeviceCatalog::changed, this, &PriceController::restart);
    if (m_accounts != nullptr) connect(m_accounts, &Accounts::keyChanged, this, &PriceController::restart);
    connect(&m_job, &BackgroundJob::failed, this,
            [this](const Error& error) { present(tl::unexpected<Error>(error)); });
}

PriceController::~PriceController() = default;

void PriceController::setDraft(const CircuitChoice& circuit, const TrainConfig& config, bool streamed) {
    if (circuit == m_circuit && config == m_config && streamed == m_streamed && m_state != State::Nothing)
        return;
    m_streamed = streamed;
    m_circuit = circuit;
    m_config = config;
    restart();
}

void PriceController::restart() {
    m_options.clear();
    m_optionsProblem.clear();
    m_optionsJob.requestStop();
    if (m_config.machine.backend.empty() || m_streamed || m_devices == nullptr ||
        !m_session.currentTable()) {
        m_debounce.stop();
        m_job.requestStop();
        setState(State::Nothing);
        return;
    }
    setState(State::Counting);
    m_debounce.start();
}

void PriceController::count() {
    // Never waited for: what runs is stopped, and its end begins anew.
    m_countAgain = m_job.isRunning();
    if (m_countAgain) {
        m_job.requestStop();
        return;
    }
    const QString address = toQt(m_config.machine.backend);
    const DeviceChoice* device = m_devices->find(address);
    if (device == nullptr) device = m_devices->find(address.section(QLatin1Char(':'), 0, 0));
    if (device == nullptr) {
        present(fail(ErrorCode::NotFound, "'" + fromQt(address) + "' is not known now",
                     "give its account a key on the Hardware page, or choose another device"));
        return;
    }
    Question question{m_session.currentTable(),
                      m_session.currentRecipe(),
                      m_session.circuit(),
                      m_circuit,
                      m_config,
                      *device,
                      1,
                      {},
                      &m_session.plans()};
    if (m_accounts != nullptr && !device->isLocal()) {
        question.opener = m_accounts->opener();
        if (const BackendProfile* profile = m_accounts->find(device->profile))
            question.concurrentJobs = profile->maxConcurrentJobs;
    }
    m_job.start(
        [this, question = std::move(question)](const std::stop_token& stop) -> BackgroundJob::Completion {
            auto price = answer(question, RunControl{stop, {}});
            return [this, price = std::move(price)]() mutable { present(std::move(price)); };
        });
}

void PriceController::present(Result<std::shared_ptr<const TrainingPrice>> price) {
    if (std::exchange(m_countAgain, false)) {
        count();
        return;
    }
    // Another count is about to begin, or none is wanted any more.
    if (m_state != State::Counting || m_debounce.isActive()) return;
    if (price) {
        m_price = *std::move(price);
        setState(State::Known);
        compare();
    } else {
        m_error = price.error();
        setState(State::Failed);
    }
}

void PriceController::setWish(std::optional<double> gradientError) {
    if (m_wish == gradientError) return;
    m_wish = gradientError;
    compare();
}

void PriceController::compare() {
    m_options.clear();
    m_optionsProblem.clear();
    m_compareAgain = m_optionsJob.isRunning();
    if (m_compareAgain) {
        m_optionsJob.requestStop();
        return;
    }
    if (!m_wish || price() == nullptr) {
        Q_EMIT optionsChanged();
        return;
    }
    const TrainingShape& shape = m_price->shape;
    if (shape.losses)
        m_optionsProblem = tr("This optimizer takes no gradients.");
    else if (shape.evaluations)
        m_optionsProblem = tr("With layers before the circuit the ways cannot be compared yet.");
    if (!m_optionsProblem.isEmpty()) {
        Q_EMIT optionsChanged();
        return;
    }
    m_optionsJob.start(
        [this, price = m_price, wish = *m_wish](const std::stop_token& stop) -> BackgroundJob::Completion {
            const auto work = [&]() -> Result<std::vector<GradientOption>> {
                QSTORE_TRY(const PriceTable prices, PriceTable::shipped());
                return gradientOptions(price->shape, price->terms, prices, {wish, std::nullopt},
                                       RunControl{stop, {}});
            };
            return [this, price, options = work()]() mutable {
                if (std::exchange(m_compareAgain, false)) return compare();
                if (price != m_price || m_state != State::Known) return;
                if (options)
                    m_options = *std::move(options);
                else
                    m_optionsProblem = toQt(options.error().message);
                Q_EMIT optionsChanged();
            };
        });
    Q_EMIT optionsChanged();
}

void PriceController::setState(State state) {
    m_state = state;
    Q_EMIT changed();
}

}  // namespace qstore::ui
