package primelb.core.architecture;

import java.util.List;

/** Something that the sources must keep to. */
interface SourceRule {

    /** Returns each place where the files do not keep to it, with what is wrong there; empty where all is well. */
    List<String> violations(List<SourceFile> files);
}
