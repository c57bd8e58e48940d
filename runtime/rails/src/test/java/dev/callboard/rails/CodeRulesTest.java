package dev.callboard.rails;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What code of ours may not do, read from the byte code; exceptions are listed with a reason. */
class CodeRulesTest {

  /** Types whose objects change, whatever the field that holds them promises. */
  private static final Set<String> MUTABLE =
      Set.of(
          "Ljava/util/HashMap;",
          "Ljava/util/ArrayList;",
          "Ljava/util/HashSet;",
          "Ljava/util/concurrent/ConcurrentHashMap;",
          "Ljava/util/concurrent/atomic/AtomicInteger;",
          "Ljava/util/concurrent/atomic/AtomicLong;",
          "Ljava/util/concurrent/atomic/AtomicBoolean;",
          "Ljava/util/concurrent/atomic/AtomicReference;",
          "Ljava/lang/ThreadLocal;");

  private static final String COMPONENT = "Lorg/osgi/service/component/annotations/Component;";

  private final List<BuiltJar> product = BuiltJar.product();

  @Test
  void nothing_static_changes() {
    Exceptions allowed = new Exceptions("allowed-statics.tsv");
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      for (ClassNode type : jar.ownClasses()) {
        for (FieldNode field : type.fields) {
          boolean changes = isStatic(field) && (!isFinal(field) || MUTABLE.contains(field.desc));
          findings.addIf(
              changes && !allowed.allow(name(type), field.name), name(type) + "." + field.name);
        }
      }
    }
    allowed.reportUnused(findings);
    findings.assertNone(
        "State belongs to a component, where it ends with the bundle; static state outlives it"
            + " (allowed-statics.tsv holds explained exceptions):");
  }

  @Test
  void no_forbidden_call_without_a_reason() {
    List<List<String>> rules = Table.read("forbidden-calls.tsv", 2);
    Exceptions allowed = new Exceptions("allowed-calls.tsv");
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      for (ClassNode type : jar.ownClasses()) {
        for (List<String> rule : rules) {
          if (uses(type, rule.get(0)) && !allowed.allow(name(type), rule.get(0))) {
            findings.add(name(type) + " uses " + rule.get(0) + ": " + rule.get(1));
          }
        }
      }
    }
    allowed.reportUnused(findings);
    findings.assertNone("Forbidden calls (allowed-calls.tsv holds explained exceptions):");
  }

  @Test
  void the_scan_for_forbidden_calls_finds_one() {
    ClassNode type = new ClassNode();
    type.name = "example/Sample";
    MethodNode method = new MethodNode(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
    type.methods.add(method);
    assertTrue(uses(type, "java.lang.System.exit"));
    assertTrue(uses(type, "java.lang.System.*"));
    assertTrue(uses(type, "java.lang.System.exit(I)V"));
    assertFalse(uses(type, "java.lang.System.exit()V"));
    assertFalse(uses(type, "java.lang.Runtime.exec"));
  }

  @Test
  void a_component_is_a_public_class() {
    Findings findings = new Findings();
    for (BuiltJar jar : product) {
      for (ClassNode type : jar.ownClasses()) {
        boolean isComponent = ApiContractTest.annotated(type, COMPONENT);
        findings.addIf(isComponent && (type.access & Opcodes.ACC_PUBLIC) == 0, name(type));
      }
    }
    findings.assertNone("Declarative Services wants component classes to be public:");
  }

  /** A rule is {@code Class.member}, {@code Class.*} or {@code Class.member(descriptor)}. */
  private static boolean uses(ClassNode type, String rule) {
    Predicate<String> matches =
        rule.endsWith(".*")
            ? call -> call.startsWith(rule.substring(0, rule.length() - 1))
            : rule.contains("(")
                ? call -> call.equals(rule)
                : call -> call.equals(rule) || call.startsWith(rule + "(");
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof MethodInsnNode call
            && matches.test(call.owner.replace('/', '.') + "." + call.name + call.desc)) {
          return true;
        }
        if (instruction instanceof FieldInsnNode field
            && matches.test(field.owner.replace('/', '.') + "." + field.name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isStatic(FieldNode field) {
    return (field.access & Opcodes.ACC_STATIC) != 0 && (field.access & Opcodes.ACC_SYNTHETIC) == 0;
  }

  private static boolean isFinal(FieldNode field) {
    return (field.access & Opcodes.ACC_FINAL) != 0;
  }

  private static String name(ClassNode type) {
    return type.name.replace('/', '.');
  }
}
