package dev.callboard.it.support;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built product and its test data are, and how often to repeat. */
public final class Product {
  private Product() {}

  /** Returns the folder of the unpacked distribution. */
  public static Path home() {
    Path home = Path.of(System.getProperty("callboard.distribution"));
    if (!Files.isExecutable(home.resolve("bin/callboard"))) {
      throw new IllegalStateException(
          home + " is missing: build it with mvn -pl runtime/distribution -am install");
    }
    return home;
  }

  /** Returns the root of the checkout. */
  public static Path root() {
    return Path.of(System.getProperty("callboard.root"));
  }

  /** Returns whether the tests run as for a release, with {@code --long}. */
  public static boolean isLong() {
    return Boolean.getBoolean("callboard.long");
  }

  /** Returns the first of two counts in the ordinary run, and the second with {@code --long}. */
  public static int times(int ordinary, int release) {
    return isLong() ? release : ordinary;
  }

  /** Returns the built jar of a sample plugin. */
  public static Path sample(String name) {
    Path target = root().resolve("plugins-sample").resolve(name).resolve("target");
    try (var list = Files.list(target)) {
      return list.filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException(
          "the sample " + name + " is missing: build it with mvn -f plugins-sample verify", e);
    }
  }
}
