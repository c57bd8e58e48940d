package dev.callboard.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.permission.role.Role;
import dev.callboard.permission.role.RoleReader;
import dev.callboard.permission.role.RoleSet;
import dev.callboard.permission.role.RoleVersion;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Decision.Effect;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.testing.MapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolePolicyTest {
  private static final FakePrincipal ANN =
      FakePrincipal.user().in("user:default/ann", "group:default/a");
  private static final String OWN = "{rule: IS_ENTITY_OWNER, params: {claims: [$ownerRefs]}}";

  private final Lab lab =
      new Lab()
          .withEntities(
              Map.of("component:default/a", "group:default/a", "api:default/b", "group:default/b"));

  @AfterEach
  void close() {
    lab.close();
  }

  private RolePolicy policy(boolean people, String yaml) {
    Conditions conditions = new Conditions(lab.types);
    List<Role> roles = new RoleReader(conditions::check).file(yaml, "policy.yaml");
    return new RolePolicy(
        new BuiltInPolicy(List.of(), people), () -> new RoleSet(roles), conditions);
  }

  private Decision decide(String yaml, PortalPrincipal principal, Permission permission) {
    return policy(false, yaml)
        .decide(principal, new PermissionRequest(permission, Optional.empty()));
  }

  private static Condition.Rule owner(String... claims) {
    return new Condition.Rule(
        "IS_ENTITY_OWNER", "catalog-entity", Map.of("claims", List.of(claims)));
  }

  private static Condition.Rule kind(String kind) {
    return new Condition.Rule("IS_ENTITY_KIND", "catalog-entity", Map.of("kinds", List.of(kind)));
  }

  @Test
  void what_no_role_allows_is_denied_and_machines_keep_their_table() {
    String yaml = "roles: {ops: {members: [group:default/ops], allow: [{permissions: ['*']}]}}";
    assertEquals(Effect.DENY, decide(yaml, ANN, FakeEntities.READ).effect());
    assertEquals(
        Effect.ALLOW, decide(yaml, ANN.in("group:default/OPS"), FakeEntities.READ).effect());
    assertEquals(Effect.ALLOW, decide(yaml, FakePrincipal.plugin(), FakeEntities.READ).effect());
  }

  @Test
  void T10_conditions_of_the_table_are_kept() {
    RolePolicy policy =
        new RolePolicy(
            new BuiltInPolicy(List.of(), true),
            () -> new RoleSet(List.of()),
            new Conditions(lab.types));
    Permission cancel = Permission.resource("scaffolder.task.cancel", "", "scaffolder-task");
    Decision decision = policy.decide(ANN, new PermissionRequest(cancel, Optional.empty()));

    assertEquals(Effect.CONDITIONAL, decision.effect());
    assertEquals(
        Optional.of(
            new Condition.Rule(
                "IS_TASK_OWNER",
                "scaffolder-task",
                Map.of("createdBy", List.of("user:default/ann")))),
        decision.condition());
  }

  @Test
  void aliases_stand_for_the_caller() {
    String yaml =
        "roles: {dev: {members: users, allow: [{permissions: catalog.*, when: " + OWN + "}]}}";
    assertEquals(
        Optional.of(owner("user:default/ann", "group:default/a")),
        decide(yaml, ANN, FakeEntities.READ).condition());
    assertEquals("allow 1 of role 'dev' (file)", decide(yaml, ANN, FakeEntities.READ).reason());
    String me = yaml.replace("[$ownerRefs]", "[$currentUser, $$literal]");
    assertEquals(
        Optional.of(owner("user:default/ann", "$literal")),
        decide(me, ANN, FakeEntities.READ).condition());
    String whole = yaml.replace("[$ownerRefs]", "$ownerRefs");
    assertEquals(
        Optional.of(owner("user:default/ann", "group:default/a")),
        decide(whole, ANN, FakeEntities.READ).condition());
  }

  @Test
  void a_condition_says_nothing_of_permissions_without_resources() {
    String yaml =
        "roles: {dev: {members: users, allow: [{permissions: catalog.*, when: " + OWN + "}]}}";
    assertEquals(Effect.DENY, decide(yaml, ANN, FakeEntities.CREATE).effect());
  }

  @Test
  void denials_win_over_whatever_allows_it() {
    String yaml =
        """
        roles:
          reader:
            members: [users]
            allow:
              - permissions: [catalog.*]
          secret:
            members: [users]
            deny:
              - permissions: ["catalog.entity.*"]
                when: {rule: IS_ENTITY_KIND, params: {kinds: [api]}}
              - permissions: [catalog.entity.create]
        """;
    Decision read = decide(yaml, ANN, FakeEntities.READ);
    assertEquals(Optional.of(new Condition.Not(kind("api"))), read.condition());
    assertEquals(
        "allow 1 of role 'reader' (file), less deny 1 of role 'secret' (file)", read.reason());
    Decision create = decide(yaml, ANN, FakeEntities.CREATE);
    assertEquals(Effect.DENY, create.effect());
    assertEquals("deny 2 of role 'secret' (file)", create.reason());
  }

  @Test
  void the_conditions_of_several_roles_are_joined() {
    String yaml =
        """
        roles:
          own:
            members: [users]
            allow:
              - {permissions: [catalog.entity.read], when: {rule: IS_ENTITY_OWNER, params: {claims: [$ownerRefs]}}}
          apis:
            members: [group:default/a]
            allow:
              - {permissions: [catalog.entity.read], actions: [read], when: {rule: IS_ENTITY_KIND, params: {kinds: [api]}}}
            deny:
              - {permissions: [catalog.entity.read], when: {not: {rule: IS_ENTITY_KIND, params: {kinds: [component]}}}}
        """;
    assertEquals(
        Optional.of(
            new Condition.AllOf(
                List.of(
                    new Condition.AnyOf(
                        List.of(owner("user:default/ann", "group:default/a"), kind("api"))),
                    new Condition.Not(new Condition.Not(kind("component")))))),
        decide(yaml, ANN, FakeEntities.READ).condition());
  }

  @Test
  void a_condition_that_turns_out_wrong_allows_nothing_and_denies_all() {
    String yaml =
        """
        roles:
          r:
            members: [users]
            allow:
              - {permissions: [catalog.entity.read], when: {rule: IS_FRIDAY}}
              - {permissions: [catalog.entity.delete]}
            deny:
              - {permissions: [catalog.entity.delete], when: {rule: IS_FRIDAY}}
        """;
    // Read while the rules of the catalog were not known.
    List<Role> roles = new RoleReader(condition -> {}).file(yaml, "policy.yaml");
    RolePolicy policy =
        new RolePolicy(
            new BuiltInPolicy(List.of(), false),
            () -> new RoleSet(roles),
            new Conditions(lab.types));
    List<Step> steps = new ArrayList<>();
    PermissionRequest read = new PermissionRequest(FakeEntities.READ, Optional.empty());
    assertEquals(Effect.DENY, policy.decide(ANN, read, steps::add).effect());
    assertTrue(steps.get(1).why().contains("IS_FRIDAY"), steps.toString());
    PermissionRequest delete = new PermissionRequest(FakeEntities.DELETE, Optional.empty());
    assertEquals(Effect.DENY, policy.decide(ANN, delete).effect());
  }

  @Test
  void a_named_resource_is_decided_without_conditions() {
    MapConfig config = MapConfig.empty();
    lab.withAudit();
    RoleBook book = lab.book(() -> config);
    put(
        book,
        "own",
        Map.of(
            "members", List.of("users"),
            "allow",
                List.of(
                    Map.of(
                        "permissions",
                        List.of("catalog.entity.delete"),
                        "when",
                        Map.of(
                            "rule",
                            "IS_ENTITY_OWNER",
                            "params",
                            Map.of("claims", List.of("$ownerRefs")))))));
    DefaultPermissionService service = lab.service(lab.directory(config, book));
    assertEquals(Effect.ALLOW, delete(service, ANN, "component:default/a"));
    assertEquals(Effect.DENY, delete(service, ANN, "api:default/b"));
    assertEquals(Effect.DENY, delete(service, ANN, "api:default/nope"));
    FakePrincipal throughPlugin = ANN.through(FakePrincipal.plugin());
    assertEquals(Effect.ALLOW, delete(service, throughPlugin, "component:default/a"));
    FakePrincipal throughNobody =
        ANN.through(
            FakePrincipal.of(dev.callboard.platform.identity.PrincipalType.USER, "user:default/x"));
    assertEquals(Effect.DENY, delete(service, throughNobody, "component:default/a"));
  }

  private static Effect delete(
      DefaultPermissionService service, PortalPrincipal principal, String ref) {
    return service
        .authorize(principal, new PermissionRequest(FakeEntities.DELETE, Optional.of(ref)))
        .effect();
  }

  private void put(RoleBook book, String name, Map<String, Object> json) {
    lab.store.put(
        new RoleReader(book.conditions()::check).role(name, json, ""),
        RoleVersion.of(null, "*"),
        FakePrincipal.admin());
    book.roles().lookSoon();
  }

  @Test
  void a_plugin_cannot_judge_the_resources_of_another() {
    Lab other = new Lab();
    other.catalog.addProvider(
        () -> List.of(FakeEntities.READ), FakeBundles.reference(Lab.CATALOG, 0));
    other.types.addRules(
        new FakeEntities(Map.of("component:default/a", "user:default/ann")),
        FakeBundles.reference(FakeBundles.plugin("evil", "plugin:evil"), 99));
    Decision conditional = Decision.conditional(owner("user:default/ann"), "r");
    PermissionRequest request =
        new PermissionRequest(FakeEntities.READ, Optional.of("component:default/a"));
    assertEquals(conditional, other.judge.judge(request, conditional));
    other.types.addRules(
        new FakeEntities(Map.of("component:default/a", "group:default/b")),
        FakeBundles.reference(Lab.CATALOG, 0));
    assertEquals(Effect.DENY, other.judge.judge(request, conditional).effect());
    other.close();
  }

  @Test
  void the_sample_policy_says_what_its_page_says() throws Exception {
    Path file = Path.of("../../config/policies/permission-policy.yaml");
    String sample = Files.readString(file);
    RolePolicy policy = policy(false, sample);
    for (Permission permission :
        List.of(FakeEntities.READ, FakeEntities.CREATE, FakeEntities.DELETE)) {
      PermissionRequest request = new PermissionRequest(permission, Optional.empty());
      Effect expected = permission == FakeEntities.DELETE ? Effect.CONDITIONAL : Effect.ALLOW;
      assertEquals(expected, policy.decide(ANN, request).effect(), permission.name());
    }
    // The examples in comments can be read as well.
    String all = sample.replace("  # ", "  ").replace("  #\n", "\n").replace("HAS_LABEL", "X");
    assertEquals(5, new RoleReader(condition -> {}).file(all, "sample").size());
  }

  private void refused(String expected, String yaml) {
    PortalException thrown = assertThrows(PortalException.class, () -> policy(false, yaml));
    assertEquals(ErrorCode.INPUT, thrown.code());
    assertTrue(thrown.getMessage().contains(expected), thrown.getMessage());
  }

  @Test
  void errors_of_the_file_name_line_and_column() {
    refused("policy.yaml, line 1, column 1: The policy has the unknown key 'rolls'", "rolls: {}");
    refused(
        "policy.yaml, line 3, column 5: The role 'a' has the unknown key 'alow'",
        "roles:\n  a:\n    alow: []\n");
    refused("line 2, column 3: The role 'a' lacks 'members'", "roles:\n  a:\n    allow: []\n");
    refused("neither allows nor denies", "roles:\n  a:\n    members: users\n");
    refused(
        "members has 'everyone'", "roles: {a: {members: [everyone], allow: [{permissions: '*'}]}}");
    refused(
        "line 5, column 9: A grant lacks 'permissions'",
        "roles:\n  a:\n    members: users\n    allow:\n      - actions: read\n");
    refused("is no permission", "roles: {a: {members: users, allow: [{permissions: 'a*b'}]}}");
    refused(
        "actions are create",
        "roles: {a: {members: users, allow: [{permissions: x, actions: write}]}}");
    refused("the key 'roles' is there twice", "roles: {}\nroles: {}\n");
    refused("policy.yaml, line 3, column 1: expected the node", "roles:\n  a: [\n");
    refused(
        "must not be empty",
        "roles: {a: {members: users, allow: [{permissions: x, when: {anyOf: []}}]}}");
    refused(
        "one of the keys rule",
        "roles: {a: {members: users, allow: [{permissions: x, when: {some: []}}]}}");
    refused(
        "is no alias",
        "roles: {a: {members: users, allow: [{permissions: x, when: {rule: IS_ENTITY_OWNER, params:"
            + " {claims: [$me]}}}]}}");
    refused(
        "'IS_FRIDAY' is no rule",
        "roles: {a: {members: users, allow: [{permissions: x, when: {rule: IS_FRIDAY}}]}}");
    refused(
        "parameters of IS_ENTITY_KIND do not fit",
        "roles: {a: {members: users, allow: [{permissions: x, when: {rule: IS_ENTITY_KIND, params:"
            + " {kinds: api}}}]}}");
    refused("more than 32 levels", "roles: " + "[".repeat(40) + "]".repeat(40));
    refused("nested", "roles: " + "[".repeat(100_000));
    refused("more than 32 levels", "roles: &a {x: *a}");
  }

  @Test
  void the_people_of_the_table_count_unless_the_policy_is_to_be_all() {
    String yaml = "roles: {x: {members: [external:x], allow: [{permissions: '*'}]}}";
    PermissionRequest read = new PermissionRequest(FakeEntities.READ, Optional.empty());
    assertEquals(Effect.ALLOW, policy(true, yaml).decide(ANN, read).effect());
    assertEquals(Effect.DENY, policy(false, yaml).decide(ANN, read).effect());
  }
}
