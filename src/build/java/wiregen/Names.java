package wiregen;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** From the contract's names to Java's. */
final class Names {
  static final String BASE = "io.cartwright.wire";

  /** Names without arguments that a record component may not have. */
  private static final Set<String> TAKEN =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "builder",
          "toBuilder");

  private Names() {}

  /** Package of a module: {@code stores/products-v-3} is {@code io.cartwright.wire.productsv3}. */
  static String packageOf(String module) {
    return BASE + "." + shortPackageOf(module);
  }

  static String shortPackageOf(String module) {
    String own = module.startsWith("own/") ? "own." : "";
    String last = module.substring(module.lastIndexOf('/') + 1);
    return own + last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** {@code stores/products-v-3} is {@code ProductsV3}. */
  static String pascal(String module) {
    StringBuilder name = new StringBuilder();
    for (String part : module.substring(module.lastIndexOf('/') + 1).split("-")) {
      name.append(capital(part));
    }
    return name.toString();
  }

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** {@code getCheckoutURL} is {@code GET_CHECKOUT_URL}. */
  static String upperSnake(String camel) {
    return camel
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }

  static String component(String wire) {
    String legal = wire.replaceAll("[^A-Za-z0-9_]", "_");
    return SourceVersion.isKeyword(legal) || TAKEN.contains(legal) ? legal + "_" : legal;
  }

  static String constant(String wire) {
    String legal = wire.replaceAll("[^A-Za-z0-9_]", "_");
    legal = Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    return SourceVersion.isKeyword(legal) || legal.equals("TYPE") ? legal + "_" : legal;
  }

  static String quote(String text) {
    return text == null
        ? "null"
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
