package primelb.core.architecture;

import java.util.List;

/** Something that the arrows between packages must keep to. */
interface ArrowRule {

    /** Returns what is wrong with the arrows; empty where all is well. */
    List<String> violations(List<Arrow> arrows);
}
