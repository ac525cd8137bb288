package primelb.core.web;

/** Ends a handler with a problem as the answer: the request cannot be served, and the client is told why. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /** Makes an exception that answers with the problem. */
    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.detail());
        this.problem = problem;
    }

    /** Returns the answer. */
    public Problem problem() {
        return problem;
    }

    /** Returns 400 with the detail: the request itself is wrong. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, detail));
    }
}
