package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.discovery.Page;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose repositories are read: those of one owner, or one after the other those of all who have
 * installed an app, in the order of their names.
 */
final class RepositoryOwners {
  /** Reads a page of the repositories of an owner. */
  interface Pages {
    Page page(String owner, String place);
  }

  private final Optional<String> one;
  private final String app;
  private final Supplier<List<String>> all;

  private RepositoryOwners(Optional<String> one, String app, Supplier<List<String>> all) {
    this.one = one;
    this.app = app;
    this.all = all;
  }

  static RepositoryOwners of(String where, Config entry, GraphQl api) {
    Optional<String> organization = entry.string("organization");
    Optional<String> app = entry.string("app");
    if (organization.isEmpty() && app.isPresent()) {
      return new RepositoryOwners(organization, app.get(), () -> api.owners(app.get()));
    }
    if (organization.filter(text -> text.matches("[A-Za-z0-9._-]{1,100}")).isEmpty()) {
      throw PortalException.input(
          where + ".organization must name an organization, unless 'app' names a GitHub app");
    }
    return new RepositoryOwners(organization, "", List::of);
  }

  /** Returns whether the repositories of somebody are read. */
  boolean includes(String owner) {
    return one.map(owner::equalsIgnoreCase)
        .orElseGet(() -> all.get().stream().anyMatch(owner::equalsIgnoreCase));
  }

  /**
   * Reads a page.
   *
   * @param place of one owner, or an owner, a blank and the place there; null for the first page
   */
  Page page(String place, Pages pages) {
    if (one.isPresent()) {
      return pages.page(one.get(), place);
    }
    List<String> owners = all.get().stream().sorted().toList();
    int blank = place == null ? -1 : place.indexOf(' ');
    String last = blank < 0 ? "" : place.substring(0, blank);
    Optional<String> owner = owners.stream().filter(each -> each.compareTo(last) >= 0).findFirst();
    if (owner.isEmpty()) {
      return new Page(List.of(), Optional.empty());
    }
    // Who was read last may have removed the app.
    String inside = owner.get().equals(last) ? place.substring(blank + 1) : "";
    Page page = pages.page(owner.get(), inside.isEmpty() ? null : inside);
    return new Page(
        page.entities(),
        page.next().map(next -> owner.get() + " " + next).or(() -> after(owners, owner.get())));
  }

  private static Optional<String> after(List<String> owners, String owner) {
    return owners.stream()
        .filter(each -> each.compareTo(owner) > 0)
        .findFirst()
        .map(each -> each + " ");
  }

  @Override
  public String toString() {
    return one.orElse("app " + app);
  }
}
