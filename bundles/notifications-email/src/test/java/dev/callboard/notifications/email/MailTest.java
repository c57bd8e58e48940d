package dev.callboard.notifications.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.notifications.spi.DeliveryResult;
import dev.callboard.notifications.spi.NotificationDelivery;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.TestCertificate;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
  private static final String ALICE = "user:default/alice";

  private final Catalog catalog = new Catalog();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Map<String, Object> transport = new HashMap<>();
  private final Map<String, Object> more = new HashMap<>();

  private void start() {
    server.start();
    transport.put("hostname", "127.0.0.1");
    transport.put("port", (long) server.getSmtp().getPort());
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private MailSettings settings() {
    Map<String, Object> email = new HashMap<>(more);
    email.put("transportConfig", transport);
    email.putIfAbsent("sender", "Portal <portal@example.com>");
    return MailSettings.of(
        MapConfig.of("notifications", Map.of("processors", Map.of("email", email))));
  }

  private MailChannel channel() {
    MailSettings settings = settings();
    return new MailChannel(
        settings,
        new AddressBook(settings, catalog, null),
        new MailText("https://portal.example.com", "Callboard"),
        new SmtpPostOffice(settings));
  }

  private static NotificationDelivery to(String ref, NotificationPayload.Builder... payloads) {
    List<Notification> told = new ArrayList<>();
    for (NotificationPayload.Builder payload : payloads) {
      told.add(
          new Notification(
              "n" + told.size(),
              Optional.ofNullable(ref),
              "plugin:ci",
              Instant.parse("2026-11-21T10:00:00Z"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              payload.build()));
    }
    return new NotificationDelivery(
        "d-1", Optional.ofNullable(ref), List.of(), told, told.size() > 1);
  }

  private static NotificationPayload.Builder titled(String title) {
    return NotificationPayload.titled(title);
  }

  private MimeMessage only() {
    MimeMessage[] all = server.getReceivedMessages();
    assertEquals(1, all.length);
    return all[0];
  }

  private static String part(MimeMessage message, int index) throws Exception {
    return (String) ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
  }

  @Test
  void whatIsToldArrivesAsTextAndAsHtml() throws Exception {
    start();
    more.put("replyTo", "team@example.com");
    catalog.put(ALICE, "alice@example.com");
    channel()
        .deliver(
            to(
                ALICE,
                titled("Größe 🚀 überschritten")
                    .description("<b onclick=\"x\">'bold' & more</b>")
                    .link("/catalog/default/component/pay")
                    .severity(NotificationSeverity.HIGH)
                    .topic("ci")));
    MimeMessage mail = only();
    assertEquals("Größe 🚀 überschritten", mail.getSubject());
    assertEquals("alice@example.com", mail.getAllRecipients()[0].toString());
    assertEquals("Portal <portal@example.com>", mail.getFrom()[0].toString());
    assertEquals("team@example.com", mail.getReplyTo()[0].toString());
    assertEquals("<d-1@example.com>", mail.getMessageID());
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", ","));
    String text = part(mail, 0);
    assertTrue(text.contains("<b onclick=\"x\">'bold' & more</b>"), text);
    assertTrue(text.contains("https://portal.example.com/catalog/default/component/pay"), text);
    String html = part(mail, 1);
    assertTrue(
        html.contains("&lt;b onclick=&quot;x&quot;&gt;&#39;bold&#39; &amp; more&lt;/b&gt;"), html);
    assertFalse(html.contains("<b "), html);
    assertTrue(html.contains("Größe 🚀"), html);
  }

  @Test
  void aTitleWithLineBreaksAddsNoHeader() throws Exception {
    start();
    catalog.put(ALICE, "alice@example.com");
    channel().deliver(to(ALICE, titled("Hi\r\nBcc: eve@example.com\r\n\r\nbody\u2028more")));
    MimeMessage mail = only();
    assertEquals("Hi Bcc: eve@example.com body more", mail.getSubject());
    assertEquals(1, mail.getAllRecipients().length);
    assertEquals(null, mail.getHeader("Bcc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@example.com\r\nBcc: eve@example.com",
        "alice@example.com, eve@example.com",
        "alice@example.com> RCPT TO:<eve@example.com",
        "Alice <alice@example.com>",
        "\"a b\"@example.com",
        "alice",
        "@example.com",
        "alice@",
        "alice@exa mple.com",
        "alice@-example.com"
      })
  void whatIsNoAddressIsNotSentTo(String address) throws Exception {
    start();
    catalog.put(ALICE, address);
    assertEquals(DeliveryResult.done(), channel().deliver(to(ALICE, titled("a"))));
    assertEquals(0, server.getReceivedMessages().length);
  }

  @ParameterizedTest
  @CsvSource({"63, true", "64, true", "65, false"})
  void addressesAreNoLongerThanTheirStandardSays(int length, boolean taken) {
    assertEquals(taken, AddressBook.valid("x".repeat(length) + "@example.com").isPresent());
  }

  @ParameterizedTest
  @CsvSource({"199, 199", "200, 200", "201, 200"})
  void subjectsAreCutAtTheirLimit(int length, int kept) {
    assertEquals(kept, MailText.line("x".repeat(length)).length());
    assertEquals("é".repeat(198) + "…", MailText.line("é".repeat(198) + "🚀🚀"));
  }

  @Test
  void onlyAllowedAddressesAreSentTo() throws Exception {
    start();
    more.put("allowedDomains", List.of("Example.com"));
    more.put("denylistEmailAddresses", List.of("ceo@example.com"));
    catalog.put(ALICE, "alice@EXAMPLE.com");
    catalog.put("user:default/ceo", "CEO@example.com");
    catalog.put("user:default/guest", "guest@other.org");
    catalog.put("group:default/team", "team@example.com");
    for (String ref :
        List.of(ALICE, "user:default/ceo", "user:default/guest", "user:default/none")) {
      channel().deliver(to(ref, titled(ref)));
    }
    assertEquals(1, server.getReceivedMessages().length);
    channel().deliver(to("group:default/team", titled("b")));
    assertEquals(2, server.getReceivedMessages().length);
    more.put("allowlistEmailAddresses", List.of("someone@example.com"));
    channel().deliver(to(ALICE, titled("c")));
    assertEquals(2, server.getReceivedMessages().length);
  }

  @Test
  void aDigestIsOneMail() throws Exception {
    start();
    more.put("filter", Map.of("minSeverity", "normal", "excludedTopics", List.of("noise")));
    catalog.put(ALICE, "alice@example.com");
    channel()
        .deliver(
            to(
                ALICE,
                titled("one"),
                titled("two"),
                titled("low").severity(NotificationSeverity.LOW),
                titled("noise").topic("noise")));
    assertEquals("Callboard: 2 notifications", only().getSubject());
    assertTrue(part(only(), 0).contains("one") && part(only(), 0).contains("two"));
    assertFalse(part(only(), 0).contains("low\n\n"));
  }

  @Test
  void whatIsForEveryoneGoesWhereTheConfigurationSays() throws Exception {
    start();
    catalog.put(ALICE, "alice@example.com");
    catalog.put("user:default/none", "none");
    assertEquals(DeliveryResult.done(), channel().deliver(to(null, titled("a"))));
    assertEquals(0, server.getReceivedMessages().length);
    more.put("broadcastConfig", Map.of("receiver", "users"));
    assertEquals(DeliveryResult.forEach(Set.of(ALICE)), channel().deliver(to(null, titled("b"))));
    more.put(
        "broadcastConfig",
        Map.of("receiver", "config", "receiverEmails", List.of("x@example.com", "y@example.com")));
    channel().deliver(to(null, titled("c")));
    assertEquals(2, server.getReceivedMessages().length);
    assertEquals(null, server.getReceivedMessages()[0].getAllRecipients());
  }

  @Test
  void aPasswordGoesThroughTlsOrNotAtAll() throws Exception {
    start();
    server.setUser("portal", "right");
    transport.put("username", "portal");
    transport.put("password", "right");
    catalog.put(ALICE, "alice@example.com");
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel().deliver(to(ALICE, titled("a"))));
    assertFalse(e.isFinal());
    assertTrue(e.getMessage().contains("STARTTLS"), e.getMessage());
    transport.put("requireTls", false);
    channel().deliver(to(ALICE, titled("b")));
    assertEquals("b", only().getSubject());
    transport.put("password", "wr0ng-secret");
    e = assertThrows(DeliveryException.class, () -> channel().deliver(to(ALICE, titled("c"))));
    assertFalse(e.isFinal());
    assertTrue(e.getMessage().contains("refused the user or the password"), e.getMessage());
    assertFalse(e.getMessage().contains("wr0ng"), e.getMessage());
    assertFalse(settings().toString().contains("wr0ng"), settings().toString());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aPasswordGoesToAServerThatIsTrustedOnly(boolean fromTheStart, @TempDir Path folder)
      throws Exception {
    TestCertificate own = TestCertificate.in(folder);
    catalog.put(ALICE, "alice@example.com");
    try (SmtpStub stub = new SmtpStub(own.server(), fromTheStart)) {
      transport.put("hostname", "127.0.0.1");
      transport.put("port", (long) stub.port());
      transport.put("secure", fromTheStart);
      transport.put("username", "portal");
      transport.put("password", "right");
      DeliveryException e =
          assertThrows(DeliveryException.class, () -> channel().deliver(to(ALICE, titled("a"))));
      assertFalse(e.isFinal());
      assertFalse(stub.heard.toString().contains("AUTH"), stub.heard.toString());
      transport.put("ca", own.pem());
      channel().deliver(to(ALICE, titled("b")));
      assertTrue(stub.heard.contains("tls AUTH"), stub.heard.toString());
      assertFalse(stub.heard.contains("plain AUTH"), stub.heard.toString());
      assertFalse(stub.heard.contains("plain MAIL"), stub.heard.toString());

      stub.toRecipient = "451 later";
      e = assertThrows(DeliveryException.class, () -> channel().deliver(to(ALICE, titled("c"))));
      assertFalse(e.isFinal(), e.getMessage());
      stub.toRecipient = "550 nobody here";
      e = assertThrows(DeliveryException.class, () -> channel().deliver(to(ALICE, titled("d"))));
      assertTrue(e.isFinal(), e.getMessage());
      assertFalse(e.getMessage().contains("alice"), e.getMessage());
    }
  }

  @Test
  void F48_aServerThatIsAwayIsTriedAgainLater() throws Exception {
    start();
    catalog.put(ALICE, "alice@example.com");
    MailChannel channel = channel();
    server.stop();
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(to(ALICE, titled("a"))));
    assertFalse(e.isFinal());
    server.start();
    transport.put("port", (long) server.getSmtp().getPort());
    channel().deliver(to(ALICE, titled("a")));
    assertEquals("a", only().getSubject());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, true", "19, true", "20, true", "21, false"})
  void howManyAreSentSideBySideHasALimit(long count, boolean taken) {
    transport.put("hostname", "mail.example.com");
    more.put("concurrencyLimit", count);
    if (taken) {
      assertEquals(count, settings().concurrency());
    } else {
      assertThrows(PortalException.class, this::settings);
    }
  }

  @Test
  void wrongSettingsAreTold() {
    transport.put("hostname", "mail.example.com");
    assertEquals(587, settings().server().port());
    transport.put("secure", true);
    assertEquals(465, settings().server().port());
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of(
                "sender",
                "a@example.com\r\nBcc: b@example.com",
                "replyTo",
                "nobody",
                "filter",
                Map.of("minSeverity", "most"),
                "broadcastConfig",
                Map.of("receiver", "config"))
            .entrySet()) {
      more.clear();
      more.put(wrong.getKey(), wrong.getValue());
      PortalException e = assertThrows(PortalException.class, this::settings);
      assertTrue(e.getMessage().startsWith("notifications.processors.email: "), e.getMessage());
    }
    more.clear();
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of("hostname", "a b", "port", 0L, "username", "x", "transport", "ses")
            .entrySet()) {
      Object before = transport.put(wrong.getKey(), wrong.getValue());
      assertThrows(PortalException.class, this::settings, wrong.getKey());
      transport.put(wrong.getKey(), before);
      transport.values().removeIf(java.util.Objects::isNull);
    }
  }

  /** Knows users and groups with their addresses. */
  private static final class Catalog implements CatalogService {
    private final Map<String, Entity> entities = new HashMap<>();

    private void put(String ref, String email) {
      EntityRef parsed = EntityRef.parse(ref);
      entities.put(
          ref,
          Entity.of(
              Map.of(
                  "apiVersion", "backstage.io/v1alpha1",
                  "kind", parsed.kind(),
                  "metadata", Map.of("name", parsed.name()),
                  "spec", Map.of("profile", Map.of("email", email)))));
    }

    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return Optional.ofNullable(entities.get(ref.toString()));
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      return entities.values().stream().filter(each -> each.kind().equals("user")).toList();
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new UnsupportedOperationException();
    }
  }
}
