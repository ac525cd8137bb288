package primelb.core.proxy;

import java.util.function.IntPredicate;

import primelb.core.http.Head;

/** Copies field lines as they came, neighbours in one piece: most heads lose only one or two of their fields. */
final class FieldCopy {
    private FieldCopy() {
    }

    /** Appends the field lines of the head that are to be kept. */
    static void of(Head head, ByteSink out, IntPredicate keep) {
        int pieceFrom = -1;
        for (int i = 0; i < head.fieldCount(); i++) {
            if (keep.test(i)) {
                if (pieceFrom < 0) {
                    pieceFrom = head.nameFrom(i);
                }
            } else if (pieceFrom >= 0) {
                out.put(head.bytes(), pieceFrom, head.nameFrom(i) - pieceFrom);
                pieceFrom = -1;
            }
        }
        if (pieceFrom >= 0) {
            out.put(head.bytes(), pieceFrom, head.fieldsEnd() - pieceFrom);
        }
    }
}
