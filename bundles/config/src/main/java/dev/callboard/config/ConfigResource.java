package dev.callboard.config;

import dev.callboard.platform.http.RequiresPermission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The configuration over REST, without secrets. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ConfigResource {
  private final Reloader reloader;
  private final ConfigWatcher watcher;
  private volatile KeyReference reference;

  ConfigResource(Reloader reloader, ConfigWatcher watcher) {
    this.reloader = reloader;
    this.watcher = watcher;
  }

  /** Lists what holds. */
  @GET
  @RequiresPermission(ConfigPermissions.READ)
  public Map<String, Object> current() {
    LoadedConfig config = reloader.current();
    List<String> waiting = watcher.needRestart();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "entries",
        new ConfigView(reference(), watcher.restartPaths(), Set.copyOf(waiting)).of(config.tree()));
    answer.put(
        "files",
        config.files().stream()
            .map(
                file ->
                    Map.of("name", file.getFileName().toString(), "present", Files.exists(file)))
            .sorted((a, b) -> a.get("name").toString().compareTo(b.get("name").toString()))
            .toList());
    answer.put("problems", reloader.problems().stream().map(ConfigResource::problem).toList());
    answer.put("waitsForRestart", waiting);
    return answer;
  }

  private static Map<String, Object> problem(ConfigProblem problem) {
    Map<String, Object> view = new LinkedHashMap<>();
    String file = problem.file().replace('\\', '/');
    view.put("file", file.substring(file.lastIndexOf('/') + 1));
    view.put("line", problem.line());
    view.put("column", problem.column());
    view.put("message", problem.message());
    return view;
  }

  /** Lists the keys that the server reads. */
  @GET
  @Path("schema")
  @RequiresPermission(ConfigPermissions.READ)
  public Map<String, Object> schema() {
    return Map.of("keys", reference().keys().stream().map(ConfigResource::key).toList());
  }

  private static Map<String, Object> key(KeyReference.Key key) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("key", key.key());
    view.put("type", key.type());
    view.put("default", key.standard());
    view.put("meaning", key.meaning());
    view.put("restart", key.restart());
    view.put("secret", key.isSecret());
    view.put("deprecated", key.isDeprecated());
    return view;
  }

  /** Read when it is first asked for, which most servers never are. */
  private KeyReference reference() {
    KeyReference loaded = reference;
    if (loaded == null) {
      loaded = KeyReference.load();
      reference = loaded;
    }
    return loaded;
  }
}
