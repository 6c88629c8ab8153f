// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/base/result.h"
#include "ui/controllers/data_choice.h"
#include "ui/stores/newest_work.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace qstore {
struct CollectionInfo;
struct SampledFields;
}  // namespace qstore

namespace qstore::ui {

class StoresController;

/// The fields of the Train page's form that say which rows are learned from. What a store has to offer is
/// read in the background while the fields are seen.
class StreamFields : public QObject {
    Q_OBJECT
public:
    /// Without `stores` there is no choice: it is the dataset that is selected.
    StreamFields(QFormLayout& form, StoresController* stores, QWidget* parent);

    DataChoice choice() const;
    void setChoice(const DataChoice& choice);
    /// The error says what cannot be read, or is missing.
    Status commit();
    /// Asks the store again, where points of one are chosen.
    void refresh();

Q_SIGNALS:
    /// By a person.
    void edited(QWidget* field);

private:
    struct Offer;
    void build();
    void watch();
    void fillStores();
    void chooseStore(const QString& name);
    void fillCollections(const std::vector<CollectionInfo>& collections);
    void fillTargets(const QStringList& fields);
    void offer(const QString& store, const QString& collection, const Result<Offer>& offer);
    void startAnew();
    void placeChanged(QWidget* field);
    void showRelevant();
    void note(const QString& text, bool isProblem = false);
    void markFilter(bool isInvalid);

    QFormLayout& m_form;
    StoresController* m_stores;
    QWidget* m_parent;
    DataChoice m_kept;  ///< where there are no fields
    QComboBox* m_rows = nullptr;
    QComboBox* m_store = nullptr;
    QComboBox* m_collection = nullptr;
    QLineEdit* m_filter = nullptr;
    QComboBox* m_target = nullptr;
    QLabel* m_note = nullptr;
    bool m_filling = false;
    NewestWork m_reading;
};

}  // namespace qstore::ui
