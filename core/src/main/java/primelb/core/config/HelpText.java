package primelb.core.config;

import java.util.List;

/** The help of a program: its usage line and one row for each setting. */
final class HelpText {

    private static final String GAP = "   ";

    private HelpText() {}

    static String of(String usageLine, String prefix, List<Setting> settings) {
        int options = settings.stream().mapToInt(setting -> form(setting).length()).max().orElse(0);
        int names = settings.stream().mapToInt(setting -> setting.name().length()).max().orElse(0);
        int defaults = settings.stream().mapToInt(setting -> standard(setting).length()).max().orElse(0);
        StringBuilder help = new StringBuilder(usageLine).append("\n\n");
        for (Setting setting : settings) {
            help.append("  ").append(padded(form(setting), options))
                    .append(GAP).append(padded(setting.name(), names))
                    .append(GAP).append(padded(standard(setting), defaults))
                    .append(GAP).append(setting.description()).append('\n');
        }
        return help.append("\n  --help, -h   prints this\n  --version    prints the version\n\n")
                .append("Each is an option or a variable of the environment (")
                .append(prefix).append("...); options win. Durations carry a unit: ms, s, m or h.\n")
                .toString();
    }

    private static String form(Setting setting) {
        return setting.isFlag() ? setting.option() : setting.option() + " " + setting.kind();
    }

    private static String standard(Setting setting) {
        return setting.defaultText().map(text -> "default " + text).orElse("no default");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
