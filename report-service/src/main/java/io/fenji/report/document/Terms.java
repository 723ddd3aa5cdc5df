package io.fenji.report.document;

import java.util.List;

/// Terms and what they mean.
public record Terms(List<Term> terms) implements Block {

    public record Term(String term, String text) {}
}
