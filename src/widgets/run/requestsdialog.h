// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/requestpreview.h"
#include "core/plan/requestshorthand.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace fiftyfold {

class RequestReader;

namespace Ui {
class RequestsDialog;
}

/// What a plan's requests ask: method, URL, headers and body, or what stands for those (a user, a token, a form), the
/// files of targets and of rows. Shows the first of them as they will be sent. Checks while the user types: what is
/// wrong is said under the fields, and OK waits until nothing is, and until the files are read, which happens in
/// another thread.
class RequestsDialog : public QDialog
{
    Q_OBJECT
public:
    /// `reader` is not owned and outlives this; null: one of its own, for whose file closing waits. What an earlier
    /// dialog wrote into the plan stands in the fields that it was said in, if it is still there.
    explicit RequestsDialog(const RunPlan &plan, QWidget *parent = nullptr, RequestReader *reader = nullptr,
                            const WrittenShorthand &written = {});
    ~RequestsDialog() override;

    /// The given plan with this dialog's fields; only after `accepted`. With targets it names them, and method and URL
    /// are those of the first.
    RunPlan plan() const;
    /// What of it came of user, token and form; likewise. Holds secrets.
    WrittenShorthand writtenShorthand() const { return m_written; }

    /// True for an option of the command line ("--targets") that has a field here.
    static bool hasOption(const QString &option);
    void focusOption(const QString &option);

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectFields();
    void connectBody();
    void chooseFile();
    void takeFile(const QString &fileName);
    void readBody(const QString &fileName);
    /// Method and URL are left as they are where there are none in the plan.
    void fill(const RunPlan &plan, const RequestShorthand &shorthand);
    void fillBody(const QByteArray &body);
    QByteArray body() const;
    /// What the fields say; nothing, with `problem` set, where one of them can't be read or is wrong.
    std::optional<RunPlan> read(PlanProblem *problem) const;
    QString readTexts(RunPlan &plan, QString *option) const;
    std::optional<RequestShorthand> readShorthand(const RunPlan &plan, PlanProblem *problem) const;
    QStringList formLines() const;
    void followBody();
    void check();
    void complete(RunPlan plan, const RequestShorthand &shorthand, const FileContents &files, const QString &unread);
    void preview();
    void takePreview(const RequestPreview &preview);
    void showPreview(const RequestPreview &preview);
    void describeBody();
    void showBodyHint(const QString &hint, bool isProblem);
    void showProblem(const PlanProblem &problem);
    void acceptChecked();

    std::unique_ptr<Ui::RequestsDialog> m_ui;
    RequestReader *m_reader;
    RunPlan m_plan;
    QByteArray m_body;             ///< Sent where nobody has changed the text.
    QByteArray m_boundary;         ///< Of a form.
    WrittenShorthand m_written;    ///< In m_read.
    bool m_hadBody = false;        ///< When the method followed it last.
    bool m_isPostForBody = false;  ///< The method was another before there was one.
    quint64 m_checks = 0;          ///< Files that are read for one that is not the last are of no use.
    std::optional<RunPlan> m_read; ///< Of which m_preview is.
    std::optional<RequestPreview> m_preview;
};

} // namespace fiftyfold
