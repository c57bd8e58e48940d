package dev.callboard.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp;

  @Test
  void aSecondUserIsRefusedAndTold() throws IOException {
    DataDirectory first = new DataDirectory(temp.resolve("data"));
    DataDirectory second = new DataDirectory(temp.resolve("data"));
    try (DataDirectory.Lock lock = first.lock()) {
      IOException refused = assertThrows(DataDirectory.InUseException.class, second::lock);
      assertTrue(refused.getMessage().contains("in use by another callboard process"));
      assertTrue(refused.getMessage().contains("pid " + ProcessHandle.current().pid()));
    }
    second.lock().close();
  }

  @Test
  void U09_onlyTheOwnerMayLookIntoIt() throws IOException {
    Path path = temp.resolve("data");
    DataDirectory data = new DataDirectory(path);
    try (DataDirectory.Lock lock = data.lock()) {
      data.directory("cache");
      assertEquals("rwx------", permissions(path));
      assertEquals("rwx------", permissions(path.resolve("cache")));
      assertEquals("rw-------", permissions(path.resolve("callboard.lock")));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
