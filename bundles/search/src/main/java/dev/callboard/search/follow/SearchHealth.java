package dev.callboard.search.follow;

import static java.util.Objects.requireNonNull;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Warns of indexes that do not follow. */
@Component(
    service = HealthCheck.class,
    property = {HealthCheck.NAME + "=Search", HealthCheck.TAGS + "=search"})
public final class SearchHealth implements HealthCheck {
  private final SearchIndexes indexes;

  /** Called by the framework. */
  @Activate
  public SearchHealth(@Reference SearchIndexes indexes) {
    this.indexes = requireNonNull(indexes, "indexes is null");
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    boolean well = true;
    for (TypeState state : indexes.states()) {
      if (!state.problem().isEmpty()) {
        well = false;
        log.warn("The documents of type {} are not followed: {}", state.type(), state.problem());
      }
    }
    // An empty log would count as a warning.
    if (well) {
      log.info("All indexes follow");
    }
    return new Result(log);
  }
}
