package primelb.client.summary;

import java.util.List;
import primelb.client.load.Sample;

/**
 * How often requests went on to another balancer, because the one that they were for was gone.
 *
 * @param moved every move; a request may make several, and is one request all the same
 * @param sentAgain those that were made after the request had been sent: so many times more than it sent requests the
 *     client may have been heard
 */
public record Moves(int moved, int sentAgain) {
    /** Nothing moved. */
    public static final Moves NONE = new Moves(0, 0);

    /** Refuses more that were sent again than moved. */
    public Moves {
        if (moved < 0 || sentAgain < 0 || sentAgain > moved) {
            throw new IllegalArgumentException("%d sent again of %d moved".formatted(sentAgain, moved));
        }
    }

    static Moves of(List<Sample> samples) {
        return new Moves(samples.stream().mapToInt(Sample::moved).sum(),
                samples.stream().mapToInt(Sample::sentAgain).sum());
    }
}
