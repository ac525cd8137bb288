package primelb.core.registry;

import java.util.Optional;

import primelb.core.backend.Backend;

/**
 * What a registration did.
 *
 * @param backend the member
 * @param isNew whether it was no member before
 * @param changed whether the list of members, or what one of them announced, is another than before
 * @param replaced the member of the same id and another URL that it replaced, which is a member no longer
 */
public record Registration(Backend backend, boolean isNew, boolean changed, Optional<Backend> replaced) {
}
