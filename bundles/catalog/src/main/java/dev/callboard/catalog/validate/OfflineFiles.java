package dev.callboard.catalog.validate;

import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what placeholders name from the working tree; URLs are judged but never read. */
final class OfflineFiles implements PlaceholderResolver.Source {
  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");

  private final Path file;
  private final FileTree tree;
  private final Optional<String> url;
  private final List<String> unread = new ArrayList<>();

  OfflineFiles(Path file, FileTree tree, Optional<String> url) {
    this.file = file;
    this.tree = tree;
    this.url = url;
  }

  /** Returns the URLs that were not read. */
  List<String> unread() {
    return unread;
  }

  @Override
  public String location() {
    return url.map(value -> "url:" + value).orElse("file:" + file);
  }

  @Override
  public String resolve(String reference) {
    return URL.matcher(reference).matches() ? "url:" + reference : "file:" + reference;
  }

  @Override
  public String read(String reference) {
    if (!URL.matcher(reference).matches()) {
      try {
        byte[] bytes = tree.read(tree.resolve(reference, file));
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (PortalException e) {
        throw new PortalException(
            e.code(), "could not read location " + reference + ", " + e.getMessage(), e);
      }
    }
    Optional<String> other = Repositories.of(reference);
    Optional<String> own = url.flatMap(Repositories::of);
    if (own.isPresent() && other.isPresent() && !own.get().equals(other.get())) {
      throw PortalException.input(
          "may only reference files of the entity's own repository, found " + reference);
    }
    unread.add(reference);
    return "(" + reference + ")";
  }
}
