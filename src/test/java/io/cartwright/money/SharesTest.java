package io.cartwright.money;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void whatIsLeftGoesToTheLargestRemainder() {
    // 10 over 1:2:4 is 1.43, 2.86, 5.71: whole parts 1, 2, 5, and two left for .86 and .71.
    assertArrayEquals(new long[] {1, 3, 6}, Shares.of(10, 1, 2, 4));
  }

  @Test
  void tiesGoToTheEarlier() {
    assertArrayEquals(new long[] {34, 33, 33}, Shares.of(100, 1, 1, 1));
    assertArrayEquals(new long[] {1, 0}, Shares.of(1, 5, 5));
    assertArrayEquals(new long[] {0, 1, 1, 0}, Shares.of(2, 0, 7, 7, 7));
  }

  @Test
  void largeAmountsDoNotOverflow() {
    long third = 300_000_000_000_000L;
    assertArrayEquals(
        new long[] {third, third, third}, Shares.of(3 * third, 3 * third, 3 * third, 3 * third));
  }

  @Test
  void refusesNothingToShareOver() {
    assertThrows(IllegalArgumentException.class, () -> Shares.of(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Shares.of(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> Shares.of(1, 2, -1));
  }

  @Property
  void sharesSumToTheAmountAndAreLessThanOneUnitFromExact(
      @ForAll @LongRange(min = 0, max = 1_000_000) long total,
      @ForAll @NotEmpty List<@LongRange(min = 1, max = 100_000) Long> weights) {
    long[] array = weights.stream().mapToLong(Long::longValue).toArray();
    long[] shares = Shares.of(total, array);
    assertEquals(total, LongStream.of(shares).sum());
    long sum = LongStream.of(array).sum();
    for (int i = 0; i < array.length; i++) {
      assertTrue(Math.abs(shares[i] * sum - total * array[i]) < sum);
    }
  }
}
