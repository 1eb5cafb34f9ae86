package io.cartwright.pricing.drools;

import io.cartwright.money.Rounding;

/** A line of a cart as a fact for Drools, which needs a public class with getters. */
public final class CartLine {
  private static final long HUNDRED_PERCENT_E4 = 1_000_000;

  private String category;
  private int quantity;
  private long worthMinor;
  private long offMinor;

  /** A line of no category, which no rule is for. */
  public CartLine() {}

  public CartLine(String category, int quantity, long worthMinor) {
    set(category, quantity, worthMinor);
  }

  /** Makes this another line, of which nothing is taken yet. */
  public void set(String newCategory, int newQuantity, long newWorthMinor) {
    category = newCategory;
    quantity = newQuantity;
    worthMinor = newWorthMinor;
    offMinor = 0;
  }

  public String getCategory() {
    return category;
  }

  public int getQuantity() {
    return quantity;
  }

  /** Minor units taken off so far. */
  public long getOffMinor() {
    return offMinor;
  }

  /** Takes a part of what is left: 20 % is 200,000. */
  public void take(long percentE4) {
    offMinor += Rounding.mulDiv(worthMinor - offMinor, percentE4, HUNDRED_PERCENT_E4);
  }
}
