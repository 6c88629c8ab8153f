// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/import_controller.h"

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr std::size_t previewRows = 200;

/// The part of a large file that a preview needs; cut at a line end so that no row looks ragged.
std::string_view head(const std::string& bytes) {
    constexpr std::size_t limit = std::size_t{4} << 20U;
    if (bytes.size() <= limit) return bytes;
    const std::size_t end = bytes.rfind('\n', limit);
    return std::string_view(bytes).substr(0, end == std::string::npos ? limit : end + 1);
}

}  // namespace

ImportController::ImportController(QObject* parent) : QObject(parent) {
    connect(&m_job, &BackgroundJob::failed, this, &ImportController::failed);
}

void ImportController::open(const QString& path) {
    m_path = path;
    m_preview.reset();
    m_job.start([this, path = fromQt(path)](const std::stop_token&) -> BackgroundJob::Completion {
        auto bytes = readTextFile(path);
        if (!bytes) return [this, error = bytes.error()] { Q_EMIT failed(error); };
        auto dialect = sniffCsv(*bytes);
        if (!dialect) return [this, error = dialect.error()] { Q_EMIT failed(error); };
        auto shared = std::make_shared<const std::string>(std::move(*bytes));
        return [this, shared, dialect = *dialect] {
            m_bytes = shared;
            m_options = {};
            m_options.dialect = dialect;
            startPreview();
        };
    });
}

void ImportController::setOptions(const CsvOptions& options) {
    m_options = options;
    if (m_bytes) startPreview();
}

void ImportController::startPreview() {
    CsvOptions options = m_options;
    options.maxRows = previewRows;
    options.straysMakeText = true;  // the type can be chosen where its reason is read
    m_job.start([this, bytes = m_bytes, options](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto table = parseCsv(head(*bytes), options, {stop, {}});
        if (!table)
            return [this, error = table.error()] {
                m_preview.reset();
                Q_EMIT failed(error);
            };
        auto shared = std::make_shared<const Table>(std::move(*table));
        return [this, shared] {
            m_preview = shared;
            Q_EMIT previewReady();
        };
    });
}

void ImportController::importAll() {
    if (!m_bytes) return;
    CsvOptions options = m_options;
    options.maxRows = 0;
    m_job.start([this, bytes = m_bytes, options](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto table = parseCsv(*bytes, options, {stop, {}});
        if (!table) return [this, error = table.error()] { Q_EMIT failed(error); };
        auto shared = std::make_shared<const Table>(std::move(*table));
        return [this, shared] { Q_EMIT imported(shared); };
    });
}

}  // namespace qstore::ui
