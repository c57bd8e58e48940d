package dev.callboard.it.plugins;

import dev.callboard.testing.TestJar;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A plugin that exports an interface and serves it, and plugins that use it. */
final class SharedApi {
  private static final String WORDS =
      "package acme.words; public interface Words { String word(); }";

  private static final String PROVIDER =
      "package acme.words; public class Provider implements Words {"
          + " public String word() { return \"%s\"; } }";

  /** Answers with the word of the service, and with a number that a restart changes. */
  private static final String REST =
      """
      package acme.user;
      import jakarta.ws.rs.*;
      import java.util.*;
      public class Rest extends jakarta.ws.rs.core.Application {
        static final String START = UUID.randomUUID().toString();
        private volatile Object words;
        public void bind(Object words) { this.words = words; }
        public void unbind(Object words) { if (this.words == words) this.words = null; }
        @Override public Set<Object> getSingletons() { return Set.of(new Say()); }
        @Path("/say")
        public class Say {
          @GET @Produces("application/json")
          @dev.callboard.platform.http.PublicRoute("a test")
          public Map<String, String> say() {
            Object now = words;
            return Map.of("word", now == null ? "none" : Word.of(now), "start", START);
          }
        }
      }
      """;

  private SharedApi() {}

  /** Returns the plugin whose interface and service others use; the version is its word. */
  static TestJar provider(String version, String packageVersion) {
    return plugin("words", version)
        .header("Export-Package", "acme.words;version=" + packageVersion)
        .header("Service-Component", "OSGI-INF/provider.xml")
        .source("acme.words.Words", WORDS)
        .source(
            "acme.words.Provider", PROVIDER.formatted(version), Map.of("acme.words.Words", WORDS))
        .entry("OSGI-INF/provider.xml", component("acme.words.Provider", "acme.words.Words", ""));
  }

  /** Returns a plugin that cannot be without the interface and the service. */
  static TestJar user(String id) {
    return rest(id, "((acme.words.Words) words).word()")
        .header("Import-Package", imports("acme.words;version=\"[1,2)\""))
        .entry(
            "OSGI-INF/rest.xml", application(id, reference("1..1", "static", "acme.words.Words")));
  }

  /** Returns a plugin that uses the service when it is there. */
  static TestJar occasionalUser(String id) {
    return rest(id, "((acme.words.Words) words).word()")
        .header("Import-Package", imports("acme.words;version=\"[1,2)\";resolution:=optional"))
        .entry(
            "OSGI-INF/rest.xml", application(id, reference("0..1", "dynamic", "acme.words.Words")));
  }

  /** Returns a plugin that knows nothing of the interface. */
  static TestJar stranger(String id) {
    return rest(id, "\"\"")
        .header("Import-Package", imports("java.util"))
        .entry("OSGI-INF/rest.xml", application(id, ""));
  }

  private static String imports(String more) {
    return "dev.callboard.platform.http,jakarta.ws.rs,jakarta.ws.rs.core," + more;
  }

  private static TestJar plugin(String id, String version) {
    return TestJar.plugin(id, version)
        .header(
            "Require-Capability",
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4))\"");
  }

  private static TestJar rest(String id, String word) {
    Map<String, String> others =
        Map.of(
            "acme.words.Words",
            WORDS,
            "acme.user.Word",
            "package acme.user; final class Word { static String of(Object words) { return "
                + word
                + "; } }");
    return plugin(id, "1.0.0")
        .header("Service-Component", "OSGI-INF/rest.xml")
        .source("acme.user.Rest", REST, others)
        .source("acme.user.Word", others.get("acme.user.Word"), Map.of("acme.words.Words", WORDS));
  }

  private static byte[] application(String id, String reference) {
    String properties =
        "<property name=\"osgi.jakartars.application.base\" value=\"/"
            + id
            + "\"/>"
            + "<property name=\"osgi.jakartars.name\" value=\""
            + id
            + "\"/>";
    return component("acme.user.Rest", "jakarta.ws.rs.core.Application", properties + reference);
  }

  private static String reference(String cardinality, String policy, String type) {
    return "<reference name=\"words\" interface=\"%s\" cardinality=\"%s\" policy=\"%s\""
            .formatted(type, cardinality, policy)
        + " bind=\"bind\" unbind=\"unbind\"/>";
  }

  private static byte[] component(String type, String service, String more) {
    return """
    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s">
      <implementation class="%1$s"/>
      <service><provide interface="%2$s"/></service>
      %3$s
    </scr:component>
    """
        .formatted(type, service, more)
        .getBytes(StandardCharsets.UTF_8);
  }
}
