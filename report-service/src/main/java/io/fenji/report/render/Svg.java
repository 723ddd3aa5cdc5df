package io.fenji.report.render;

import io.fenji.report.chart.Drawing;
import io.fenji.report.chart.Drawing.Mark;
import io.fenji.report.chart.Shape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A drawing as SVG within a page, whose style sheet has the colours. Numbers have two places in every locale.
final class Svg {
    private final Markup markup;

    Svg(Markup markup) {
        this.markup = markup;
    }

    void write(Drawing drawing, String description, String css) {
        markup.raw("<svg class=\"").raw(css).raw("\" viewBox=\"0 0 ");
        number(drawing.width()).raw(" ");
        number(drawing.height())
                .raw("\" role=\"img\"")
                .attribute("aria-label", description)
                .raw(">");
        int group = 0;
        boolean legend = false;
        for (Mark mark : drawing.marks()) {
            if (mark.group() != group || mark.switches() != legend) {
                if (group > 0) {
                    markup.raw("</g>");
                }
                group = mark.group();
                legend = mark.switches();
                if (group > 0) {
                    markup.raw(legend ? "<g class=\"legend\" data-switch=\"" : "<g data-group=\"")
                            .raw(Integer.toString(group))
                            .raw("\">");
                }
            }
            mark(mark);
        }
        if (group > 0) {
            markup.raw("</g>");
        }
        markup.raw("</svg>\n");
    }

    private void mark(Mark mark) {
        switch (mark.shape()) {
            case Shape.Rect rect -> {
                markup.raw("<rect");
                attribute("x", rect.x());
                attribute("y", rect.y());
                attribute("width", rect.width());
                attribute("height", rect.height());
                if (rect.radius() > 0) {
                    attribute("rx", rect.radius());
                }
                paint(rect.fill(), null);
                end("rect", mark.tip());
            }
            case Shape.Circle circle -> {
                markup.raw("<circle");
                attribute("cx", circle.x());
                attribute("cy", circle.y());
                attribute("r", circle.radius());
                paint(circle.fill(), null);
                end("circle", mark.tip());
            }
            case Shape.Path path -> {
                path(path);
                end("path", mark.tip());
            }
            case Shape.Text text -> {
                markup.raw("<text");
                attribute("x", text.x());
                attribute("y", text.y());
                attribute("font-size", text.size());
                if (text.anchor() != Shape.Anchor.START) {
                    markup.raw(" text-anchor=\"")
                            .raw(text.anchor().name().toLowerCase(Locale.ROOT))
                            .raw("\"");
                }
                paint(text.fill(), null);
                markup.raw(">").text(text.text()).raw("</text>");
            }
        }
    }

    private void path(Shape.Path path) {
        markup.raw("<path d=\"");
        boolean first = true;
        for (double[] step : path.steps()) {
            markup.raw(first ? "M" : step.length == 2 ? "L" : "C");
            first = false;
            for (int i = 0; i < step.length; i++) {
                if (i > 0) {
                    markup.raw(" ");
                }
                number(step[i]);
            }
        }
        markup.raw(path.fill() == null ? "\"" : "Z\"");
        if (path.stroke() != null) {
            attribute("stroke-width", path.width());
        }
        if (path.dashed()) {
            markup.raw(" stroke-dasharray=\"4 4\"");
        }
        if (path.opacity() < 1) {
            attribute("opacity", path.opacity());
        }
        paint(path.fill() == null ? "none" : path.fill(), path.stroke());
    }

    private void end(String element, @Nullable String tip) {
        if (tip == null) {
            markup.raw("/>");
        } else {
            markup.attribute("data-tip", tip).raw("></").raw(element).raw(">");
        }
    }

    private void paint(String fill, @Nullable String stroke) {
        markup.raw(" style=\"fill:").raw(colour(fill));
        if (stroke != null) {
            markup.raw(";stroke:").raw(colour(stroke));
        }
        markup.raw("\"");
    }

    // An area of no colour still can be pointed at.
    private static String colour(String name) {
        return name.equals("none") ? "transparent" : "var(--" + name + ")";
    }

    private void attribute(String name, double value) {
        markup.raw(" ").raw(name).raw("=\"");
        number(value).raw("\"");
    }

    private Markup number(double value) {
        long hundredths = Math.round(value * 100);
        String text = Long.toString(hundredths / 100);
        long rest = Math.abs(hundredths % 100);
        if (hundredths < 0 && hundredths > -100) {
            text = "-0";
        }
        if (rest > 0) {
            text += "." + (rest < 10 ? "0" : "") + (rest % 10 == 0 ? rest / 10 : rest);
        }
        return markup.raw(text);
    }
}
