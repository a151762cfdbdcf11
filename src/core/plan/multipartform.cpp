// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/multipartform.h"

#include "core/plan/fieldwords.h"

#include <QUuid>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace fiftyfold {

namespace {

bool isFormBlank(char byte)
{
    return std::isspace(uchar(byte)) != 0;
}

/// By the ending of a file's name; curl has no others.
QByteArray typeOfName(const QByteArray &name)
{
    constexpr std::array<std::pair<const char *, const char *>, 10> types = {{{".gif", "image/gif"},
                                                                              {".jpg", "image/jpeg"},
                                                                              {".jpeg", "image/jpeg"},
                                                                              {".png", "image/png"},
                                                                              {".svg", "image/svg+xml"},
                                                                              {".txt", "text/plain"},
                                                                              {".htm", "text/html"},
                                                                              {".html", "text/html"},
                                                                              {".pdf", "application/pdf"},
                                                                              {".xml", "application/xml"}}};
    const QByteArray lower = name.toLower();
    const auto found =
        std::find_if(types.begin(), types.end(), [&lower](const auto &type) { return lower.endsWith(type.first); });
    return found == types.end() ? QByteArray() : QByteArray(found->second);
}

/// What curl tells of a part for which nobody said a type.
QByteArray usualTypeOf(const FormPart &part)
{
    const QByteArray path = part.file.toUtf8();
    QByteArray type = part.fileName ? typeOfName(*part.fileName) : QByteArray();
    if (type.isEmpty())
        type = typeOfName(path);
    if (type.isEmpty() && !path.isEmpty() && part.fileName)
        type = QByteArrayLiteral("application/octet-stream");
    return type == "text/plain" && !part.fileName ? QByteArray() : type;
}

/// In a quoted parameter of Content-Disposition, as browsers escape it.
QByteArray escapedParameter(QByteArray text)
{
    return text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
}

/// The value of a field, and what follows it.
class FormValueReader
{
public:
    FormValueReader(const QByteArray &text, bool isFile)
        : m_text(text)
        , m_isFile(isFile)
    {
    }

    QByteArray readWord();
    Refusal readParameters(FormPart &part);

private:
    bool isEndAt(qsizetype at) const { return m_text[at] == ';' || (m_isFile && m_text[at] == ','); }
    bool readQuoted(QByteArray &word);
    Refusal readParameter(FormPart &part);
    Refusal readType(FormPart &part);
    void skipBlanks();

    const QByteArray &m_text;
    bool m_isFile; ///< Several could be given, with commas between.
    qsizetype m_at = 0;
    bool m_hasRest = false; ///< There is something between the closing quote and the word's end.
};

void FormValueReader::skipBlanks()
{
    while (m_at < m_text.size() && isFormBlank(m_text[m_at]))
        ++m_at;
}

/// A quote that is not closed is a character like others.
bool FormValueReader::readQuoted(QByteArray &word)
{
    qsizetype i = m_at + 1;
    for (; i < m_text.size() && m_text[i] != '"'; ++i) {
        const bool isEscape =
            m_text[i] == '\\' && i + 1 < m_text.size() && (m_text[i + 1] == '"' || m_text[i + 1] == '\\');
        i += isEscape ? 1 : 0;
        word.append(m_text[i]);
    }
    if (i >= m_text.size())
        return false;
    for (++i; i < m_text.size() && !isEndAt(i); ++i)
        m_hasRest = m_hasRest || !isFormBlank(m_text[i]);
    m_at = i;
    return true;
}

QByteArray FormValueReader::readWord()
{
    skipBlanks();
    QByteArray word;
    if (m_at < m_text.size() && m_text[m_at] == '"' && readQuoted(word))
        return word;
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && !isEndAt(m_at))
        ++m_at;
    qsizetype end = m_at;
    while (end > begin && isFormBlank(m_text[end - 1]))
        --end;
    return m_text.mid(begin, end - begin);
}

Refusal FormValueReader::readParameters(FormPart &part)
{
    while (m_at < m_text.size() && m_text[m_at] == ';') {
        if (Refusal refusal = readParameter(part))
            return refusal;
    }
    if (m_hasRest)
        return FieldWords::tr("one with a text after the closing quote");
    if (m_at < m_text.size())
        return FieldWords::tr("one with several files (a comma is put between double quotes)");
    return accepted;
}

Refusal FormValueReader::readParameter(FormPart &part)
{
    ++m_at;
    skipBlanks();
    const QByteArray rest = m_text.mid(m_at, qsizetype(sizeof "filename=") - 1).toLower();
    if (rest.startsWith("type="))
        return readType(part);
    if (rest == "filename=") {
        m_at += rest.size();
        part.fileName = readWord();
        return accepted;
    }
    for (const char *name : {"headers=", "encoder="}) {
        if (rest.startsWith(name))
            return FieldWords::tr("one with ;%1, which is not there").arg(QLatin1String(name));
    }
    return rest.isEmpty() ? FieldWords::tr("one that ends in a ; (a text with it is put between double quotes)")
                          : FieldWords::tr("one with a ; before something else than type= or filename= (a text with "
                                           "it is put between double quotes)");
}

/// A type goes on over parameters of its own, such as ;charset=utf-8.
Refusal FormValueReader::readType(FormPart &part)
{
    m_at += qsizetype(sizeof "type=") - 1;
    skipBlanks();
    const qsizetype begin = m_at;
    while (m_at < m_text.size()) {
        while (m_at < m_text.size() && !isEndAt(m_at))
            ++m_at;
        const QByteArray next = m_text.mid(m_at + 1, 64).trimmed().toLower();
        if (m_at >= m_text.size() || m_text[m_at] != ';' || next.startsWith("type=") || next.startsWith("filename=") ||
            next.startsWith("headers=") || next.startsWith("encoder="))
            break;
        ++m_at;
    }
    part.type = m_text.mid(begin, m_at - begin).trimmed();
    const qsizetype slashAt = part.type.indexOf('/');
    const QByteArray kind = part.type.split(';').first();
    const bool isOneLine = !part.type.contains('\r') && !part.type.contains('\n');
    if (slashAt <= 0 || slashAt + 1 >= kind.size() || kind.left(slashAt).contains(' ') || !isOneLine)
        return FieldWords::tr("one whose ;type= is not of the form text/plain");
    return accepted;
}

/// Of NAME=… both sides; a refusal where there is no name.
Refusal splitField(const QByteArray &text, QByteArray &name, QByteArray &value)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return FieldWords::tr("a text without the = after the name");
    if (equals == 0)
        return FieldWords::tr("a text without a name before the =");
    name = text.left(equals);
    value = text.mid(equals + 1);
    return accepted;
}

} // namespace

QString formPartTakes()
{
    return FieldWords::tr("'NAME=VALUE', 'NAME=@FILE' or 'NAME=<FILE', with ;type=TYPE and ;filename=NAME after it");
}

Refusal appendFormPart(QList<FormPart> &form, const QByteArray &text)
{
    FormPart part;
    QByteArray value;
    if (Refusal refusal = splitField(text, part.name, value))
        return refusal;
    const bool isUpload = value.startsWith('@');
    const bool isFile = isUpload || value.startsWith('<');
    if (value.startsWith('('))
        return FieldWords::tr("a form within a form (a text that begins with a bracket takes --form-string)");
    if (isFile)
        value.remove(0, 1);
    FormValueReader reader(value, isFile);
    const QByteArray word = reader.readWord();
    if (isFile && (word.isEmpty() || word == "-"))
        return word.isEmpty() ? FieldWords::tr("one without the name of a file")
                              : FieldWords::tr("one that reads standard input (-)");
    if (isUpload)
        part.fileName = word.mid(word.lastIndexOf('/') + 1);
    if (isFile)
        part.file = QString::fromUtf8(word);
    else
        part.value = word;
    if (Refusal refusal = reader.readParameters(part))
        return refusal;
    if (isFile && !isUpload && part.fileName)
        return FieldWords::tr("one with < and ;filename= (a file with a name is NAME=@FILE)");
    if (part.type.isEmpty())
        part.type = usualTypeOf(part);
    form.append(part);
    return accepted;
}

Refusal appendFormText(QList<FormPart> &form, const QByteArray &text)
{
    FormPart part;
    if (Refusal refusal = splitField(text, part.name, part.value))
        return refusal;
    form.append(part);
    return accepted;
}

QStringList filesOf(const QList<FormPart> &form)
{
    QStringList files;
    for (const FormPart &part : form) {
        if (!part.file.isEmpty())
            files.append(part.file);
    }
    files.removeDuplicates();
    return files;
}

QByteArray newBoundary()
{
    return QByteArrayLiteral("fiftyfold") + QUuid::createUuid().toRfc4122().toHex();
}

QByteArray multipartBody(const QList<FormPart> &form, const FileContents &files, const QByteArray &boundary)
{
    QByteArray body;
    for (const FormPart &part : form) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escapedParameter(part.name) + '"';
        if (part.fileName)
            body += "; filename=\"" + escapedParameter(*part.fileName) + '"';
        if (!part.type.isEmpty())
            body += "\r\nContent-Type: " + part.type;
        body += "\r\n\r\n" + (part.file.isEmpty() ? part.value : files.value(part.file)) + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

QByteArray multipartType(const QByteArray &boundary, const QByteArray &type)
{
    return type + "; boundary=" + boundary;
}

} // namespace fiftyfold
