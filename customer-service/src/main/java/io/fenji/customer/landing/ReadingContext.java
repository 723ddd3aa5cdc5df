package io.fenji.customer.landing;

import io.fenji.customer.cleaning.RuleBook;
import io.fenji.customer.customfield.CustomField;
import java.time.ZoneId;
import java.util.SortedMap;

/// What rows are read with besides their mapping.
///
/// @param customFields those that are declared
record ReadingContext(
        ZoneId zone, RuleBook rules, ContactCells contacts, SortedMap<String, CustomField> customFields) {}
