/// What interactions and feedback have in common: rows of a customer with a natural key and a time, written one by
/// one or many at once, each write with the metrics of the customers it touches.
@NullMarked
package io.fenji.customer.activity;

import org.jspecify.annotations.NullMarked;
