package io.cartwright;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cartwright.gateway.Gateway;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of operations is OpenAPI 3.1: what tools refuse does not stand in it. */
class OpenApiTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final JsonNode PAGE =
      TestEngine.tree(Gateway.openApi(Domains.operations(), "1.2.3"));

  @Test
  void everyReferenceLeadsToASchema() {
    assertTrue(PAGE.path("openapi").asText().startsWith("3.1"));
    for (JsonNode reference : PAGE.findValues("$ref")) {
      if (!reference.isTextual()) continue;
      String pointer = reference.asText().substring(1);
      assertTrue(PAGE.at(pointer).isObject(), pointer);
    }
  }

  @Test
  void operationIdsAreUniqueAndParametersAreThoseOfThePath() {
    Set<String> ids = new HashSet<>();
    for (Map.Entry<String, JsonNode> path : PAGE.path("paths").properties()) {
      Set<String> expected = new TreeSet<>();
      PARAMETER.matcher(path.getKey()).results().forEach(found -> expected.add(found.group(1)));
      for (JsonNode operation : path.getValue()) {
        assertTrue(ids.add(operation.path("operationId").asText()), operation.toString());
        Set<String> declared = new TreeSet<>();
        operation.path("parameters").forEach(p -> declared.add(p.path("name").asText()));
        assertEquals(expected, declared, path.getKey());
      }
    }
  }

  @Test
  void noTwoPathsDifferOnlyInTheNamesOfTheirParameters() {
    Set<String> shapes = new HashSet<>();
    PAGE.path("paths")
        .fieldNames()
        .forEachRemaining(
            path -> assertTrue(shapes.add(PARAMETER.matcher(path).replaceAll("{}")), path));
  }
}
