/// Schemes at work: population, score, cut, rules, in this order, for one customer or millions, and
/// the explanation of one customer by the very same code.
///
/// ```
/// Scheme scheme = …;                                     // SchemeReader, SchemeVerifier, Presets
/// TableBuilder rows = new TableBuilder(scheme.metrics(), scheme.attributes(), 1_000_000);
/// …                                                      // addRow, metric, attribute for each customer
/// MetricTable base = rows.build();
/// Calibration calibration = Calibrator.calibrate(scheme, base);
/// Evaluator evaluator = Evaluator.of(scheme, calibration);
/// Evaluation result = evaluator.evaluate(base);
/// result.standing(row);                                  // Tiered or Untiered, with or without score
/// Explanation why = evaluator.explain(MetricTable.ofOne(metrics, attributes), 0, Situation.NEW);
/// ```
@NullMarked
package io.fenji.engine.evaluation;

import org.jspecify.annotations.NullMarked;
