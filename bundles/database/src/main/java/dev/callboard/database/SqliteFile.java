package dev.callboard.database;

import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the file of a database, readable for its owner only, where SQLite is safe. */
final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

  /** Their locks do not hold between machines, which has destroyed many an SQLite file. */
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "9p", "afs");

  private SqliteFile() {}

  static void prepare(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        restrict(folder, "rwx------");
      }
      refuseNetwork(folder, Files.getFileStore(folder).type());
      if (Files.exists(file)) {
        return;
      }
      refuseOrphan(file);
      Files.createFile(file);
      restrict(file, "rw-------");
    } catch (FileAlreadyExistsException e) {
      LOG.debug("Made by another process at the same moment: {}", file);
    } catch (IOException e) {
      LOG.error("The database file {} cannot be made: {}", file, e.toString());
      throw Failures.unavailable("The database file cannot be made; the log says why", e);
    }
  }

  static void refuseNetwork(Path folder, String type) {
    if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
      LOG.error("SQLite must not be used on the network file system {} of {}", type, folder);
      throw PortalException.unavailable(
          "SQLite files must not lie on a network file system (" + type + "); use PostgreSQL");
    }
  }

  /** A journal without its file means that the file was lost: an empty one would hide that. */
  private static void refuseOrphan(Path file) {
    Path journal = file.resolveSibling(file.getFileName() + "-wal");
    if (Files.exists(journal)) {
      LOG.error(
          "{} is missing but its journal {} is there: restore both from a backup, or delete the"
              + " journal to start with an empty database",
          file,
          journal);
      throw PortalException.unavailable("The database file is lost; the log says what to do");
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }
}
