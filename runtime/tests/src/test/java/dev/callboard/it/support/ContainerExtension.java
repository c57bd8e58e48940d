package dev.callboard.it.support;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.callboard.launcher.SystemPackages;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * Drives Pax Exam from Jupiter: the call of a test method goes to the same method in the container.
 */
final class ContainerExtension
    implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
  private static final Namespace NAMESPACE = Namespace.create(ContainerExtension.class);

  // Pax Exam stays at level 5, so the order of the distribution is kept within that.
  private static final Map<String, Integer> START_LEVELS =
      Map.of("01", 1, "05", 2, "10", 3, "15", 3, "20", 4, "25", 4, "30", 5);

  private record Running(TestContainer container, Map<String, TestAddress> addresses) {}

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Class<?> type = context.getRequiredTestClass();
    ExamSystem system = PaxExamRuntime.createTestSystem(options(type));
    TestContainer container = PaxExamRuntime.createContainer(system);
    container.start();
    TestProbeBuilder probe = system.createProbe();
    Map<String, TestAddress> addresses = new HashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        addresses.put(method.getName(), probe.addTest(type, method.getName()));
      }
    }
    try (InputStream stream = probe.build().getStream()) {
      container.installProbe(stream);
    }
    context.getStore(NAMESPACE).put(type, new Running(container, addresses));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running running = running(context);
    if (running != null) {
      running.container().stop();
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
    Running running = running(context);
    running.container().call(running.addresses().get(method.getExecutable().getName()));
  }

  private static Running running(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(context.getRequiredTestClass(), Running.class);
  }

  private static Option[] options(Class<?> type) throws IOException {
    Path data = Files.createTempDirectory("callboard-it");
    Path config = data.resolve("app-config.yaml");
    int port = freePort();
    Files.writeString(
        config,
        """
        backend:
          baseUrl: http://127.0.0.1:%d
          listen: {host: 127.0.0.1, port: %d}
          auth:
            externalAccess:
              - type: static
                options: {token: %s, subject: it}
        auth:
          providers:
            sample:
              production:
                trustedProxies: [127.0.0.1]
                signIn:
                  resolvers:
                    - resolver: usernameMatchingUserEntityName
                      dangerouslyAllowSignInWithoutUserInCatalog: true
        """
            .formatted(port, port, ServerProcess.TOKEN));
    List<Option> options = new ArrayList<>();
    options.add(frameworkProperty("callboard.home").value(Product.home().toString()));
    options.add(frameworkProperty("callboard.data").value(data.toString()));
    options.add(
        frameworkProperty("callboard.plugins")
            .value(Files.createDirectories(data.resolve("drop")).toString()));
    options.add(frameworkProperty("callboard.config").value(config.toString()));
    options.add(systemPackage(systemPackages()));
    options.add(systemProperty("callboard.test.port").value(Integer.toString(port)));
    for (Path jar : jars(Product.home().resolve("bundles"))) {
      int level = START_LEVELS.get(jar.getParent().getFileName().toString());
      options.add(bundle("reference:" + jar.toUri()).startLevel(level));
    }
    for (String name :
        List.of(
            "junit-jupiter-api",
            "junit-platform-commons",
            "opentest4j",
            "apiguardian-api",
            "jspecify")) {
      options.add(bundle("reference:" + onClassPath(name).toUri()).startLevel(1));
    }
    return options.toArray(Option[]::new);
  }

  /** The launcher's package, too: the bundle of the tests imports it, because of this class. */
  private static String systemPackages() {
    return SystemPackages.extra(ContainerExtension.class.getClassLoader())
        + ","
        + SystemPackages.class.getPackageName();
  }

  private static Path onClassPath(String name) {
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (Path.of(entry).getFileName().toString().startsWith(name + "-")) {
        return Path.of(entry);
      }
    }
    throw new IllegalStateException(name + " is not on the class path of the tests");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
