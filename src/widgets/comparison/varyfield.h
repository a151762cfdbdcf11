// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QWidget>

#include <memory>

namespace fiftyfold {

namespace Ui {
class VaryField;
}

/// What a comparison varies beside its strategies, and with which values. Tells when that is another; knows nothing of
/// what is right.
class VaryField : public QWidget
{
    Q_OBJECT
public:
    explicit VaryField(QWidget *parent = nullptr);
    ~VaryField() override;

    /// The name of a factor, see factor.h, or nothing for strategies alone; its values as they were typed. Emits
    /// nothing.
    void showVaried(const QString &factor, const QString &values);
    /// Whether the article's case is what is compared. Emits nothing.
    void showArticle(bool isArticle);
    /// Tells of values that were typed and not left yet.
    void takeTyped();
    /// Whether what is compared can be another now; how it is shown always can.
    void setChoosingEnabled(bool isEnabled);
    /// What stands for the URL where URLs begin to be varied.
    void setUrl(const QString &url) { m_url = url; }
    /// Whether there is a sweep, which can be shown as a table instead.
    void setSweeping(bool isSweeping);
    bool isAsTable() const;

Q_SIGNALS:
    void varied(const QString &factor, const QString &values);
    void articleToggled(bool isArticle);
    void asTableToggled(bool isAsTable);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void choose();
    void tell();

    std::unique_ptr<Ui::VaryField> m_ui;
    QMap<QString, QString> m_values; ///< As they were typed last, by factor.
    QString m_url;
};

} // namespace fiftyfold
