package primelb.core.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every public top-level type of the library has a doc comment. */
record DocumentedTypes() implements SourceRule {

    /** A declaration that begins its line, with the annotations on the lines before it. */
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^(?:@[^\\n]*\\n)*public (?:(?:abstract|final|sealed|non-sealed) )*"
                    + "(?:class|interface|record|enum|@interface) (\\w+)",
            Pattern.MULTILINE);

    @Override
    public List<String> violations(List<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            Matcher matcher = PUBLIC_TYPE.matcher(file.code());
            while (file.inCore() && matcher.find()) {
                if (!endsWithDocComment(file.text().substring(0, matcher.start()))) {
                    found.add(file.at(matcher.start(1)) + ": " + matcher.group(1) + " has no doc comment");
                }
            }
        }
        return found;
    }

    private static boolean endsWithDocComment(String before) {
        String text = before.stripTrailing();
        return text.endsWith("*/") && text.startsWith("/**", text.lastIndexOf("/*"));
    }

    @Override
    public String toString() {
        return "every public type of core has a doc comment";
    }
}
