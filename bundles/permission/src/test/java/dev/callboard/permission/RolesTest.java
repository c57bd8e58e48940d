package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.permission.role.RoleReader;
import dev.callboard.permission.role.RoleVersion;
import dev.callboard.permission.role.Roles;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Decision.Effect;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
  private static final Map<String, Object> EVERYTHING =
      Map.of("members", List.of("users"), "allow", List.of(Map.of("permissions", List.of("*"))));

  @TempDir Path folder;
  private final Lab lab = new Lab(dialect()).withAudit().withEntities(Map.of());
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger changes = new AtomicInteger();

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Roles roles() {
    return new Roles(lab.store, condition -> {}, changes::incrementAndGet, clock::get);
  }

  private Path write(String roles) throws IOException {
    Path file = folder.resolve("policy.yaml");
    // Another file each time, so that no clock of the file system decides.
    Path fresh = Files.writeString(folder.resolve("new"), "roles:\n" + roles);
    return Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String role(String name) {
    return "  " + name + ": {members: users, allow: [{permissions: '*'}]}\n";
  }

  private void put(String name, RoleVersion expected) {
    lab.store.put(
        new RoleReader(condition -> {}).role(name, EVERYTHING, ""),
        expected,
        FakePrincipal.admin());
  }

  private static List<String> names(Roles roles) {
    return roles.current().roles().stream()
        .map(
            role ->
                role.source() + " " + role.name() + (roles.current().isShadowed(role) ? " -" : ""))
        .toList();
  }

  private void later() {
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void both_sources_are_joined_and_the_file_wins() throws IOException {
    Roles roles = roles();
    roles.use(write(role("a") + role("b")));
    put("b", RoleVersion.of(null, null));
    put("c", RoleVersion.of(null, null));
    assertEquals(List.of("FILE a", "FILE b", "DATABASE b -", "DATABASE c"), names(roles));
  }

  @Test
  void F39_a_bad_file_keeps_the_old_roles_and_a_good_one_ends_that() throws IOException {
    Roles roles = roles();
    roles.use(write(role("a")));
    assertEquals(List.of("FILE a"), names(roles));
    write("  a: {members: nobody}\n");
    later();
    assertEquals(List.of("FILE a"), names(roles));
    assertTrue(roles.known().problem().get().contains("policy.yaml, line 2"));
    Files.delete(folder.resolve("policy.yaml"));
    later();
    assertEquals(List.of("FILE a"), names(roles));
    assertEquals(Optional.of("policy.yaml does not exist"), roles.known().problem());
    write(role("b"));
    later();
    assertEquals(List.of("FILE b"), names(roles));
    assertEquals(Optional.empty(), roles.known().problem());
    assertEquals(1, changes.get(), "changes told, without the first reading");
  }

  @Test
  void within_a_second_nobody_looks_again() throws IOException {
    Roles roles = roles();
    roles.use(write(role("a")));
    names(roles);
    write(role("b"));
    clock.addAndGet(Duration.ofMillis(999).toNanos());
    assertEquals(List.of("FILE a"), names(roles));
    clock.addAndGet(Duration.ofMillis(1).toNanos());
    assertEquals(List.of("FILE b"), names(roles));
  }

  @Test
  void a_file_larger_than_the_limit_is_refused() throws IOException {
    Roles roles = roles();
    int room = (1 << 20) - ("roles:\n" + role("a") + "#").length();
    roles.use(write(role("a") + "#" + " ".repeat(room)));
    assertEquals(List.of("FILE a"), names(roles));
    write(role("b") + "#" + " ".repeat(room + 1));
    later();
    assertEquals(List.of("FILE a"), names(roles));
    assertTrue(roles.known().problem().get().contains("larger than"));
  }

  @Test
  void Z08_without_a_source_that_was_ever_readable_nothing_is_decided_but_the_admin_gets_in() {
    MapConfig config =
        MapConfig.empty()
            .with("permission.policy", Map.of("file", folder.resolve("none.yaml").toString()));
    RoleBook book = lab.book(() -> config);
    DefaultPermissionService service = lab.service(lab.directory(config, book));
    PermissionRequest read = new PermissionRequest(FakeEntities.READ, Optional.empty());
    PortalException thrown =
        assertThrows(PortalException.class, () -> service.authorize(FakePrincipal.user(), read));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, thrown.code());
    assertEquals(Effect.ALLOW, service.authorize(FakePrincipal.admin(), read).effect());
    PolicyHealth health = new PolicyHealth(book);
    assertEquals(Result.Status.CRITICAL, health.execute().getStatus());
    assertEquals(Optional.of("none.yaml does not exist"), health.notReady());
  }

  @Test
  void Z08_a_database_that_fails_keeps_what_was_known_and_decides_nothing_before() {
    Roles roles = roles();
    lab.database.setBroken(true);
    assertEquals(
        ErrorCode.SERVICE_UNAVAILABLE, assertThrows(PortalException.class, roles::current).code());
    lab.database.setBroken(false);
    put("a", RoleVersion.of(null, null));
    later();
    assertEquals(List.of("DATABASE a"), names(roles));
    lab.database.setBroken(true);
    later();
    assertEquals(List.of("DATABASE a"), names(roles));
    assertTrue(roles.known().problem().isPresent());
  }

  @Test
  void another_node_sees_a_change_within_a_second() {
    Roles here = roles();
    Roles there = roles();
    assertEquals(List.of(), names(there));
    put("a", RoleVersion.of(null, null));
    here.lookSoon();
    assertEquals(List.of("DATABASE a"), names(here));
    later();
    assertEquals(List.of("DATABASE a"), names(there));
  }

  @Test
  void a_role_is_replaced_only_by_who_has_seen_it() {
    put("a", RoleVersion.of(null, null));
    String etag = roles().current().roles().get(0).etag();
    refused(ErrorCode.PRECONDITION_FAILED, () -> put("a", RoleVersion.of(null, null)));
    refused(ErrorCode.PRECONDITION_FAILED, () -> put("a", RoleVersion.of(null, "*")));
    refused(ErrorCode.PRECONDITION_FAILED, () -> put("a", RoleVersion.of("\"0\"", null)));
    refused(ErrorCode.PRECONDITION_FAILED, () -> put("b", RoleVersion.of("*", null)));
    put("a", RoleVersion.of("W/\"" + etag + "\"", null));
    refused(
        ErrorCode.PRECONDITION_FAILED, () -> put("a", RoleVersion.of("\"" + etag + "\"", null)));
    refused(ErrorCode.INPUT, () -> RoleVersion.of("7", null));
    refused(ErrorCode.INPUT, () -> RoleVersion.of(null, "\"7\""));
    refused(
        ErrorCode.PRECONDITION_FAILED,
        () -> lab.store.delete("a", RoleVersion.of(null, null), FakePrincipal.admin()));
    lab.store.delete("a", RoleVersion.of("*", null), FakePrincipal.admin());
    refused(
        ErrorCode.NOT_FOUND,
        () -> lab.store.delete("a", RoleVersion.of("*", null), FakePrincipal.admin()));
  }

  private static void refused(ErrorCode code, Runnable change) {
    assertEquals(code, assertThrows(PortalException.class, change::run).code());
  }

  @Test
  void changes_are_audited_in_their_transaction_or_not_made() throws Exception {
    put("a", RoleVersion.of(null, null));
    AuditEvent event = lab.audit.events.poll(1, TimeUnit.SECONDS);
    assertEquals("permission-policy-change", event.eventId());
    assertEquals("create", event.subAction());
    assertEquals("a", event.targetRef());
    assertEquals("external:admin", event.actor().getName());
    assertTrue(event.after().isPresent());
    lab.audit.refusing = true;
    assertThrows(IllegalStateException.class, () -> put("b", RoleVersion.of(null, null)));
    lab.store.unsetAudit(lab.audit);
    refused(ErrorCode.SERVICE_UNAVAILABLE, () -> put("b", RoleVersion.of(null, null)));
    assertEquals(List.of("DATABASE a"), names(roles()));
  }
}
