package io.fenji.engine.value.purchase;

import java.util.List;

/// A model of purchases.
public enum PurchaseModel {
    /// Schmittlein, Morrison and Colombo 1987: exponential lifetimes.
    PARETO_NBD("r alpha s beta"),
    /// Batislam, Denizel and Filiztekin 2007: customers may leave after any purchase, the first included.
    MBG_NBD("r alpha a b"),
    /// Fader, Hardie and Lee 2005: customers may leave after any repeat purchase; who has none is alive for certain.
    BG_NBD("r alpha a b"),
    /// Gamma-Poisson (Ehrenberg 1959): nobody leaves.
    NBD("r alpha"),
    /// Everyone purchases as all do on average.
    COHORT("orders exposure");

    private final String parameters;

    PurchaseModel(String parameters) {
        this.parameters = parameters;
    }

    /// Names of the parameters, in the order that estimates have them.
    public List<String> parameters() {
        return List.of(parameters.split(" "));
    }
}
