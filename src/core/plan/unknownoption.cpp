// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/unknownoption.h"

#include "core/text/nearestname.h"

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr QLatin1Char dash('-');

struct ForeignOption {
    const char *names; ///< Separated by blanks.
    const char *instead;
};

/// By what is asked for. One letter means another thing in each tool: then each is answered.
constexpr std::array foreignOptions = {
    // TLS and connections
    ForeignOption{"-k", "certificates are left unverified by --insecure, and connections are kept open unasked (ab's "
                        "-k)"},
    ForeignOption{"--no-check-certificate --verify --insecure-skip-tls-verify --skip-verify --tls-skip-verify "
                  "--disable-ssl-verification",
                  "certificates are left unverified by --insecure"},
    ForeignOption{"--disable-keepalive --no-keepalive --no-http-keep-alive --disable-keep-alive",
                  "a new connection for each request is --fresh-connections"},
    ForeignOption{"--keepalive --keep-alive --keepalive-time",
                  "connections are kept open unless --fresh-connections is "
                  "given"},
    ForeignOption{"-x --all-proxy --http-proxy --https-proxy --proxytunnel --preproxy -P",
                  "a proxy is --proxy http://HOST:PORT"},
    ForeignOption{"--socks5 --socks5-hostname --socks4 --socks4a", "a SOCKS proxy is --proxy socks5://HOST:PORT, or "
                                                                   "socks5h:// where it looks names up"},
    ForeignOption{"-U",
                  "a user agent is --user-agent TEXT (wget's and hey's -U), name and password of a proxy are part "
                  "of its URL, --proxy http://USER:PASSWORD@HOST:PORT (curl's)"},
    ForeignOption{"--proxy-user --proxy-password --proxy-basic --proxy-header",
                  "name and password of a proxy are part of its URL, --proxy http://USER:PASSWORD@HOST:PORT"},
    ForeignOption{"--noproxy --no-proxy", "hosts without a proxy are those of the variable no_proxy"},
    ForeignOption{"-E --certificate", "a client certificate is --cert FILE with --key FILE"},
    ForeignOption{"--private-key --cert-key", "a private key is --key FILE, with --cert FILE"},
    ForeignOption{"--ca-certificate --capath --ca-directory --root-certs", "trusted authorities are --cacert FILE"},
    ForeignOption{"--pass --cert-type --key-type", "--cert and --key take PEM files without a passphrase"},
    ForeignOption{
        "--tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tls-max --ciphers --tls13-ciphers --secure-protocol "
        "-Z --ssl-protocol",
        "versions and ciphers of TLS are agreed on with the server, and can't be chosen here"},
    ForeignOption{"--http1.1 --http1.0 -0 --http2-prior-knowledge --http2 --http-version --http3 -2 -h2 --h1 --h2c "
                  "-http2",
                  "the version of HTTP is --http 1.1 or --http 2"},
    ForeignOption{"-4 -6 --ipv4 --ipv6 --inet4-only --inet6-only",
                  "the kind of address can't be chosen; --resolve HOST:PORT:ADDRESS names the address itself"},
    ForeignOption{"--interface --local-port --bind-address -B --laddr --dns-servers",
                  "the local address and the name server are those of the system, and can't be chosen here"},
    ForeignOption{"-abstract-unix-socket --abstract-unix-socket", "only --unix-socket PATH is there"},
    // What is sent
    ForeignOption{"-d", "a body is --data TEXT or --data-file FILE; a run for a time (wrk's -d) is "
                        "--duration TIME"},
    ForeignOption{"--data-raw --data-ascii --data-urlencode --post-data --body-data --body",
                  "a body is --data TEXT, sent as it is"},
    ForeignOption{"--data-binary --post-file --body-file --input-data --upload-file",
                  "a body from a file is --data-file FILE"},
    ForeignOption{"-D",
                  "headers of the first replies are in --json FILE (curl's -D), a body from a file is --data-file "
                  "FILE (hey's)"},
    ForeignOption{"-p", "a body from a file is --data-file FILE (ab's -p); headers of the first replies are in --json "
                        "FILE (httpie's)"},
    ForeignOption{"-T",
                  "a body from a file is --data-file FILE with --method PUT (curl's -T); a time limit is --timeout "
                  "TIME (wrk's), a content type --header 'Content-Type: …' (hey's, ab's)"},
    ForeignOption{"-F --form-string --multipart", "a field of a multipart form is --form 'NAME=VALUE'"},
    ForeignOption{"-G --get --url-query", "the query is part of the URL"},
    ForeignOption{"-g --globoff", "URLs are never globbed"},
    ForeignOption{"--path-as-is", "paths are sent as they are given"},
    ForeignOption{"--spider", "a request for the headers alone is --method HEAD"},
    ForeignOption{"-I --head -i --include",
                  "a request without body is --method HEAD; headers of replies are in --json FILE"},
    ForeignOption{"--request --http-method --request-method", "the method is --method METHOD, -X METHOD"},
    ForeignOption{"-A", "a user agent is --user-agent TEXT (curl's -A), accepted types are --header 'Accept: …' "
                        "(hey's), name and password are part of the URL, http://USER:PASSWORD@HOST/ (ab's)"},
    ForeignOption{"--useragent", "a user agent is --user-agent TEXT"},
    ForeignOption{"-e --referer", "a referer is --header 'Referer: …'"},
    ForeignOption{"-b --cookie --load-cookies --cookies -C", "a cookie is --header 'Cookie: NAME=VALUE'; none that a "
                                                             "server sets is kept"},
    ForeignOption{"-j --cookie-jar --save-cookies --keep-session-cookies --session --session-read-only",
                  "cookies that a server sets are not kept from one request to the next"},
    ForeignOption{"-u --auth -a --basic --http-user --http-password", "name and password are --user NAME:PASSWORD"},
    ForeignOption{"--oauth2-bearer", "a token is --bearer TOKEN"},
    ForeignOption{"--digest --negotiate --ntlm --auth-type --anyauth",
                  "of the ways to say who asks there are --user NAME:PASSWORD (basic) and --bearer TOKEN"},
    ForeignOption{"--netrc --netrc-file --netrc-optional",
                  "~/.netrc is not read; name and password are --user NAME:PASSWORD, or --user @FILE"},
    ForeignOption{
        "--compressed --compression --accept-encoding --no-compression --disable-compression",
        "compressed replies are asked for and decoded unasked; --header 'Accept-Encoding: …' asks for others"},
    ForeignOption{"--content-type", "a content type is --header 'Content-Type: …'"},
    ForeignOption{"--host -host --host-header", "another host name is --header 'Host: …'; another machine is "
                                                "--connect-to or --resolve"},
    ForeignOption{"--url -K --config --script --file --next",
                  "a run has one URL, which is an argument: fiftyfold-cli run URL; several are --targets FILE"},
    ForeignOption{"--input-file --urls-file", "several URLs in turn are --targets FILE"},
    ForeignOption{"-f",
                  "failing statuses are failures here already, and --accept-status LIST says which fail (curl's "
                  "-f); a form is --data TEXT of name=value&… (httpie's); a run has one URL, which is an argument "
                  "(siege's)"},
    ForeignOption{"--name", "a run has no name"},
    // How much
    ForeignOption{"--concurrency --concurrent --connections --clients --vus --workers --parallel-max --max-concurrent "
                  "--max-workers --parallel --concurrent-requests --conc",
                  "how many are in flight is --at-once N, -c N"},
    ForeignOption{"--num-requests --number --count --iterations --reps --total --n-requests --num",
                  "how many requests is --requests N, -n N"},
    ForeignOption{"--time --timelimit --for --run-time", "a run for a time is --duration TIME, -z TIME"},
    ForeignOption{"--qps --rps --limit-rate --query-per-second --requests-per-second -R",
                  "a rate is --rate N/s: requests become due at it, whether a lane is free or not"},
    ForeignOption{"--stage --stages-file", "a rate that changes is --rate in pieces, such as 0/s..200/s:10s,200/s:30s"},
    ForeignOption{"--burst-rate --burst-delay --delay --wait --random-wait",
                  "how often requests go out is --rate N/s, with --arrivals poisson at random"},
    ForeignOption{"-q", "a rate (hey's, oha's -q) is --rate N/s; --progress none leaves the progress out"},
    ForeignOption{"-r", "a rate is --rate N/s; requests that fail never end a run (ab's -r)"},
    ForeignOption{"-t", "a time limit for each request is --timeout TIME, engine threads are --threads N, a run for a "
                        "time is --duration TIME"},
    ForeignOption{"--num-threads --cpus -cpus", "engine threads are --threads N"},
    // Limits
    ForeignOption{"-m",
                  "a time limit for each request is --timeout TIME (curl's -m), the method --method METHOD (hey's)"},
    ForeignOption{"--max-time --request-timeout --read-timeout --response-timeout --timeout-ms --socket-timeout",
                  "a time limit for each request is --timeout TIME"},
    ForeignOption{"--connect-time --dns-timeout --connection-timeout --connection-active-timeout",
                  "a time limit for connecting is --connect-timeout TIME"},
    ForeignOption{"-L --location --follow --follow-redirects --location-trusted -redirects",
                  "redirects are followed unasked, ten at most; --redirects 0 takes the redirect for the answer"},
    ForeignOption{"--disable-redirects --no-follow -disable-redirects",
                  "redirects are not followed with --redirects 0"},
    ForeignOption{"--max-redirs --max-redirect --max-redirects", "how many redirects are followed is --redirects N"},
    ForeignOption{"--retry --tries --retry-delay --retry-max-time --retry-all-errors --waitretry",
                  "a request that fails is not sent again: it is what you want to know"},
    ForeignOption{"--max-filesize --max-body-size --quota", "the largest reply is --max-body SIZE"},
    ForeignOption{"--fail --fail-early --fail-with-body --check-status",
                  "which status counts as success is "
                  "--accept-status LIST; a run with failures ends "
                  "with exit code 3"},
    ForeignOption{"--threshold --thresholds --assert --slo --slo-p99 --max-error-rate",
                  "a threshold is --expect 'p95 < 120ms' or --expect 'failed < 1%'"},
    // What is told
    ForeignOption{
        "-o --output --output-file --out -O --remote-name -J --remote-header-name --output-document --download --save",
        "pages stay with --keep-files, in a folder below --work-dir; figures are --json, --csv or --summary "
        "FILE"},
    ForeignOption{"-w --write-out --print --pretty --style --format --output-format --report --summary-export",
                  "figures are written by --summary FILE, --json FILE and --csv FILE, where - is standard output"},
    ForeignOption{"--dump-header --print-headers --headers --server-response",
                  "headers of the first replies are in --json FILE"},
    ForeignOption{"-N --no-buffer", "nothing of a reply is printed, so there is nothing to hold back"},
    ForeignOption{"-s", "--progress none leaves the progress out (curl's -s); there are no scripts (wrk's)"},
    ForeignOption{"-S --silent --quiet --no-verbose -nv --no-progress-meter --no-tui --no-progress --no-color "
                  "--progress-bar -#",
                  "--progress none leaves the progress out"},
    ForeignOption{"-v --verbose --debug --trace-ascii --trace-time", "there is no verbose mode: --json FILE has "
                                                                     "all that is known of each request"},
    ForeignOption{"--latency --stats --latencies --hist --stats-all",
                  "percentiles of every stage are told unasked, and all times are in --csv FILE"},
    ForeignOption{"--junit-xml --junitxml --report-junit", "results as JUnit XML are --junit FILE"},
    ForeignOption{"-V --version", "the version is told by fiftyfold-cli --version"},
};

/// The word of the command line in which the parser found an option of one letter.
QString wordWith(const QString &letter, const QStringList &arguments)
{
    const auto isIt = [&letter](const QString &argument) {
        return argument.size() > 2 && argument.startsWith(dash) && argument.at(1) != dash &&
               argument.section(QLatin1Char('='), 0, 0).contains(letter);
    };
    const auto found = std::find_if(arguments.cbegin(), arguments.cend(), isIt);
    return found == arguments.cend() ? dash + letter : found->section(QLatin1Char('='), 0, 0);
}

/// Some tools take their long options with one dash, too.
QString insteadOfWord(const QString &word)
{
    const QString instead = insteadOf(word);
    const bool hasOneDash = word.size() > 2 && word.at(1) != dash;
    return instead.isEmpty() && hasOneDash ? insteadOf(dash + word) : instead;
}

QString foreignText(const QString &option, const QString &instead, const QString &program)
{
    const QString where = program.isEmpty() ? QString() : QLatin1String("; in ") + program;
    return QStringLiteral("there is no option %1%2: %3.").arg(option, where, instead);
}

QString nearText(const QString &option, const QString &nearest)
{
    return QStringLiteral("there is no option %1; did you mean --%2?").arg(option, nearest);
}

} // namespace

QString insteadOf(const QString &option)
{
    for (const ForeignOption &foreign : foreignOptions) {
        if (QString::fromLatin1(foreign.names).split(QLatin1Char(' ')).contains(option))
            return QString::fromUtf8(foreign.instead);
    }
    return {};
}

QString unknownOptionProblem(const QString &unknown, const QStringList &arguments, const QStringList &known,
                             const QString &program)
{
    const bool isLetter = unknown.size() == 1;
    const QString word = isLetter ? wordWith(unknown, arguments) : QLatin1String("--") + unknown;
    // "-uNAME:PASSWORD" is the option -u, and "-ks" is -k and -s.
    for (const QString &option : {word, isLetter ? word.left(2) : QString(), isLetter ? dash + unknown : QString()}) {
        if (const QString instead = insteadOfWord(option); !instead.isEmpty())
            return foreignText(option, instead, program);
        const QString bare = option.mid(isLetter ? 1 : 2);
        const QString nearest = bare.size() > 1 ? nearestName(known, bare) : QString();
        if (!nearest.isEmpty())
            return nearText(option, nearest);
    }
    return QStringLiteral("there is no option %1.").arg(isLetter ? dash + unknown : word);
}

QString wordAsValueProblem(const QStringList &arguments, const QStringList &known)
{
    for (const QString &argument : arguments) {
        if (argument == QLatin1String("--"))
            break;
        const bool isNumbers = argument.startsWith(QLatin1String("-n")) || argument.startsWith(QLatin1String("-c"));
        if (!isNumbers || argument.size() < 3 || !argument.at(2).isLetter())
            continue;
        const QString word = argument.section(QLatin1Char('='), 0, 0);
        if (const QString instead = insteadOfWord(word); !instead.isEmpty())
            return foreignText(word, instead, {});
        if (known.contains(word.mid(1)))
            return nearText(word, word.mid(1));
    }
    return {};
}

} // namespace fiftyfold
