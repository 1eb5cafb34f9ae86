package wiregen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Writes the Java sources of all modules, and compiles them with the runtime that they rest on. */
public final class Generate {
  private final Model model;
  private final Path sources;
  private final Path classes;
  private final List<Path> written = new ArrayList<>();

  private Generate(Model model, Path sources, Path classes) {
    this.model = model;
    this.sources = sources;
    this.classes = classes;
  }

  public static void run(Path contract, Path runtime, Path sources, Path classes)
      throws IOException {
    long start = System.nanoTime();
    Model model = new Model(contract);
    Sharing.decide(model);
    Generate generate = new Generate(model, sources, classes);
    Map<Type, List<String>> types = generate.types();
    List<String> unresolved = generate.operations();
    int specs = generate.queries();
    generate.tables();
    generate.compile(runtime);
    System.out.printf(
        "wire: %d records and enums (%d of them common) for %d contract types, %d operations,"
            + " %d query specifications, %.1f s%n",
        types.size(),
        types.keySet().stream().filter(t -> t.packageName.equals(Sharing.COMMON)).count(),
        model.types.size(),
        model.operations.values().stream().mapToInt(List::size).sum(),
        specs,
        (System.nanoTime() - start) / 1e9);
    unresolved.forEach(entry -> System.out.println("wire: leads nowhere, ignored: " + entry));
  }

  /** Writes each Java type once, and tells which modules it serves. */
  private Map<Type, List<String>> types() throws IOException {
    Map<Type, List<String>> modules = new LinkedHashMap<>();
    for (Type type : model.types.values()) {
      modules.computeIfAbsent(type.shared, t -> new ArrayList<>()).add(type.module);
    }
    for (Map.Entry<Type, List<String>> entry : modules.entrySet()) {
      Type type = entry.getKey();
      write(type.packageName, type.name, Records.source(type, entry.getValue()));
    }
    return modules;
  }

  private List<String> operations() throws IOException {
    List<String> unresolved = new ArrayList<>();
    for (String module : model.operations.keySet()) {
      Routes routes = new Routes(model, module, unresolved);
      write(Names.packageOf(module), routes.className(), routes.source());
    }
    return unresolved;
  }

  private int queries() throws IOException {
    Map<String, List<Map<String, Object>>> byModule = new TreeMap<>();
    for (Map<String, Object> spec : model.queries) {
      if (model.modules.contains(spec.get("module"))) {
        byModule.computeIfAbsent((String) spec.get("module"), m -> new ArrayList<>()).add(spec);
      }
    }
    for (Map.Entry<String, List<Map<String, Object>>> entry : byModule.entrySet()) {
      write(
          Names.packageOf(entry.getKey()),
          "Queries",
          Queries.source(entry.getKey(), entry.getValue()));
    }
    return byModule.values().stream().mapToInt(List::size).sum();
  }

  /** Resources for whoever must know all of the contract, built or not. */
  private void tables() throws IOException {
    List<String> routes = new ArrayList<>();
    for (Map<String, Object> operation : model.contractOperations) {
      routes.add(
          Stream.of(
                  "module",
                  "operation",
                  "httpMethod",
                  "publicPath",
                  "customHostPath",
                  "longQueryFallback")
              .map(name -> operation.get(name) == null ? "" : (String) operation.get(name))
              .collect(Collectors.joining("\t")));
    }
    Files.write(classes.resolve("contract-routes.tsv"), routes);
    List<String> messages =
        model.types.values().stream()
            .map(t -> t.module + "\t" + t.name + "\t" + t.packageName + "." + t.name)
            .sorted()
            .toList();
    Files.write(classes.resolve("wire-types.tsv"), messages);
  }

  private void write(String packageName, String name, String source) throws IOException {
    Path file = sources.resolve(packageName.replace('.', '/')).resolve(name + ".java");
    if (Files.exists(file)) {
      throw new IllegalStateException("two types " + packageName + "." + name);
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    written.add(file);
  }

  private void compile(Path runtime) throws IOException {
    List<Path> all = new ArrayList<>(written);
    try (Stream<Path> walk = Files.walk(runtime)) {
      walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(all::add);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-proc:none",
            "-parameters",
            "-nowarn",
            "--release",
            "17",
            "-classpath",
            System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(all))
              .call();
      if (!done) {
        throw new IllegalStateException("the generated sources do not compile");
      }
    }
  }
}
