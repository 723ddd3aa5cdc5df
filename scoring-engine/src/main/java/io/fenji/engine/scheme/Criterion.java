package io.fenji.engine.scheme;

import java.math.BigDecimal;

/// One metric or attribute, one scale, one weight.
///
/// @param weight any number from 0, normalised over the criteria of the dimension
/// @param missing what absence of the value means; zero points when the document does not say
public record Criterion(Source source, BigDecimal weight, Scale scale, Missing missing) {

    /// What a criterion looks at.
    public sealed interface Source {
        String key();

        /// `"metric": "spend.365d"`, with any scale but `category`.
        record Metric(String key) implements Source {}

        /// `"attribute": "industry"`, with the scale `category`.
        record Attribute(String key) implements Source {}
    }
}
