/**
 * What an order was priced by, kept with it: the evaluator's input to the last field, the version
 * of the rules, and the quote. From these the order can be priced again at any later time.
 *
 * <p>Amounts of zero, false and empty lists are left out of the documents; instants are kept to the
 * nanosecond, as texts. Sets are sorted, so that equal values are equal documents.
 */
package io.cartwright.basket.kept;
