package io.fenji.engine.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Explanations as JSON; the caller adds ids, versions and times.
///
/// ```
/// {"population":{"member":true,"conditions":[{"pointer":"/population","metric":"orders.lifetime",
///     "value":3,"comparison":"atLeast","operand":1,"result":"TRUE"}]},
///  "dimensions":[{"key":"value","name":{…},"weight":0.6,"contribution":41.2,"criteria":[
///     {"metric":"spend.365d","value":1200,"scale":{"type":"quantile","bins":5,"better":"higher"},
///      "breakpoints":[…],"points":80,"weight":0.3,"contribution":24},
///     {"metric":"assets","missing":"redistribute","scale":{…},"points":0,"weight":0,"contribution":0}]}],
///  "score":72.35,
///  "cut":{"type":"score","tier":"gold","threshold":65,"heldByLeave":false},
///  "rules":[{"key":"big","hit":true,"effect":"assign","tier":"diamond",
///     "conditions":[{"pointer":"/rules/0/when/all/0",…}]}],
///  "tier":"diamond"}
/// ```
/// `result` is `TRUE`, `FALSE` or `UNKNOWN`; conditions on attributes have `attribute`,
/// `comparison` (`is` or `in`) and `operand` (string or list); `operand` of `between` is a list of
/// two. `value` is left out when absent, `score` when there is none, `tier` when there is none, and
/// then `untiered` says why (`OUTSIDE_POPULATION`, `EXCLUDED`, `INELIGIBLE`, `NO_RULE_HIT`). A
/// `valueShare` cut also has `metric` and `value`.
public final class ExplanationJson {

    private ExplanationJson() {}

    public static ObjectNode write(Explanation explanation) {
        throw new UnsupportedOperationException("not written yet: " + explanation.standing());
    }
}
