package dev.callboard.catalog.discovery.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.TestCertificate;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LdapSourceTest {
  private static final String PEOPLE = "ou=people,dc=example,dc=com";
  private static final String TEAMS = "ou=groups,dc=example,dc=com";

  private final Map<String, Object> entry = new HashMap<>();
  private final AtomicInteger searches = new AtomicInteger();
  private volatile int failAt = -1;
  private volatile int range;
  private volatile int from;
  private InMemoryDirectoryServer server;

  @BeforeEach
  void open() throws Exception {
    start(
        InMemoryListenerConfig.createLDAPConfig(
            "plain", InetAddress.getLoopbackAddress(), 0, null));
  }

  private void start(InMemoryListenerConfig listener) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
    config.setSchema(null);
    config.addAdditionalBindCredentials("cn=reader", "right");
    config.setListenerConfigs(listener);
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchRequest(InMemoryInterceptedSearchRequest request)
              throws LDAPException {
            if (searches.incrementAndGet() == failAt) {
              throw new LDAPException(ResultCode.UNAVAILABLE);
            }
            for (String attribute : request.getRequest().getAttributeList()) {
              if (attribute.startsWith("member;range=")) {
                from = Integer.parseInt(attribute.substring(13, attribute.indexOf('-')));
                SearchRequest whole = request.getRequest().duplicate();
                whole.setAttributes("member");
                request.setRequest(whole);
              }
            }
          }

          @Override
          public void processSearchEntry(InMemoryInterceptedSearchEntry found) {
            String[] members = found.getSearchEntry().getAttributeValues("member");
            if (range > 0 && members != null && members.length > range) {
              int to = Math.min(members.length, from + range);
              Entry part = found.getSearchEntry().duplicate();
              part.removeAttribute("member");
              part.addAttribute(
                  "member;range=" + from + "-" + (to == members.length ? "*" : to - 1),
                  List.of(members).subList(from, to));
              found.setSearchEntry(part);
            }
          }
        });
    server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
    server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    server.add("dn: " + TEAMS, "objectClass: organizationalUnit", "ou: groups");
    server.startListening();
    entry.put("target", "ldap://127.0.0.1:" + server.getListenPort());
    entry.put("users", Map.of("dn", PEOPLE, "options", Map.of("filter", "(uid=*)")));
    entry.put("groups", Map.of("dn", TEAMS, "options", Map.of("scope", "sub")));
  }

  @AfterEach
  void close() {
    server.shutDown(true);
  }

  private LdapSource source() {
    return new LdapSource(
        LdapOrgSettings.of("test", "ldapOrg.test", MapConfig.of("x", entry).section("x").get()));
  }

  private static List<Entity> all(LdapSource source) {
    List<Entity> all = new ArrayList<>();
    Page page = source.page(null);
    all.addAll(page.entities());
    while (page.next().isPresent()) {
      page = source.page(page.next().get());
      all.addAll(page.entities());
    }
    return all;
  }

  private Map<String, Entity> read() {
    return all(source()).stream()
        .collect(Collectors.toMap(each -> each.ref().toString(), each -> each));
  }

  private void person(String uid, String... more) throws LDAPException {
    Entry person = new Entry("uid=" + uid + "," + PEOPLE);
    person.addAttribute("objectClass", "inetOrgPerson");
    person.addAttribute("uid", uid);
    person.addAttribute("cn", "Name of " + uid);
    person.addAttribute("mail", uid + "@example.com");
    add(person, more);
  }

  private void team(String cn, String... more) throws LDAPException {
    Entry team = new Entry("cn=" + cn + "," + TEAMS);
    team.addAttribute("objectClass", "groupOfNames");
    team.addAttribute("cn", cn);
    add(team, more);
  }

  private void add(Entry made, String... more) throws LDAPException {
    for (int i = 0; i < more.length; i += 2) {
      made.addAttribute(more[i], more[i + 1]);
    }
    server.add(made);
  }

  private static Object spec(Entity entity, String... path) {
    Object value = entity.json().get("spec");
    for (String name : path) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }

  @Test
  void whoBelongsToWhatIsTakenFromBothSides() throws Exception {
    person("alice", "memberOf", "CN=Platform, " + TEAMS);
    person("bob");
    team("platform", "description", "Runs it", "groupType", "team");
    team("payments", "member", "UID=Bob," + PEOPLE, "member", "uid=nobody," + PEOPLE);
    team("all", "member", "cn=platform," + TEAMS);
    server.modify(
        "dn: cn=payments," + TEAMS,
        "changetype: modify",
        "add: memberOf",
        "memberOf: cn=all," + TEAMS);
    Map<String, Entity> found = read();
    assertEquals(5, found.size());
    Entity alice = found.get("user:default/alice");
    assertEquals(List.of("platform"), spec(alice, "memberOf"));
    assertEquals("Name of alice", spec(alice, "profile", "displayName"));
    assertEquals("alice@example.com", spec(alice, "profile", "email"));
    assertEquals(List.of("payments"), spec(found.get("user:default/bob"), "memberOf"));
    assertEquals(List.of("payments", "platform"), spec(found.get("group:default/all"), "children"));
    Entity platform = found.get("group:default/platform");
    assertEquals("all", spec(platform, "parent"));
    assertEquals("team", spec(platform, "type"));
    assertEquals("unknown", spec(found.get("group:default/all"), "type"));
    Map<?, ?> metadata = (Map<?, ?>) platform.json().get("metadata");
    assertEquals("Runs it", metadata.get("description"));
    Map<?, ?> annotations = (Map<?, ?>) metadata.get("annotations");
    assertEquals("cn=platform," + TEAMS, annotations.get("backstage.io/ldap-dn"));
    assertEquals("platform", annotations.get("backstage.io/ldap-rdn"));
    assertEquals(
        "ldap://test/cn%3Dplatform%2Cou%3Dgroups%2Cdc%3Dexample%2Cdc%3Dcom",
        annotations.get("backstage.io/managed-by-location"));
    assertTrue(annotations.containsKey("backstage.io/ldap-uuid"), annotations.toString());
  }

  @Test
  void groupsThatAreInEachOtherEndSomewhere() throws Exception {
    team("a", "member", "cn=b," + TEAMS, "member", "cn=a," + TEAMS);
    team("b", "member", "cn=c," + TEAMS);
    team("c", "member", "cn=a," + TEAMS);
    Map<String, Entity> found = read();
    assertEquals(List.of("b"), spec(found.get("group:default/a"), "children"));
    int parents = 0;
    for (Entity each : found.values()) {
      parents += spec(each, "parent") == null ? 0 : 1;
    }
    assertEquals(2, parents);
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "2, 4", "2, 5", "3, 10"})
  void allMembersAreAskedForWhereADirectoryGivesSomeAtATime(int atATime, int members)
      throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      person("p" + i);
      all.add("member");
      all.add("uid=p" + i + "," + PEOPLE);
    }
    team("large", all.toArray(new String[0]));
    range = atATime;
    Map<String, Entity> found = read();
    for (int i = 0; i < members; i++) {
      assertEquals(List.of("large"), spec(found.get("user:default/p" + i), "memberOf"));
    }
  }

  @Test
  void aDirectoryThatDoesNotGiveTheRestChangesNothing() throws Exception {
    person("a");
    team("large", "member", "uid=a," + PEOPLE, "member", "uid=b," + PEOPLE);
    range = 1;
    failAt = searches.get() + 3;
    PortalException e = assertThrows(PortalException.class, () -> source().page(null));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
  }

  @Test
  void tenThousandGroupsCostFourTimesAsMuchAsAQuarterOfThem() {
    for (boolean chain : new boolean[] {true, false}) {
      build(1_000, chain);
      long few = Math.min(build(2_500, chain), build(2_500, chain));
      long many = Math.min(build(10_000, chain), build(10_000, chain));
      assertTrue(many < 10 * few, many + " is too much beside " + few);
    }
  }

  /** Returns the CPU time that groups take which are each in the next one, or all in one. */
  private long build(int groups, boolean chain) {
    LdapOrgSettings settings =
        LdapOrgSettings.of("test", "ldapOrg.test", MapConfig.of("x", entry).section("x").get());
    List<LdapEntry> entries = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      Map<String, List<Object>> attributes = new HashMap<>();
      attributes.put("cn", List.of("g" + i));
      attributes.put("memberof", List.of("cn=g" + (chain ? i + 1 : 0) + "," + TEAMS));
      entries.add(new LdapEntry("cn=g" + i + "," + TEAMS, attributes));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    List<Entity> built =
        new LdapOrg(new LdapEntities(settings))
            .build(List.of(), List.of(new LdapOrg.Found(settings.groups().get(0), entries)));
    assertEquals(groups, built.size());
    assertEquals(groups - 1, built.stream().filter(each -> spec(each, "parent") != null).count());
    return threads.getCurrentThreadCpuTime() - before;
  }

  @Test
  void namesAreMadeValidAndOneOfTwoIsTakenTheSameEachTime() throws Exception {
    person("Jörg Müller (ext)");
    person("a_b");
    person("x", "cn", "other");
    Entry twin = new Entry("cn=twin," + PEOPLE);
    twin.addAttribute("objectClass", "inetOrgPerson");
    twin.addAttribute("cn", "First");
    twin.addAttribute("uid", "X");
    server.add(twin);
    person("***");
    Map<String, Entity> found = read();
    assertEquals(
        List.of("user:default/a_b", "user:default/jorg-muller-ext", "user:default/x"),
        found.keySet().stream().sorted().toList());
    assertEquals("First", spec(found.get("user:default/x"), "profile", "displayName"));
    assertEquals(found.keySet(), read().keySet());
  }

  @ParameterizedTest
  @CsvSource({"62, 62", "63, 63", "64, 63"})
  void namesAreNoLongerThanTheCatalogTakes(int length, int kept) {
    assertEquals(kept, EntityNames.of("x".repeat(length)).orElseThrow().length());
    assertEquals(Optional.empty(), EntityNames.of(" -.- "));
  }

  @Test
  void tenThousandPeopleComeInPagesAndAnswersOfFiveHundred() throws Exception {
    StringBuilder ldif = new StringBuilder();
    Path file = Files.createTempFile("people", ".ldif");
    for (int i = 0; i < 10_000; i++) {
      ldif.append("dn: uid=u" + i + "," + PEOPLE + "\nobjectClass: inetOrgPerson\nuid: u" + i)
          .append("\ncn: U" + i + "\n\n");
    }
    Files.writeString(file, ldif);
    server.importFromLDIF(false, file.toFile());
    Files.delete(file);
    LdapSource source = source();
    Page page = source.page(null);
    int count = page.entities().size();
    while (page.next().isPresent()) {
      assertEquals(500, page.entities().size());
      page = source.page(page.next().get());
      count += page.entities().size();
    }
    assertEquals(10_000, count);
    assertTrue(searches.get() >= 20, "in " + searches + " searches");
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, true", "4, true"})
  void noMoreIsReadThanTheLimit(long limit, boolean read) throws Exception {
    for (int i = 0; i < 3; i++) {
      person("u" + i);
    }
    entry.put("maxEntries", limit);
    if (read) {
      assertEquals(3, all(source()).size());
    } else {
      PortalException e = assertThrows(PortalException.class, () -> source().page(null));
      assertTrue(e.getMessage().contains("maxEntries"), e.getMessage());
    }
  }

  @Test
  void F23_aDirectoryThatFailsInTheMiddleGivesNothing() throws Exception {
    entry.put("users", Map.of("dn", PEOPLE, "options", Map.of("paged", Map.of("pageSize", 2L))));
    for (int i = 0; i < 5; i++) {
      person("u" + i);
    }
    failAt = 2;
    PortalException e = assertThrows(PortalException.class, () -> source().page(null));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    failAt = -1;
    assertEquals(5, read().size());
    LdapSource restarted = source();
    assertEquals(5, restarted.page("500").entities().size(), "a new process begins anew");
  }

  @Test
  void attributesGoWhereTheConfigurationSays() throws Exception {
    person("alice", "telephoneNumber", "123", "employeeId", "e-1", "thumb", "https://p.example/a");
    entry.put(
        "users",
        List.of(
            Map.of(
                "dn", PEOPLE,
                "map", Map.of("name", "employeeId", "picture", "thumb"),
                "set", Map.of("metadata.namespace", "people", "spec.profile.title", "Ms"),
                "copy",
                    List.of(
                        Map.of(
                            "from",
                            "telephoneNumber",
                            "to",
                            List.of("metadata", "annotations", "example.com/phone"))))));
    Entity alice = read().get("user:people/e-1");
    assertEquals("Ms", spec(alice, "profile", "title"));
    assertEquals("https://p.example/a", spec(alice, "profile", "picture"));
    assertTrue(alice.json().toString().contains("example.com/phone=123"));
  }

  @Test
  void namesOfActiveDirectoryAreReadAsItWritesThem() {
    byte[] guid = {
      0x33,
      0x22,
      0x11,
      0x00,
      0x55,
      0x44,
      0x77,
      0x66,
      (byte) 0x88,
      (byte) 0x99,
      (byte) 0xaa,
      (byte) 0xbb,
      (byte) 0xcc,
      (byte) 0xdd,
      (byte) 0xee,
      (byte) 0xff
    };
    LdapEntry found =
        new LdapEntry("cn=a", Map.of("objectguid", List.of(guid), "entryuuid", List.of("other")));
    assertEquals(
        Optional.of("00112233-4455-6677-8899-aabbccddeeff"), Uuids.of(found, Optional.empty()));
    assertEquals(Optional.of("other"), Uuids.of(found, Optional.of("entryUUID")));
  }

  @Test
  void aSecretIsNotSentInTheClearAndNeverTold() throws Exception {
    person("alice");
    entry.put("bind", Map.of("dn", "cn=reader", "secret", "wr0ng"));
    PortalException e = assertThrows(PortalException.class, this::source);
    assertTrue(e.getMessage().contains("in the clear"), e.getMessage());
    entry.put("tls", Map.of("allowPlain", true));
    e = assertThrows(PortalException.class, () -> source().page(null));
    assertEquals(ErrorCode.AUTHENTICATION, e.code());
    assertFalse(e.getMessage().contains("wr0ng"), e.getMessage());
    assertFalse(source().fingerprint().contains("wr0ng"), source().fingerprint());
    entry.put("bind", Map.of("dn", "cn=reader", "secret", "right"));
    assertEquals(1, read().size());
  }

  @Test
  void onlyACertificateThatIsTrustedOpensAnEncryptedConnection(@TempDir Path folder)
      throws Exception {
    server.shutDown(true);
    TestCertificate own = TestCertificate.in(folder);
    SSLUtil tls =
        new SSLUtil(
            new KeyStoreKeyManager(
                own.file().toFile(), TestCertificate.PASSWORD.toCharArray(), "PKCS12", "server"),
            null);
    start(
        InMemoryListenerConfig.createLDAPConfig(
            "startTls", InetAddress.getLoopbackAddress(), 0, tls.createSSLSocketFactory()));
    person("alice");
    entry.put("bind", Map.of("dn", "cn=reader", "secret", "right"));
    entry.put("tls", Map.of("startTls", true));
    PortalException e = assertThrows(PortalException.class, () -> source().page(null));
    assertEquals(ErrorCode.SERVICE_UNAVAILABLE, e.code());
    entry.put("tls", Map.of("startTls", true, "ca", own.pem()));
    assertEquals(1, read().size());
    server.shutDown(true);

    start(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            InetAddress.getLoopbackAddress(),
            0,
            tls.createSSLServerSocketFactory(),
            null));
    person("alice");
    entry.put("target", "ldaps://127.0.0.1:" + server.getListenPort());
    entry.put("tls", Map.of());
    assertThrows(PortalException.class, () -> source().page(null));
    entry.put("tls", Map.of("ca", own.pem()));
    assertEquals(1, read().size());
  }

  @Test
  void wrongSettingsAreToldWithTheirKey() {
    for (Map.Entry<String, Object> wrong :
        List.<Map.Entry<String, Object>>of(
            Map.entry("target", "https://directory.example.com"),
            Map.entry("target", "ldap://directory.example.com/dc=x"),
            Map.entry("users", Map.of("dn", "nonsense")),
            Map.entry("users", Map.of("dn", PEOPLE, "options", Map.of("scope", "deep"))),
            Map.entry("users", Map.of("dn", PEOPLE, "map", Map.of("surname", "sn"))),
            Map.entry(
                "users",
                Map.of("dn", PEOPLE, "copy", List.of(Map.of("from", "a", "to", List.of("kind"))))),
            Map.entry(
                "users",
                Map.of("dn", PEOPLE, "options", Map.of("paged", Map.of("pageSize", 10_001L)))))) {
      Object before = entry.put(wrong.getKey(), wrong.getValue());
      PortalException e = assertThrows(PortalException.class, this::source, wrong.toString());
      assertTrue(e.getMessage().startsWith("ldapOrg.test." + wrong.getKey()), e.getMessage());
      entry.put(wrong.getKey(), before);
    }
  }
}
