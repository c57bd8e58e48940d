package dev.callboard.plugins.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words what the services of a plugin add to the server. */
final class ExtensionWords {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("EntityProvider", "adds entities to the catalog"),
          Map.entry("EntityProcessor", "changes entities while they are read"),
          Map.entry("KindDefinition", "adds a kind of entity"),
          Map.entry("PlaceholderResolver", "resolves placeholders in entity files"),
          Map.entry("LocationReader", "reads a type of location"),
          Map.entry("LocationAnalyzer", "analyses repositories for the import"),
          Map.entry("TemplateAction", "adds an action for templates"),
          Map.entry("DocumentCollator", "adds documents to the search"),
          Map.entry("DocumentDecorator", "changes documents of the search"),
          Map.entry("DocsStorage", "stores documentation"),
          Map.entry("DocsBuildStrategy", "decides which documentation is built"),
          Map.entry("ScheduledTask", "runs a periodic task"),
          Map.entry("PermissionProvider", "adds permissions"),
          Map.entry("PermissionPolicy", "can decide who may do what"),
          Map.entry("ResourceRules", "adds rules for conditions"),
          Map.entry("SignInProvider", "adds a way to sign in"),
          Map.entry("RedirectSignIn", "adds a way to sign in"),
          Map.entry("PasswordSignIn", "adds a way to sign in"),
          Map.entry("HeaderSignIn", "adds a way to sign in"),
          Map.entry("HealthCheck", "adds a health check"),
          Map.entry("EventSubscriber", "listens to events of the server"),
          Map.entry("Application", "answers REST requests"));

  private ExtensionWords() {}

  /**
   * Lists those that the server knows.
   *
   * @param services the types of services and how many components provide each
   */
  static List<Map<String, Object>> of(Map<String, Integer> services) {
    List<Map<String, Object>> found = new ArrayList<>();
    services.forEach(
        (type, count) -> {
          String words = WORDS.get(type.substring(type.lastIndexOf('.') + 1));
          if (words != null
              && type.matches("(dev\\.callboard|jakarta|org\\.apache\\.felix)\\..*")) {
            Map<String, Object> extension = new LinkedHashMap<>();
            extension.put("type", type);
            extension.put("what", words);
            extension.put("count", count);
            found.add(extension);
          }
        });
    return found;
  }
}
