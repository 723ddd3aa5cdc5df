package io.fenji.engine.value.purchase;

/// What the likelihood of a history is made of, in all models of the family:
/// L(x, t_x, T) = exp(common(x)) · (exp(staying(x, T)) + exp(leaving(x, t_x))).
///
/// Each method returns a logarithm and writes its derivatives by the parameters (natural scale) to `by`
/// from `at` on. Times are in the unit of the parameters.
interface Terms {

    /// The parameters that the following calls are for.
    void set(double[] parameters);

    double common(int orders, double[] by, int at);

    /// The part of those who were there until T.
    double staying(int orders, double age, double[] by, int at);

    /// The part of those who left before; −∞ where nobody can have.
    double leaving(int orders, double last, double[] by, int at);
}
