// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/vector_numbers.h"

#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"

namespace qstore::ui {
namespace {

constexpr std::size_t namesShown = 6;

}  // namespace

VectorNumbers::VectorNumbers(QWidget* parent) : QLabel(parent) {
    setProperty("role", QStringLiteral("secondary"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(&m_work, &NewestWork::failed, this, &VectorNumbers::showError);
}

void VectorNumbers::count(std::shared_ptr<const Table> table, PointsOrder order, const QString& place,
                          std::size_t dimension) {
    // What stands there is of another choice.
    setText(tr("Counting…"));
    setToolTip({});
    m_work.run([this, table = std::move(table), order = std::move(order), place,
                dimension](const std::stop_token&) -> BackgroundJob::Completion {
        return [this, names = vectorNames(*table, order), place, dimension] {
            if (!names) return showError(names.error());
            showNames(*names, place, dimension);
        };
    });
}

void VectorNumbers::showError(const Error& error) {
    m_work.drop();
    setText(tr("No vectors: %1").arg(coreSentence(error.message)));
    setToolTip(coreSentence(error.hint));
}

void VectorNumbers::showNames(const std::vector<std::string>& names, const QString& place,
                              std::size_t dimension) {
    QStringList all;
    for (const std::string& name : names) all << toQt(name);
    QStringList shown = all.mid(0, static_cast<qsizetype>(namesShown));
    if (shown.size() < all.size()) shown << QStringLiteral("…");
    QString text = tr("%n number(s) per point: %1", nullptr, static_cast<int>(all.size()))
                       .arg(shown.join(QStringLiteral(", ")));
    if (dimension != 0 && dimension != names.size())
        text += QLatin1Char('\n') +
                tr("%1 takes %n number(s) per point", nullptr, static_cast<int>(dimension)).arg(place);
    setText(text);
    setToolTip(all.join(QStringLiteral(", ")));
}

}  // namespace qstore::ui
