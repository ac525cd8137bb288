package primelb.client.selftest;

import java.util.List;
import primelb.client.text.Layout;
import primelb.client.text.Palette;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;

/** Writes what the self-test found. */
public final class SelfTestReport {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.selftest/1";

    private static final int WHAT_WIDTH = 36;

    private SelfTestReport() {
    }

    /** Returns one check in two lines, without a line end. */
    public static String text(Check check, Palette palette) {
        return (check.holds() ? palette.good("ok  ") : palette.bad("FAIL")) + "  "
                + Layout.pad(check.what(), WHAT_WIDTH) + check.measured()
                + "\n" + " ".repeat(6 + WHAT_WIDTH) + "(" + check.known() + ")";
    }

    /** Returns the last line, without a line end. */
    public static String verdict(List<Check> checks, Palette palette) {
        return checks.stream().allMatch(Check::holds)
                ? palette.good("PASS") + "  the client measures rightly on this machine, now"
                : palette.bad("FAIL") + "  the client does not measure rightly on this machine, now (is it busy?)";
    }

    /** Returns the same as a JSON object. */
    public static JsonObject json(List<Check> checks) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("checks", new JsonArray(List.copyOf(checks.stream().map(check -> JsonObject.builder()
                        .put("what", check.what())
                        .put("known", check.known())
                        .put("measured", check.measured())
                        .put("holds", check.holds())
                        .build()).toList())))
                .put("pass", checks.stream().allMatch(Check::holds))
                .build();
    }
}
