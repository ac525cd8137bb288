package primelb.core.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** No program names a package of another one, and the library names none of them. */
record AppsApart() implements SourceRule {

    private static final Map<String, String> PACKAGE_OF_APP = Map.of(
            "server-app", "primelb.server", "lb-app", "primelb.lb", "client-cli", "primelb.client");

    private static final Pattern APP_PACKAGE = Pattern.compile("\\bprimelb\\.(?:server|lb|client)\\b");

    @Override
    public List<String> violations(List<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            Matcher matcher = APP_PACKAGE.matcher(file.code());
            while (matcher.find()) {
                if (!matcher.group().equals(PACKAGE_OF_APP.get(file.module()))) {
                    found.add(file.at(matcher.start()) + ": " + matcher.group() + " belongs to another program");
                }
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "no program uses another one, and the library uses none";
    }
}
