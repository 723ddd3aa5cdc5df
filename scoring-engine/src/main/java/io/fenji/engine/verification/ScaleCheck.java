package io.fenji.engine.verification;

import io.fenji.engine.document.Finding;
import io.fenji.engine.number.Fixed;
import io.fenji.engine.scheme.Scale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Scales have numbers that make sense.
final class ScaleCheck {

    private static final BigDecimal MOST = Fixed.toDecimal(Fixed.HUNDRED);

    private ScaleCheck() {}

    static boolean isPoints(BigDecimal points) {
        return points.signum() >= 0 && points.compareTo(MOST) <= 0;
    }

    static void check(String pointer, Scale scale, Report report) {
        switch (scale) {
            case Scale.Steps(List<Scale.Step> steps) -> steps(pointer + "/steps", steps, report);
            case Scale.Linear(BigDecimal from, BigDecimal to) -> differ(pointer, from, to, report);
            case Scale.Log(BigDecimal from, BigDecimal to) -> {
                above(pointer + "/from", from, report);
                above(pointer + "/to", to, report);
                differ(pointer, from, to, report);
            }
            case Scale.Category(Map<String, BigDecimal> points, BigDecimal otherwise) -> {
                if (points.isEmpty()) {
                    report.error(pointer + "/points", "NO_CATEGORIES");
                }
                points.forEach((value, of) -> points(pointer + "/points/" + Finding.segment(value), of, report));
                points(pointer + "/otherwise", otherwise, report);
            }
            case Scale.Decay(BigDecimal halfLifeDays) -> {
                if (halfLifeDays.signum() <= 0) {
                    report.error(pointer + "/halfLifeDays", "BAD_HALF_LIFE");
                }
            }
            case Scale.Quantile _, Scale.Percentile _ -> {
                // Read within bounds; the numbers come from calibration.
            }
        }
    }

    private static void steps(String list, List<Scale.Step> steps, Report report) {
        for (int i = 0; i < steps.size(); i++) {
            Scale.Step step = steps.get(i);
            if (i > 0 && step.from().compareTo(steps.get(i - 1).from()) <= 0) {
                report.error(list + "/" + i + "/0", "STEPS_NOT_ASCENDING");
            }
            points(list + "/" + i + "/1", step.points(), report);
        }
    }

    private static void points(String pointer, BigDecimal points, Report report) {
        if (!isPoints(points)) {
            report.error(pointer, "POINTS_OUT_OF_RANGE");
        }
    }

    private static void differ(String pointer, BigDecimal from, BigDecimal to, Report report) {
        if (from.compareTo(to) == 0) {
            report.error(pointer, "EMPTY_RANGE.scale");
        }
    }

    private static void above(String pointer, BigDecimal end, Report report) {
        if (end.signum() <= 0) {
            report.error(pointer, "NO_LOGARITHM");
        }
    }
}
