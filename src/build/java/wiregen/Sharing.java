package wiregen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides where types live that several modules have. Types are sorted into classes of equals by
 * partition refinement: first by their own shape, then again and again by the classes of what they
 * refer to, until nothing splits any more; so messages that hold each other are compared too. Of
 * each name the class with most modules lives in the common package; any other class lives with the
 * first of its modules, and the rest use it there.
 */
final class Sharing {
  static final String COMMON = Names.BASE + ".common";

  private Sharing() {}

  static void decide(Model model) {
    Collection<Type> types = model.types.values();
    Map<Type, String> classes = refine(types);
    Map<String, List<Type>> groups = new LinkedHashMap<>();
    for (Type type : types) {
      if (!type.module.startsWith("own/")) {
        groups.computeIfAbsent(classes.get(type), c -> new ArrayList<>()).add(type);
      }
    }
    Map<String, List<Type>> common = new LinkedHashMap<>();
    groups.values().stream()
        .filter(group -> group.size() > 1)
        .sorted(Comparator.comparing((List<Type> group) -> -group.size()))
        .forEach(group -> common.putIfAbsent(group.get(0).name, group));
    for (Type type : types) {
      type.packageName = Names.packageOf(type.module);
    }
    for (List<Type> group : groups.values()) {
      Type first = first(group, model);
      boolean isCommon = common.get(first.name) == group;
      for (Type type : group) {
        type.packageName = isCommon ? COMMON : Names.packageOf(first.module);
        type.shared = first;
      }
    }
  }

  private static Type first(List<Type> group, Model model) {
    return group.stream()
        .min(Comparator.comparingInt(type -> model.modules.indexOf(type.module)))
        .orElseThrow();
  }

  private static Map<Type, String> refine(Collection<Type> types) {
    Map<Type, String> classes = new HashMap<>();
    for (Type type : types) {
      classes.put(type, type.name + shape(type));
    }
    int count = 0;
    Map<Type, String> current = numbered(types, classes);
    while (count < Set.copyOf(current.values()).size()) {
      count = Set.copyOf(current.values()).size();
      Map<Type, String> next = new HashMap<>();
      for (Type type : types) {
        StringBuilder text = new StringBuilder(current.get(type));
        if (!type.isEnum()) {
          for (Field field : type.fields) {
            text.append(' ').append(field.type == null ? "" : current.get(field.type));
          }
        }
        next.put(type, text.toString());
      }
      current = numbered(types, next);
    }
    return current;
  }

  private static String shape(Type type) {
    return type.isEnum()
        ? type.values.toString()
        : type.fields.stream().map(Field::signature).toList().toString();
  }

  private static Map<Type, String> numbered(Collection<Type> types, Map<Type, String> texts) {
    Map<String, String> numbers = new HashMap<>();
    Map<Type, String> result = new HashMap<>();
    for (Type type : types) {
      result.put(
          type, numbers.computeIfAbsent(texts.get(type), t -> Integer.toString(numbers.size())));
    }
    return result;
  }
}
