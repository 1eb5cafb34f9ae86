package io.cartwright;

/** Starts the engine. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
