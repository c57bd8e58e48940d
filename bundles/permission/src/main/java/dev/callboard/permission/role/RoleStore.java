package dev.callboard.permission.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The roles in the database. Every change is audited in its transaction and raises a number by
 * which the other nodes notice it. Thread-safe; every method blocks.
 */
@Component(service = RoleStore.class)
public final class RoleStore {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** What was written earlier is not measured by rules that may have changed since. */
  private final RoleReader reader = new RoleReader(condition -> {});

  private final PluginDatabase database;

  private volatile AuditService audit;

  /**
   * All roles.
   *
   * @param generation the number of the last change
   * @param roles in the order of their names
   */
  record Stored(long generation, List<Role> roles) {}

  /** Takes the database; it is opened when it is first needed. */
  @Activate
  public RoleStore(@Reference PluginDatabase database) {
    this.database = database;
  }

  /** Called by DS. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setAudit(AuditService service) {
    audit = service;
  }

  /** Called by DS. */
  public void unsetAudit(AuditService service) {
    if (audit == service) {
      audit = null;
    }
  }

  /** Returns all roles if there was a change since, or empty. */
  Optional<Stored> since(long generation) {
    return read(
        connection -> {
          long now = RoleTable.generation(connection);
          if (now == generation) {
            return Optional.empty();
          }
          List<Role> roles = new ArrayList<>();
          for (RoleTable.Row row : RoleTable.all(connection)) {
            roles.add(reader.role(row.name(), parse(row.body()), "" + row.version()));
          }
          return Optional.of(new Stored(now, roles));
        });
  }

  /**
   * Writes a role.
   *
   * @param expected what has to be there
   * @param role checked already
   * @return the role with its new etag
   */
  public Role put(Role role, RoleVersion expected, PortalPrincipal caller) {
    String body = text(role.json());
    return write(
        connection -> {
          long number = RoleTable.next(connection);
          Optional<RoleTable.Row> before = RoleTable.find(connection, role.name());
          expected.check(role.name(), before.map(row -> "" + row.version()));
          RoleTable.put(connection, new RoleTable.Row(role.name(), number, body));
          audit()
              .record(
                  connection,
                  event(before.isPresent() ? "update" : "create", role.name(), caller)
                      .digests(before.map(row -> digest(row.body())).orElse(null), digest(body))
                      .meta("role", role.json())
                      .build());
          return reader.role(role.name(), role.json(), "" + number);
        });
  }

  /**
   * Removes a role.
   *
   * @throws PortalException with code {@code NOT_FOUND} when it is not there
   */
  public void delete(String name, RoleVersion expected, PortalPrincipal caller) {
    write(
        connection -> {
          RoleTable.next(connection);
          RoleTable.Row before =
              RoleTable.find(connection, name)
                  .orElseThrow(
                      () ->
                          PortalException.notFound(
                              "There is no role '" + name + "' in the database"));
          expected.check(name, Optional.of("" + before.version()));
          RoleTable.delete(connection, name);
          audit()
              .record(
                  connection,
                  event("delete", name, caller).digests(digest(before.body()), null).build());
          return null;
        });
  }

  private static AuditEvent.Builder event(String action, String name, PortalPrincipal caller) {
    return AuditEvent.event("permission-policy-change", caller)
        .subAction(action)
        .severity(Severity.HIGH)
        .target("role", name);
  }

  /** Without a record there must be no change. */
  private AuditService audit() {
    AuditService service = audit;
    if (service == null) {
      throw PortalException.unavailable("The audit log is not running, try again later");
    }
    return service;
  }

  private <T> T read(SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private <T> T write(SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private static PortalException broken(SQLException e) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE, "The database of roles does not answer as it should", e);
  }

  private Map<String, Object> parse(String body) {
    try {
      return json.readValue(body, OBJECT);
    } catch (JsonProcessingException e) {
      throw PortalException.unavailable("A stored role cannot be read");
    }
  }

  private String text(Map<String, Object> role) {
    try {
      return json.writeValueAsString(role);
    } catch (JsonProcessingException e) {
      throw PortalException.input("The role is not JSON");
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
