package io.fenji.engine.value.quality;

/// When contacting a customer at risk pays: value at risk × chance to save − cost of contact > 0.
///
/// @param chanceToSave that a customer who would leave stays when contacted, above 0 and up to 1
/// @param costOfContact in the currency of the values, not negative
public record ContactCosts(double chanceToSave, double costOfContact) {

    /// Takes costs.
    ///
    /// @throws IllegalArgumentException when they are out of range
    public ContactCosts {
        if (!(chanceToSave > 0 && chanceToSave <= 1)) {
            throw new IllegalArgumentException("the chance to save is above 0 and up to 1, not " + chanceToSave);
        }
        if (!(costOfContact >= 0 && costOfContact < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the cost of contact is a number from 0 on, not " + costOfContact);
        }
    }

    /// What contacting a customer brings on average.
    ///
    /// @param churnRisk from 0 to 1
    /// @param value that is lost if the customer leaves
    public double gain(double churnRisk, double value) {
        return churnRisk * value * chanceToSave - costOfContact;
    }

    /// The churn risk above which contact pays; above 1 when it never does.
    public double threshold(double value) {
        return value > 0 ? costOfContact / (value * chanceToSave) : Double.MAX_VALUE;
    }

    public boolean pays(double churnRisk, double value) {
        return gain(churnRisk, value) > 0;
    }
}
