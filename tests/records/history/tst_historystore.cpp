// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/historystore.h"
#include "records/history/historytables.h"

#include "historybyhand.h"
#include "historysample.h"
#include "records/json/runjsonwriter.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

#include <sys/fsuid.h>
#include <unistd.h>

using namespace fiftyfold;
using test::inFile;
using test::keptSample;
using test::loadedRecord;

namespace {

QByteArray jsonOf(const RunRecord &record, const RunSummary &summary)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeRunJson(buffer, record, summary, RunJsonDetail::Whole);
    return buffer.data();
}

/// What stands in a file of JSON, however it is laid out.
QJsonDocument meaning(const QByteArray &json)
{
    return QJsonDocument::fromJson(json);
}

/// As long as it lives, this thread can read a folder and its files, and write none of them: root neither.
class ReadOnlyFolder
{
public:
    explicit ReadOnlyFolder(const QString &path)
        : m_path(path)
    {
        constexpr QFile::Permissions reading = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        const QDir folder(path);
        const QStringList files = folder.entryList(QDir::Files);
        for (const QString &file : files)
            QFile::setPermissions(folder.filePath(file), reading);
        QFile::setPermissions(path, reading | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther);
        constexpr uid_t nobody = 65'534;
        if (geteuid() == 0)
            setfsuid(nobody);
    }
    ~ReadOnlyFolder()
    {
        setfsuid(geteuid());
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    Q_DISABLE_COPY_MOVE(ReadOnlyFolder)

private:
    const QString m_path;
};

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void tellsRequestsAgain();
    void noticesDamagedColumns();
    void keepsARunWhole();
    void keepsNoSecrets();
    void listsTheNewestFirst();
    void searchesInAllLetters_data();
    void searchesInAllLetters();
    void findsWhatIsMeant();
    void changesAndRemoves();
    void refusesLabelsThatNameOthers();
    void letsTheOldestRequestsGo();
    void saysThatARunIsTooLarge();
    void takesNoLimitForTheUsualOne();
    void takesOverAnEarlierVersion();
    void setsALaterVersionAside();
    void setsADamagedFileAside_data();
    void setsADamagedFileAside();
    void goesOnWithANewFile_data();
    void goesOnWithANewFile();
    void keepsTheNewLimitInANewFile();
    void leavesAnotherProgramsFileAlone();
    void letsSeveralWrite();
    void isTheOwnersAlone();
    void saysWhereItCantBeKept();
    void readsWithoutMaking();
    void readsWhereNothingCanBeWritten();
    void readsAnEmptyFileWhereNothingCanBeWritten();
    void readsAnEarlierVersionWhereNothingCanBeWritten();
    void isForItsOwnerAloneBehindALink();

private:
    QString keep(HistoryStore &store, const KeptRun &run)
    {
        QString id;
        const QString problem = store.keep(run, &id);
        return problem.isEmpty() ? id : problem;
    }
    QStringList labels(const HistoryQuery &query = {})
    {
        HistoryStore store(m_path);
        std::vector<HistoryEntry> entries;
        QStringList found(store.list(query, entries));
        if (found.first().isEmpty())
            found.clear();
        for (const HistoryEntry &entry : entries)
            found.append(entry.label);
        return found;
    }
    QStringList files() const { return QFileInfo(m_path).absoluteDir().entryList(QDir::Files); }
    /// A file with some runs, of which these bytes are of another kind.
    void makeDamagedFile(qint64 from, qint64 bytes)
    {
        {
            HistoryStore store(m_path);
            for (int i = 0; i < 3; ++i)
                keep(store, keptSample(1'000, QStringLiteral("before")));
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > from + bytes);
        QVERIFY(file.seek(from));
        QCOMPARE(file.write(QByteArray(bytes, 'x')), bytes);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestHistoryStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("history.sqlite"));
}

void TestHistoryStore::tellsRequestsAgain()
{
    const std::shared_ptr<RunRecord> record = loadedRecord(3'000);
    const RunSummary summary = summarise(*record);
    const KeptRun kept = keptRun(*record, summary, {});
    ReadRun run;
    QCOMPARE(readKeptRun(kept, run), QString());
    QVERIFY(run.hasRequests);
    QCOMPARE(jsonOf(*run.record, run.summary), jsonOf(*record, summary));
    QCOMPARE(run.record->responseHeaders(1), record->responseHeaders(1));
    QCOMPARE(run.record->pageDigest, record->pageDigest);
    QBuffer whole;
    whole.open(QIODevice::WriteOnly);
    QCOMPARE(writeKeptRunJson(whole, kept, run), QString());
    QCOMPARE(meaning(whole.data()), meaning(jsonOf(*record, summary)));
}

/// Wherever a byte is another one, or the end is missing, that is noticed, or it is a name that nobody needs.
void TestHistoryStore::noticesDamagedColumns()
{
    KeptRun kept = keptSample(500);
    const QByteArray whole = kept.requests.front();
    int noticed = 0;
    int tried = 0;
    for (qsizetype at = 0; at < whole.size(); at += 97, ++tried) {
        kept.requests.front() = whole;
        kept.requests.front()[at] = static_cast<char>(~whole[at]);
        ReadRun run;
        QCOMPARE(readKeptRun(kept, run), QString());
        noticed += run.hasRequests ? 0 : 1;
        kept.requests.front() = whole.first(at);
        ReadRun cut;
        QCOMPARE(readKeptRun(kept, cut), QString());
        QVERIFY(!cut.hasRequests);
        QCOMPARE(cut.summary.done, 495U);
        QVERIFY(at == 0 || cut.record->notices.last() ==
                               QLatin1String("Its requests are damaged. These figures are all that is."));
    }
    QVERIFY2(noticed > tried * 9 / 10, qPrintable(QStringLiteral("%1 of %2").arg(noticed).arg(tried)));
}

void TestHistoryStore::keepsARunWhole()
{
    const KeptRun kept = keptSample(2'000, QStringLiteral("server  2.4.0\n"));
    QCOMPARE(kept.entry.sparkline.size(), std::size_t(40));
    QVERIFY(kept.entry.p95Ns.value_or(0) > 600'000);
    QString id;
    {
        HistoryStore store(m_path);
        QCOMPARE(store.keep(kept, &id), QString());
        QCOMPARE(id.size(), 16);
    }
    HistoryStore store(m_path);
    KeptRun read;
    QCOMPARE(store.read(id, read), QString());
    HistoryEntry expected = kept.entry;
    expected.id = id;
    QCOMPARE(expected.label, QStringLiteral("server 2.4.0"));
    QVERIFY(read.entry == expected);
    QCOMPARE(read.json, kept.json);
    QVERIFY(read.requests == kept.requests);
    QVERIFY(store.takeNotices().isEmpty());
}

void TestHistoryStore::keepsNoSecrets()
{
    const auto asked = ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?token=hunter2"));
    const auto practice = loadedRecord(10);
    const KeptRun ofPractice = keptRun(*practice, summarise(*practice), {}, {}, asked);
    QVERIFY(ofPractice.entry.url.startsWith(QLatin1String("practice:robots.txt?token=")));
    QVERIFY(!ofPractice.entry.url.contains(QLatin1String("hunter2")));

    const auto record = loadedRecord(10, QStringLiteral("http://me:hunter2@127.0.0.1/x?token=hunter2"));
    HistoryStore store(m_path);
    const QString id = keep(store, keptRun(*record, summarise(*record), {}, QStringLiteral("token=hunter2")));
    QCOMPARE(store.setLabel(id, QStringLiteral("again token=hunter2 in http://me:hunter2@host/")), QString());
    KeptRun read;
    QCOMPARE(store.read(id, read), QString());
    for (const QByteArray &text : {read.entry.url.toUtf8(), read.entry.label.toUtf8(), read.json})
        QVERIFY2(!text.contains("hunter2"), text.constData());
    QVERIFY(read.entry.url.contains(QLatin1String("redacted")));
}

void TestHistoryStore::listsTheNewestFirst()
{
    HistoryStore store(m_path);
    for (const int minute : {2, 0, 1})
        keep(store, keptSample(10, QStringLiteral("run %1_%").arg(minute), minute));
    keep(store, keptComparison(ComparisonReport(), QStringLiteral("of two")));
    CapacityRecord capacity;
    capacity.startedAt = QDateTime(QDate(2020, 1, 1), QTime(), QTimeZone::utc());
    QCOMPARE(store.setPinned(keep(store, keptCapacity(capacity)), true), QString());

    QCOMPARE(labels(), QStringList({QStringLiteral("of two"), QStringLiteral("run 2_%"), QStringLiteral("run 1_%"),
                                    QStringLiteral("run 0_%"), QString()}));
    HistoryQuery query;
    query.text = QStringLiteral("N 1_%");
    QCOMPARE(labels(query), QStringList(QStringLiteral("run 1_%")));
    query.text = QStringLiteral("run _"); // which is no place for anything
    QCOMPARE(labels(query), QStringList());
    query.text = QStringLiteral("[::1]");
    QCOMPARE(labels(query).size(), 3);
    query = {};
    query.kind = KeptKind::Comparison;
    QCOMPARE(labels(query), QStringList(QStringLiteral("of two")));
    query = {};
    query.isPinnedOnly = true;
    QCOMPARE(labels(query), QStringList(QString()));
    query = {};
    query.isLabelledOnly = true;
    QCOMPARE(labels(query).size(), 4);

    query = {};
    query.limit = 2;
    std::vector<HistoryEntry> entries;
    QCOMPARE(store.list(query, entries), QString());
    QCOMPARE(entries.size(), std::size_t(2));
    query.after = entries.back();
    QCOMPARE(labels(query), QStringList({QStringLiteral("run 1_%"), QStringLiteral("run 0_%")}));
    int count = 0;
    QCOMPARE(store.count(count), QString());
    QCOMPARE(count, 5);
}

void TestHistoryStore::searchesInAllLetters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label"); // empty: of none
    const QString greek = QStringLiteral("Über ΟΔΟΣ");
    const QString french = QStringLiteral("café [1] *");
    const QString german = QStringLiteral("Straße \U0001F680");
    for (const QString &text : {QStringLiteral("über"), QStringLiteral("ÜBER"), QStringLiteral("Ü"),
                                QStringLiteral("οδοσ"), QStringLiteral("οδος"), QStringLiteral("ÜBER ο")})
        QTest::newRow(qPrintable(text)) << text << greek;
    for (const QString &text : {QStringLiteral("É"), QStringLiteral("CAFÉ [1] *"), QStringLiteral("é [1]"),
                                QStringLiteral("CAF"), QStringLiteral("[1] *")})
        QTest::newRow(qPrintable(text)) << text << french;
    for (const QString &text : {QStringLiteral("STRAẞE"), QStringLiteral("straße"), QStringLiteral("E \U0001F680"),
                                QStringLiteral("\U0001F680")})
        QTest::newRow(qPrintable(text)) << text << german;
    for (const QString &text : {QStringLiteral("è"), QStringLiteral("é?[1]"), QStringLiteral("é*"),
                                QStringLiteral("é [0-9]"), QStringLiteral("\U00020000"), QStringLiteral("é\U00020000")})
        QTest::newRow(qPrintable(text)) << text << QString();
}

void TestHistoryStore::searchesInAllLetters()
{
    QFETCH(const QString, text);
    QFETCH(const QString, label);
    {
        HistoryStore store(m_path);
        for (const QString &kept : {QStringLiteral("Über ΟΔΟΣ"), QStringLiteral("café [1] *"),
                                    QStringLiteral("Straße \U0001F680"), QStringLiteral("plain")})
            keep(store, keptSample(10, kept));
    }
    HistoryQuery query;
    query.text = text;
    QCOMPARE(labels(query), label.isEmpty() ? QStringList() : QStringList(label));
    query.text = text.repeated(2'001);
    QVERIFY(
        labels(query).value(0).startsWith(QLatin1String("The text to look for in the history should have at most")));
}

void TestHistoryStore::findsWhatIsMeant()
{
    HistoryStore store(m_path);
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QStringLiteral("The history is empty."));
    const QString older = keep(store, keptSample(10, QStringLiteral("nightly"), 1));
    const QString newer = keep(store, keptSample(10, QStringLiteral("nightly"), 2));
    inFile(m_path, [&](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("UPDATE runs SET id = 'abcd' || substr(id, 5)")));
    });
    const QString olderId = QLatin1String("abcd") + older.mid(4);
    const QString newerId = QLatin1String("abcd") + newer.mid(4);
    for (const QString &name : {QStringLiteral("last"), QStringLiteral("nightly"), newerId}) {
        QCOMPARE(store.find(name, entry), QString());
        QCOMPARE(entry.id, newerId);
    }
    QCOMPARE(store.find(olderId.left(12), entry), QString());
    QCOMPARE(entry.id, olderId);
    QVERIFY(store.find(QStringLiteral("ABCD"), entry).startsWith(QLatin1String("Several ids begin with \"ABCD\": ")));
    QVERIFY(store.find(QStringLiteral("abc"), entry).contains(QLatin1String("at least 4 digits")));
    QVERIFY(store.find(QStringLiteral("ffff0000"), entry).contains(QLatin1String("nor an id that begins so")));
    QVERIFY(store.find(QStringLiteral("weekly"), entry)
                .startsWith(QLatin1String("None in the history has the label \"weekly\".")));

    QCOMPARE(store.setLabel(newerId, olderId.left(12)), QString());
    const QString both = store.find(olderId.left(12), entry);
    QVERIFY2(both.contains(newerId) && both.contains(olderId), qPrintable(both));
}

void TestHistoryStore::changesAndRemoves()
{
    HistoryStore store(m_path);
    const QString id = keep(store, keptSample(10));
    const QString other = keep(store, keptSample(10, QStringLiteral("stays")));
    QCOMPARE(store.setLabel(id, QStringLiteral("new")), QString());
    QCOMPARE(store.setPinned(id, true), QString());
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("new"), entry), QString());
    QVERIFY(entry.isPinned);
    QCOMPARE(store.remove(id), QString());
    for (const QString &problem : {store.remove(id), store.setPinned(id, true), store.setLabel(id, QString())})
        QCOMPARE(problem, QStringLiteral("There is none with the id %1 in the history.").arg(id));
    inFile(m_path, [](QSqlQuery &query) {
        for (const char *table : {"runs", "records", "requests"}) {
            QVERIFY(query.exec(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(table)) && query.next());
            QCOMPARE(query.value(0).toInt(), 1);
        }
    });
    KeptRun read;
    QCOMPARE(store.read(other, read), QString());
}

void TestHistoryStore::refusesLabelsThatNameOthers()
{
    HistoryStore store(m_path);
    const QString id = keep(store, keptSample(10, QStringLiteral("stays")));
    for (const QString &label :
         {QStringLiteral("last"), QStringLiteral(" last "), QStringLiteral("0123456789abcdef")}) {
        const QString problem = store.setLabel(id, label);
        QVERIFY2(problem.contains(QLatin1String("can't be a label: ")), qPrintable(problem));
    }
    QCOMPARE(labels(), QStringList(QStringLiteral("stays")));
    for (const QString &label : {QStringLiteral("the last"), QStringLiteral("a1b2c3d"), QString()})
        QCOMPARE(store.setLabel(id, label), QString());
}

void TestHistoryStore::saysThatARunIsTooLarge()
{
    HistoryStore store(m_path);
    const KeptRun run = keptSample(1'000);
    QCOMPARE(store.setLimit(run.entry.requestBytes), QString());
    keep(store, run);
    keep(store, run);
    QVERIFY(store.takeNotices().isEmpty()); // the older one's went
    QCOMPARE(store.setLimit(run.entry.requestBytes - 1), QString());
    KeptRun read;
    QCOMPARE(store.read(keep(store, run), read), QString());
    QVERIFY(read.requests.empty());
    const QStringList notices = store.takeNotices();
    QCOMPARE(notices.size(), 1);
    QVERIFY2(
        notices.first().startsWith(QLatin1String("The history keeps the figures of this run, but not its requests")),
        qPrintable(notices.first()));
    QCOMPARE(store.setLimit(0), QString()); // by which it is known
    keep(store, run);
    QVERIFY(store.takeNotices().isEmpty());
}

/// A damaged one must not make all requests go.
void TestHistoryStore::takesNoLimitForTheUsualOne()
{
    HistoryStore store(m_path);
    QCOMPARE(store.setLimit(5), QString());
    for (const char *value : {"much", "-5", ""}) {
        inFile(m_path, [value](QSqlQuery &query) {
            QVERIFY(query.exec(QStringLiteral("UPDATE settings SET value = '%1'").arg(QLatin1String(value))));
        });
        qint64 limit = 0;
        QCOMPARE(store.limit(limit), QString());
        QCOMPARE(limit, HistoryStore::usualLimit);
    }
}

void TestHistoryStore::letsTheOldestRequestsGo()
{
    HistoryStore store(m_path);
    QStringList ids;
    for (const int minute : {3, 1, 0, 2})
        ids.append(keep(store, keptSample(1'000, {}, minute)));
    QCOMPARE(store.setPinned(ids[2], true), QString()); // the oldest
    const qint64 bytes = keptSample(1'000).entry.requestBytes;
    qint64 limit = 0;
    QCOMPARE(store.limit(limit), QString());
    QCOMPARE(limit, HistoryStore::usualLimit);
    QCOMPARE(store.setLimit(bytes * 5 / 2), QString());
    PrunedHistory pruned;
    QCOMPARE(store.prune(pruned), QString());
    QCOMPARE(pruned.runs, 2);
    const auto hasRequests = [&store](const QString &id) {
        KeptRun run;
        return store.read(id, run).isEmpty() && !run.requests.empty();
    };
    QVERIFY(hasRequests(ids[0]));
    QVERIFY(!hasRequests(ids[1]));
    QVERIFY(hasRequests(ids[2]));
    QVERIFY(!hasRequests(ids[3]));

    KeptRun figures;
    QCOMPARE(store.read(ids[1], figures), QString());
    QCOMPARE(figures.entry.requestBytes, qint64(0));
    ReadRun run;
    QCOMPARE(readKeptRun(figures, run), QString());
    QVERIFY(!run.hasRequests);
    QCOMPARE(run.summary.done, 990U);

    const QString newest = keep(store, keptSample(1'000, {}, 4)); // keeping does it, too
    QVERIFY(hasRequests(newest));
    QVERIFY(!hasRequests(ids[0]));
    QVERIFY(hasRequests(ids[2]));
}

void TestHistoryStore::takesOverAnEarlierVersion()
{
    QString id;
    {
        HistoryStore store(m_path);
        id = keep(store, keptSample(100));
    }
    inFile(m_path, [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("DROP TABLE settings"))); // which version 2 brought
        QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 1")));
    });
    HistoryStore store(m_path);
    KeptRun run;
    QCOMPARE(store.read(id, run), QString());
    QVERIFY(!run.requests.empty());
    QCOMPARE(store.setLimit(1), QString());
    QVERIFY(store.takeNotices().isEmpty());
    inFile(m_path, [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("PRAGMA user_version")) && query.next());
        QCOMPARE(query.value(0).toInt(), historyVersion());
    });
}

void TestHistoryStore::setsALaterVersionAside()
{
    {
        HistoryStore store(m_path);
        keep(store, keptSample(100, QStringLiteral("of the future")));
    }
    inFile(m_path, [](QSqlQuery &query) { QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 99"))); });
    QCOMPARE(labels(), QStringList());
    QStringList aside = files().filter(QStringLiteral("history-20"));
    QCOMPARE(aside.size(), 1);
    inFile(m_folder->filePath(aside.first()), [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("SELECT label FROM runs")) && query.next());
        QCOMPARE(query.value(0).toString(), QStringLiteral("of the future"));
    });
    HistoryStore store(m_path);
    keep(store, keptSample(100, QStringLiteral("of today")));
    QVERIFY(store.takeNotices().isEmpty());
    QCOMPARE(labels(), QStringList(QStringLiteral("of today")));
}

void TestHistoryStore::setsADamagedFileAside_data()
{
    QTest::addColumn<qint64>("from"); // bytes of another kind from here on
    QTest::newRow("all of it") << qint64(0);
    QTest::newRow("all but the first page") << qint64(4096);
}

void TestHistoryStore::setsADamagedFileAside()
{
    QFETCH(const qint64, from);
    qputenv("XDG_DATA_HOME", m_folder->path().toLocal8Bit());
    m_path = usualHistoryPath();
    {
        HistoryStore store(m_path);
        for (int i = 0; i < 3; ++i)
            keep(store, keptSample(1'000, QStringLiteral("before")));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    QVERIFY(size > 4096 * 4);
    QVERIFY(file.seek(from));
    QCOMPARE(file.write(QByteArray(size - from, 'x')), size - from);
    file.close();

    HistoryStore store(m_path);
    const QString id = keep(store, keptSample(100, QStringLiteral("after")));
    const QStringList notices = store.takeNotices();
    QCOMPARE(notices.size(), 1);
    QVERIFY2(notices.first().contains(QLatin1String("was damaged. It is ")), qPrintable(notices.first()));
    QCOMPARE(labels(), QStringList(QStringLiteral("after")));
    KeptRun run;
    QCOMPARE(store.read(id, run), QString());
    const QStringList aside = files().filter(QStringLiteral("history-20")).filter(QStringLiteral(".sqlite"));
    QVERIFY(!aside.isEmpty());
    QCOMPARE(QFile(QFileInfo(m_path).absoluteDir().filePath(aside.first())).size(), size);
}

void TestHistoryStore::goesOnWithANewFile_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("bytes");
    constexpr qint64 page = 4096;
    QTest::newRow("the header") << qint64(0) << qint64(100);
    QTest::newRow("the first page") << qint64(0) << page;
    QTest::newRow("the index by time") << 4 * page << page;
    QTest::newRow("tables and indexes") << page << 11 * page;
}

/// Wherever it is: one sentence, and what was asked for.
void TestHistoryStore::goesOnWithANewFile()
{
    QFETCH(const qint64, from);
    QFETCH(const qint64, bytes);
    makeDamagedFile(from, bytes);
    const qint64 size = QFileInfo(m_path).size();
    HistoryStore store(m_path);
    std::vector<HistoryEntry> entries;
    int total = -1;
    QCOMPARE(store.list({}, entries, &total), QString());
    QVERIFY(entries.empty());
    QCOMPARE(total, 0);
    const QStringList notices = store.takeNotices();
    QCOMPARE(notices.size(), 1);
    QVERIFY2(notices.first().contains(QLatin1String("was damaged. It is ")), qPrintable(notices.first()));
    const QStringList aside = files().filter(QStringLiteral("history-20")).filter(QStringLiteral(".sqlite"));
    QVERIFY(!aside.isEmpty());
    QCOMPARE(QFileInfo(m_folder->filePath(aside.first())).size(), size);
}

void TestHistoryStore::keepsTheNewLimitInANewFile()
{
    makeDamagedFile(6 * 4096, 4096); // the index of those with requests, which setting a limit does not need
    HistoryStore store(m_path);
    PrunedHistory pruned;
    QCOMPARE(store.prune(pruned, 5'000), QString());
    QCOMPARE(pruned.limit, qint64(5'000));
    qint64 limit = 0;
    QCOMPARE(store.limit(limit), QString());
    QCOMPARE(limit, qint64(5'000));
    QCOMPARE(store.takeNotices().size(), 1);
}

void TestHistoryStore::leavesAnotherProgramsFileAlone()
{
    inFile(m_path, [](QSqlQuery &query) { QVERIFY(query.exec(QStringLiteral("CREATE TABLE other (a)"))); });
    HistoryStore store(m_path);
    QVERIFY(keep(store, keptSample(10)).contains(QLatin1String("is a database of another program")));
    inFile(m_path, [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("SELECT name FROM sqlite_master")) && query.next());
        QCOMPARE(query.value(0).toString(), QStringLiteral("other"));
        QVERIFY(!query.next());
    });
}

void TestHistoryStore::letsSeveralWrite()
{
    constexpr int writers = 4;
    constexpr int runs = 10;
    std::array<QString, writers> problems;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([this, writer, &problems] {
            HistoryStore store(m_path);
            const KeptRun run = keptSample(300, QStringLiteral("writer %1").arg(writer));
            for (int i = 0; i < runs; ++i) {
                QString id;
                problems[static_cast<std::size_t>(writer)] += store.keep(run, &id);
                KeptRun read;
                problems[static_cast<std::size_t>(writer)] += store.read(id, read);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    for (const QString &problem : problems)
        QCOMPARE(problem, QString());
    QCOMPARE(labels().size(), writers * runs);
    QCOMPARE(labels().count(QStringLiteral("writer 2")), runs);
}

void TestHistoryStore::isTheOwnersAlone()
{
    const QString path = m_folder->filePath(QStringLiteral("new/history.sqlite"));
    HistoryStore store(path);
    keep(store, keptSample(10));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(QFile::exists(path + QLatin1String("-wal")));
    for (const QString &file : {path, path + QLatin1String("-wal"), m_folder->filePath(QStringLiteral("new"))})
        QVERIFY2((QFile::permissions(file) & others) == QFile::Permissions(), qPrintable(file));
}

void TestHistoryStore::saysWhereItCantBeKept()
{
    QFile file(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    HistoryStore store(file.fileName() + QLatin1String("/history.sqlite"));
    const QString problem = keep(store, keptSample(10));
    QVERIFY2(problem.contains(QLatin1String("The history can't be kept in ")), qPrintable(problem));
    const QString folder = m_folder->filePath(QStringLiteral("folder"));
    QVERIFY(QDir().mkdir(folder));
    for (const QString &path : {folder, QStringLiteral("/dev/null")}) {
        HistoryStore nowhere(path);
        std::vector<HistoryEntry> entries;
        for (const QString &why : {keep(nowhere, keptSample(10)), nowhere.list({}, entries)})
            QVERIFY2(why.startsWith(QStringLiteral("The history can't be kept in %1, which is no file: ").arg(path)),
                     qPrintable(why));
    }
    QVERIFY(!QFile::exists(folder + QLatin1String(".lock")));
}

void TestHistoryStore::readsWithoutMaking()
{
    HistoryStore store(m_folder->filePath(QStringLiteral("new/history.sqlite")));
    std::vector<HistoryEntry> entries;
    int count = -1;
    qint64 limit = 0;
    QCOMPARE(store.list({}, entries) + store.count(count) + store.limit(limit), QString());
    QCOMPARE(count, 0);
    QVERIFY(entries.empty());
    QVERIFY(QDir(m_folder->path()).isEmpty());
    QCOMPARE(keep(store, keptSample(10)).size(), historyIdDigits);
    QCOMPARE(store.count(count), QString());
    QCOMPARE(count, 1);
}

void TestHistoryStore::isForItsOwnerAloneBehindALink()
{
    const QString target = m_folder->filePath(QStringLiteral("target.sqlite"));
    m_path = m_folder->filePath(QStringLiteral("link.sqlite"));
    QVERIFY(QFile::link(target, m_path));
    {
        HistoryStore store(m_path);
        keep(store, keptSample(10));
    }
    QVERIFY(QFile::permissions(target).testFlag(QFile::ReadOwner));
    QVERIFY(!QFile::permissions(target).testAnyFlags(QFile::ReadGroup | QFile::ReadOther));
}

void TestHistoryStore::readsWhereNothingCanBeWritten()
{
    // Its name is not one for a URI as it stands.
    m_path = m_folder->filePath(QStringLiteral("of 50% #1?.sqlite"));
    {
        HistoryStore store(m_path);
        keep(store, keptSample(10, QStringLiteral("kept")));
    }
    QVERIFY(QFile::remove(m_path + QLatin1String(".lock")));
    const ReadOnlyFolder folder(m_folder->path());
    QCOMPARE(labels(), QStringList(QStringLiteral("kept")));
    HistoryStore store(m_path);
    HistoryEntry entry;
    KeptRun run;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QString());
    QCOMPARE(store.read(entry.id, run), QString());
    for (const QString &problem : {store.setPinned(entry.id, true), keep(store, keptSample(10))})
        QVERIFY2(problem.contains(QLatin1String("that folder can't be written to")), qPrintable(problem));
    QCOMPARE(labels(), QStringList(QStringLiteral("kept")));
    QVERIFY(store.takeNotices().isEmpty());
    QCOMPARE(files().size(), 1);
}

void TestHistoryStore::readsAnEmptyFileWhereNothingCanBeWritten()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const ReadOnlyFolder folder(m_folder->path());
    QCOMPARE(labels(), QStringList());
    HistoryStore store(m_path);
    HistoryEntry entry;
    QCOMPARE(store.find(QStringLiteral("last"), entry), QStringLiteral("The history is empty."));
    const QString problem = keep(store, keptSample(10));
    QVERIFY2(problem.contains(QLatin1String("that folder can't be written to")), qPrintable(problem));
    QCOMPARE(QFileInfo(m_path).size(), qint64(0));
}

void TestHistoryStore::readsAnEarlierVersionWhereNothingCanBeWritten()
{
    {
        HistoryStore store(m_path);
        keep(store, keptSample(10, QStringLiteral("kept")));
    }
    inFile(m_path, [](QSqlQuery &query) {
        QVERIFY(query.exec(QStringLiteral("DROP TABLE settings"))); // which version 2 brought
        QVERIFY(query.exec(QStringLiteral("PRAGMA user_version = 1")));
    });
    QVERIFY(QFile::remove(m_path + QLatin1String(".lock")));
    const ReadOnlyFolder folder(m_folder->path());
    QCOMPARE(labels(), QStringList(QStringLiteral("kept")));
}

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
