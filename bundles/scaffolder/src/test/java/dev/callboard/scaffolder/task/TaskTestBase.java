package dev.callboard.scaffolder.task;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes over one kind of database. */
abstract class TaskTestBase {
  static final MapConfig QUICK =
      MapConfig.of(
          "scaffolder.taskRecovery.staleTimeout", "PT0.6S", "scaffolder.cancelGrace", "PT0.4S");

  @TempDir Path temp;
  private final List<TestNode> nodes = new ArrayList<>();
  final List<String> effects = new CopyOnWriteArrayList<>();
  PluginDatabase database;

  /** Returns an empty database. */
  abstract PluginDatabase database(Path directory) throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = database(temp);
  }

  @AfterEach
  void close() throws Exception {
    for (TestNode node : nodes) {
      node.close();
    }
    if (database instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  TestNode node(String name, PluginDatabase at, MapConfig config) {
    TestNode node = new TestNode(at, temp, name, config);
    nodes.add(node);
    node.add("append", this::append);
    node.add(
        "fail",
        context -> {
          effects.add(context.stepId());
          context.workspace().writeText("broken", "x");
          throw PortalException.conflict("no");
        });
    return node;
  }

  void append(ActionContext context) throws IOException {
    String line = context.stepId() + context.input().getOrDefault("n", "");
    effects.add(line);
    String before =
        context.workspace().find("log").isPresent() ? context.workspace().readText("log") : "";
    context.workspace().writeText("log", before + line + ";");
    context.logger().info("files " + context.workspace().walk("").size());
    context.output("log", before + line + ";");
  }

  void forgetNodes() {
    nodes.clear();
  }
}
