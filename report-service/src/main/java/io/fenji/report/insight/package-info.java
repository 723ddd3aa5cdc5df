/// What a report says beyond the state of tiers: signs, preferences, the outlook, and what follows from them. Figures
/// of the mart come
/// by a statement over all customers each, those of the other services as they are told.
@NullMarked
package io.fenji.report.insight;

import org.jspecify.annotations.NullMarked;
