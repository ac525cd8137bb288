package primelb.client.calibrate;

import java.math.BigInteger;

/** Asks a server about one number. */
public interface Asker {
    /**
     * Returns what the server told, when its answer was true.
     *
     * @throws CalibrationException with the reason where there is no such answer
     */
    Cost.Told ask(Work work, BigInteger number) throws CalibrationException;
}
