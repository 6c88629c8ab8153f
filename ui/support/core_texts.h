// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

namespace qstore::ui {

/// A title or help text of the core (gates, templates, encoders, samples) in the window's language. The
/// core itself speaks English only.
QString coreText(std::string_view english);
/// Every text there is a translation for; a test holds it against what the core offers.
QStringList coreTexts();
/// The same of the plugins for stores: what their connections ask for.
QStringList storeTexts();

}  // namespace qstore::ui
