package primelb.core.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that may stand in certain files only.
 *
 * @param what what is forbidden and where it may stand, for the message and the name of the test
 * @param text the forbidden text
 * @param part the part of a file that is looked at
 * @param allowed the files in which it may stand
 */
record ForbiddenText(
        String what, Pattern text, Function<SourceFile, String> part, Predicate<SourceFile> allowed)
        implements SourceRule {

    /** Returns a rule about code; comments and literals may say what they like. */
    static ForbiddenText inCode(String what, String regex, Predicate<SourceFile> allowed) {
        return new ForbiddenText(what, Pattern.compile(regex), SourceFile::code, allowed);
    }

    /** Returns a rule about everything in a file, comments included. */
    static ForbiddenText anywhere(String what, String regex) {
        return new ForbiddenText(what, Pattern.compile(regex), SourceFile::text, file -> false);
    }

    @Override
    public List<String> violations(List<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            if (allowed.test(file)) {
                continue;
            }
            Matcher matcher = text.matcher(part.apply(file));
            while (matcher.find()) {
                found.add(file.at(matcher.start()) + ": " + matcher.group() + " (" + what + ")");
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return what;
    }
}
