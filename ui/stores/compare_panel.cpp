// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include "ui/controllers/stores_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/collections_model.h"
#include "ui/models/stores_model.h"
#include "ui/stores/collection_panels.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

/// Ids listed of each kind of difference; the counts are of all.
constexpr std::size_t listedIds = 200;

void list(QListWidget& into, const std::vector<std::string>& ids, const QString& pattern) {
    for (std::size_t i = 0; i < std::min(ids.size(), listedIds); ++i)
        into.addItem(pattern.arg(toQt(ids[i])));
}

QString specText(const CollectionSpec& spec) {
    return metricText(spec.metric) + QStringLiteral(", ") + QString::number(spec.dimension);
}

}  // namespace

ComparePanel::ComparePanel(StoresController& stores, QWidget* parent)
    : TaskPanel("compare", tr("Compare collections"),
                tr("By id: what only one of them has, and where vector or payload differ in any bit."),
                parent),
      m_stores(stores),
      m_store(new QComboBox(this)),
      m_collection(new QComboBox(this)),
      m_summary(new QLabel(this)),
      m_ids(new QListWidget(this)) {
    m_store->setObjectName(QStringLiteral("compareStore"));
    m_store->setToolTip(tr("Where the other collection is"));
    form()->addRow(tr("&Store"), m_store);
    m_collection->setObjectName(QStringLiteral("compareCollection"));
    m_collection->setToolTip(tr("The other collection"));
    form()->addRow(tr("&With"), m_collection);
    setVerb(tr("Compare"), tr("Reads both in pages, in the background"));
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addBelow(m_summary);
    m_ids->setObjectName(QStringLiteral("compareIds"));
    m_ids->setAccessibleName(tr("Differences"));
    m_ids->setMinimumHeight(120);
    addBelow(m_ids);
    connect(m_store, &QComboBox::currentIndexChanged, this, &ComparePanel::readNames);
    connect(button(), &QPushButton::clicked, this, &ComparePanel::compare);
    connect(&stores, &StoresController::compared, this, &ComparePanel::showFound);
    connect(&stores, &StoresController::stateChanged, this, [this] {
        const bool busy = m_stores.state() == StoresController::State::Running ||
                          m_stores.state() == StoresController::State::Cancelling;
        button()->setEnabled(!busy && m_collection->count() > 0);
        if (!busy && isVisible() && m_stores.error()) message()->showError(*m_stores.error());
    });
    connect(&stores.session(), &WorkspaceSession::workspaceAboutToChange, this,
            [this] { m_names.dropAndJoin(); });
}

void ComparePanel::begin() {
    message()->clear();
    m_summary->clear();
    m_ids->clear();
    m_ids->hide();
    {
        const QSignalBlocker quiet(m_store);
        m_store->clear();
        m_store->addItem(storeText(QString::fromLatin1(localStoreName)),
                         QString::fromLatin1(localStoreName));
        for (const StoreConnection& each : m_stores.connections().connections())
            m_store->addItem(toQt(each.name), toQt(each.name));
    }
    readNames();
    m_store->setFocus();
}

void ComparePanel::readNames() {
    m_collection->clear();
    button()->setEnabled(false);
    const QString store = m_store->currentData().toString();
    m_names.run(
        [this, store, open = m_stores.stores()](const std::stop_token& stop) -> BackgroundJob::Completion {
            Result<std::vector<CollectionInfo>> infos = [&]() -> Result<std::vector<CollectionInfo>> {
                QSTORE_TRY(const auto other, open->open(fromQt(store)));
                return other->collections(RunControl{stop, {}});
            }();
            return [this, store, infos = std::move(infos)] {
                if (!infos) return message()->showError(infos.error());
                for (const CollectionInfo& info : *infos) {
                    const QString name = toQt(info.spec.name);
                    if (store != m_stores.store() || name != m_stores.collection())
                        m_collection->addItem(name);
                }
                button()->setEnabled(m_collection->count() > 0);
                if (m_collection->count() == 0)
                    m_summary->setText(tr("There is no other collection there."));
            };
        });
}

void ComparePanel::compare() {
    message()->clear();
    m_stores.compare(m_store->currentData().toString(), m_collection->currentText());
}

void ComparePanel::showFound(const QString& left, const QString& right, const CollectionComparison& found) {
    if (found.equal())
        m_summary->setText(tr("%1 and %2 are equal: %n point(s), the same in every bit.", nullptr,
                              static_cast<int>(found.left))
                               .arg(left, right));
    else
        m_summary->setText(tr("%1 has %2 points, %3 has %4. Only in the first: %5. Only in the second: %6. "
                              "Different: %7.")
                               .arg(left, groupedCount(found.left), right, groupedCount(found.right),
                                    groupedCount(found.onlyLeft.size()),
                                    groupedCount(found.onlyRight.size()),
                                    groupedCount(found.different.size())));
    if (!found.alike())
        m_summary->setText(m_summary->text() + QLatin1Char(' ') +
                           tr("They are made in different ways: %1 (%2), %3 (%4).")
                               .arg(left, specText(found.leftSpec), right, specText(found.rightSpec)));
    m_ids->clear();
    list(*m_ids, found.onlyLeft, tr("%1: only in the first"));
    list(*m_ids, found.onlyRight, tr("%1: only in the second"));
    list(*m_ids, found.different, tr("%1: different"));
    m_ids->setVisible(m_ids->count() > 0);
}

}  // namespace qstore::ui
