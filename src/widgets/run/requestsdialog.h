// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/requestpreview.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

class RequestReader;

namespace Ui {
class RequestsDialog;
}

/// What a plan's requests ask: method, URL, headers and body, the files of targets and of rows. Shows the first of them
/// as they will be sent. Checks while the user types: what is wrong is said under the fields, and OK waits until
/// nothing is, and until the files are read, which happens in another thread.
class RequestsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `reader` is not owned and outlives this; null: one of its own, for whose file closing waits.
    explicit RequestsDialog(const RunPlan &plan, QWidget *parent = nullptr, RequestReader *reader = nullptr);
    ~RequestsDialog() override;

    /// The given plan with this dialog's fields; only after `accepted`. With targets it names them, and method and URL
    /// are those of the first.
    RunPlan plan() const;

    /// True for an option of the command line ("--targets") that has a field here.
    static bool hasOption(const QString &option);
    void focusOption(const QString &option);

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectFields();
    void readBody(const QString &fileName);
    /// Method and URL are left as they are where there are none in the plan.
    void fill(const RunPlan &plan);
    void fillBody(const QByteArray &body);
    QByteArray body() const;
    /// What the fields say; nothing, with `problem` set, where one of them can't be read or is wrong.
    std::optional<RunPlan> read(PlanProblem *problem) const;
    QString readTexts(RunPlan &plan, QString *option) const;
    void check();
    void takePreview(const RequestPreview &preview);
    void showPreview(const RequestPreview &preview);
    void describeBody();
    void showBodyHint(const QString &hint, bool isProblem);
    void showProblem(const QString &problem);
    void acceptChecked();

    std::unique_ptr<Ui::RequestsDialog> m_ui;
    RequestReader *m_reader;
    RunPlan m_plan;
    QByteArray m_body;             ///< Sent where nobody has changed the text.
    std::optional<RunPlan> m_read; ///< Of which m_preview is.
    std::optional<RequestPreview> m_preview;
};

} // namespace fiftyfold
