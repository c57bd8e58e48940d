package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The roles of the file and of the database together. Whoever asks sees changes of either after a
 * second at the most; one thread looks, the others go on with what is known. Thread-safe; blocks
 * for a moment when it is time to look.
 */
public final class Roles {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final RoleStore store;
  private final RoleReader reader;
  private final Runnable fileChanged;
  private final LongSupplier nanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile State state = new State(new RoleSet(List.of()), false, Optional.empty());
  private volatile long looked;
  private PolicyFile file;
  private RoleStore.Stored stored = new RoleStore.Stored(-1, List.of());

  /**
   * What is known.
   *
   * @param roles all roles
   * @param usable whether both sources have been read at least once
   * @param problem what is wrong with a source now
   */
  public record State(RoleSet roles, boolean usable, Optional<String> problem) {}

  /**
   * Creates the roles.
   *
   * @param check throws for a condition of the file whose rules are known not to fit
   * @param fileChanged told when the file was taken up after a change; must not block
   * @param nanos the clock
   */
  public Roles(
      RoleStore store, Consumer<Condition> check, Runnable fileChanged, LongSupplier nanos) {
    this.store = store;
    this.reader = new RoleReader(check);
    this.fileChanged = fileChanged;
    this.nanos = nanos;
    this.looked = nanos.getAsLong() - INTERVAL_NANOS;
  }

  /** Says which file to read, null for none, and reads it. */
  public void use(Path path) {
    looking.lock();
    try {
      if (path == null) {
        file = null;
      } else if (file == null || !file.path().equals(path)) {
        file = new PolicyFile(path, reader, file == null ? Optional.empty() : file.roles());
      }
      if (file != null && file.refresh() && state.usable()) {
        fileChanged.run();
      }
      publish(state.usable());
      looked = nanos.getAsLong() - INTERVAL_NANOS;
    } finally {
      looking.unlock();
    }
  }

  /**
   * Returns the roles that hold now.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} when a source has never been
   *     readable: what it denies is not known
   */
  public RoleSet current() {
    State now = look();
    if (!now.usable()) {
      throw PortalException.unavailable(
          "The permission policy cannot be read, the log of the server says why");
    }
    return now.roles();
  }

  /** Looks if it is time to, and returns what is known; never throws. */
  public State look() {
    if (nanos.getAsLong() - looked < INTERVAL_NANOS) {
      return state;
    }
    if (state.usable()) {
      if (!looking.tryLock()) {
        return state;
      }
    } else {
      looking.lock();
    }
    try {
      if (nanos.getAsLong() - looked >= INTERVAL_NANOS) {
        refresh();
      }
      return state;
    } finally {
      looking.unlock();
    }
  }

  /** Looks at the next question, as after a change through this server. */
  public void lookSoon() {
    looked = nanos.getAsLong() - INTERVAL_NANOS;
  }

  /** Returns what is known, without looking. */
  public State known() {
    return state;
  }

  private void refresh() {
    boolean changed = file != null && file.refresh();
    if (changed) {
      fileChanged.run();
    }
    try {
      Optional<RoleStore.Stored> news = store.since(stored.generation());
      if (news.isPresent()) {
        stored = news.get();
        changed = true;
      }
      publish(true);
    } catch (PortalException e) {
      publish(false, Optional.of(e.getMessage()));
    }
    looked = nanos.getAsLong();
  }

  private void publish(boolean read) {
    publish(read, problem());
  }

  private Optional<String> problem() {
    return file == null ? Optional.empty() : file.problem();
  }

  private void publish(boolean read, Optional<String> problem) {
    List<Role> all = new ArrayList<>();
    Optional<List<Role>> filed = file == null ? Optional.of(List.of()) : file.roles();
    filed.ifPresent(all::addAll);
    all.addAll(stored.roles());
    boolean usable = filed.isPresent() && (read || stored.generation() >= 0);
    boolean changed = !all.equals(state.roles().roles());
    state = new State(changed ? new RoleSet(all) : state.roles(), usable, problem);
  }
}
