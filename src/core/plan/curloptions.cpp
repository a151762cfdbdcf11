// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/curloptions.h"

#include <QCoreApplication>

#include <array>

namespace fiftyfold {

namespace {

constexpr const char *anyText = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a text");
constexpr const char *nameOfAFile = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the name of a file");

constexpr std::array takenOptions = {
    CurlOption{.names = "--url", .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a URL"), .take = takeUrl},
    CurlOption{.names = "--url-query",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "NAME=TEXT or +TEXT here"),
               .take = takeUrlQuery},
    CurlOption{.names = "-X --request",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a method such as PUT"),
               .take = takeMethod},
    CurlOption{.names = "-H --header",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "'NAME: VALUE' here"),
               .take = takeHeader},
    CurlOption{.names = "-A --user-agent",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a text on one line"),
               .take = takeUserAgent},
    CurlOption{
        .names = "-e --referer", .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a URL"), .take = takeReferer},
    CurlOption{.names = "-b --cookie",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "'NAME=VALUE; NAME=VALUE' here"),
               .take = takeCookie},
    CurlOption{.names = "-u --user",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "NAME:PASSWORD here"),
               .take = takeUser},
    CurlOption{
        .names = "--oauth2-bearer", .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a token"), .take = takeBearer},
    CurlOption{.names = "-r --range",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "bytes such as 0-499"),
               .take = takeRange},
    CurlOption{.names = "-I --head", .flag = &CurlDraft::isHead},
    CurlOption{.names = "-G --get", .flag = &CurlDraft::isGet},
    CurlOption{.names = "-d --data --data-ascii",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a text or @FILE here"),
               .take = takeData},
    CurlOption{.names = "--data-raw", .takes = anyText, .take = takeDataRaw},
    CurlOption{.names = "--data-binary",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a text or @FILE here"),
               .take = takeDataBinary},
    CurlOption{.names = "--data-urlencode",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "TEXT, =TEXT, NAME=TEXT, @FILE or NAME@FILE here"),
               .take = takeDataUrlEncoded},
    CurlOption{.names = "--json",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a text or @FILE here"),
               .take = takeJson},
    CurlOption{.names = "-F --form",
               .takes = QT_TRANSLATE_NOOP(
                   "fiftyfold::PlanField",
                   "'NAME=VALUE', 'NAME=@FILE' or 'NAME=<FILE', with ;type=TYPE and ;filename=NAME after it"),
               .take = takeForm},
    CurlOption{.names = "--form-string",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "'NAME=VALUE'"),
               .take = takeFormString},
    CurlOption{.names = "-L --location", .flag = &CurlDraft::isFollowing},
    CurlOption{.names = "--max-redirs",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "a whole number from -1 to 100 here"),
               .take = takeMostRedirects},
    CurlOption{.names = "--compressed", .flag = &CurlDraft::isCompressed},
    CurlOption{.names = "-g --globoff", .flag = &CurlDraft::isGlobbingOff},
    CurlOption{.names = "--path-as-is", .flag = &CurlDraft::isPathAsIs},
    CurlOption{.names = "-x --proxy",
               .takes =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanField",
                                     "http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks5h://HOST:PORT"),
               .take = takeProxy},
    CurlOption{.names = "-U --proxy-user",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "NAME:PASSWORD here"),
               .take = takeProxyUser},
    CurlOption{.names = "--noproxy", .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "* here"), .take = takeNoProxy},
    CurlOption{.names = "--socks5", .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HOST:PORT"), .take = takeSocks},
    CurlOption{.names = "--socks5-hostname",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HOST:PORT"),
               .take = takeSocksWithNames},
    CurlOption{.names = "--resolve",
               .takes =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanField",
                                     "HOST:PORT:ADDRESS here, with a port from 1 to 65535 and one numeric address"),
               .take = takeResolve},
    CurlOption{.names = "--connect-to",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HOST:PORT:HOST:PORT, in which each may be empty"),
               .take = takeConnectTo},
    CurlOption{.names = "--unix-socket",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the path of a socket"),
               .take = takeUnixSocket},
    CurlOption{.names = "--cacert", .takes = nameOfAFile, .take = takeCaCertificate},
    CurlOption{.names = "-E --cert",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the name of a PEM file without a passphrase here"),
               .take = takeCertificate},
    CurlOption{.names = "--key", .takes = nameOfAFile, .take = takePrivateKey},
    CurlOption{.names = "--cert-type --key-type",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "PEM here"),
               .take = takePemType},
    CurlOption{.names = "--http1.1", .take = takeHttp11},
    CurlOption{.names = "--http2", .take = takeHttp2},
    CurlOption{.names = "-m --max-time",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "seconds, less than a day of them, here"),
               .take = takeTimeout},
    CurlOption{.names = "--connect-timeout",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "seconds, less than a day of them, here"),
               .take = takeConnectTimeout},
    CurlOption{.names = "-k --insecure", .flag = &CurlDraft::isInsecure},
};

constexpr std::array otherOptions = {
    // Left out: they change nothing of what is sent.
    CurlOption{
        .names = "--basic -s --silent -S --show-error -v --verbose -i --include --show-headers -f --fail --fail-early "
                 "--fail-with-body -# --progress-bar --progress-meter -4 --ipv4 -6 --ipv6 -O --remote-name "
                 "--remote-name-all -J --remote-header-name -R --remote-time -N --buffer "
                 "--clobber --create-dirs --remove-on-error --styled-output --trace-time --trace-ids --xattr "
                 "-q --disable -j --junk-session-cookies --http3 --keepalive --alpn --npn --sessionid --raw "
                 "--retry-all-errors --retry-connrefused --tcp-fastopen --tcp-nodelay --false-start "
                 "--cert-status --ssl --ssl-reqd --ssl-no-revoke --ssl-revoke-best-effort --ssl-allow-beast "
                 "--ssl-auto-client-cert --proxy-basic --socks5-basic --suppress-connect-headers "
                 "--ignore-content-length --parallel-immediate --http0.9 --tlsv1 -1 --tlsv1.0 --tlsv1.1 "
                 "--tlsv1.2 --tlsv1.3 --ca-native -Z --parallel --disallow-username-in-url"},
    CurlOption{.names = "-o --output --output-dir -w --write-out -D --dump-header -c --cookie-jar --stderr --trace "
                        "--trace-ascii --trace-config --libcurl --etag-save --limit-rate -Y --speed-limit -y "
                        "--speed-time --retry --retry-delay --retry-max-time --keepalive-time --keepalive-cnt "
                        "--max-filesize --interface --local-port --dns-servers --dns-interface --dns-ipv4-addr "
                        "--dns-ipv6-addr --happy-eyeballs-timeout-ms --ciphers --tls13-ciphers --tls-max --curves "
                        "--parallel-max --rate --expect100-timeout --create-file-mode --proto --proto-redir --engine "
                        "--random-file --egd-file --crlfile --alt-svc --hsts --ip-tos --vlan-priority",
               .takes = anyText},
    // Refused: another request would come of it, or one that is not as safe.
    CurlOption{.names = "-T --upload-file",
               .takes = nameOfAFile,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "a body from a file is --data-binary @FILE with -X PUT")},
    CurlOption{.names = "-K --config",
               .takes = nameOfAFile,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "a file with further options is not read; put them into the command")},
    CurlOption{.names = "-n --netrc --netrc-optional",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "~/.netrc is not read; name and password are -u NAME:PASSWORD")},
    CurlOption{.names = "--netrc-file",
               .takes = nameOfAFile,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "such a file is not read; name and password are -u NAME:PASSWORD")},
    CurlOption{.names = "-: --next",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "one command is one request; copy one of them")},
    CurlOption{.names = "--location-trusted",
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                     "credentials are sent to no other host; -L follows redirects without them")},
    CurlOption{.names = "--post301 --post302 --post303",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "a redirected POST goes on as browsers have it; leave the option out")},
    CurlOption{.names = "--digest --ntlm --ntlm-wb --negotiate --anyauth",
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "name and password are sent as Basic, by -u alone")},
    CurlOption{.names = "--aws-sigv4 --delegation --login-options --sasl-authzid --service-name",
               .takes = anyText,
               .refusal = QT_TRANSLATE_NOOP(
                   "fiftyfold::PlanProblem",
                   "requests are not signed or authenticated so; an Authorization that is ready is -H")},
    CurlOption{.names = "--sasl-ir",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "it is not for HTTP; leave it out")},
    CurlOption{.names = "-0 --http1.0",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "requests are HTTP/1.1 or HTTP/2: --http1.1 or --http2")},
    CurlOption{.names = "--http2-prior-knowledge",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "HTTP/2 is agreed on in the TLS handshake: --http2 with an https URL")},
    CurlOption{.names = "--http3-only",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "requests are HTTP/1.1 or HTTP/2: --http1.1 or --http2")},
    CurlOption{.names = "--haproxy-protocol --tr-encoding --form-escape -B --use-ascii --crlf -p --proxytunnel "
                        "--proxy-insecure --proxy-digest --proxy-ntlm --proxy-negotiate --proxy-anyauth "
                        "--compressed-ssh -a --append -l --list-only --metalink --doh-insecure --doh-cert-status "
                        "--socks5-gssapi --socks5-gssapi-nec --proxy-http2 --skip-existing",
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                     "it makes another request or connection than can be had here; leave it out")},
    CurlOption{.names = "--haproxy-clientip --request-target --proxy-header --preproxy --socks4 --socks4a --proxy1.0 "
                        "--socks5-gssapi-service --doh-url --proxy-cacert --proxy-capath --proxy-cert "
                        "--proxy-cert-type --proxy-ciphers --proxy-crlfile --proxy-key --proxy-key-type --proxy-pass "
                        "--proxy-pinnedpubkey --proxy-service-name --proxy-tls13-ciphers --pinnedpubkey "
                        "--abstract-unix-socket --tlsuser --tlspassword --tlsauthtype --proto-default --ech "
                        "--ipfs-gateway --variable --expand-url --expand-data --expand-header --hostpubmd5 "
                        "--hostpubsha256 --pubkey --krb -Q --quote -P --ftp-port -t --telnet-option",
               .takes = anyText,
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                     "it makes another request or connection than can be had here; leave it out")},
    CurlOption{.names = "--pass",
               .takes = anyText,
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a private key takes a PEM file without a passphrase")},
    CurlOption{.names = "--capath",
               .takes = QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the name of a folder"),
               .refusal =
                   QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "trusted authorities are one file, --cacert FILE")},
    CurlOption{.names = "-C --continue-at",
               .takes = anyText,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a part of a file is -r RANGE")},
    CurlOption{.names = "-z --time-cond",
               .takes = anyText,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                                            "a condition is -H 'If-Modified-Since: …' or -H 'If-Unmodified-Since: …'")},
    CurlOption{.names = "--etag-compare",
               .takes = nameOfAFile,
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a condition is -H 'If-None-Match: …'")},
    CurlOption{.names = "-h --help -V --version -M --manual",
               .refusal = QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "it asks curl for a text, and no server")},
};

template<std::size_t count>
void insertNames(QHash<QByteArray, const CurlOption *> &byName, const std::array<CurlOption, count> &options)
{
    for (const CurlOption &option : options) {
        for (const QByteArray &name : QByteArray(option.names).split(' '))
            byName.insert(name, &option);
    }
}

} // namespace

const CurlOption *findCurlOption(const QByteArray &name)
{
    static const QHash<QByteArray, const CurlOption *> byName = [] {
        QHash<QByteArray, const CurlOption *> all;
        insertNames(all, takenOptions);
        insertNames(all, otherOptions);
        return all;
    }();
    return byName.value(name);
}

} // namespace fiftyfold
