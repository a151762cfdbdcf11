// SPDX-License-Identifier: GPL-3.0-or-later

// Runs a plan with the HTTP client of Java's library: from Java 21 on in a virtual thread for each request that may be in
// flight, before that in chains of CompletableFuture. Speaks fiftyfold.runner/1. `java JavaHttpClient.java` runs it.

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Inet6Address;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

class JavaHttpClient {
    // What is about concurrency ----------------------------------------------------------------------------------------

    static Plan plan;
    static HttpClient client;
    static Report report;
    static final AtomicInteger next = new AtomicInteger();
    /** One for each processor: nothing in them waits but for the disk. */
    static final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    public static void main(String[] arguments) throws Exception {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection,content-length");
        System.setProperty("jdk.httpclient.redirects.retrylimit", "2"); // It sends again once at most.
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        plan = Plan.read(input.readLine());
        client = clientFor(plan);
        report = new Report(plan);
        report.ready();
        if (input.readLine() == null)
            refuse("nobody says start any more");
        report.start();
        endWith(input);
        var virtualThread = virtualThreads();
        var lanes = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < plan.atOnce(); i++)
            lanes.add(virtualThread == null ? lane() : laneIn(virtualThread));
        CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).join();
        report.finish();
        System.exit(0);
    }

    interface Starter {
        void start(Runnable work);
    }

    /** Of Java 21 and later; null before. */
    static Starter virtualThreads() {
        try {
            var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            if (Runtime.version().feature() < 21)
                return null;
            return work -> {
                try {
                    start.invoke(null, work);
                } catch (ReflectiveOperationException error) {
                    throw new IllegalStateException(error);
                }
            };
        } catch (NoSuchMethodException error) {
            return null;
        }
    }

    /** Reads as if it blocked. */
    static CompletableFuture<Void> laneIn(Starter virtualThread) {
        var end = new CompletableFuture<Void>();
        virtualThread.start(() -> {
            for (int i = next.getAndIncrement(); i < plan.requests(); i = next.getAndIncrement())
                carryOut(plan.firstIndex() + i).join();
            end.complete(null);
        });
        return end;
    }

    /** Goes on with the next request when one has its outcome. */
    static CompletableFuture<Void> lane() {
        int i = next.getAndIncrement();
        if (i >= plan.requests())
            return CompletableFuture.completedFuture(null);
        return carryOut(plan.firstIndex() + i).thenComposeAsync(nothing -> lane(), workers);
    }

    /** Whatever goes wrong is this request's own and ends no other. */
    static CompletableFuture<Void> carryOut(int index) {
        var request = report.begin(index);
        CompletableFuture<Void> whole;
        try {
            whole = fetch(request, Hop.first(plan)).thenAccept(page -> request.keep(plan, page));
        } catch (RuntimeException error) {
            whole = CompletableFuture.failedFuture(error);
        }
        return whole.handle((nothing, error) -> {
            report.tell(request, error == null ? null : Failure.of(error, plan, request.hasHead));
            return null;
        });
    }

    static CompletableFuture<Page> fetch(Request request, Hop hop) {
        request.sent = System.nanoTime();
        var left = Duration.ofNanos(Math.max(1, request.deadline - request.sent));
        var reply = client.sendAsync(hop.request(plan, left), info -> {
            request.replied = System.nanoTime();
            request.hasHead = true;
            Reply.check(request, info.statusCode(), info.headers());
            return new Bounded(plan.maxBody());
        });
        // The client's own timeout ends with the headers.
        reply = reply.orTimeout(left.toNanos(), TimeUnit.NANOSECONDS);
        return reply.thenCompose(response -> {
            var there = hop.next(plan, response.statusCode(), response.headers());
            if (there != null) {
                request.hasHead = false;
                return fetch(request, there);
            }
            request.received = System.nanoTime();
            return CompletableFuture.completedFuture(new Page(response, Coding.decoded(plan, response), hop));
        });
    }

    /** Once its input ends nobody wants the run any more. */
    static void endWith(BufferedReader input) {
        var watch = new Thread(() -> {
            try {
                while (input.readLine() != null)
                    continue;
            } catch (IOException ignored) {
                // as if it had ended
            }
            System.exit(1);
        });
        watch.setDaemon(true);
        watch.start();
    }

    static void refuse(String why) {
        System.err.println("This runner can't run the plan: " + why + ".");
        System.exit(1);
    }

    static HttpClient clientFor(Plan plan) throws Exception {
        var builder = HttpClient.newBuilder()
            .executor(workers)
            .connectTimeout(Duration.ofNanos(plan.nanoseconds("connect_timeout_ms")))
            .proxy(new ProxySelector() { // None of the environment's: the plan says it all.
                public List<java.net.Proxy> select(URI uri) {
                    return List.of(java.net.Proxy.NO_PROXY);
                }

                public void connectFailed(URI uri, java.net.SocketAddress address, IOException error) {
                }
            })
            .version(HttpClient.Version.HTTP_1_1);
        if (plan.flag("insecure"))
            System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        TrustManager[] trust = plan.flag("insecure") ? new TrustManager[] {new Anybody()}
            : plan.text("cacert") == null ? null : trusting(plan.text("cacert"));
        if (trust != null) {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            builder.sslContext(context);
        }
        return builder.build();
    }

    static TrustManager[] trusting(String file) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = new FileInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem))
                store.setCertificateEntry("ca" + store.size(), certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    static class Anybody extends X509ExtendedTrustManager {
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
        }

        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
        }

        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
        }

        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
        }

        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Collects a body of no more bytes than the plan allows. */
    static class Bounded implements HttpResponse.BodySubscriber<byte[]> {
        final CompletableFuture<byte[]> body = new CompletableFuture<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final long most;
        Flow.Subscription subscription;

        Bounded(long most) {
            this.most = most;
        }

        public CompletableFuture<byte[]> getBody() {
            return body;
        }

        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        public void onNext(List<ByteBuffer> buffers) {
            for (var buffer : buffers) {
                var chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.write(chunk, 0, chunk.length);
            }
            if (bytes.size() > most) {
                subscription.cancel();
                body.completeExceptionally(Failure.tooLarge(most));
            }
        }

        public void onError(Throwable error) {
            body.completeExceptionally(error);
        }

        public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }

    // What is HTTP: URLs that arrive as they were given, the fields of a request, redirects, content codings ------------

    /** Class and message of a request that failed. */
    static class Failure extends RuntimeException {
        final String kind;

        Failure(String kind, String message) {
            super(message);
            this.kind = kind;
        }

        static Failure tooLarge(long most) {
            return new Failure("body-too-large", "The body has more than " + most + " bytes.");
        }

        static Failure of(Throwable error, Plan plan, boolean hasHead) {
            for (var reason = error; reason != null; reason = reason.getCause()) {
                if (reason instanceof Failure)
                    return (Failure) reason;
            }
            while (error instanceof CompletionException && error.getCause() != null)
                error = error.getCause();
            var text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
            var kind = kindOf(error, text, hasHead);
            if (kind.equals("reset") && !Hop.AGAIN.contains(plan.text("method")))
                text += ". It was not sent again, as a " + plan.text("method") + " may have had an effect.";
            return new Failure(kind, text);
        }

        static String kindOf(Throwable error, String text, boolean hasHead) {
            for (var reason = error; reason != null; reason = reason.getCause()) {
                if (reason instanceof UnresolvedAddressException || reason instanceof UnknownHostException)
                    return "dns";
                if (reason instanceof SSLException)
                    return "tls";
            }
            if (error instanceof HttpTimeoutException || error instanceof java.util.concurrent.TimeoutException)
                return "timeout";
            if (error instanceof ConnectException)
                return "connect";
            if (text.contains("fixed content-length") || text.contains("chunked transfer encoding"))
                return "truncated";
            boolean isBroken = text.contains("reset") || text.contains("received no bytes") || text.contains("EOF")
                || text.contains("closed") || text.contains("Broken pipe") || text.contains("Too many retries");
            return isBroken ? hasHead ? "truncated" : "reset" : "protocol";
        }
    }

    record Page(HttpResponse<byte[]> response, byte[] content, Hop hop) {
    }

    /** Where a request goes next: first to the plan's URL, then where its server sends it. No secret goes to strangers. */
    record Hop(String scheme, String user, String host, String target, String method, int count, boolean hasLeftOrigin) {
        static final Set<String> AGAIN = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");
        static final Pattern SECRETS = Pattern.compile( // in a field's name: anywhere, or as a word, or at its beginning
            "token|secret|key|auth|session|cookie|password|credential|passwd|sessid|signature|jwt"
                + "|(?<![a-z])(assertion|bearer|csrf|hmac|otp|pass|passcode|passphrase|private|pwd|sid|sig|verifier|xsrf)"
                + "(?![a-z])|^x-(amz|goog)-", Pattern.CASE_INSENSITIVE);
        static final Pattern ABSOLUTE = Pattern.compile("(https?)://(?:([^/?]*)@)?([^/?]*)(.*)", Pattern.DOTALL);
        static final Pattern REFERENCE = Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(.*)", Pattern.DOTALL);
        static final Pattern PORT = Pattern.compile(":(\\d*)$"), ZONE = Pattern.compile("%[^\\]]*");
        static final Pattern HERE = Pattern.compile("(.*\\.)?localhost\\.?", Pattern.CASE_INSENSITIVE);
        static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.%]+\\]|[^\\[\\]\\s/\\\\@%:]+)(?::(\\d*))?");

        static Hop first(Plan plan) {
            var parts = ABSOLUTE.matcher(plan.text("url"));
            parts.matches();
            var user = parts.group(2) == null ? "" : parts.group(2);
            return new Hop(parts.group(1), user, parts.group(3), withSlash(parts.group(4)), plan.text("method"), 0, false);
        }

        static String withSlash(String target) {
            return target.startsWith("/") ? target : "/" + target;
        }

        /** Servers know nothing of this machine's zones. */
        String hostField() {
            return ZONE.matcher(host).replaceAll("");
        }

        String hostname() {
            return PORT.matcher(hostField()).replaceAll("");
        }

        int port() {
            var port = PORT.matcher(host);
            return port.find() && !port.group(1).isEmpty() ? Integer.parseInt(port.group(1)) : scheme.equals("https") ? 443 : 80;
        }

        String origin() {
            return scheme + "://" + hostname().toLowerCase(Locale.ROOT) + ":" + port();
        }

        String source() {
            return scheme + "://" + host + target.split("\\?", 2)[0];
        }

        /** The target goes out as it is, where java.net.URI takes all of its characters, and keeps them. */
        URI address() {
            if (target.indexOf('?') == target.length() - 1)
                throw new IllegalArgumentException("there is nothing behind the question mark");
            var address = addressOf(hostname());
            var server = isThisMachine(hostname()) ? "localhost"
                : address == null ? hostname()
                : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
            return URI.create(scheme + "://" + server + ":" + port() + target);
        }

        HttpRequest request(Plan plan, Duration timeout) {
            var own = new LinkedHashMap<String, String[]>();
            for (var field : plan.headers()) {
                var name = field.get(0).toLowerCase(Locale.ROOT);
                boolean stays = hasLeftOrigin && (name.equals("host") || SECRETS.matcher(name).find());
                boolean isOfBody = name.equals("content-type") || name.equals("content-length");
                if (stays || isOfBody && !method.equals(plan.text("method")))
                    continue;
                var known = own.get(name);
                if (known == null)
                    own.put(name, new String[] {field.get(0), field.get(1)});
                else
                    known[1] += (name.equals("cookie") ? "; " : ", ") + field.get(1);
            }
            var builder = HttpRequest.newBuilder(address()).timeout(timeout);
            builder.header("Host", own.containsKey("host") ? own.remove("host")[1] : hostField());
            if (!own.containsKey("accept"))
                builder.header("Accept", "*/*");
            if (!own.containsKey("accept-encoding"))
                builder.header("Accept-Encoding", own.containsKey("range") ? "identity" : "gzip, deflate");
            if (!user.isEmpty() && !hasLeftOrigin && !own.containsKey("authorization")) {
                var plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
                var code = java.util.Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
                builder.header("Authorization", "Basic " + code);
            }
            own.values().forEach(field -> builder.header(field[0], field[1]));
            if (method.equals("GET"))
                return builder.GET().build();
            return builder.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }

        /** Where a redirect leads; null where the reply is none that is to be followed. */
        Hop next(Plan plan, int status, HttpHeaders headers) {
            if (!List.of(301, 302, 303, 307, 308).contains(status) || plan.number("redirects") == 0)
                return null;
            if (count == plan.number("redirects"))
                throw new Failure("redirect", "There are more than " + plan.number("redirects") + " redirects.");
            var locations = headers.allValues("location");
            var location = locations.isEmpty() ? "" : locations.get(locations.size() - 1);
            if (location.isBlank())
                throw new Failure("redirect", "The " + status + " reply names no readable Location to go on to.");
            var there = resolved(location);
            if (scheme.equals("https") && there.scheme.equals("http"))
                throw new Failure("redirect",
                    "The redirect leads from https to http, which is not encrypted, and was not followed.");
            if (!plan.flag("allow_remote") && !isLocal(there.hostname()))
                throw new Failure("redirect", "The redirect leads to a host that nobody agreed to, and was not followed.");
            try {
                there.address();
            } catch (IllegalArgumentException error) {
                throw new Failure("redirect", "The redirect leads to what java.net.URI can't read: " + error.getMessage() + ".");
            }
            boolean isGet = status == 303 && !method.equals("HEAD") || status < 303 && method.equals("POST");
            return new Hop(there.scheme, user, there.host, there.target, isGet ? "GET" : method, count + 1,
                hasLeftOrigin || !origin().equals(there.origin()));
        }

        /** What a Location means where it was read, as browsers read it. */
        Hop resolved(String location) {
            var text = location.strip().replaceAll("[\\t\\r\\n]", "").split("#", 2)[0];
            int mark = text.indexOf('?');
            text = mark < 0 ? text.replace('\\', '/') : text.substring(0, mark).replace('\\', '/') + text.substring(mark);
            var parts = REFERENCE.matcher(text);
            parts.matches();
            var given = parts.group(1) == null ? scheme : parts.group(1).toLowerCase(Locale.ROOT);
            var rest = parts.group(2);
            if (!given.equals("http") && !given.equals("https"))
                throw new Failure("redirect", "The redirect leads to " + given + ":, and was not followed.");
            var path = target.split("\\?", 2)[0];
            if (rest.startsWith("//") || !given.equals(scheme)) {
                var named = Pattern.compile("/*(?:[^/?]*@)?([^/?]*)(.*)", Pattern.DOTALL).matcher(rest);
                named.matches();
                return at(given, readable(named.group(1)), withoutDots(withSlash(named.group(2))));
            }
            if (rest.isEmpty())
                return this;
            if (rest.startsWith("?"))
                return at(scheme, host, path + rest);
            return at(scheme, host, withoutDots(rest.startsWith("/") ? rest : path.replaceAll("[^/]*$", "") + rest));
        }

        Hop at(String scheme, String host, String target) {
            return new Hop(scheme, user, host, escaped(target), method, count, hasLeftOrigin);
        }

        static String readable(String host) {
            var text = host.toLowerCase(Locale.ROOT);
            var parts = HOST.matcher(text);
            boolean isOne = parts.matches();
            var port = isOne && parts.group(2) != null ? parts.group(2) : "";
            var isAddress = isOne && parts.group(1).matches("[0-9.x]*|.*\\.\\d+");
            if (!isOne || port.length() > 5 || (!port.isEmpty() && Integer.parseInt(port) > 65535)
                || (isAddress && addressOf(parts.group(1)) == null))
                throw new Failure("redirect", "The redirect names no readable Location to go on to.");
            return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
        }

        static String withoutDots(String target) {
            int mark = target.indexOf('?');
            var path = mark < 0 ? target : target.substring(0, mark);
            var kept = new ArrayList<String>();
            var plain = "";
            for (var segment : path.substring(1).split("/", -1)) {
                plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
                if (plain.equals("..") && !kept.isEmpty())
                    kept.remove(kept.size() - 1);
                if (!plain.equals(".") && !plain.equals(".."))
                    kept.add(segment);
            }
            if (plain.equals(".") || plain.equals(".."))
                kept.add("");
            return "/" + String.join("/", kept) + (mark < 0 ? "" : target.substring(mark));
        }

        /** What the WHATWG URL standard escapes; the client has read the field as Latin-1. */
        static String escaped(String target) {
            var result = new StringBuilder();
            boolean isQuery = false;
            for (int i = 0; i < target.length(); i++) {
                char c = target.charAt(i);
                boolean isWrong = c == '%' && !target.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*");
                if (c <= ' ' || c > '~' || isWrong || (isQuery ? " \"#<>'" : " \"#<>^`{}").indexOf(c) >= 0)
                    result.append(String.format("%%%02X", (int) c));
                else
                    result.append(c);
                isQuery |= c == '?';
            }
            return result.toString();
        }

        static boolean isThisMachine(String name) {
            return HERE.matcher(name).matches();
        }

        static boolean isLocal(String name) {
            var address = addressOf(name);
            return isThisMachine(name) || address != null && (address.isLoopbackAddress() || address.isSiteLocalAddress()
                || address.isLinkLocalAddress() || address.isAnyLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc);
        }

        /** The IP address that a host is, in any spelling that URLs have for it: 127.1, 0x7f000001; null where it is none. */
        static InetAddress addressOf(String host) {
            try {
                if (host.startsWith("["))
                    return InetAddress.getByName(host);
                var parts = host.replaceAll("\\.$", "").split("\\.", -1);
                long address = 0;
                for (int i = 0; i < parts.length; i++) {
                    int bits = i == parts.length - 1 ? 8 * (4 - i) : 8; // The last one fills what is left.
                    long part = Long.decode(parts[i]);
                    if (i > 3 || part < 0 || part >> bits != 0 || !parts[i].matches("[0-9a-fA-FxX]+"))
                        return null;
                    address = address << bits | part;
                }
                return InetAddress.getByAddress(ByteBuffer.allocate(4).putInt((int) address).array());
            } catch (NumberFormatException | UnknownHostException error) {
                return null;
            }
        }
    }

    static class Reply {
        /** The client takes what makes no sense, or waits in vain. */
        static void check(Request request, int status, HttpHeaders headers) {
            request.status = status;
            if (status < 200)
                throw new Failure("protocol", "The reply's status is " + status + ", which is no final answer.");
            var codings = String.join(", ", headers.allValues("transfer-encoding")).toLowerCase(Locale.ROOT);
            if (!Set.of("", "identity", "chunked").contains(codings))
                throw new Failure("protocol", "The reply has a Transfer-Encoding that nobody asked for.");
            if (codings.equals("chunked") && headers.firstValue("content-length").isPresent()) // which it would go by
                throw new Failure("protocol", "The reply has a Content-Length beside its Transfer-Encoding.");
            var lengths = new TreeSet<String>();
            for (var value : String.join(",", headers.allValues("content-length")).split(",")) {
                if (!value.isBlank())
                    lengths.add(value.strip().replaceAll("^0+(?=\\d)", ""));
            }
            if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !length.matches("\\d{1,18}")))
                throw new Failure("protocol", "The reply's Content-Length is no length.");
        }

        /** Of several types the last that is one; where it is that of the one before, its charset holds on. */
        static Charset charset(HttpHeaders headers) {
            String name = "", charset = null;
            var values = Pattern.compile("(?:[^\",]|\"(?:[^\"\\\\]|\\\\.)*\"?)+")
                .matcher(String.join(",", headers.allValues("content-type")));
            while (values.find()) {
                var type = values.group().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
                if (!type.matches("[^\\s/]+/[^\\s/]+") || type.equals("*/*"))
                    continue;
                var found = Pattern.compile(";.*charset\\s*=\\s*[\"']?([^\\s;\"']+)", Pattern.CASE_INSENSITIVE)
                    .matcher(values.group());
                if (found.find())
                    charset = found.group(1);
                else if (!type.equals(name))
                    charset = null;
                name = type;
            }
            try {
                return charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
            } catch (IllegalArgumentException unknown) {
                return StandardCharsets.UTF_8;
            }
        }
    }

    static class Coding {
        static final int MOST = 4;

        static String named(HttpHeaders headers) {
            return String.join(", ", headers.allValues("content-encoding"));
        }

        /** A list over all fields, taken off from right to left. A plan that asks for one itself gets the body as it is. */
        static byte[] decoded(Plan plan, HttpResponse<byte[]> response) {
            var body = response.body();
            if (plan.headers().stream().anyMatch(field -> field.get(0).equalsIgnoreCase("accept-encoding")))
                return body;
            var codings = Arrays.stream(named(response.headers()).toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                .filter(Set.of("gzip", "x-gzip", "deflate", "br")::contains).collect(Collectors.toList());
            if (codings.size() > MOST && body.length > 0)
                throw new Failure("decode", "The body is coded " + codings.size() + " times over; up to " + MOST + " are decoded.");
            for (int i = codings.size() - 1; i >= 0 && body.length > 0; i--)
                body = inflated(codings.get(i), body, plan.maxBody());
            return body;
        }

        static byte[] inflated(String coding, byte[] body, long most) {
            if (coding.equals("br"))
                throw new Failure("decode", "The body is coded as br, which nobody asked for, and Java can't decode it by itself.");
            try (var source = streamOf(coding, new ByteArrayInputStream(body))) {
                var page = source.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
                if (page.length > most)
                    throw Failure.tooLarge(most);
                return page;
            } catch (EOFException error) {
                throw new Failure("decode", "The body can't be decoded: its compressed data end too early.");
            } catch (IOException error) {
                throw new Failure("decode", "The body can't be decoded: " + error.getMessage() + ".");
            }
        }

        /** Deflate is a zlib stream, as it should be, or bare, as some servers send it. */
        static InputStream streamOf(String coding, ByteArrayInputStream body) throws IOException {
            if (!coding.equals("deflate"))
                return new GZIPInputStream(body);
            body.mark(2);
            int first = body.read(), second = body.read();
            body.reset();
            boolean isZlib = second >= 0 && (first & 15) == 8 && first >> 4 <= 7 && (first * 256 + second) % 31 == 0;
            return new InflaterInputStream(body, new Inflater(!isZlib));
        }
    }

    // The plan that a runner reads, the pages that it saves, and the lines that it writes ------------------------------

    record Plan(Map<String, Object> fields, List<int[]> accepted) {
        static final Set<String> HONOURED = Set.of("schema", "url", "requests", "at_once", "strategy", "transport", "method",
            "http", "timeout_ms", "connect_timeout_ms", "redirects", "accept_status", "max_body", "insecure", "stages",
            "threads", "headers", "cacert", "work_dir", "allow_remote", "first_index", "report");

        static Plan read(String line) {
            var plan = new Plan(new Json(line == null ? "{}" : line).object(), new ArrayList<>());
            var unable = plan.fields.keySet().stream().filter(name -> plan.isGiven(name) && !HONOURED.contains(name))
                .collect(Collectors.toList());
            if (!"1.1".equals(plan.text("http")))
                unable.add("http 2");
            if (plan.headers().stream().flatMap(List::stream).anyMatch(text -> text.chars().anyMatch(c -> c > '~')))
                unable.add("headers that are not ASCII");
            if (!"fiftyfold.runner/1".equals(plan.text("schema")) || !unable.isEmpty())
                refuse(unable.isEmpty() ? "another schema" : String.join(", ", unable));
            try {
                Hop.first(plan).address();
            } catch (IllegalArgumentException error) {
                refuse("url, which java.net.URI can't read: " + error.getMessage());
            }
            for (var range : plan.text("accept_status").split(",")) {
                var ends = range.split("-");
                plan.accepted.add(new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])});
            }
            return plan;
        }

        boolean isGiven(String name) {
            var value = fields.get(name);
            return !(value == null || value.equals(0.0) || value.equals(false) || value.equals("") || value.equals(List.of()));
        }

        String text(String name) {
            return (String) fields.get(name);
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(fields.get(name));
        }

        long number(String name) {
            return ((Double) fields.getOrDefault(name, 0.0)).longValue();
        }

        long nanoseconds(String name) {
            return (long) ((Double) fields.get(name) * 1e6);
        }

        int requests() {
            return (int) number("requests");
        }

        int atOnce() {
            return (int) number("at_once");
        }

        int firstIndex() {
            return (int) number("first_index");
        }

        long maxBody() {
            return number("max_body");
        }

        @SuppressWarnings("unchecked")
        List<List<String>> headers() {
            return (List<List<String>>) fields.getOrDefault("headers", List.of());
        }
    }

    /** One request, from the queue to its outcome. */
    static class Request {
        final int index;
        final long begin = System.nanoTime();
        final long deadline;
        long sent, replied, received;
        int status;
        boolean hasHead;
        Page page;
        String digest;
        final List<Object[]> steps = new ArrayList<>();

        Request(int index, Plan plan) {
            this.index = index;
            deadline = begin + plan.nanoseconds("timeout_ms");
        }

        /** What comes after the fetch: wrap, save, delete, as far as the plan wants them. */
        void keep(Plan plan, Page page) {
            this.page = page;
            if (plan.accepted().stream().noneMatch(range -> range[0] <= status && status <= range[1]))
                throw new Failure("status", "The server answered " + status + ".");
            var file = Path.of(plan.text("work_dir"), String.format("%04d.html", index));
            byte[] html = null;
            for (var step : plan.text("stages").split(",")) {
                long from = System.nanoTime();
                try {
                    switch (step) {
                        case "wrap" -> html = wrapped(page);
                        case "save" -> save(file, html);
                        case "delete" -> Files.delete(file);
                        default -> {
                            continue;
                        }
                    }
                } catch (IOException error) {
                    var remedy = String.valueOf(error.getMessage()).contains("File too large")
                        ? " Raise the limit of this shell with \"ulimit -f\"." : "";
                    throw new Failure(step, error.getMessage() + "." + remedy);
                }
                steps.add(new Object[] {step, from, System.nanoTime()});
            }
            if (index == 0)
                digest = digestOf(page.content());
        }

        static String digestOf(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (java.security.NoSuchAlgorithmException error) {
                throw new IllegalStateException(error);
            }
        }

        static byte[] wrapped(Page page) {
            var text = new String(page.content(), Reply.charset(page.response().headers()));
            return ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>"
                + escaped(page.hop().source()) + "</title>\n</head>\n<body>\n<pre>\n" + escaped(text)
                + "</pre>\n</body>\n</html>\n").getBytes(StandardCharsets.UTF_8);
        }

        static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#x27;").replace('\0', '\ufffd');
        }

        /** A file that nobody has made before. No part of a page stays. */
        static void save(Path file, byte[] html) throws IOException {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                for (var left = ByteBuffer.wrap(html); left.hasRemaining();)
                    channel.write(left);
            } catch (FileAlreadyExistsException error) {
                throw error;
            } catch (IOException error) {
                Files.deleteIfExists(file);
                throw error;
            }
        }
    }

    /** What is told of each request, or at the end of all together. */
    static class Report {
        static final int MOST_POINTS = 2000;
        final Plan plan;
        final boolean isSummary;
        long readyAt, startedAt;
        int done, failed, open, mostOpen, step = 1;
        long bytes, responses;
        String digest;
        Map<String, Object> firstFailure;
        final Set<Object> statuses = new TreeSet<>(), http = new TreeSet<>(), codings = new TreeSet<>();
        List<long[]> points = new ArrayList<>(); // Every step-th of those that are done: when, and its response time.

        Report(Plan plan) {
            this.plan = plan;
            isSummary = "summary".equals(plan.text("report"));
        }

        void ready() {
            readyAt = System.nanoTime(); // which is CLOCK_MONOTONIC
            say(Map.of("ready", ordered("name", "java httpclient", "version", Runtime.version().toString(), "clock_ns", readyAt)));
            System.out.flush();
        }

        void start() {
            startedAt = System.nanoTime();
        }

        synchronized Request begin(int index) {
            mostOpen = Math.max(mostOpen, ++open);
            return new Request(index, plan);
        }

        void tell(Request request, Failure failure) {
            long at = System.nanoTime();
            synchronized (this) {
                open--;
                if (failure == null)
                    done++;
                else
                    failed++;
                if (isSummary)
                    add(request, failure, at);
                else
                    tellEach(request, failure, at);
            }
        }

        void tellEach(Request request, Failure failure, long at) {
            stage(request, "queued", startedAt, request.begin);
            if (request.page != null) {
                stage(request, "wait", request.sent, request.replied);
                stage(request, "receive", request.replied, request.received);
            }
            for (var step : request.steps)
                stage(request, (String) step[0], (long) step[1], (long) step[2]);
            var outcome = ordered("i", request.index, "outcome", failure == null ? "done" : "failed", "at", at - readyAt);
            if (request.status != 0)
                outcome.put("status", request.status);
            if (request.page != null) {
                outcome.put("bytes", request.page.content().length);
                outcome.put("http", versionOf(request.page));
            }
            if (request.digest != null)
                outcome.put("digest", request.digest);
            if (failure != null) {
                outcome.put("class", failure.kind);
                outcome.put("message", failure.getMessage());
            }
            say(outcome);
            System.out.flush();
        }

        void stage(Request request, String name, long from, long to) {
            say(ordered("i", request.index, "stage", name, "at", from - readyAt, "ns", to - from));
        }

        static String versionOf(Page page) {
            return page.response().version() == HttpClient.Version.HTTP_2 ? "2" : "1.1";
        }

        void add(Request request, Failure failure, long at) {
            if (failure != null) {
                if (firstFailure == null)
                    firstFailure = ordered("class", failure.kind, "message", failure.getMessage());
                return;
            }
            long response = request.received - request.begin;
            bytes += request.page.content().length;
            responses += response;
            statuses.add(request.status);
            http.add(versionOf(request.page));
            codings.add(Coding.named(request.page.response().headers()));
            if (request.digest != null)
                digest = request.digest;
            if (done % step == 0)
                points.add(new long[] {at - readyAt, response});
            if (points.size() == 2 * MOST_POINTS) {
                thin();
                step *= 2;
            }
        }

        void thin() {
            var kept = new ArrayList<long[]>();
            for (int i = 1; i < points.size(); i += 2)
                kept.add(points.get(i));
            points = kept;
        }

        void finish() {
            long end = System.nanoTime();
            var finished = ordered("elapsed_ns", end - startedAt, "at", end - readyAt, "done", done, "failed", failed);
            if (isSummary)
                sumUp(finished);
            say(Map.of("finished", finished));
            System.out.flush();
        }

        void sumUp(Map<String, Object> finished) {
            finished.putAll(ordered("in_flight", mostOpen, "bytes", bytes, "statuses", statuses, "http", http, "codings", codings));
            if (digest != null)
                finished.put("digest", digest);
            if (firstFailure != null)
                finished.put("first_failure", firstFailure);
            if (points.isEmpty())
                return;
            var sorted = points.stream().mapToLong(point -> point[1]).sorted().toArray();
            finished.put("response_ns", ordered("mean", responses / done, "p50", sorted[sorted.length / 2],
                "p95", sorted[sorted.length * 95 / 100]));
            if (points.size() > MOST_POINTS)
                thin();
            finished.put("done_at", points.stream().map(point -> (Object) point[0]).collect(Collectors.toList()));
        }

        static Map<String, Object> ordered(Object... namesAndValues) {
            var map = new LinkedHashMap<String, Object>();
            for (int i = 0; i < namesAndValues.length; i += 2)
                map.put((String) namesAndValues[i], namesAndValues[i + 1]);
            return map;
        }

        static void say(Object line) {
            System.out.print(Json.text(line) + "\n");
        }
    }

    /** As much of JSON as a plan and the lines of a runner have. */
    static class Json {
        static final Pattern TOKEN = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[-+.eE0-9]+|true|false|null|[\\[\\]{}:,])");
        final Matcher tokens;
        String token;

        Json(String text) {
            tokens = TOKEN.matcher(text);
            advance();
        }

        void advance() {
            token = tokens.find() ? tokens.group(1) : "";
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> object() {
            return (Map<String, Object>) value();
        }

        Object value() {
            var first = token;
            advance();
            if (first.equals("{")) {
                var map = new TreeMap<String, Object>();
                for (; !token.equals("}"); skip(",")) {
                    var name = (String) value();
                    skip(":");
                    map.put(name, value());
                }
                advance();
                return map;
            }
            if (first.equals("[")) {
                var list = new ArrayList<Object>();
                for (; !token.equals("]"); skip(","))
                    list.add(value());
                advance();
                return list;
            }
            if (first.startsWith("\""))
                return unescaped(first.substring(1, first.length() - 1));
            return switch (first) {
                case "true", "false" -> Boolean.valueOf(first);
                case "null" -> null;
                default -> Double.valueOf(first);
            };
        }

        void skip(String separator) {
            if (token.equals(separator))
                advance();
        }

        static String unescaped(String text) {
            return Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)").matcher(text).replaceAll(escape -> {
                var code = escape.group(1);
                int simple = "bfnrt".indexOf(code);
                var plain = code.length() > 1 ? String.valueOf((char) Integer.parseInt(code.substring(1), 16))
                    : simple >= 0 ? "\b\f\n\r\t".substring(simple, simple + 1) : code;
                return Matcher.quoteReplacement(plain);
            });
        }

        static String text(Object value) {
            if (value instanceof Map<?, ?> map)
                return map.entrySet().stream().map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            if (value instanceof Iterable<?> list) {
                var parts = new ArrayList<String>();
                list.forEach(part -> parts.add(text(part)));
                return "[" + String.join(",", parts) + "]";
            }
            if (!(value instanceof String))
                return String.valueOf(value);
            return '"' + Pattern.compile("[\"\\\\\\p{Cntrl}]").matcher((String) value)
                .replaceAll(found -> Matcher.quoteReplacement(String.format("\\u%04x", (int) found.group().charAt(0)))) + '"';
        }
    }
}
