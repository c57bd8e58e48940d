package dev.callboard.scaffolder.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that suggests values for form fields, such as the owners and repositories of a host.
 * Called on request threads; may block for seconds.
 */
@ConsumerType
public interface AutocompleteProvider {
  /** Returns the name in the path of the request, such as {@code github}; not null. Asked once. */
  String id();

  /**
   * Returns suggestions.
   *
   * @param resource what to suggest, such as {@code repositoriesWithOwner}
   * @param token the caller's own credential for the other side
   * @param context what the form knows already, such as {@code owner}; texts by name
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} for a resource
   *     that it does not know or a context that lacks something
   */
  List<Suggestion> suggest(String resource, Secret token, Map<String, String> context);

  /**
   * A suggestion.
   *
   * @param id the value
   * @param title what people see; the id when it is empty
   */
  record Suggestion(String id, String title) {}
}
