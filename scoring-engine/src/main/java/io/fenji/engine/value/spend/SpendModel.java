package io.fenji.engine.value.spend;

import java.util.List;

/// A model of the spend of an order.
public enum SpendModel {
    /// Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value". Needs spend that does not depend on frequency.
    GAMMA_GAMMA,
    /// A customer's own mean, drawn towards that of customers with as many orders (credibility, Bühlmann 1967).
    CLASS_MEANS,
    /// Nobody's spend is known: there is none.
    NONE;

    /// Names of the parameters of the Gamma-Gamma model.
    public static final List<String> PARAMETERS = List.of("p", "q", "gamma");
}
