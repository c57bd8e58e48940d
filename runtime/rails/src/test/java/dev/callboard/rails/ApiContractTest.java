package dev.callboard.rails;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** What an exported type owes to those who compile against it. */
class ApiContractTest {

  private static final String VERSIONING = "Lorg/osgi/annotation/versioning/";

  private final List<BuiltJar> apis = BuiltJar.bundles().stream().filter(BuiltJar::isApi).toList();

  @Test
  void an_exported_interface_says_who_implements_it() {
    Findings findings = new Findings();
    for (BuiltJar api : apis) {
      for (ClassNode type : api.ownClasses()) {
        boolean isInterface =
            has(type, Opcodes.ACC_INTERFACE)
                && has(type, Opcodes.ACC_PUBLIC)
                && !isAnnotation(type);
        long roles =
            Stream.of("ProviderType;", "ConsumerType;")
                .filter(role -> annotated(type, VERSIONING + role))
                .count();
        findings.addIf(
            isInterface && !type.name.endsWith("package-info") && roles != 1,
            api.module() + ": " + type.name.replace('/', '.'));
      }
    }
    findings.assertNone(
        "An exported interface carries exactly one of @ProviderType (we implement it) and"
            + " @ConsumerType (plugins do); without, a new method is a major version:");
  }

  @Test
  void every_api_package_is_described_and_versioned() {
    Findings findings = new Findings();
    for (BuiltJar api : apis) {
      for (String name : api.header("Export-Package").keySet()) {
        String info = name.replace('.', '/') + "/package-info";
        boolean versioned =
            api.ownClasses().stream()
                .filter(c -> c.name.equals(info))
                .anyMatch(c -> annotated(c, VERSIONING + "Version;"));
        findings.addIf(!versioned, api.module() + ": " + name);
      }
    }
    findings.assertNone("An exported package has a package-info with @Export and @Version:");
  }

  @Test
  void an_api_holds_no_components() {
    Findings findings = new Findings();
    for (BuiltJar api : apis) {
      findings.addIf(
          !api.header("Service-Component").isEmpty(),
          api.module() + ": " + api.header("Service-Component").keySet());
    }
    findings.assertNone("An API declares services, a provider registers them:");
  }

  private static boolean isAnnotation(ClassNode type) {
    return has(type, Opcodes.ACC_ANNOTATION);
  }

  private static boolean has(ClassNode type, int flag) {
    return (type.access & flag) != 0;
  }

  static boolean annotated(ClassNode type, String descriptor) {
    return annotations(type).anyMatch(a -> a.desc.equals(descriptor));
  }

  static Stream<AnnotationNode> annotations(ClassNode type) {
    return Stream.of(type.visibleAnnotations, type.invisibleAnnotations)
        .filter(list -> list != null)
        .flatMap(List::stream);
  }
}
