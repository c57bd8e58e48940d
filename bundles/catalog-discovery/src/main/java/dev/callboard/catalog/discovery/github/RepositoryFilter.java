package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.discovery.Patterns;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which repositories count, from {@code filters} with the keys of Backstage. */
record RepositoryFilter(
    Optional<Pattern> name,
    Optional<String> branch,
    boolean forks,
    boolean archived,
    List<String> visibility,
    List<String> included,
    List<String> excluded) {
  static RepositoryFilter of(String where, Config entry) {
    return new RepositoryFilter(
        Patterns.of(where + ".filters.repository", entry.string("filters.repository")),
        entry.string("filters.branch"),
        entry.bool("filters.allowForks").orElse(true),
        entry.bool("filters.allowArchived").orElse(false),
        lower(entry.strings("filters.visibility")),
        lower(entry.strings("filters.topic.include")),
        lower(entry.strings("filters.topic.exclude")));
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  boolean accepts(Object repository) {
    String title = Values.text(repository, "name").orElse("");
    if (name.isPresent() && !name.get().matcher(title).matches()) {
      return false;
    }
    if ((!forks && Values.isTrue(repository, "isFork"))
        || (!archived && Values.isTrue(repository, "isArchived"))) {
      return false;
    }
    String seen = Values.text(repository, "visibility").orElse("").toLowerCase(Locale.ROOT);
    if (!visibility.isEmpty() && !visibility.contains(seen)) {
      return false;
    }
    List<String> topics = new ArrayList<>();
    for (Object node : Values.list(repository, "repositoryTopics", "nodes")) {
      Values.text(node, "topic", "name").ifPresent(topics::add);
    }
    return (included.isEmpty() || topics.stream().anyMatch(included::contains))
        && topics.stream().noneMatch(excluded::contains);
  }
}
