package dev.callboard.scorecards.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Files of a folder of this machine.
 *
 * @param addresses gives the address of a path
 */
record FolderTree(Path folder, List<String> paths, UnaryOperator<String> addresses)
    implements FileTree {
  @Override
  public byte[] read(String path, int most) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(most);
    }
  }

  @Override
  public String address(String path) {
    return addresses.apply(path);
  }
}
