package io.fenji.engine.value;

import io.fenji.engine.value.purchase.PurchaseFit;
import io.fenji.engine.value.quality.BackTest;
import io.fenji.engine.value.spend.SpendFit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value models, estimated from a base and frozen. The same data give the same calibration, in
/// whatever order the rows come.
///
/// @param customers rows that are possible histories
/// @param repeaters of them with repeat orders
/// @param leftOut rows that are not
/// @param purchase the model that serves
/// @param candidates all purchase models fitted to the base, BG/NBD as a reference among them
/// @param reasons why these rungs serve
/// @param backTest absent without a part held out
/// @param ranks of lifetime values among the base
/// @param dataHash SHA-256 of the data, hexadecimal
public record ValueCalibration(
        ValueSettings settings,
        long customers,
        long repeaters,
        long leftOut,
        PurchaseFit purchase,
        List<PurchaseFit> candidates,
        SpendFit spend,
        List<Reason> reasons,
        Seasonality seasonality,
        @Nullable BackTest backTest,
        Ranks ranks,
        String dataHash) {

    public ValueCalibration {
        candidates = List.copyOf(candidates);
        reasons = List.copyOf(reasons);
    }
}
