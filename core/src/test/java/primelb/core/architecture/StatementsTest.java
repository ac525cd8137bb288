package primelb.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import primelb.core.testing.SourceTree;

/** Every test that docs/statements.md names is there, and every statement has its row. */
class StatementsTest {
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| .* \\| (.*) \\|$");
    /** {@code pool.PoolTest#method}, {@code pool.PoolTest}, or {@code #method} of the class named before. */
    private static final Pattern NAME = Pattern.compile("`(?:([a-z]+)\\.([A-Z]\\w+(?:Test|IT)))?(?:#(\\w+))?`");

    @Test
    void namesTestsThatExist() throws IOException {
        Path root = SourceTree.root();
        List<Integer> rows = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(root.resolve("docs/statements.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            rows.add(Integer.parseInt(row.group(1)));
            Path source = null;
            for (Matcher name = NAME.matcher(row.group(2)); name.find();) {
                if (name.group(2) != null) {
                    source = root.resolve(name.group(1).equals("lb") ? "lb-app/src/test/java/primelb/lb"
                            : "core/src/test/java/primelb/core/" + name.group(1)).resolve(name.group(2) + ".java");
                }
                assertTrue(source != null && Files.exists(source), name.group() + " in: " + line);
                String method = name.group(3);
                assertTrue(method == null || Files.readString(source).contains("void " + method + "("),
                        name.group() + " is not in " + source);
                named++;
            }
        }
        for (int k = 0; k < rows.size(); k++) {
            assertEquals(k + 1, rows.get(k), "the number of a row");
        }
        assertEquals(50, rows.size());
        assertTrue(named > 50, "names: " + named);
    }
}
