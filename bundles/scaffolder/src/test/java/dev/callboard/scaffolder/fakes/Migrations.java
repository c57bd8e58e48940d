package dev.callboard.scaffolder.fakes;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The bundle's migrations, run without the platform. */
final class Migrations {
  private Migrations() {}

  static void run(Statement statement) throws SQLException, IOException {
    for (Path file : files()) {
      String sql = Files.readString(file).replaceAll("--.*", "");
      for (String each : sql.split(";")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of(Migrations.class.getResource("/migrations").toURI()))) {
      return files.sorted().toList();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
