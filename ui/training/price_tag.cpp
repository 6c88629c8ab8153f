// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/price_tag.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

#include "ui/support/elided_label.h"
#include "ui/training/price_text.h"

namespace qstore::ui {
namespace {

QPushButton* button(QWidget* parent, const char* name, const QString& text, const QString& help) {
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setToolTip(help);
    return made;
}

QHBoxLayout* rowOf(QWidget* widget) {
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(8);
    return row;
}

}  // namespace

PriceTag::PriceTag(PriceController& price, QWidget* parent) : QFrame(parent), m_price(price) {
    setObjectName(QStringLiteral("priceTag"));
    setProperty("card", true);
    build();
    connect(&m_price, &PriceController::changed, this, &PriceTag::refresh);
    refresh();
}

void PriceTag::build() {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(buildOffer());
    m_stack->addWidget(buildQuestion());
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    layout->addWidget(m_stack);
}

QWidget* PriceTag::buildOffer() {
    auto* page = new QWidget(m_stack);
    auto* row = rowOf(page);
    m_text = new ElidedLabel(page);
    m_text->setObjectName(QStringLiteral("priceTagText"));
    m_text->setProperty("role", QStringLiteral("section"));
    row->addWidget(m_text, 1);
    m_fineTune = button(page, "fineTuneButton", tr("Fine-tune"), QString());
    m_local = button(page, "trainLocallyButton", tr("Train locally first"),
                     tr("Train the same exactly on this machine, for nothing; what comes out can then be "
                        "fine-tuned on the device in few epochs"));
    m_details = button(page, "priceDetailsButton", tr("Details"),
                       tr("Everything the price is made of, epoch by epoch, and cheaper ways"));
    for (QPushButton* each : {m_fineTune, m_local, m_details}) row->addWidget(each);
    connect(m_details, &QPushButton::clicked, this, &PriceTag::detailsRequested);
    connect(m_local, &QPushButton::clicked, this, &PriceTag::localRequested);
    connect(m_fineTune, &QPushButton::clicked, this, [this] { Q_EMIT fineTuneRequested(m_fineTunable); });
    return page;
}

QWidget* PriceTag::buildQuestion() {
    auto* page = new QWidget(m_stack);
    auto* row = rowOf(page);
    m_question = new QLabel(page);
    m_question->setObjectName(QStringLiteral("priceQuestion"));
    m_question->setWordWrap(true);
    row->addWidget(m_question, 1);
    m_confirm = button(page, "confirmPriceButton", tr("Train"), tr("Start it; this costs money"));
    auto* cap = button(page, "setCapButton", tr("Set a cap"),
                       tr("Say how much it may cost at most; it pauses before it would cost more"));
    auto* back = button(page, "declinePriceButton", tr("Not now"), tr("Start nothing"));
    for (QPushButton* each : {m_confirm, cap, back}) row->addWidget(each);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_asking = false;
        const std::optional<double> upTo = m_upToUsd;
        refresh();
        Q_EMIT confirmed(upTo);
    });
    connect(cap, &QPushButton::clicked, this, [this] {
        m_asking = false;
        refresh();
        Q_EMIT capRequested();
    });
    connect(back, &QPushButton::clicked, this, [this] {
        m_asking = false;
        refresh();
    });
    return page;
}

void PriceTag::ask() {
    const TrainingPrice* price = m_price.price();
    if (price == nullptr) return;
    auto most = price->atMostUsd();
    if (most && price->capUsd() > 0.0) most = std::min(*most, price->capUsd());
    const QString device = placeTitle(price->device);
    const QString expected = price->cost.usd ? dollars(*price->cost.usd) : QString();
    m_upToUsd = expected.isEmpty() ? std::nullopt : most;
    if (!m_upToUsd) {
        m_question->setText(tr("Nobody says what this costs on %1. Train at any price?").arg(device));
        m_confirm->setText(tr("Train at any price"));
    } else if (*most > *price->cost.usd * 1.005) {
        m_question->setText(
            tr("Spend up to %1 on %2? About %3 is expected.").arg(dollars(*most), device, expected));
        m_confirm->setText(tr("Train for up to %1").arg(dollars(*most)));
    } else {
        m_question->setText(tr("Spend up to %1 on %2?").arg(dollars(*most), device));
        m_confirm->setText(tr("Train for %1").arg(dollars(*most)));
    }
    m_asking = true;
    m_stack->setCurrentIndex(1);
    m_confirm->setFocus();
}

void PriceTag::setFineTunable(const QString& run) {
    m_fineTunable = run;
    showOffers();
}

void PriceTag::setBusy(bool busy) {
    m_busy = busy;
    if (busy) m_asking = false;
    refresh();
}

QString PriceTag::text() const {
    return m_asking ? m_question->text() : m_text->text();
}

void PriceTag::showOffers() {
    const TrainingPrice* price = m_price.price();
    const bool machine = price != nullptr && !price->device.isLocal();
    const bool fits = !m_fineTunable.isEmpty() && price != nullptr;
    m_local->setVisible(machine && !fits);
    m_local->setEnabled(!m_busy);
    m_fineTune->setVisible(fits);
    m_fineTune->setEnabled(!m_busy && fits && !price->exceedsCap());
    if (!fits) return;
    m_fineTune->setText(tr("Fine-tune on %1").arg(placeTitle(price->device)));
    m_fineTune->setToolTip(
        tr("Start on the device from the weights of run %1, which was trained here").arg(m_fineTunable));
}

void PriceTag::refresh() {
    using State = PriceController::State;
    // Another price than the one that was asked about is not agreed to.
    if (m_price.state() != State::Known) m_asking = false;
    m_stack->setCurrentIndex(m_asking ? 1 : 0);
    setVisible(m_price.state() != State::Nothing);
    m_details->setEnabled(m_price.price() != nullptr);
    switch (m_price.state()) {
        case State::Nothing: m_text->clear(); break;
        case State::Counting: m_text->setText(tr("Counting what this needs…")); break;
        case State::Failed: m_text->setText(toQt(m_price.error().message)); break;
        case State::Known: {
            const QString obstacle = priceObstacle(*m_price.price());
            const QString summary = priceSummary(*m_price.price());
            m_text->setText(obstacle.isEmpty() ? summary : tr("%1 · %2").arg(obstacle, summary));
            break;
        }
    }
    m_text->setToolTip(m_price.state() == State::Failed ? toQt(m_price.error().hint)
                       : m_price.price() != nullptr     ? capRemark(*m_price.price())
                                                        : QString());
    showOffers();
}

}  // namespace qstore::ui
