package dev.callboard.ownership;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.ownership.codeowners.CodeOwners;
import dev.callboard.ownership.codeowners.CodeOwnersSyntax;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the CODEOWNERS file of a repository from where its host looks for it. Blocks. */
final class CodeOwnersFinder {
  private static final long MOST_BYTES = 3_000_000;
  private static final List<String> GITHUB =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");
  private static final List<String> GITLAB =
      List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
  private static final List<String> ANY =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
  private static final Pattern SECTION = Pattern.compile("(?m)^\\^?\\[[^\\]]+]");

  private final UrlReader reader;

  CodeOwnersFinder(UrlReader reader) {
    this.reader = reader;
  }

  /** A file that was found. */
  record Found(String file, CodeOwners owners) {}

  Optional<Found> find(String url) {
    boolean local = url.startsWith("dir:");
    String type = local ? "git" : type(url);
    List<String> files = type.equals("gitlab") ? GITLAB : type.equals("github") ? GITHUB : ANY;
    for (String file : files) {
      Optional<String> text = local ? local(Path.of(url.substring(4)), file) : remote(url, file);
      if (text.isPresent()) {
        return Optional.of(new Found(file, CodeOwners.parse(text.get(), syntax(type, text.get()))));
      }
    }
    return Optional.empty();
  }

  /** Where the host does not tell whose rules hold, sections do: only GitLab has them. */
  private static CodeOwnersSyntax syntax(String type, String text) {
    boolean sections = !type.equals("github") && SECTION.matcher(text).find();
    return type.equals("gitlab") || sections ? CodeOwnersSyntax.GITLAB : CodeOwnersSyntax.GITHUB;
  }

  private String type(String url) {
    String host = URI.create(url).getRawAuthority();
    return reader.hosts().stream()
        .filter(each -> each.name().equals(host))
        .map(HostStatus::type)
        .findFirst()
        .orElse("git");
  }

  private Optional<String> remote(String url, String file) {
    try {
      return reader
          .read(reader.resolve("/" + file, url), ReadOptions.none())
          .bytes()
          .filter(bytes -> bytes.length <= MOST_BYTES)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    } catch (PortalException e) {
      if (e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.INPUT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<String> local(Path root, String file) {
    Path path = root.resolve(file);
    try {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MOST_BYTES) {
        return Optional.empty();
      }
      return Optional.of(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
