package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Decision.Effect;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.testing.MapConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

class PermissionServiceTest {
  private static final Bundle CORE = FakeBundles.plugin("rbac", "reference:file:bundles/rbac.jar");
  private static final Bundle PLUGIN = FakeBundles.plugin("evil", "plugin:evil");

  private final Lab lab = new Lab();
  private final ThreadTaskExecutor executor = lab.executor;
  private final PolicyAlarm alarm = lab.alarm;

  @AfterEach
  void close() {
    lab.close();
  }

  private PolicyDirectory directory(MapConfig config) {
    return lab.directory(config);
  }

  private PermissionService service(MapConfig config) {
    return lab.service(directory(config));
  }

  private static PermissionRequest request(String name, String action) {
    return new PermissionRequest(Permission.basic(name, action), Optional.empty());
  }

  private Effect decide(MapConfig config, PortalPrincipal principal, String name, String action) {
    return service(config).authorize(principal, request(name, action)).effect();
  }

  private Effect decide(PortalPrincipal principal, String name, String action) {
    return decide(MapConfig.empty(), principal, name, action);
  }

  @ParameterizedTest
  @CsvSource({
    // permission, action, user, service, plugin
    "catalog.entity.read,       read,   ALLOW, ALLOW, ALLOW",
    "catalog.location.read,     read,   ALLOW, ALLOW, ALLOW",
    "incidents.incident.read,   read,   ALLOW, ALLOW, ALLOW",
    "callboard.plugin.read,     read,   ALLOW, ALLOW, ALLOW",
    "callboard.health.read,     read,   ALLOW, ALLOW, ALLOW",
    "callboard.audit.read,      read,   DENY,  DENY,  DENY",
    "callboard.config.read,     read,   DENY,  DENY,  DENY",
    "callboard.plugin.log,      read,   DENY,  DENY,  DENY",
    "callboard.server.read,     read,   DENY,  DENY,  DENY",
    "callboard.permission.read, read,   DENY,  DENY,  DENY",
    "callboard.access-token.read, read,  DENY,  DENY,  DENY",
    "callboard.access-token.revoke, delete, DENY, DENY, DENY",
    "callboard.permission.manage, update, DENY,  DENY,  DENY",
    "callboard.user.read,       read,   DENY,  DENY,  DENY",
    "callboard.user.block,      update, DENY,  DENY,  DENY",
    "callboard.user.sign-out,   update, DENY,  DENY,  DENY",
    "catalog.entity.create,     create, ALLOW, ALLOW, ALLOW",
    "catalog.entity.refresh,    update, ALLOW, ALLOW, ALLOW",
    "catalog.entity.validate,   '',     ALLOW, ALLOW, ALLOW",
    "catalog.location.create,   create, ALLOW, ALLOW, ALLOW",
    "catalog.location.analyze,  '',     ALLOW, ALLOW, ALLOW",
    "catalog.entity.delete,     delete, DENY,  ALLOW, ALLOW",
    "catalog.location.delete,   delete, DENY,  ALLOW, ALLOW",
    "catalog.ingestion.manage,  update, DENY,  ALLOW, ALLOW",
    "incidents.incident.create, create, DENY,  ALLOW, ALLOW",
    "callboard.plugin.install,  create, DENY,  DENY,  DENY",
    "callboard.plugin.manage,   update, DENY,  DENY,  DENY",
    "callboard.scheduler.manage, update, DENY,  DENY,  DENY",
  })
  void the_table_of_the_built_in_policy(
      String name, String action, Effect user, Effect service, Effect plugin) {
    assertEquals(user, decide(FakePrincipal.user(), name, action), "user");
    assertEquals(service, decide(FakePrincipal.service(), name, action), "service");
    assertEquals(plugin, decide(FakePrincipal.plugin(), name, action), "plugin");
    assertEquals(Effect.ALLOW, decide(FakePrincipal.admin(), name, action), "admin");
    assertEquals(
        Effect.DENY,
        decide(FakePrincipal.of(PrincipalType.ANONYMOUS, "anonymous"), name, action),
        "anonymous");
  }

  @Test
  void A10_a_user_or_plugin_with_the_name_of_the_administrator_is_not_the_administrator() {
    for (PrincipalType type : List.of(PrincipalType.USER, PrincipalType.PLUGIN)) {
      assertEquals(
          Effect.DENY,
          decide(FakePrincipal.of(type, "external:admin"), "callboard.plugin.install", "create"));
    }
  }

  @Test
  void admins_and_members_of_admin_groups_may_do_everything() {
    MapConfig config =
        MapConfig.empty()
            .with("permission.admins", List.of("user:default/ann", "group:default/ops"));
    String install = "callboard.plugin.install";
    assertEquals(Effect.ALLOW, decide(config, FakePrincipal.user(), install, "create"));
    FakePrincipal bob = FakePrincipal.of(PrincipalType.USER, "user:default/bob");
    assertEquals(Effect.DENY, decide(config, bob, install, "create"));
    assertEquals(
        Effect.ALLOW,
        decide(config, bob.in("user:default/bob", "group:default/ops"), install, "create"));
    assertEquals(
        Effect.DENY,
        decide(config, FakePrincipal.service().in("group:default/ops"), install, "create"));
  }

  @Test
  void access_restrictions_narrow_what_credentials_may_do() {
    FakePrincipal reader =
        FakePrincipal.service()
            .limitedTo(new AccessRestriction("catalog", Set.of("catalog.entity.read"), Set.of()));
    assertEquals(Effect.ALLOW, decide(reader, "catalog.entity.read", "read"));
    assertEquals(Effect.DENY, decide(reader, "catalog.location.read", "read"));
    FakePrincipal byAction =
        FakePrincipal.service()
            .limitedTo(new AccessRestriction("catalog", Set.of(), Set.of("read", "update")));
    assertEquals(Effect.ALLOW, decide(byAction, "catalog.entity.refresh", "update"));
    assertEquals(Effect.DENY, decide(byAction, "catalog.entity.delete", "delete"));
  }

  @Test
  void access_restrictions_narrow_even_without_permissions_and_for_administrators() {
    AccessRestriction reading = new AccessRestriction("catalog", Set.of(), Set.of("read"));
    MapConfig off = MapConfig.empty().with("permission.enabled", false);
    assertEquals(
        Effect.DENY,
        decide(off, FakePrincipal.service().limitedTo(reading), "catalog.entity.delete", "delete"));
    assertEquals(
        Effect.DENY,
        decide(FakePrincipal.admin().limitedTo(reading), "catalog.entity.delete", "delete"));
  }

  @Test
  void credentials_whose_restrictions_name_a_permission_have_it() {
    FakePrincipal deployer =
        FakePrincipal.service()
            .limitedTo(
                new AccessRestriction("plugins", Set.of("callboard.plugin.install"), Set.of()));
    assertEquals(Effect.ALLOW, decide(deployer, "callboard.plugin.install", "create"));
    assertEquals(Effect.DENY, decide(deployer, "callboard.plugin.manage", "update"));
  }

  @Test
  void a_delegated_request_may_what_both_may() {
    FakePrincipal user = FakePrincipal.user().through(FakePrincipal.plugin());
    assertEquals(Effect.ALLOW, decide(user, "catalog.entity.read", "read"));
    assertEquals(Effect.DENY, decide(user, "catalog.entity.delete", "delete"));
    FakePrincipal admin = FakePrincipal.admin().through(FakePrincipal.plugin());
    assertEquals(Effect.ALLOW, decide(admin, "catalog.entity.delete", "delete"));
    assertEquals(Effect.DENY, decide(admin, "callboard.plugin.install", "create"));
  }

  @Test
  void the_whole_chain_of_a_delegated_request_is_asked() {
    FakePrincipal weak = FakePrincipal.of(PrincipalType.ANONYMOUS, "anonymous");
    FakePrincipal chain = FakePrincipal.user().through(FakePrincipal.plugin().through(weak));
    assertEquals(Effect.DENY, decide(chain, "catalog.entity.read", "read"));
  }

  @Test
  void without_permissions_everybody_may_everything_but_run_the_server() {
    MapConfig off = MapConfig.empty().with("permission.enabled", false);
    assertEquals(
        Effect.ALLOW, decide(off, FakePrincipal.user(), "catalog.entity.delete", "delete"));
    assertEquals(
        Effect.DENY, decide(off, FakePrincipal.user(), "callboard.plugin.install", "create"));
    assertEquals(
        Effect.DENY,
        decide(
            off,
            FakePrincipal.of(PrincipalType.ANONYMOUS, "anonymous"),
            "catalog.entity.read",
            "read"));
  }

  @Test
  void rules_of_the_configuration_add_to_the_table() {
    MapConfig config =
        MapConfig.empty()
            .with(
                "permission.rules",
                List.of(
                    Map.of(
                        "principals", List.of("group:default/ops", "external:ci"),
                        "permissions", List.of("incidents.*", "!incidents.config.*"),
                        "actions", List.of("create", "delete"))));
    FakePrincipal ops = FakePrincipal.user().in("group:default/ops");
    assertEquals(Effect.ALLOW, decide(config, ops, "incidents.incident.create", "create"));
    assertEquals(Effect.DENY, decide(config, ops, "incidents.incident.update", "update"));
    assertEquals(Effect.DENY, decide(config, ops, "incidents.config.create", "create"));
    assertEquals(Effect.DENY, decide(config, ops, "incidentsx.create", "create"));
    assertEquals(
        Effect.DENY, decide(config, FakePrincipal.user(), "incidents.incident.create", "create"));
  }

  private static void assertWrong(String expected, MapConfig config) {
    String message =
        assertThrows(PortalException.class, () -> PermissionSettings.of(config)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  private static MapConfig rule(Map<String, Object> rule) {
    return MapConfig.empty().with("permission.rules", List.of(rule));
  }

  @Test
  void wrong_rules_are_told_by_key() {
    assertWrong("rules[0].permissions is missing", rule(Map.of("principals", List.of("users"))));
    assertWrong("rules[0].principals is missing", rule(Map.of("permissions", List.of("*"))));
    assertWrong(
        "unknown key 'allow'",
        rule(Map.of("principals", "users", "permissions", "*", "allow", "yes")));
    assertWrong(
        "actions must be",
        rule(Map.of("principals", "users", "permissions", "*", "actions", "write")));
    assertWrong("has 'everyone'", rule(Map.of("principals", "everyone", "permissions", "*")));
    assertWrong("has 'ann'", MapConfig.empty().with("permission.admins", List.of("ann")));
  }

  @Test
  void with_a_wrong_configuration_at_start_only_the_administrator_may_more_than_the_table() {
    MapConfig wrong = rule(Map.of("principals", "users", "permissions", "*", "allow", "yes"));
    assertEquals(
        Effect.DENY, decide(wrong, FakePrincipal.user(), "catalog.entity.delete", "delete"));
    assertEquals(
        Effect.ALLOW, decide(wrong, FakePrincipal.admin(), "catalog.entity.delete", "delete"));
  }

  @Test
  void F39_a_wrong_configuration_at_reload_keeps_the_old_one() {
    MapConfig good = MapConfig.empty().with("permission.admins", List.of("user:default/ann"));
    PolicyDirectory directory = directory(good);
    directory.configChanged(good, good.with("permission.admins", List.of("ann")));
    assertEquals(
        Effect.ALLOW,
        lab.service(directory)
            .authorize(FakePrincipal.user(), request("callboard.plugin.install", "create"))
            .effect());
  }

  private Effect withPolicy(MapConfig config, PermissionPolicy policy, Bundle bundle) {
    PolicyDirectory directory = directory(config);
    directory.addPolicy(policy, FakeBundles.reference(bundle, Integer.MAX_VALUE));
    return lab.service(directory)
        .authorize(FakePrincipal.user(), request("catalog.entity.delete", "delete"))
        .effect();
  }

  @Test
  void B07_the_policy_of_a_plugin_is_not_used_whatever_its_ranking() {
    PermissionPolicy evil = (principal, request) -> Decision.allow("evil");
    assertEquals(Effect.DENY, withPolicy(MapConfig.empty(), evil, PLUGIN));
  }

  @Test
  void the_policy_of_a_plugin_that_the_configuration_names_is_used() {
    MapConfig config = MapConfig.empty().with("permission.policy", "evil");
    PermissionPolicy policy = (principal, request) -> Decision.allow("wanted");
    assertEquals(Effect.ALLOW, withPolicy(config, policy, PLUGIN));
  }

  @Test
  void the_core_policy_with_the_highest_ranking_is_used() {
    PolicyDirectory directory = directory(MapConfig.empty());
    ServiceReference<PermissionPolicy> high = FakeBundles.reference(CORE, 10);
    directory.addPolicy((p, r) -> Decision.allow("low"), FakeBundles.reference(CORE, 1));
    directory.addPolicy((p, r) -> Decision.deny("high"), high);
    PermissionService service = lab.service(directory);
    PermissionRequest delete = request("catalog.entity.delete", "delete");
    assertEquals("high", service.authorize(FakePrincipal.user(), delete).reason());
    directory.removePolicy(high);
    assertEquals("low", service.authorize(FakePrincipal.user(), delete).reason());
  }

  @Test
  void Z08_a_policy_that_throws_or_answers_null_denies() {
    PermissionPolicy throwing =
        (principal, request) -> {
          throw new IllegalStateException("broken");
        };
    assertEquals(Effect.DENY, withPolicy(MapConfig.empty(), throwing, CORE));
    assertEquals(Effect.DENY, withPolicy(MapConfig.empty(), (p, r) -> null, CORE));
    PermissionPolicy error =
        (principal, request) -> {
          throw new StackOverflowError();
        };
    assertEquals(Effect.DENY, withPolicy(MapConfig.empty(), error, CORE));
  }

  @Test
  void Z08_a_policy_that_begins_to_fail_is_audited_once() throws Exception {
    BlockingQueue<AuditEvent> recorded = lab.audit.events;
    PolicyDirectory directory = directory(MapConfig.empty());
    directory.addPolicy((principal, request) -> null, FakeBundles.reference(CORE, 1));
    PermissionService service = lab.service(directory);
    for (int i = 0; i < 3; i++) {
      service.authorize(FakePrincipal.user(), request("catalog.entity.read", "read"));
    }
    AuditEvent event = recorded.poll(10, TimeUnit.SECONDS);
    assertEquals("permission-policy-fail", event.eventId());
    assertEquals(Severity.HIGH, event.severity());
    assertEquals("failed", event.status());
    assertEquals("rbac", event.targetRef());
    assertEquals("system:permission", event.actor().getName());
    assertEquals(List.of(), List.copyOf(recorded));
  }

  @Test
  void Z08_a_policy_that_is_late_denies_and_all_questions_of_a_call_have_one_deadline() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    GuardedPolicy policy =
        new GuardedPolicy(
            "slow",
            (principal, request) -> {
              asked.incrementAndGet();
              awaitQuietly(release);
              return Decision.allow("late");
            },
            executor,
            alarm,
            Duration.ofMillis(50));
    PermissionPolicy call = policy.forOneCall();
    for (int i = 0; i < 100; i++) {
      assertEquals(
          Effect.DENY,
          call.decide(FakePrincipal.user(), request("catalog.entity.read", "read")).effect());
    }
    assertEquals(1, asked.get());
    release.countDown();
  }

  @Test
  void Z08_a_policy_that_hangs_occupies_few_threads_and_recovers() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    GuardedPolicy policy =
        new GuardedPolicy(
            "hanging",
            (principal, request) -> {
              asked.incrementAndGet();
              awaitIgnoringInterrupts(release);
              return Decision.allow("at last");
            },
            executor,
            alarm,
            Duration.ofMillis(20));
    PermissionRequest read = request("catalog.entity.read", "read");
    for (int i = 0; i < 2 * GuardedPolicy.SIDE_BY_SIDE; i++) {
      assertEquals(Effect.DENY, policy.forOneCall().decide(FakePrincipal.user(), read).effect());
    }
    assertEquals(GuardedPolicy.SIDE_BY_SIDE, asked.get());
    release.countDown();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Effect effect = Effect.DENY;
    while (effect == Effect.DENY && System.nanoTime() < end) {
      effect = policy.forOneCall().decide(FakePrincipal.user(), read).effect();
    }
    assertEquals(Effect.ALLOW, effect, "within 10 s after the policy answers again");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitIgnoringInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      awaitQuietly(latch);
      Thread.interrupted();
    }
  }

  @Test
  void Z08_without_the_policy_that_is_configured_nothing_is_decided_but_the_admin_gets_in() {
    MapConfig config = MapConfig.empty().with("permission.policy", "rbac");
    PortalException thrown =
        assertThrows(
            PortalException.class,
            () -> decide(config, FakePrincipal.user(), "catalog.entity.read", "read"));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, thrown.code());
    assertEquals(
        Effect.ALLOW, decide(config, FakePrincipal.admin(), "callboard.plugin.install", "create"));
  }

  @Test
  void a_broken_policy_cannot_lock_the_administrator_out() {
    PolicyDirectory directory = directory(MapConfig.empty());
    directory.addPolicy((p, r) -> null, FakeBundles.reference(CORE, 1));
    assertEquals(
        Effect.ALLOW,
        lab.service(directory)
            .authorize(FakePrincipal.admin(), request("callboard.plugin.manage", "update"))
            .effect());
  }

  @Test
  void the_conditions_of_caller_and_actor_are_joined() {
    Condition owner =
        new Condition.Rule("IS_ENTITY_OWNER", "catalog-entity", Map.of("claims", List.of("x")));
    Condition kind =
        new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of("api")));
    PolicyDirectory directory = directory(MapConfig.empty());
    directory.addPolicy(
        (principal, request) ->
            Decision.conditional(principal.type() == PrincipalType.USER ? owner : kind, "r"),
        FakeBundles.reference(CORE, 1));
    Decision decision =
        lab.service(directory)
            .authorize(
                FakePrincipal.user().through(FakePrincipal.plugin()),
                request("catalog.entity.read", "read"));
    assertEquals(Optional.of(new Condition.AllOf(List.of(owner, kind))), decision.condition());
  }

  @Test
  void no_question_has_no_answer() {
    assertEquals(
        Collections.emptyList(),
        service(MapConfig.empty()).authorize(FakePrincipal.user(), List.of()));
  }
}
