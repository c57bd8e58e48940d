package dev.callboard.identity.signin;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.PluginDatabase;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Wires the parts of sign-in. */
public final class SignIn {
  private final Guests guests;
  private final SignInFlow flow;
  private final PasswordFlow passwords;
  private final SessionFlow sessions;

  /**
   * What sign-in is made of.
   *
   * @param providers the providers that are there
   * @param config the configuration now
   * @param issuer the address of {@code /api/auth} now
   * @param vault seals cookies
   * @param identities makes tokens
   * @param catalog the catalog, if it is running
   * @param clock what time it is
   */
  public record Parts(
      Providers providers,
      Supplier<Config> config,
      Supplier<String> issuer,
      Vault vault,
      UserIdentities identities,
      Supplier<Optional<CatalogService>> catalog,
      Clock clock) {}

  /** Creates sign-in; nothing is read yet. */
  public SignIn(Parts parts, PluginDatabase database, AuditService audit) {
    Selection.Finder finder =
        new Selection.Finder(parts.providers(), parts.config(), parts.issuer());
    Sessions kept =
        new Sessions(
            parts.vault(), new EndedSessions(database, audit), parts.identities(), parts.clock());
    Completion completion =
        new Completion(
            new Resolvers(parts.catalog(), parts.identities()::server),
            parts.identities(),
            audit,
            new Attempts(System::nanoTime));
    this.guests = new Guests(parts.identities(), audit);
    FlowStates states = new FlowStates(parts.vault(), parts.clock());
    this.passwords = new PasswordFlow(finder, states, kept, completion);
    this.flow = new SignInFlow(finder, states, kept, completion, passwords);
    this.sessions = new SessionFlow(finder, kept, completion);
  }

  Guests guests() {
    return guests;
  }

  SignInFlow flow() {
    return flow;
  }

  PasswordFlow passwords() {
    return passwords;
  }

  SessionFlow sessions() {
    return sessions;
  }
}
