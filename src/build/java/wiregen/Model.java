package wiregen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract data, read and linked: the modules to build, their operations, and their types. */
final class Model {
  private static final String OWN_FILE = "cartwright.json";

  /** Modules in the order of modules.txt, our own after them. */
  final List<String> modules;

  /** Operations of the modules to build, by module, in contract order. */
  final Map<String, List<Map<String, Object>>> operations = new LinkedHashMap<>();

  /** Every operation of the contract, built or not. */
  final List<Map<String, Object>> contractOperations;

  final List<Map<String, Object>> queries;

  /** Types reachable from the operations, by module and name, in the order of discovery. */
  final Map<String, Type> types = new LinkedHashMap<>();

  private final Map<String, Map<String, Object>> messages = new HashMap<>();

  Model(Path folder) throws IOException {
    contractOperations = Tree.maps(Tree.read(folder.resolve("operations.json")).get("operations"));
    queries = Tree.maps(Tree.read(folder.resolve("queries.json")).get("queries"));
    Set<String> all = new LinkedHashSet<>();
    Files.readAllLines(folder.resolve("modules.txt")).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(all::add);
    index(Tree.maps(Tree.read(folder.resolve("messages.json")).get("messages")));
    addOperations(contractOperations, all);
    Map<String, Object> own = Tree.read(folder.resolve(OWN_FILE));
    List<Map<String, Object>> ownMessages = Tree.maps(own.get("messages"));
    index(ownMessages);
    for (Map<String, Object> message : ownMessages) {
      all.add((String) message.get("module"));
    }
    modules = List.copyOf(all);
    addOperations(Tree.maps(own.get("operations")), all);
    addMasks();
    Tree.maps(own.get("enumValues")).forEach(this::addEnumValues);
    link(ownMessages);
  }

  private void index(List<Map<String, Object>> list) {
    for (Map<String, Object> message : list) {
      String key = message.get("module") + "/" + message.get("name");
      if (messages.put(key, message) != null) {
        throw new IllegalStateException("two messages " + key);
      }
    }
  }

  private void addOperations(List<Map<String, Object>> list, Set<String> built) {
    for (Map<String, Object> operation : list) {
      String module = (String) operation.get("module");
      if (built.contains(module)) {
        operations.computeIfAbsent(module, m -> new ArrayList<>()).add(operation);
      }
    }
  }

  /** Gives hidden masks a field: the SDK's types leave it out, callers of the REST API send it. */
  private void addMasks() {
    operations.values().stream()
        .flatMap(List::stream)
        .filter(operation -> operation.containsKey("fieldMask"))
        .forEach(this::addMask);
  }

  private void addMask(Map<String, Object> operation) {
    String module = (String) operation.get("module");
    String[] path = ((String) Tree.map(operation.get("fieldMask")).get("path")).split("\\.");
    Map<String, Object> message = messages.get(module + "/" + operation.get("requestMessage"));
    for (int i = 0; i < path.length - 1; i++) {
      message = messages.get(module + "/" + fieldOf(message, path[i]).get("type"));
    }
    if (fieldOf(message, path[path.length - 1]) == null) {
      Map<String, Object> mask = new LinkedHashMap<>();
      mask.put("name", path[path.length - 1]);
      mask.put("type", "string");
      mask.put("repeated", true);
      mask.put("optional", true);
      mask.put("internal", true);
      Tree.maps(message.get("fields")).add(mask);
    }
  }

  /** Gives an enum the values that the contract's files leave out, although its module has them. */
  private void addEnumValues(Map<String, Object> more) {
    for (Map<String, Object> message : messages.values()) {
      if (!message.get("module").equals(more.get("module"))) continue;
      for (Map<String, Object> field : Tree.maps(message.get("fields"))) {
        if (more.get("enum").equals(field.get("enum"))) {
          Set<String> values = new LinkedHashSet<>(Tree.strings(field.get("enumValues")));
          values.addAll(Tree.strings(more.get("values")));
          field.put("enumValues", List.copyOf(values));
        }
      }
    }
  }

  private static Map<String, Object> fieldOf(Map<String, Object> message, String name) {
    return Tree.maps(message.get("fields")).stream()
        .filter(field -> name.equals(field.get("name")))
        .findFirst()
        .orElse(null);
  }

  private void link(List<Map<String, Object>> ownMessages) {
    Deque<Type> open = new ArrayDeque<>();
    for (List<Map<String, Object>> list : operations.values()) {
      for (Map<String, Object> operation : list) {
        String module = (String) operation.get("module");
        message(module, (String) operation.get("requestMessage"), open);
        String response = responseName(operation);
        int slash = response.lastIndexOf('/');
        message(response.substring(0, slash), response.substring(slash + 1), open);
      }
    }
    for (Map<String, Object> message : ownMessages) {
      message((String) message.get("module"), (String) message.get("name"), open);
    }
    while (!open.isEmpty()) {
      Type type = open.removeFirst();
      Set<String> names = new HashSet<>();
      for (Field field : type.fields) {
        if (!names.add(field.name)) {
          throw new IllegalStateException(type + " has two fields " + field.name);
        }
        if (field.isMessage()) {
          field.type = message(type.module, (String) field.data.get("type"), open);
        } else if (field.kind.equals("ENUM")) {
          field.type = enumType(type, field);
        }
      }
    }
  }

  /** The type of a message, named in its own module or with another module in front. */
  private Type message(String module, String name, Deque<Type> open) {
    String key = name.contains("/") ? name : module + "/" + name;
    Type known = types.get(key);
    if (known != null) {
      return known;
    }
    Map<String, Object> message = messages.get(key);
    if (message == null) {
      throw new IllegalStateException("no message " + key);
    }
    String owner = (String) message.get("module");
    List<Field> fields =
        Tree.maps(message.get("fields")).stream().map(data -> new Field(owner, data)).toList();
    Type type = Type.message(owner, (String) message.get("name"), fields);
    types.put(key, type);
    open.add(type);
    return type;
  }

  private Type enumType(Type holder, Field field) {
    String name = (String) field.data.get("enum");
    if (name == null) {
      boolean snake = field.name.contains("_");
      name = holder.name + (snake ? "Snake" : "") + camel(field.name);
    }
    String key = name.contains("/") ? name : holder.module + "/" + name;
    List<String> values = Tree.strings(field.data.get("enumValues"));
    Type known = types.get(key);
    if (known == null) {
      if (values.isEmpty()) {
        throw new IllegalStateException(holder + "." + field.name + ": no enum " + key);
      }
      known = Type.ofEnum(holder.module, name, values);
      types.put(key, known);
    } else if (!known.isEnum() || (!values.isEmpty() && !known.values.equals(values))) {
      throw new IllegalStateException(holder + "." + field.name + " differs from " + key);
    }
    return known;
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_")) {
      camel.append(Names.capital(part));
    }
    return camel.toString();
  }

  Type request(Map<String, Object> operation) {
    return types.get(operation.get("module") + "/" + operation.get("requestMessage"));
  }

  Type response(Map<String, Object> operation) {
    return types.get(responseName(operation));
  }

  /** Operations of our own may answer with a message of another module. */
  private static String responseName(Map<String, Object> operation) {
    String name = (String) operation.get("responseMessage");
    return name.contains("/") ? name : operation.get("module") + "/" + name;
  }
}
