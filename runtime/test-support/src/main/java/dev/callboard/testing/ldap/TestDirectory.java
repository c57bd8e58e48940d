package dev.callboard.testing.ldap;

import dev.callboard.testing.TestCertificate;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.ldif.LdifReader;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.interceptor.BaseInterceptor;
import org.apache.directory.server.core.api.interceptor.context.BindOperationContext;
import org.apache.directory.server.core.factory.AvlPartitionFactory;
import org.apache.directory.server.core.factory.DefaultDirectoryServiceFactory;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.ldap.handlers.extended.StartTlsHandler;
import org.apache.directory.server.protocol.shared.transport.TcpTransport;

/**
 * A directory in this process: ApacheDS with a few people, with and without encryption. Modules
 * that use it need ApacheDS on their test class path.
 */
public final class TestDirectory implements AutoCloseable {
  /** Where people are. */
  public static final String BASE = "ou=people,dc=example,dc=com";

  /** The account of the server. */
  public static final String SERVER = "cn=portal,dc=example,dc=com";

  /** Its password. */
  public static final String SERVER_PASSWORD = "portal secret";

  private static final String PEOPLE =
      """
      dn: dc=example,dc=com
      objectClass: domain
      dc: example

      dn: cn=portal,dc=example,dc=com
      objectClass: person
      cn: portal
      sn: portal
      userPassword: portal secret

      dn: ou=people,dc=example,dc=com
      objectClass: organizationalUnit
      ou: people

      dn: cn=Alice Lee,ou=people,dc=example,dc=com
      objectClass: inetOrgPerson
      cn: Alice Lee
      sn: Lee
      uid: alice
      mail: alice@example.com
      employeeNumber: 4711
      userPassword: wonder land

      dn: cn=Bob,ou=people,dc=example,dc=com
      objectClass: inetOrgPerson
      cn: Bob
      sn: Bob
      uid: bob
      userPassword: builder

      dn: uid=twin,ou=people,dc=example,dc=com
      objectClass: inetOrgPerson
      cn: Twin One
      sn: Twin
      uid: twin
      userPassword: twin

      dn: cn=Twin Two,ou=people,dc=example,dc=com
      objectClass: inetOrgPerson
      cn: Twin Two
      sn: Twin
      uid: twin
      userPassword: twin

      dn: uid=odd\\, name\\+x,ou=people,dc=example,dc=com
      objectClass: inetOrgPerson
      cn: Odd
      sn: Odd
      uid: odd, name+x
      userPassword: odd
      """;

  private final DirectoryService service;
  private final LdapServer server;
  private final TcpTransport plain = transport(false);
  private final TcpTransport secure = transport(true);
  private final AtomicLong binds = new AtomicLong();
  private final String certificate;

  /** Starts a directory whose files are in a folder. */
  public TestDirectory(Path folder) throws Exception {
    DefaultDirectoryServiceFactory factory = new DefaultDirectoryServiceFactory();
    System.setProperty("workingDirectory", folder.resolve("work").toString());
    factory.init("test");
    service = factory.getDirectoryService();
    service.getChangeLog().setEnabled(false);
    service.addPartition(
        new AvlPartitionFactory()
            .createPartition(
                service.getSchemaManager(),
                service.getDnFactory(),
                "example",
                "dc=example,dc=com",
                100,
                folder.resolve("partition").toFile()));
    service.setAllowAnonymousAccess(false);
    load();
    service.addFirst(
        new BaseInterceptor("count") {
          @Override
          public void bind(BindOperationContext context) throws LdapException {
            binds.incrementAndGet();
            next(context);
          }
        });
    TestCertificate own = TestCertificate.in(folder, "dns:localhost");
    certificate = own.pem();
    // Not before: the service makes what the server is made of.
    server = new LdapServer();
    server.setDirectoryService(service);
    server.setTransports(plain, secure);
    server.setKeystoreFile(own.file().toString());
    server.setCertificatePassword(TestCertificate.PASSWORD);
    server.addExtendedOperationHandler(new StartTlsHandler());
    server.start();
  }

  private static TcpTransport transport(boolean tls) {
    TcpTransport transport = new TcpTransport("127.0.0.1", 0, 2, 16);
    transport.setEnableSSL(tls);
    return transport;
  }

  private void load() throws Exception {
    try (LdifReader reader = new LdifReader()) {
      for (var ldif : reader.parseLdif(PEOPLE)) {
        Entry entry = new DefaultEntry(service.getSchemaManager(), ldif.getEntry());
        service.getAdminSession().add(entry);
      }
    }
  }

  private static int port(TcpTransport transport) {
    return transport.getAcceptor().getLocalAddress().getPort();
  }

  /** Returns how often somebody has asked whether a password is right. */
  public long binds() {
    return binds.get();
  }

  /** Returns the address that begins without encryption. */
  public String plainUrl() {
    return "ldap://localhost:" + port(plain);
  }

  /** Returns the address of ldaps. */
  public String secureUrl() {
    return "ldaps://localhost:" + port(secure);
  }

  /** Returns the certificate in PEM; it is for {@code localhost}. */
  public String certificate() {
    return certificate;
  }

  @Override
  public void close() throws Exception {
    server.stop();
    service.shutdown();
  }
}
