package dev.callboard.integrations.repository;

import dev.callboard.integrations.api.SourcePlace;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What a URL of a host names: a repository, or a file or folder in it. Immutable. */
@ConsumerType
public interface RepositoryPage {
  /** Returns the same text for all URLs of the repository, and another one for each other one. */
  String repository();

  /** Returns the branch, tag or commit, {@code HEAD} when the URL names none. */
  String ref();

  /** Returns the segments of the path of the file or folder, decoded; none for the root. */
  List<String> path();

  /**
   * Returns the path that stands for the root of the repository, as it is in the URL, with a slash
   * at its end.
   */
  String root();

  /** Returns the path of the file or folder without a slash at its beginning. */
  default String file() {
    return String.join("/", path());
  }

  /** Returns whether the reference is a commit, whose content never changes. */
  default boolean isPinned() {
    return ref().matches("[0-9a-f]{40}|[0-9a-f]{64}");
  }

  /** Returns where the URL leads. */
  default SourcePlace place() {
    return new SourcePlace(repository(), ref(), file());
  }
}
