package primelb.client.command;

import java.util.List;
import primelb.client.load.LoadPlan;
import primelb.client.load.Target;
import primelb.client.threshold.Threshold;

/**
 * What to send, how, and what must come of it.
 *
 * @param target what is sent
 * @param plan how it is sent
 * @param warmup how many requests go before and are not counted
 * @param thresholds the conditions on the result, the default one included
 */
record LoadSettings(Target target, LoadPlan plan, int warmup, List<Threshold> thresholds) {
}
