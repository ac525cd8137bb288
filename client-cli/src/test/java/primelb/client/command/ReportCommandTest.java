package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.Document;
import primelb.client.testing.Harness;
import primelb.client.testing.Results;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonWriter;

class ReportCommandTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void results() throws IOException {
        client = new Harness(folder);
        store("phases.json", Results.phases(Results.recording(60, 600, "server1", "server2"),
                Results.recording(60, 1200, "server1"), Results.recording(60, 600, "server1", "server2")));
        store("run.json", Results.run(Results.recording(60, 600, "server1")));
    }

    @Test
    void withoutOptionsThePageIsNamedLikeTheFirstFile() {
        assertEquals(0, client.run("report", "phases.json", "run.json"), client::err);
        assertEquals("report: phases.html\n", client.out());
        assertTrue(Files.exists(folder.resolve("phases.html")));
    }

    @Test
    void picturesAreWholeFilesAndLoadNothing() throws IOException {
        assertEquals(0, client.run("report", "--svg", "docs/figures", "phases.json"), client::err);
        try (Stream<Path> files = Files.list(folder.resolve("docs/figures"))) {
            List<Path> pictures = files.sorted().toList();
            assertEquals(List.of("cdf.svg", "clients.svg", "latency.svg", "shares.svg", "spectrum.svg", "speedup.svg",
                    "throughput.svg"), pictures.stream().map(file -> file.getFileName().toString()).toList());
            for (Path picture : pictures) {
                String svg = Files.readString(picture);
                Document document = Document.of(svg);
                assertEquals(2, document.ids().stream().filter(List.of("title", "desc")::contains).count());
                assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"), svg);
                assertTrue(svg.contains("prefers-color-scheme: dark"));
            }
        }
        assertFalse(Files.exists(folder.resolve("phases.html")));
    }

    @Test
    void markdownIsATableOnStdout() {
        assertEquals(0, client.run("report", "--markdown", "phases.json"), client::err);
        assertTrue(client.out().startsWith("**Three phases of GET http://127.0.0.1:8080/prime/524287** (phases.json)\n\n"
                + "|  | phase 1: both up | phase 2: server2 stopped | phase 3: both up |\n|---|---:|---:|---:|\n"),
                client.out());
        assertTrue(client.out().contains("\n| requests ok | 60 | 60 | 60 |\n"), client.out());
        assertTrue(client.out().contains("\n| speedup | 2.00 | 1.00 | 2.00 |\n"), client.out());
    }

    @Test
    void whatIsNoResultIsExitTwoAndNamesThePlace() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{\"schema\":\"primelb.run/1\"}");
        assertEquals(2, client.run("report", "bad.json", "none.json"));
        assertTrue(client.err().contains("error: bad.json: detail is missing")
                || client.err().contains("error: bad.json: result is missing"), client.err());
        assertTrue(client.err().contains("error: cannot read "), client.err());
        assertEquals(2, new Harness(folder).run("report"));
        assertEquals(2, new Harness(folder).run("report", "--svg", "run.json", "phases.json"));
    }

    @Test
    void aPageThatCannotBeWrittenIsExitSeventy() {
        assertEquals(70, client.run("report", "--html", "/dev/full", "run.json"));
        assertTrue(client.err().startsWith("error: the report could not be written"), client.err());
    }

    private void store(String name, JsonObject json) throws IOException {
        Files.writeString(folder.resolve(name), JsonWriter.pretty(json));
    }
}
