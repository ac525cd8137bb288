package primelb.client.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.load.AnswerCheck;
import primelb.client.load.PrimeTruth;
import primelb.client.load.Target;
import primelb.core.http.ClientRequest;
import primelb.core.http.Field;

/** The options on what one request is, and which answer to it is ok. */
final class RequestOptions {
    static final Option HEADER = Option.repeated("header", "'K: V'", "-H 'Accept: application/json'",
            "a header field").shortened('H');
    static final Option METHOD = Option.single("method", "METHOD", "", "-m POST",
            "the method (GET, or POST with a body)").shortened('m');
    static final Option BODY = Option.single("body", "TEXT", "", "--body 'a=b'", "what is sent as the body");
    static final Option BODY_FILE = Option.single("body-file", "FILE", "", "--body-file request.json",
            "the file that is sent as the body; - is stdin");
    static final Option NO_KEEPALIVE = Option.flag("no-keepalive", "a new connection for each request");
    static final Option EXPECT_STATUS = Option.single("expect-status", "CODES", "200", "--expect-status 200,204",
            "statuses that are ok, 200..499");
    static final Option EXPECT_BODY = Option.single("expect-body", "REGEX", "", "--expect-body 'true'",
            "what must be found in the body");

    static final CommandSpec.Group GROUP = new CommandSpec.Group("request", List.of(HEADER, METHOD, BODY, BODY_FILE,
            NO_KEEPALIVE, EXPECT_STATUS, EXPECT_BODY));

    static final String SEVERAL_NOTE = "Several URLs are several balancers: the clients begin with them in turn, and one"
            + " whose balancer is gone moves on to the next. What was sent is only sent again if it is a GET that got no"
            + " byte of an answer; every move is counted (moved).";

    private static final int MAX_BODY = 64 << 20;
    private static final Pattern METHOD_FORM = Pattern.compile("[A-Z]{1,32}");
    private static final Pattern STATUSES_FORM = Pattern.compile("[234]\\d\\d(,[234]\\d\\d)*");

    /** What the client itself says about framing and connection; a second word on it could only contradict. */
    private static final Set<String> OWN_FIELDS = Set.of("content-length", "transfer-encoding", "connection",
            "keep-alive", "upgrade", "te", "trailer", "expect");

    private RequestOptions() {
    }

    /** Returns the target; it is there when no mistake was made. */
    static Optional<Target> read(Arguments arguments, URI exampleUrl, InputStream stdin) {
        List<URI> uris = TargetUrls.read(arguments, exampleUrl);
        List<Field> fields = new ArrayList<>(arguments.parsedAll(HEADER, RequestOptions::field));
        boolean keepAlive = !arguments.flag(NO_KEEPALIVE);
        if (!keepAlive) {
            fields.add(new Field("Connection", "close"));
        }
        if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase("User-Agent"))) {
            fields.add(new Field("User-Agent", "primelb-client"));
        }
        byte[] body = body(arguments, stdin);
        String method = arguments.parsed(METHOD, RequestOptions::method).orElse(body.length == 0 ? "GET" : "POST");
        Set<Integer> statuses = arguments.parsed(EXPECT_STATUS, RequestOptions::statuses).orElse(Set.of(200));
        Optional<Pattern> pattern = arguments.parsed(EXPECT_BODY, RequestOptions::regex);
        return uris.stream().findFirst().map(known -> {
            Optional<PrimeTruth> truth = method.equals("GET") ? PrimeTruth.askedBy(known.getRawPath())
                    : Optional.empty();
            return new Target(known, uris.subList(1, uris.size()),
                    new ClientRequest(method, Urls.originForm(known), fields, body), keepAlive,
                    new AnswerCheck(statuses, pattern, truth));
        });
    }

    private static Field field(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("must be 'Name: value', got '%s'".formatted(text));
        }
        String name = text.substring(0, colon);
        if (OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT).strip())) {
            throw new IllegalArgumentException("must not be %s, which the client sets itself%s".formatted(name,
                    name.equalsIgnoreCase("connection") ? " (see --no-keepalive)" : ""));
        }
        return new Field(name, text.substring(colon + 1).strip());
    }

    private static String method(String text) {
        if (!METHOD_FORM.matcher(text).matches() || text.equals("CONNECT")) {
            throw new IllegalArgumentException("must be 1..32 capital letters and not CONNECT, got '%s'"
                    .formatted(text));
        }
        return text;
    }

    private static Set<Integer> statuses(String text) {
        if (!STATUSES_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("must be statuses 200..499 joined by commas, got '%s'%s".formatted(
                    text, text.startsWith("5") ? " (a 5xx is never a success)" : ""));
        }
        var statuses = new TreeSet<Integer>();
        for (String status : List.of(text.split(","))) {
            statuses.add(Integer.valueOf(status));
        }
        return statuses;
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a regular expression, got '%s': %s at %d".formatted(
                    text, e.getDescription(), e.getIndex() + 1), e);
        }
    }

    private static byte[] body(Arguments arguments, InputStream stdin) {
        if (arguments.isGiven(BODY) && arguments.isGiven(BODY_FILE)) {
            arguments.mistake("--body and --body-file exclude each other (try: only --body)");
        }
        Optional<byte[]> fromFile = arguments.parsed(BODY_FILE, name -> file(name, stdin));
        return fromFile.orElseGet(() -> arguments.text(BODY)
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]));
    }

    private static byte[] file(String name, InputStream stdin) {
        try (InputStream in = name.equals("-") ? stdin : Files.newInputStream(Path.of(name))) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new IllegalArgumentException("must be at most %d bytes, '%s' is larger".formatted(
                        MAX_BODY, name));
            }
            return body;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read '%s': %s".formatted(name, e), e);
        }
    }
}
