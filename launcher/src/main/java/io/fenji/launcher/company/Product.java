package io.fenji.launcher.company;

/// A product of the catalogue.
///
/// @param cost unit cost in hundredths, -1 where it is not known
/// @param price unit price in hundredths
record Product(String key, String name, String category, long cost, long price) {
    static final String HEADER = "key,name,category,unit_cost,unit_price\n";

    void write(CsvText csv) {
        csv.text(key).comma().text(name).comma().text(category).comma();
        if (cost >= 0) {
            csv.cents(cost);
        }
        csv.comma().cents(price).newLine();
    }
}
