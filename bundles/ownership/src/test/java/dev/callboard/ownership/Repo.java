package dev.callboard.ownership;

import dev.callboard.testing.GitServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real repository that people commit to. */
final class Repo {
  final Path root;

  Repo(Path root) throws Exception {
    this.root = Files.createDirectories(root).toRealPath();
    GitServer.git(this.root, "init", "-q", "-b", "main");
  }

  Repo write(String file, String text) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Commits all that was written as somebody. */
  void commit(String name, String mail, int daysAgo) throws Exception {
    GitServer.git(root, "add", "-A");
    String author = name + " <" + mail + ">";
    String date = "@" + (1_790_000_000L - daysAgo * 86_400L) + " +0000";
    GitServer.git(
        root, "commit", "-q", "--allow-empty", "-m", "x", "--author", author, "--date", date);
  }

  void move(String from, String to) throws Exception {
    Files.createDirectories(root.resolve(to).getParent());
    GitServer.git(root, "mv", from, to);
  }

  /** Makes many commits at once, with git's own way to import them. */
  static void many(Path root, int commits, List<String> mails) throws Exception {
    StringBuilder in = new StringBuilder();
    for (int i = 0; i < commits; i++) {
      String who = mails.get(i % mails.size());
      String text = "line " + i + "\n";
      String person = who + " <" + who + "> " + (1_600_000_000L + i * 60L) + " +0000\n";
      in.append("commit refs/heads/main\n")
          .append("author ")
          .append(person)
          .append("committer ")
          .append(person)
          .append("data 1\nx\n");
      for (int k = 0; k < 4; k++) {
        String file = "src/m" + (i * 31 + k * 17) % 40 + "/f" + (i * 7 + k * 3) % 50 + ".java";
        in.append("M 100644 inline ")
            .append(file)
            .append("\ndata ")
            .append(text.length() + 1)
            .append('\n')
            .append(k)
            .append(text)
            .append('\n');
      }
    }
    Path file = Files.writeString(root.resolveSibling("import.txt"), in);
    ProcessBuilder builder = new ProcessBuilder("git", "fast-import", "--quiet");
    builder.directory(root.toFile()).redirectInput(file.toFile()).inheritIO();
    builder.redirectInput(file.toFile());
    if (builder.start().waitFor() != 0) {
      throw new AssertionError("git fast-import failed");
    }
  }
}
