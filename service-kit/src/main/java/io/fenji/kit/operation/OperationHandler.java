package io.fenji.kit.operation;

import com.fasterxml.jackson.databind.JsonNode;

/// Does the work of one kind of operation. After a crash it is called again with the same request: its effect
/// must be one transaction, or otherwise safe to begin again.
public interface OperationHandler {
    /// The kind it is registered under, e.g. `tier-run`.
    String kind();

    /// Whether others come first: one worker of each instance never takes on work of this kind, so that
    /// however much of it there is, other work goes on.
    default boolean givesWay() {
        return false;
    }

    /// Does the work.
    ///
    /// @return the operation's result
    /// @throws io.fenji.kit.problem.ProblemException to end the operation as FAILED with that problem;
    /// anything else ends it as an internal error with an id that the log has
    JsonNode run(OperationContext context) throws Exception;
}
