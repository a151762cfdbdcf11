// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/rows.h"
#include "core/plan/targetorder.h"
#include "core/plan/targets.h"
#include "core/plan/templates.h"

#include <QFile>

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

/// What the requests of a plan are made of, read from its files: targets in turn, places to be filled, rows to fill
/// them with. One thread at a time.
class RequestParts
{
public:
    /// Reads the files. Nothing where something is wrong; `problem` is then a sentence that begins with the option, and
    /// `isUnreadable`, unless it is null, says whether a file can't be read, otherwise what is in it is wrong.
    static std::optional<RequestParts> read(const RunPlan &plan, QString *problem, bool *isUnreadable = nullptr);

    /// At least one: the plan's own where it names no file of targets.
    const QList<Target> &targets() const { return m_targets.targets; }
    /// Entries of a HAR that are no targets.
    qsizetype leftOut() const { return m_targets.leftOut; }
    /// "GET http://…", redacted.
    QStringList names() const;
    /// Targets that ask the practice server ask it where it is: at the host and port of that URL.
    void resolvePractice(const ExactUrl &server);
    /// Whether each request of that target is the same.
    bool isConstant(quint32 target) const { return !m_templates[target] || m_templates[target]->isConstant(); }
    /// Whether each request is the plan's own, as it stands there.
    bool isPlansOwn() const { return m_targetsFile.isEmpty() && !m_templates[0]; }
    bool usesRows() const;

    /// Puts the next row into `values`; after the last one the first again. False where there is a problem, a sentence.
    bool nextRow(TemplateValues &values, QString *problem);
    /// Of the file of rows; none without one.
    QStringList columns() const { return m_rows ? m_rows->columns() : QStringList(); }
    /// What nextRow() says, with the option and the file before it.
    QString problemOfRow(const QString &problem) const;
    /// Reads rows from the next one on, `most` of them and each once, to know that none of them is wrong. A sentence,
    /// or nothing. Where `isCancelled` is not null, until it is true.
    QString problemOfRows(quint64 most, const std::atomic_bool *isCancelled = nullptr);

    /// The plan of one request: URL, method, headers and body as they are sent. `problem` says why it can't be made.
    std::optional<RunPlan> planOf(const RunPlan &plan, quint32 target, const TemplateValues &values,
                                  QString *problem) const;

private:
    QString readTargets(const RunPlan &plan);
    QString openRows(const QString &fileName);
    QString unreadable(const char *option, const QString &fileName, const QString &why);
    QString parseTemplates();

    TargetList m_targets;
    QString m_targetsFile;                                   ///< As people see it; empty: the target is the plan's own.
    std::vector<std::optional<RequestTemplate>> m_templates; ///< Of each target; nothing where it has no places.
    std::unique_ptr<QFile> m_rowsFile;
    std::unique_ptr<RowReader> m_rows;
    bool m_isUnreadable = false;
};

/// Whether URL or headers have two braces in them, or the body something such as {{name}}. Bytes that are no UTF-8 are
/// no text with places.
bool hasPlaces(const RunPlan &plan);

/// The order that a plan asks for its targets, of which there is at least one.
TargetOrder targetOrderOf(const RunPlan &plan, quint32 count);

} // namespace fiftyfold
