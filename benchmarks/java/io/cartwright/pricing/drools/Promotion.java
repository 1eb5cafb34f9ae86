package io.cartwright.pricing.drools;

/** A percentage off a category from a number of units on, as a fact for Drools. */
public final class Promotion {
  private final String category;
  private final int unitsMin;
  private final long percentE4;

  public Promotion(String category, int unitsMin, long percentE4) {
    this.category = category;
    this.unitsMin = unitsMin;
    this.percentE4 = percentE4;
  }

  public String getCategory() {
    return category;
  }

  public int getUnitsMin() {
    return unitsMin;
  }

  public long getPercentE4() {
    return percentE4;
  }
}
