// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "core/data/csv.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// Reads a delimited text file in the background: first a sniffed preview that follows each change of
/// the options, then the whole table.
class ImportController : public QObject {
    Q_OBJECT
public:
    explicit ImportController(QObject* parent = nullptr);

    /// Reads the file's bytes, sniffs its dialect and previews the first rows.
    void open(const QString& path);
    /// Previews again with these options.
    void setOptions(const CsvOptions& options);
    /// Parses all rows with the current options.
    void importAll();
    void cancel() { m_job.cancelAndJoin(); }

    QString path() const { return m_path; }
    const CsvOptions& options() const { return m_options; }
    std::shared_ptr<const Table> preview() const { return m_preview; }

Q_SIGNALS:
    void previewReady();
    void imported(std::shared_ptr<const qstore::Table> table);
    void failed(const qstore::Error& error);

private:
    void startPreview();
    QString m_path;
    CsvOptions m_options;
    std::shared_ptr<const std::string> m_bytes;
    std::shared_ptr<const Table> m_preview;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
