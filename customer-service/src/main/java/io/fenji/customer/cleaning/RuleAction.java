package io.fenji.customer.cleaning;

/// What happens to a value that a rule finds: the row is refused, the value is mended and its original kept, or the row
/// lands as it is and is marked.
public enum RuleAction {
    REJECT,
    REPAIR,
    FLAG
}
