// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/stream_fields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <algorithm>
#include <utility>

#include "core/exchange/collection_fields.h"
#include "ui/controllers/stores_controller.h"
#include "ui/controllers/stream_work.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/stores_model.h"
#include "ui/support/core_sentences.h"
#include "ui/support/number_text.h"
#include "ui/support/page_undo.h"
#include "ui/training/form_combo.h"

namespace qstore::ui {
namespace {

/// Chooses what stands for `value`; what is not known is added, so that it can be chosen and said.
void choose(QComboBox& box, const QString& value) {
    int row = value.isEmpty() ? -1 : box.findData(value);
    if (row < 0 && !value.isEmpty()) {
        box.addItem(StreamFields::tr("%1 (not there now)").arg(value), value);
        row = box.count() - 1;
    }
    box.setCurrentIndex(row);
}

QString problemText(const Error& error) {
    const QString what = coreSentence(error.message);
    return error.hint.empty() ? what : what + QStringLiteral("; ") + coreSentence(error.hint);
}

void restyle(QWidget* widget) {
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

}  // namespace

/// What a store has.
struct StreamFields::Offer {
    std::vector<CollectionInfo> collections;
    SampledFields fields;  ///< of the collection that is chosen
};

StreamFields::StreamFields(QFormLayout& form, StoresController* stores, QWidget* parent)
    : QObject(parent), m_form(form), m_stores(stores), m_parent(parent) {
    if (m_stores == nullptr) return;
    build();
    fillStores();
    setChoice({});
    watch();
}

void StreamFields::build() {
    m_rows = formCombo(m_parent, "trainRows", tr("What is learned from"));
    m_rows->addItem(tr("Selected dataset"), false);
    m_rows->addItem(tr("Collection of a store"), true);
    m_form.addRow(tr("Rows fro&m"), m_rows);
    m_store = formCombo(m_parent, "trainStore", tr("Where the collection is; the Stores page adds others"));
    m_form.addRow(tr("Store"), m_store);
    m_collection =
        formCombo(m_parent, "trainCollection",
                  tr("Its vectors are the features; they stay there and are fetched batch by batch"));
    m_collection->setPlaceholderText(tr("none is chosen"));
    m_form.addRow(tr("Collection"), m_collection);
    m_filter = new QLineEdit(m_parent);
    m_filter->setObjectName(QStringLiteral("trainFilter"));
    m_filter->setPlaceholderText(tr("all points"));
    m_filter->setToolTip(tr("Only points that pass, as on the Stores page, such as %1")
                             .arg(QStringLiteral("species = 'setosa' and petal_length > 1.5")));
    m_filter->setClearButtonEnabled(true);
    m_form.addRow(tr("Filter"), m_filter);
    m_target = formCombo(m_parent, "trainTarget",
                         tr("The field of the points to predict; empty: the target of the dataset that was "
                            "pushed there"));
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->lineEdit()->setPlaceholderText(tr("as it was pushed"));
    m_form.addRow(tr("Target"), m_target);
    m_note = new QLabel(m_parent);
    m_note->setObjectName(QStringLiteral("trainCollectionNote"));
    m_note->setWordWrap(true);
    m_form.addRow(m_note);
    for (QWidget* field : std::initializer_list<QWidget*>{m_filter, m_target}) leaveUndoToPage(field);
}

void StreamFields::watch() {
    const auto changed = [this](QWidget* field) {
        if (!m_filling) Q_EMIT edited(field);
    };
    connect(m_rows, &QComboBox::currentIndexChanged, this, [this, changed] {
        showRelevant();
        if (!m_filling) refresh();
        changed(m_rows);
    });
    connect(m_store, &QComboBox::currentIndexChanged, this, [this] { placeChanged(m_store); });
    connect(m_collection, &QComboBox::currentIndexChanged, this, [this] { placeChanged(m_collection); });
    connect(m_filter, &QLineEdit::textChanged, this, [this, changed] {
        markFilter(false);
        changed(m_filter);
    });
    connect(m_target, &QComboBox::editTextChanged, this, [this, changed] { changed(m_target); });
    connect(m_stores, &StoresController::collectionsChanged, this, &StreamFields::fillStores);
    connect(&m_stores->session(), &WorkspaceSession::workspaceAboutToChange, this,
            [this] { m_reading.dropAndJoin(); });
    connect(&m_stores->session(), &WorkspaceSession::workspaceChanged, this, &StreamFields::startAnew);
    connect(&m_reading, &NewestWork::failed, this,
            [this](const Error& error) { note(problemText(error), true); });
}

/// Another workspace has other collections, also where the place is named alike.
void StreamFields::startAnew() {
    fillCollections({});
    fillTargets({});
    refresh();
}

/// Another collection has other fields.
void StreamFields::placeChanged(QWidget* field) {
    if (m_filling) return;
    m_filling = true;
    if (field == m_store) {
        m_collection->clear();
        m_collection->setCurrentIndex(-1);
    }
    m_filter->clear();
    m_target->clear();
    m_target->clearEditText();
    m_filling = false;
    refresh();
    Q_EMIT edited(field);
}

DataChoice StreamFields::choice() const {
    if (m_stores == nullptr) return m_kept;
    return {m_rows->currentData().toBool(), m_store->currentData().toString(),
            m_collection->currentData().toString(), m_filter->text(), m_target->currentText()};
}

void StreamFields::setChoice(const DataChoice& choice) {
    m_kept = choice;
    if (m_stores == nullptr) return;
    const DataChoice before = this->choice();
    const bool isOtherPlace = choice.place() != before.place();
    const bool filling = std::exchange(m_filling, true);
    m_rows->setCurrentIndex(choice.streamed ? 1 : 0);
    chooseStore(choice.store);
    if (isOtherPlace) {
        m_collection->clear();
        m_target->clear();
    }
    choose(*m_collection, choice.collection);
    // Where it is the same, the cursor stays.
    if (m_filter->text() != choice.filter) m_filter->setText(choice.filter);
    if (m_target->currentText() != choice.target) m_target->setEditText(choice.target);
    m_filling = filling;
    showRelevant();
    // What was read for nobody is not there.
    if (isOtherPlace || choice.streamed != before.streamed) refresh();
}

void StreamFields::fillStores() {
    const QString chosen = m_store->count() == 0 ? m_kept.store : m_store->currentData().toString();
    const bool filling = std::exchange(m_filling, true);
    m_store->clear();
    const QString local = QString::fromLatin1(localStoreName);
    m_store->addItem(storeText(local), local);
    for (const StoreConnection& each : m_stores->connections().connections())
        m_store->addItem(toQt(each.name), toQt(each.name));
    chooseStore(chosen);
    m_filling = filling;
}

void StreamFields::chooseStore(const QString& name) {
    choose(*m_store, name.isEmpty() ? QString::fromLatin1(localStoreName) : name);
}

void StreamFields::refresh() {
    if (m_stores == nullptr) return;
    const DataChoice now = choice();
    if (!now.streamed || !m_parent->isVisible()) return m_reading.drop();
    note(tr("Reading…"));
    m_reading.run([this, store = fromQt(now.store), collection = fromQt(now.collection),
                   open = m_stores->stores()](const std::stop_token& stop) -> BackgroundJob::Completion {
        const auto read = [&]() -> Result<Offer> {
            const RunControl control{stop, {}};
            Offer offer;
            QSTORE_TRY(const auto there, open->open(store));
            QSTORE_TRY(offer.collections, there->collections(control));
            const auto known = std::any_of(
                offer.collections.begin(), offer.collections.end(),
                [&collection](const CollectionInfo& each) { return each.spec.name == collection; });
            if (known) {
                QSTORE_TRY(offer.fields, sampleFields(*there, collection, control));
            }
            return offer;
        };
        return [this, store, collection, found = read()] { offer(toQt(store), toQt(collection), found); };
    });
}

void StreamFields::offer(const QString& store, const QString& collection, const Result<Offer>& offer) {
    if (!offer) return note(problemText(offer.error()), true);
    fillCollections(offer->collections);
    QStringList fields;
    for (const std::string& name : offer->fields.names) fields << toQt(name);
    fillTargets(fields);
    const auto chosen = std::find_if(
        offer->collections.begin(), offer->collections.end(),
        [&collection](const CollectionInfo& each) { return toQt(each.spec.name) == collection; });
    if (chosen != offer->collections.end())
        note(tr("%1 points with %n dimension(s)", nullptr, static_cast<int>(chosen->spec.dimension))
                 .arg(groupedCount(chosen->count)));
    else if (!collection.isEmpty())
        note(tr("%1 has no collection %2 now.").arg(storeText(store), collection), true);
    else if (offer->collections.empty())
        note(tr("There is no collection yet: push a dataset on the Stores page."));
    else
        note(tr("Choose the collection to learn from."));
}

void StreamFields::fillCollections(const std::vector<CollectionInfo>& collections) {
    const QString chosen = m_collection->currentData().toString();
    const bool filling = std::exchange(m_filling, true);
    m_collection->clear();
    for (const CollectionInfo& each : collections)
        m_collection->addItem(toQt(each.spec.name), toQt(each.spec.name));
    choose(*m_collection, chosen);
    m_filling = filling;
}

void StreamFields::fillTargets(const QStringList& fields) {
    const QString typed = m_target->currentText();
    QStringList known;
    for (int row = 0; row < m_target->count(); ++row) known << m_target->itemText(row);
    if (known == fields) return;
    const bool filling = std::exchange(m_filling, true);
    m_target->clear();
    m_target->addItems(fields);
    m_target->setCurrentIndex(m_target->findText(typed, Qt::MatchFixedString | Qt::MatchCaseSensitive));
    m_target->setEditText(typed);
    m_filling = filling;
}

Status StreamFields::commit() {
    const DataChoice now = choice();
    if (m_stores == nullptr || !now.streamed) return {};
    const auto request = streamRequest(now);
    markFilter(!request && !now.collection.isEmpty());
    QSTORE_CHECK(request);
    return {};
}

void StreamFields::showRelevant() {
    const bool streamed = m_rows->currentData().toBool();
    for (QWidget* field : std::initializer_list<QWidget*>{m_store, m_collection, m_filter, m_target}) {
        field->setVisible(streamed);
        m_form.labelForField(field)->setVisible(streamed);
    }
    m_note->setVisible(streamed && !m_note->text().isEmpty());
}

void StreamFields::note(const QString& text, bool isProblem) {
    m_note->setText(text);
    m_note->setProperty("role", isProblem ? QStringLiteral("warning") : QStringLiteral("secondary"));
    restyle(m_note);
    showRelevant();
}

void StreamFields::markFilter(bool isInvalid) {
    if (m_filter->property("invalid").toBool() == isInvalid) return;
    m_filter->setProperty("invalid", isInvalid);
    restyle(m_filter);
}

}  // namespace qstore::ui
