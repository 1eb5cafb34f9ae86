package io.cartwright.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.cartwright.wire.cart.BuyerInfo;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.common.CatalogReference;
import io.cartwright.wire.common.ItemType;
import io.cartwright.wire.common.ItemTypePreset;
import io.cartwright.wire.common.LineItem;
import io.cartwright.wire.common.MultiCurrencyPrice;
import io.cartwright.wire.common.ProductName;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A cart to JSON bytes and back: the generated codec, trusted and checking, against Jackson bound
 * to the same records.
 *
 * <p>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp.txt && java
 * -cp target/test-classes:target/classes:$(cat target/cp.txt) org.openjdk.jmh.Main CodecBenchmark
 * -prof gc}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CodecBenchmark {
  @Param({"1", "12", "300"})
  public int lines;

  private Cart cart;
  private byte[] json;
  private ObjectWriter jacksonWriter;
  private ObjectReader jacksonReader;

  @Setup
  public void setUp() throws IOException {
    cart = cart(lines);
    json = Cart.CODEC.toBytes(cart);
    JsonMapper jackson = jackson();
    jacksonWriter = jackson.writerFor(Cart.class);
    jacksonReader = jackson.readerFor(Cart.class);
    if (!cart.equals(jacksonReader.readValue(jacksonWriter.writeValueAsBytes(cart)))
        || !cart.equals(Cart.CODEC.fromBytes(json))) {
      throw new IllegalStateException("the two do not agree");
    }
  }

  static Cart cart(int lines) {
    return Cart.builder()
        .id("11111111-1111-4111-8111-111111111111")
        .createdDate(Instant.ofEpochMilli(1_767_323_045_678L))
        .updatedDate(Instant.ofEpochMilli(1_767_323_045_999L))
        .currency("USD")
        .buyerNote("Please ring twice")
        .buyerInfo(BuyerInfo.builder().email("buyer@shop.example").build())
        .lineItems(IntStream.range(0, lines).mapToObj(CodecBenchmark::line).toList())
        .build();
  }

  private static LineItem line(int i) {
    MultiCurrencyPrice price =
        MultiCurrencyPrice.builder()
            .amount("10.00")
            .convertedAmount("10.00")
            .formattedAmount("$10.00")
            .formattedConvertedAmount("$10.00")
            .build();
    return LineItem.builder()
        .id("00000000-0000-0000-0000-00000000%04d".formatted(i))
        .quantity(i + 1)
        .catalogReference(
            CatalogReference.builder()
                .catalogItemId("22222222-2222-4222-8222-222222222222")
                .appId("215238eb-22a5-4c36-9e7b-e7c08025e04e")
                .options(new Json("{\"variantId\":\"33333333-3333-4333-8333-333333333333\"}"))
                .build())
        .productName(ProductName.builder().original("Shirt " + i).build())
        .price(price)
        .fullPrice(price)
        .itemType(ItemType.builder().preset(ItemTypePreset.PHYSICAL).build())
        .build();
  }

  private static JsonMapper jackson() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(
        Json.class,
        new JsonSerializer<>() {
          @Override
          public void serialize(Json value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeRawValue(value.text());
          }
        });
    module.addDeserializer(
        Json.class,
        new JsonDeserializer<>() {
          @Override
          public Json deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return new Json(in.readValueAsTree().toString());
          }
        });
    module.addSerializer(
        Instant.class,
        new JsonSerializer<>() {
          @Override
          public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.toString());
          }
        });
    module.addDeserializer(
        Instant.class,
        new JsonDeserializer<>() {
          @Override
          public Instant deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return Instant.parse(in.getText());
          }
        });
    return JsonMapper.builder()
        .addModule(module)
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  @Benchmark
  public byte[] write() {
    return Cart.CODEC.toBytes(cart);
  }

  @Benchmark
  public byte[] writeJackson() throws IOException {
    return jacksonWriter.writeValueAsBytes(cart);
  }

  @Benchmark
  public Cart read() {
    return Cart.CODEC.fromBytes(json);
  }

  @Benchmark
  public Cart readChecking() {
    return WireReader.of(json, WireReader.Mode.VALIDATE_KEEP).readAll(Cart.CODEC);
  }

  @Benchmark
  public Cart readJackson() throws IOException {
    return jacksonReader.readValue(json);
  }
}
