package primelb.core.architecture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blanks what is not code, so that a rule about calls does not stumble over a comment that mentions one. */
final class CodeOnly {

    /** Comments, text blocks, strings and character literals; whichever begins first hides what is in it. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "//[^\\n]*+"
                    + "|/\\*(?s:.)*?\\*/"
                    + "|\"\"\"(?s:.)*?(?<!(?<!\\\\)\\\\)\"\"\""
                    + "|\"(?:[^\"\\\\\\n]++|\\\\.)*+\""
                    + "|'(?:\\\\[^\\n]|[^'\\\\\\n])++'");

    private CodeOnly() {}

    static String of(String text) {
        return NOT_CODE.matcher(text).replaceAll(match ->
                Matcher.quoteReplacement(match.group().replaceAll("[^\\n]", " ")));
    }
}
