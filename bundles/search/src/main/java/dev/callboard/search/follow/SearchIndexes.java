package dev.callboard.search.follow;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.search.index.TypeFolder;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.spi.DocumentDecorator;
import dev.callboard.search.text.Language;
import dev.callboard.search.text.TextAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types that can be searched: those of the collators that are there. Indexes are opened a few
 * seconds after the start, or by the first search, so that the server's start does not wait for
 * them. Thread-safe.
 */
@Component(service = SearchIndexes.class, immediate = true)
public final class SearchIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(SearchIndexes.class);
  private static final Duration SOON = Duration.ofMillis(500);

  static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final TaskExecutor tasks;
  private final ConfigService config;
  private final Path data;
  private final Map<DocumentCollator, Rank> collators = new HashMap<>();
  private final List<DocumentDecorator> decorators = new ArrayList<>();
  private final Map<String, TypeFollower> followers = new LinkedHashMap<>();
  private final Leftovers leftovers;
  private final OnceLater sweeping;
  private TextAnalysis analysis;
  private FollowTimes times;
  private boolean begun;
  private volatile boolean closed;

  /** Called by the framework. */
  @Activate
  public SearchIndexes(
      @Reference TaskExecutor tasks,
      @Reference ConfigService config,
      @Reference StartedServer server,
      BundleContext context) {
    this(tasks, config, Path.of(requireNonNull(context.getProperty("callboard.data"))));
    beginAfterStart(server);
  }

  /** Begins when the server has answered what those who waited for its start wanted first. */
  private void beginAfterStart(StartedServer server) {
    boolean ready = server.isReady();
    tasks.schedule(
        "open the search indexes",
        ready ? FollowTimes.of(config.current()).start() : SOON,
        () -> {
          if (ready) {
            begin();
          } else if (!closed) {
            beginAfterStart(server);
          }
          return null;
        });
  }

  /** Creates one that keeps its indexes below a folder and begins when it is searched. */
  public SearchIndexes(TaskExecutor tasks, ConfigService config, Path data) {
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.config = requireNonNull(config, "config is null");
    this.data = data.resolve("search");
    this.leftovers = new Leftovers(this.data);
    this.sweeping = new OnceLater(tasks, "delete search indexes that nobody needs", this::sweep);
  }

  private record Rank(int ranking, long id) {}

  /** Called by the framework. */
  @Reference(
      service = DocumentCollator.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public synchronized void addCollator(DocumentCollator collator, Map<String, Object> properties) {
    if (!TYPE.matcher(collator.type()).matches()) {
      LOG.error(
          "The collator {} is passed over: its type '{}' is not one; expected letters, digits,"
              + " dots, dashes and underscores, 64 at the most",
          collator.getClass().getName(),
          collator.type());
      return;
    }
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer i ? i : 0;
    long id = properties.get(Constants.SERVICE_ID) instanceof Long l ? l : 0;
    collators.put(collator, new Rank(ranking, id));
    settle(collator.type());
  }

  /** Called by the framework. */
  public synchronized void removeCollator(DocumentCollator collator) {
    if (collators.remove(collator) != null) {
      settle(collator.type());
      planSweep();
    }
  }

  /** Called by the framework. */
  @Reference(
      service = DocumentDecorator.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  public synchronized void addDecorator(DocumentDecorator decorator) {
    decorators.add(decorator);
    decorate(decorator);
  }

  /** Called by the framework. */
  public synchronized void removeDecorator(DocumentDecorator decorator) {
    decorators.remove(decorator);
    decorate(decorator);
  }

  private void decorate(DocumentDecorator decorator) {
    for (String type : List.copyOf(followers.keySet())) {
      if (decorator.types().isEmpty() || decorator.types().contains(type)) {
        followers.get(type).decorate(new Decorators(type, decorators));
      }
    }
  }

  /** Has the type followed by its first collator, or by none. */
  private void settle(String type) {
    if (!begun || closed) {
      return;
    }
    Optional<DocumentCollator> first =
        collators.entrySet().stream()
            .filter(each -> each.getKey().type().equals(type))
            .min(
                Comparator.comparingInt(
                        (Map.Entry<DocumentCollator, Rank> each) -> -each.getValue().ranking())
                    .thenComparingLong(each -> each.getValue().id()))
            .map(Map.Entry::getKey);
    TypeFollower follower = followers.get(type);
    if (follower != null && first.filter(follower.collator()::equals).isPresent()) {
      return;
    }
    if (follower != null) {
      followers.remove(type).close();
    }
    first.ifPresent(collator -> followers.put(type, follow(collator)));
  }

  private TypeFollower follow(DocumentCollator collator) {
    Decorators own = new Decorators(collator.type(), decorators);
    TypeFolder folder = new TypeFolder(data.resolve(collator.type()), analysis);
    TypeFollower follower = new TypeFollower(collator, own, folder, tasks, times);
    follower.wake();
    return follower;
  }

  /** Opens the indexes, if that has not been done; does not wait for them. */
  private synchronized void begin() {
    if (begun || closed) {
      return;
    }
    Config current = config.current();
    analysis = new TextAnalysis(languages(current));
    times = FollowTimes.of(current);
    begun = true;
    collators.keySet().stream()
        .map(DocumentCollator::type)
        .distinct()
        .sorted()
        .forEach(this::settle);
    planSweep();
  }

  private void planSweep() {
    if (begun && !closed) {
      sweeping.plan(times.keepUnused());
    }
  }

  private void sweep() throws IOException {
    synchronized (this) {
      if (!closed && leftovers.sweep(followers.keySet())) {
        planSweep();
      }
    }
    leftovers.delete();
  }

  private static List<Language> languages(Config config) {
    if (!config.has("search.languages")) {
      return List.of(Language.EN);
    }
    try {
      return config.strings("search.languages").stream().map(Language::of).toList();
    } catch (PortalException e) {
      LOG.error("{}; English is used", e.getMessage());
      return List.of(Language.EN);
    }
  }

  /** Returns how texts become words. */
  public synchronized TextAnalysis analysis() {
    begin();
    return analysis;
  }

  /** Returns the types there are, in their order, each with its collator. */
  public synchronized Map<String, DocumentCollator> types() {
    begin();
    Map<String, DocumentCollator> types = new TreeMap<>();
    followers.forEach((type, follower) -> types.put(type, follower.collator()));
    return types;
  }

  /** Returns how the indexes of all types stand; none before they are opened. */
  public List<TypeState> states() {
    return copy().stream()
        .map(TypeFollower::state)
        .sorted(Comparator.comparing(TypeState::type))
        .toList();
  }

  /**
   * Has the index of a type made anew, while the old one answers.
   *
   * @throws PortalException with code {@code NOT_FOUND} when there is no such type
   */
  public void rebuild(String type) {
    follower(type)
        .orElseThrow(() -> PortalException.notFound("There is no type of document '" + type + "'"))
        .rebuild();
  }

  /** Takes a view of the indexes of types; those that are not ready are missing from it. */
  public SearchView view(Collection<String> types) {
    List<TypeFollower> wanted = new ArrayList<>();
    types.forEach(type -> follower(type).ifPresent(wanted::add));
    return SearchView.of(wanted, config.current());
  }

  private synchronized Optional<TypeFollower> follower(String type) {
    begin();
    return Optional.ofNullable(followers.get(type));
  }

  private synchronized List<TypeFollower> copy() {
    return List.copyOf(followers.values());
  }

  /** Called by the framework: saves and closes the indexes. */
  @Deactivate
  public synchronized void close() {
    closed = true;
    followers.values().forEach(TypeFollower::close);
    followers.clear();
    if (analysis != null) {
      analysis.indexed().close();
    }
  }
}
