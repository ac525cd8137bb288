package primelb.core.config;

/**
 * Makes a value from the text of a setting.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface ThrowingParser<T> {

    /**
     * Returns the value of a text that is not empty.
     *
     * @throws Exception if the text is not valid; its message completes a sentence that starts with the name of the
     *     setting and ends with the text, such as {@code must be an http URL}
     */
    T parse(String text) throws Exception;
}
