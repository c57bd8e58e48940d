package dev.callboard.scaffolder.publish;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Creates something on another host once in the life of a step, also when the server crashes
 * between the creation and the note of it: before it creates, the step notes that it has seen that
 * the thing was not there. What is there later, and was created by nobody whose creation is noted,
 * is the step's own; what was there at the beginning is somebody else's, and an error.
 */
public final class CreateOnce {
  private final ActionContext context;
  private final String key;
  private final String what;

  /**
   * Creates a guard.
   *
   * @param context of the step
   * @param key names the creation within the step
   * @param what is created, for messages, such as {@code repository acme/shop on github.com}
   */
  public CreateOnce(ActionContext context, String key, String what) {
    this.context = requireNonNull(context, "context is null");
    this.key = requireNonNull(key, "key is null");
    this.what = requireNonNull(what, "what is null");
  }

  /**
   * Creates the thing, or returns what an earlier attempt of the step has created.
   *
   * @param find looks for the thing; returns what is to be remembered of it, or empty
   * @param create creates it, and returns the same
   * @return JSON values
   * @throws PortalException with code {@code CONFLICT} when it was there before the step began
   * @throws Exception what the two threw
   */
  public Map<String, Object> run(
      Callable<Optional<Map<String, Object>>> find, Callable<Map<String, Object>> create)
      throws Exception {
    boolean[] seenNow = {false};
    context.checkpoint(
        key + ".absent",
        () -> {
          if (find.call().isPresent()) {
            throw PortalException.conflict("The " + what + " exists already");
          }
          seenNow[0] = true;
          return true;
        });
    return context.checkpoint(
        key,
        () -> {
          if (!seenNow[0]) {
            Optional<Map<String, Object>> earlier = find.call();
            if (earlier.isPresent()) {
              context.logger().info("The " + what + " was created by an earlier attempt");
              return earlier.get();
            }
          }
          return create.call();
        });
  }
}
