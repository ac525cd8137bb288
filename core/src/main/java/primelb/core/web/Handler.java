package primelb.core.web;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Handler {
    /**
     * Returns the answer to a request. Runs on the request's own virtual thread and may block.
     *
     * @throws ProblemException to answer with its problem
     * @throws Exception        anything else is logged and answered with 500, without its detail
     */
    Response handle(Request request) throws Exception;
}
