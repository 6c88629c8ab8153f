// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/stream_sentences.h"

#include <QtGlobal>

namespace qstore::ui {
namespace {

// Long sentences go over several lines; QT_TRANSLATE_NOOP sets them apart.
// NOLINTBEGIN(bugprone-suspicious-missing-comma)
const char* const patterns[] = {
    // Where the points are.
    QT_TRANSLATE_NOOP("CoreSentences", "no collection of the store '%1' is chosen"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no connection named '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences", "the store '%1' cannot be reached from here"),
    QT_TRANSLATE_NOOP("CoreSentences", "no workspace is open"),
    QT_TRANSLATE_NOOP("CoreSentences", "there is no collection '%1'"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "the collection '%1' holds vectors of %2 numbers, the dataset's features are %3"),
    // Which of them, and what is wrong with one.
    QT_TRANSLATE_NOOP("CoreSentences", "nothing says which field of the points of '%1' is to be predicted"),
    QT_TRANSLATE_NOOP("CoreSentences", "no point has a field '%1' to be the target"),
    QT_TRANSLATE_NOOP("CoreSentences", "no point of '%1' passes the filter"),
    QT_TRANSLATE_NOOP("CoreSentences", "no point of '%1' is there"),
    QT_TRANSLATE_NOOP("CoreSentences", "no point has a field '%1', which the filter asks about"),
    QT_TRANSLATE_NOOP("CoreSentences", "no point has a field '%1', which the filter asks about; %2"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "none of the first %1 points has a field '%2', which the filter asks about"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "none of the first %1 points has a field '%2', which the filter asks about; %3"),
    QT_TRANSLATE_NOOP("CoreSentences", "point '%1' of '%2' came with %3 numbers instead of %4"),
    QT_TRANSLATE_NOOP("CoreSentences", "number %1 of point '%2' of '%3' is not finite"),
    QT_TRANSLATE_NOOP("CoreSentences", "the target '%1' of point '%2' of '%3' is not finite"),
    QT_TRANSLATE_NOOP("CoreSentences", "point '%1' of '%2' came twice: somebody is writing there"),
    QT_TRANSLATE_NOOP("CoreSentences", "class '%1' of point '%2' does not occur in the training rows"),
    QT_TRANSLATE_NOOP(
        "CoreSentences",
        "%1 looks at all training rows in every step, and a stream brings one batch at a time"),
    // What is not as it was.
    QT_TRANSLATE_NOOP("CoreSentences", "the collection '%1' changed since the training began: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "its points have other ids, vectors or targets"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 point is there instead of %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 points are there instead of %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the collection '%1' changed: %2"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "point '%1' has another vector or target than when it was first read"),
    QT_TRANSLATE_NOOP("CoreSentences", "1 of its points is not there any more: %1"),
    QT_TRANSLATE_NOOP("CoreSentences", "%1 of its points are not there any more: %2"),
    QT_TRANSLATE_NOOP("CoreSentences", "the store answered with point '%1', which was not asked for"),
    // And what to do about it.
    QT_TRANSLATE_NOOP("CoreSentences", "choose one, or train on a dataset"),
    QT_TRANSLATE_NOOP("CoreSentences", "train on a dataset"),
    QT_TRANSLATE_NOOP("CoreSentences", "add it, or choose another store"),
    QT_TRANSLATE_NOOP("CoreSentences", "open one first"),
    QT_TRANSLATE_NOOP("CoreSentences", "Create it, or list the collections."),
    QT_TRANSLATE_NOOP("CoreSentences", "Did you mean '%1'?"),
    QT_TRANSLATE_NOOP("CoreSentences", "create a collection of that dimension, or change the recipe"),
    QT_TRANSLATE_NOOP("CoreSentences", "name the field as the target"),
    QT_TRANSLATE_NOOP("CoreSentences", "name one of the fields that the points have"),
    QT_TRANSLATE_NOOP("CoreSentences", "loosen the filter"),
    QT_TRANSLATE_NOOP("CoreSentences", "push something into the collection first"),
    QT_TRANSLATE_NOOP("CoreSentences", "the store's answers break its word; look there"),
    QT_TRANSLATE_NOOP("CoreSentences", "correct the point, or leave it out with a filter"),
    QT_TRANSLATE_NOOP("CoreSentences", "try again when the collection rests"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "train on points that hold it, or leave such points out with a filter"),
    QT_TRANSLATE_NOOP("CoreSentences", "choose adam, sgd or spsa, or pull the points as a dataset"),
    QT_TRANSLATE_NOOP("CoreSentences",
                      "put back what was there and resume the run, or train anew on what is there now"),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

}  // namespace

std::span<const char* const> streamSentences() {
    return patterns;
}

}  // namespace qstore::ui
