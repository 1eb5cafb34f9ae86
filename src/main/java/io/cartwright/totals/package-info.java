/**
 * The totals calculator: prices what it is given and keeps nothing.
 *
 * <p>The caller names prices; the catalog is asked only for the collections that rules look at and
 * for facts that the caller left out. A request for another member's totals needs an administrator.
 */
package io.cartwright.totals;
