package io.fenji.report.render;

import io.fenji.report.chart.Drawing;
import io.fenji.report.chart.Drawing.Mark;
import io.fenji.report.chart.Shape;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/// Draws a chart onto a page as vectors and text, so that it is sharp, searchable and has the letters of the report's
/// font.
final class PdfPainter {
    /// A circle of four cubic curves: how far the control points are from the ends.
    private static final double ROUND = 0.5523;

    private final PDDocument pdf;
    private final PDFont font;

    PdfPainter(PDDocument pdf, PDFont font) {
        this.pdf = pdf;
        this.font = font;
    }

    /// Draws one.
    ///
    /// @param left of the page, in points
    /// @param top from the page's bottom, in points
    /// @param scale points a CSS pixel
    void draw(PDPage page, Drawing drawing, double left, double top, double scale) throws IOException {
        try (PDPageContentStream out = new PDPageContentStream(pdf, page, AppendMode.APPEND, true, true)) {
            // The drawing counts downwards, the page upwards.
            out.transform(new Matrix((float) scale, 0, 0, (float) -scale, (float) left, (float) top));
            for (Mark mark : drawing.marks()) {
                mark(out, mark.shape());
            }
        }
    }

    private void mark(PDPageContentStream out, Shape shape) throws IOException {
        switch (shape) {
            case Shape.Rect rect -> {
                if (!rect.fill().equals("none")) {
                    fill(out, rect.fill());
                    out.addRect((float) rect.x(), (float) rect.y(), (float) rect.width(), (float) rect.height());
                    out.fill();
                }
            }
            case Shape.Circle circle -> circle(out, circle);
            case Shape.Path path -> path(out, path);
            case Shape.Text text -> text(out, text);
        }
    }

    private static void circle(PDPageContentStream out, Shape.Circle circle) throws IOException {
        float x = (float) circle.x();
        float y = (float) circle.y();
        float r = (float) circle.radius();
        float k = (float) (circle.radius() * ROUND);
        fill(out, circle.fill());
        out.moveTo(x + r, y);
        out.curveTo(x + r, y + k, x + k, y + r, x, y + r);
        out.curveTo(x - k, y + r, x - r, y + k, x - r, y);
        out.curveTo(x - r, y - k, x - k, y - r, x, y - r);
        out.curveTo(x + k, y - r, x + r, y - k, x + r, y);
        out.fill();
    }

    private static void path(PDPageContentStream out, Shape.Path path) throws IOException {
        out.saveGraphicsState();
        if (path.opacity() < 1) {
            PDExtendedGraphicsState faint = new PDExtendedGraphicsState();
            faint.setNonStrokingAlphaConstant((float) path.opacity());
            out.setGraphicsStateParameters(faint);
        }
        boolean first = true;
        for (double[] step : path.steps()) {
            if (first) {
                out.moveTo((float) step[0], (float) step[1]);
            } else if (step.length == 2) {
                out.lineTo((float) step[0], (float) step[1]);
            } else {
                out.curveTo((float) step[0], (float) step[1], (float) step[2], (float) step[3], (float) step[4], (float)
                        step[5]);
            }
            first = false;
        }
        if (path.fill() != null) {
            fill(out, path.fill());
            out.closePath();
            out.fill();
        } else if (path.stroke() != null) {
            out.setStrokingColor(part(path.stroke(), 16), part(path.stroke(), 8), part(path.stroke(), 0));
            out.setLineWidth((float) path.width());
            if (path.dashed()) {
                out.setLineDashPattern(new float[] {4, 4}, 0);
            }
            out.stroke();
        }
        out.restoreGraphicsState();
    }

    private void text(PDPageContentStream out, Shape.Text text) throws IOException {
        String shown = encodable(text.text());
        double width = font.getStringWidth(shown) / 1000 * text.size();
        double x = switch (text.anchor()) {
            case START -> text.x();
            case MIDDLE -> text.x() - width / 2;
            case END -> text.x() - width;
        };
        fill(out, text.fill());
        out.beginText();
        out.setFont(font, (float) text.size());
        // Upright again.
        out.setTextMatrix(new Matrix(1, 0, 0, -1, (float) x, (float) text.y()));
        out.showText(shown);
        out.endText();
    }

    /// A text without letters that the font lacks.
    private String encodable(String text) {
        StringBuilder known = new StringBuilder();
        Markup.visible(text).codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            try {
                font.encode(one);
                known.append(one);
            } catch (IOException | IllegalArgumentException unknown) {
                known.append('?');
            }
        });
        return known.toString();
    }

    private static void fill(PDPageContentStream out, String colour) throws IOException {
        out.setNonStrokingColor(part(colour, 16), part(colour, 8), part(colour, 0));
    }

    private static float part(String colour, int shift) {
        return (Palette.rgb(colour) >> shift & 0xff) / 255f;
    }
}
