package io.cartwright.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cartwright.wire.checkout.Checkout;
import io.cartwright.wire.common.Cart;
import io.cartwright.wire.deliveryprofile.DeliveryProfile;
import io.cartwright.wire.discountrules.Discount;
import io.cartwright.wire.productsv3.V3Product;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MergeTest {
  private static final String SENT = "sent";

  private static Arguments row(
      String what, Codec<?> codec, String base, String patch, String mask, String merged) {
    return Arguments.of(what, codec, base, patch, mask, merged);
  }

  static Stream<Arguments> plainFields() {
    return Stream.of(
        row("absent stays", Cart.CODEC, "{'buyerNote':'a'}", "{}", SENT, "{'buyerNote':'a'}"),
        row(
            "present changes",
            Cart.CODEC,
            "{'buyerNote':'a'}",
            "{'buyerNote':'b'}",
            SENT,
            "{'buyerNote':'b'}"),
        row("null clears", Cart.CODEC, "{'buyerNote':'a'}", "{'buyerNote':null}", SENT, "{}"),
        row(
            "null does nothing when names are unknown",
            Cart.CODEC,
            "{'buyerNote':'a'}",
            "{'buyerNote':null}",
            null,
            "{'buyerNote':'a'}"),
        row(
            "objects merge path by path",
            Cart.CODEC,
            "{'contactInfo':{'address':{'country':'US','city':'X'},'contactDetails':{'phone':'1'}}}",
            "{'contactInfo':{'address':{'city':'Y','country':null}}}",
            SENT,
            "{'contactInfo':{'address':{'city':'Y'},'contactDetails':{'phone':'1'}}}"),
        row(
            "an empty object makes one",
            Cart.CODEC,
            "{}",
            "{'contactInfo':{}}",
            SENT,
            "{'contactInfo':{}}"),
        row(
            "an empty object changes nothing in one",
            Cart.CODEC,
            "{'contactInfo':{'address':{'city':'X'}}}",
            "{'contactInfo':{}}",
            SENT,
            "{'contactInfo':{'address':{'city':'X'}}}"),
        row(
            "a null object clears it",
            Cart.CODEC,
            "{'contactInfo':{'address':{'city':'X'}}}",
            "{'contactInfo':null}",
            SENT,
            "{}"));
  }

  static Stream<Arguments> protectedFields() {
    return Stream.of(
        row(
            "read-only fields stay",
            Cart.CODEC,
            "{'id':'a','currency':'USD'}",
            "{'id':'b','currency':'EUR','lineItems':[{'quantity':1}]}",
            SENT,
            "{'id':'a','currency':'USD'}"),
        row(
            "lists are replaced",
            Checkout.CODEC,
            "{'customFields':[{'title':'a'},{'title':'b'}]}",
            "{'customFields':[{'title':'c'}]}",
            SENT,
            "{'customFields':[{'title':'c'}]}"),
        row(
            "an empty list empties",
            Checkout.CODEC,
            "{'customFields':[{'title':'a'}]}",
            "{'customFields':[]}",
            SENT,
            "{'customFields':[]}"),
        row(
            "immutable fields stay",
            Checkout.CODEC,
            "{'externalReference':{'appId':'a'}}",
            "{'externalReference':{'appId':'b'}}",
            SENT,
            "{'externalReference':{'appId':'a'}}"),
        row(
            "immutable fields are set on create",
            Checkout.CODEC,
            null,
            "{'externalReference':{'appId':'b'}}",
            SENT,
            "{'externalReference':{'appId':'b'}}"),
        row(
            "create drops read-only fields",
            Cart.CODEC,
            null,
            "{'id':'a','currency':'USD','buyerNote':'n'}",
            SENT,
            "{'buyerNote':'n'}"),
        row(
            "create without names drops them too",
            Cart.CODEC,
            null,
            "{'id':'a','buyerNote':'n','buyerInfo':{'memberId':'m','email':'e'}}",
            null,
            "{'buyerNote':'n','buyerInfo':{'email':'e'}}"),
        row(
            "create drops them in lists",
            DeliveryProfile.CODEC,
            null,
            "{'deliveryRegions':[{'id':'x','name':'n'}]}",
            SENT,
            "{'deliveryRegions':[{'name':'n'}]}"),
        row(
            "update keeps ids in lists",
            DeliveryProfile.CODEC,
            "{}",
            "{'deliveryRegions':[{'id':'x','name':'n'}]}",
            SENT,
            "{'deliveryRegions':[{'id':'x','name':'n'}]}"));
  }

  static Stream<Arguments> groupsAndMaps() {
    return Stream.of(
        row(
            "one of a group clears the others",
            Discount.CODEC,
            "{'percentage':10}",
            "{'fixedAmount':'5'}",
            SENT,
            "{'fixedAmount':'5'}"),
        row(
            "clearing one of a group leaves the others",
            Discount.CODEC,
            "{'percentage':10}",
            "{'fixedAmount':null}",
            SENT,
            "{'percentage':10}"),
        row(
            "maps merge entry by entry",
            Cart.CODEC,
            "{'extendedFields':{'namespaces':{'a':{'x':1},'b':{'y':1},'c':{}}}}",
            "{'extendedFields':{'namespaces':{'a':{'z':2},'b':null}}}",
            SENT,
            "{'extendedFields':{'namespaces':{'c':{},'a':{'z':2}}}}"));
  }

  static Stream<Arguments> masks() {
    return Stream.of(
        row(
            "a mask limits",
            Cart.CODEC,
            "{'buyerNote':'a','businessLocationId':'l'}",
            "{'buyerNote':'b','businessLocationId':'m'}",
            "buyerNote",
            "{'buyerNote':'b','businessLocationId':'l'}"),
        row(
            "a mask clears what the body leaves out",
            Cart.CODEC,
            "{'buyerNote':'a'}",
            "{}",
            "buyerNote",
            "{}"),
        row(
            "a mask path to an object replaces it",
            Cart.CODEC,
            "{'contactInfo':{'address':{'city':'X'},'contactDetails':{'phone':'1'}}}",
            "{'contactInfo':{'address':{'country':'US'}}}",
            "contactInfo",
            "{'contactInfo':{'address':{'country':'US'}}}"),
        row(
            "a mask path into an object merges",
            Cart.CODEC,
            "{'contactInfo':{'address':{'city':'X','country':'DE'}}}",
            "{'contactInfo':{'address':{'country':'US'}}}",
            "contact_info.address.country",
            "{'contactInfo':{'address':{'country':'US','city':'X'}}}"),
        row(
            "free-form objects are values",
            V3Product.CODEC,
            "{'extendedFields':{'namespaces':{'a':{'x':1}}}}",
            "{'extendedFields':{'namespaces':{'a':{'y':1}}}}",
            SENT,
            "{'extendedFields':{'namespaces':{'a':{'y':1}}}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"plainFields", "protectedFields", "groupsAndMaps", "masks"})
  void merges(String what, Codec<?> codec, String base, String patch, String mask, String merged) {
    assertEquals(json(merged), mergedText(codec, base, patch, mask));
  }

  private static <T> String mergedText(Codec<T> codec, String base, String patch, String mask) {
    T before = base == null ? null : codec.fromText(json(base));
    Fields present =
        mask == null
            ? null
            : mask.equals(SENT)
                ? Fields.of(json(patch).getBytes(StandardCharsets.UTF_8))
                : Fields.ofPaths(List.of(mask));
    return codec.toText(codec.merge(before, codec.fromText(json(patch)), present));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void noPatchChangesNothing() {
    Cart cart = Cart.builder().buyerNote("n").build();
    assertEquals(cart, Cart.CODEC.merge(cart, null, Fields.ALL));
  }
}
