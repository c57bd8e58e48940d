package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles of a file. A version that cannot be read leaves those of the version before; while
 * there is none, nobody can tell what is allowed. Not thread-safe.
 */
final class PolicyFile {
  static final long MAX_SIZE = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);

  private final Path path;
  private final RoleReader reader;
  private Optional<List<Role>> roles;
  private Optional<String> problem = Optional.empty();
  private Object stamp;

  /**
   * Reads nothing yet.
   *
   * @param before the roles that hold until this file can be read
   */
  PolicyFile(Path path, RoleReader reader, Optional<List<Role>> before) {
    this.path = path;
    this.reader = reader;
    this.roles = before;
  }

  Path path() {
    return path;
  }

  /** Returns the roles of the last version that was right, or empty when none was. */
  Optional<List<Role>> roles() {
    return roles;
  }

  /** Returns what is wrong with the file as it is now. */
  Optional<String> problem() {
    return problem;
  }

  /** Reads the file if it has changed, and returns whether other roles hold now. */
  boolean refresh() {
    Object now = stamp();
    if (now.equals(stamp)) {
      return false;
    }
    stamp = now;
    try {
      roles = Optional.of(reader.file(text(), path.getFileName().toString()));
      problem = Optional.empty();
      LOG.info("The permission policy {} was read", path);
      return true;
    } catch (PortalException e) {
      problem = Optional.of(e.getMessage());
      LOG.error(
          "The permission policy {} is wrong, {}: {}",
          path,
          roles.isPresent()
              ? "the previous one stays in force"
              : "nobody but administrators is let in",
          e.getMessage());
      return false;
    }
  }

  private String text() {
    String name = path.getFileName().toString();
    try {
      if (Files.size(path) > MAX_SIZE) {
        throw PortalException.input(name + " is larger than " + MAX_SIZE + " bytes");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw PortalException.input(name + " does not exist");
    } catch (CharacterCodingException e) {
      throw PortalException.input(name + " is not UTF-8");
    } catch (IOException e) {
      throw PortalException.input(name + " cannot be read");
    }
  }

  private Object stamp() {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return List.of(file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey()));
    } catch (IOException e) {
      return "absent";
    }
  }
}
