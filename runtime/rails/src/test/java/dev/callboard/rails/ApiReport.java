package dev.callboard.rails;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/** Writes the public and protected signatures of a bundle's exported packages as sorted text. */
final class ApiReport {

  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  private final Map<String, ClassNode> nodes;
  private final List<String> lines = new ArrayList<>();

  private ApiReport(BuiltJar bundle) {
    this.nodes =
        bundle.classes().stream()
            .collect(
                Collectors.toMap(c -> c.name.replace('/', '.'), c -> c, (a, b) -> a, TreeMap::new));
  }

  /** The report of {@code bundle}; {@code apis} are all API bundles, since one may use another. */
  static String of(BuiltJar bundle, List<BuiltJar> apis) {
    URL[] urls = apis.stream().map(ApiReport::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ApiReport.class.getClassLoader())) {
      return new ApiReport(bundle).render(bundle, loader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(BuiltJar jar) {
    try {
      return jar.path().toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String render(BuiltJar bundle, ClassLoader loader) throws ClassNotFoundException {
    lines.add(
        "# What " + bundle.symbolicName() + " promises: a change here is a change for plugins.");
    lines.add("# Rewritten by: " + ApiReportTest.COMMAND);
    var exports = bundle.header("Export-Package");
    for (String name : new TreeSet<>(exports.keySet())) {
      lines.add("");
      lines.add("package " + name + " " + exports.get(name).getVersion());
      for (String type : nodes.keySet()) {
        if (type.startsWith(name + ".")
            && type.indexOf('.', name.length() + 1) < 0
            && !type.endsWith(".package-info")) {
          renderType(Class.forName(type, false, loader));
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private void renderType(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if ((c.getModifiers() & VISIBLE) == 0) {
        return;
      }
    }
    lines.add("");
    String prefix = type.getPackageName() + ".";
    lines.add(annotations(type) + declaration(type).replace(prefix, "").replace('$', '.'));
    TreeSet<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        members.add(fieldLine(field));
      }
    }
    Stream.<Executable>concat(
            Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
        .filter(e -> isVisible(e.getModifiers()) && !e.isSynthetic() && !isGenerated(type, e))
        .forEach(e -> members.add(executableLine(type, e)));
    members.stream().map(line -> line.replace(prefix, "")).forEach(line -> lines.add("  " + line));
  }

  private String annotations(Class<?> type) {
    return ApiContractTest.annotations(nodes.get(type.getName()))
        .map(a -> a.desc.substring(a.desc.lastIndexOf('/') + 1, a.desc.length() - 1))
        .sorted(Comparator.naturalOrder())
        .map(name -> "@" + name + " ")
        .collect(Collectors.joining());
  }

  private static String declaration(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    int hidden =
        Modifier.STATIC
            | Modifier.INTERFACE
            | (type.isInterface() ? Modifier.ABSTRACT : 0)
            | (type.isEnum() || type.isRecord() ? Modifier.FINAL : 0);
    String modifiers = Modifier.toString(type.getModifiers() & ~hidden & ~0x6000);
    String components =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .map(ApiReport::componentText)
                .collect(Collectors.joining(", ", "(", ")"))
            : "";
    return (modifiers
            + " "
            + kind
            + " "
            + type.getName()
            + typeParameters(type.getTypeParameters()))
        + components
        + parents(type);
  }

  private static String parents(Class<?> type) {
    String line = "";
    Type parent = type.getGenericSuperclass();
    if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
      line += " extends " + text(parent);
    }
    Type[] interfaces = type.getGenericInterfaces();
    if (interfaces.length > 0 && !type.isAnnotation()) {
      line += type.isInterface() ? " extends " : " implements ";
      line += Arrays.stream(interfaces).map(ApiReport::text).collect(Collectors.joining(", "));
    }
    return line;
  }

  private String fieldLine(Field field) {
    String name = field.getDeclaringClass().getName();
    Object constant = null;
    for (FieldNode node : nodes.get(name).fields) {
      constant = node.name.equals(field.getName()) ? node.value : constant;
    }
    if (field.isEnumConstant()) {
      return "enum constant " + field.getName();
    }
    return Modifier.toString(field.getModifiers())
        + " "
        + text(field.getGenericType())
        + " "
        + field.getName()
        + (constant == null ? "" : " = " + constant);
  }

  private static String executableLine(Class<?> type, Executable executable) {
    int hidden = Modifier.TRANSIENT | Modifier.VOLATILE | Modifier.SYNCHRONIZED;
    // Everything in an interface is public, and abstract unless it says default.
    hidden |= type.isInterface() ? Modifier.PUBLIC | Modifier.ABSTRACT : 0;
    StringBuilder line = new StringBuilder(Modifier.toString(executable.getModifiers() & ~hidden));
    if (executable instanceof Method method) {
      line.append(method.isDefault() ? " default" : "");
      line.append(' ').append(typeParameters(method.getTypeParameters()));
      line.append(' ')
          .append(text(method.getGenericReturnType()))
          .append(' ')
          .append(method.getName());
    } else {
      line.append(" new ").append(type.getSimpleName());
    }
    Parameter[] parameters = executable.getParameters();
    line.append(
        Arrays.stream(parameters)
            .map(p -> text(p.getParameterizedType()) + " " + p.getName())
            .collect(Collectors.joining(", ", "(", ")")));
    Type[] errors = executable.getGenericExceptionTypes();
    if (errors.length > 0) {
      line.append(" throws ");
      line.append(
          Arrays.stream(errors).map(ApiReport::text).sorted().collect(Collectors.joining(", ")));
    }
    if (executable instanceof Method method && method.getDefaultValue() != null) {
      line.append(" default ").append(defaultText(method.getDefaultValue()));
    }
    return line.toString().strip().replaceAll(" +", " ");
  }

  private static String typeParameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables)
        .map(v -> v.getName() + bounds(v))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String bounds(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getBounds())
            .filter(b -> b != Object.class)
            .map(ApiReport::text)
            .collect(Collectors.joining(" & "));
    return bounds.isEmpty() ? "" : " extends " + bounds;
  }

  private static String componentText(RecordComponent component) {
    return text(component.getGenericType()) + " " + component.getName();
  }

  private static String defaultText(Object value) {
    return value instanceof Object[] many ? Arrays.toString(many) : value.toString();
  }

  private static String text(Type type) {
    return type.getTypeName().replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "").replace('$', '.');
  }

  private static boolean isVisible(int modifiers) {
    return (modifiers & VISIBLE) != 0;
  }

  /** What the compiler adds to every enum and record. */
  private static boolean isGenerated(Class<?> type, Executable executable) {
    String name = executable.getName();
    return type.isEnum() && List.of("values", "valueOf").contains(name)
        || type.isRecord() && List.of("toString", "equals", "hashCode").contains(name);
  }
}
