package dev.callboard.ui.web;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.signin.SignInProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The one page of the portal as it is sent, with the configuration in it.
 *
 * @param plain the bytes
 * @param compressed the bytes in gzip
 * @param tag its entity tag
 */
record ShellPage(byte[] plain, byte[] compressed, String tag) {
  private static final Pattern CONFIG =
      Pattern.compile("(<script type=\"application/json\" id=\"callboard-config\">)[^<]*");
  private static final Pattern TITLE = Pattern.compile("(<title>)[^<]*");

  /** Writes the configuration into the page that was built. */
  static ShellPage render(
      String html, Config config, List<SignInProvider> services, String version) {
    var values = PageConfig.of(config, services, version);
    String title = String.valueOf(values.get("title")).replace("&", "&amp;").replace("<", "&lt;");
    String page = put(html, CONFIG, Answers.inline(values));
    byte[] plain = put(page, TITLE, title).getBytes(StandardCharsets.UTF_8);
    return new ShellPage(plain, gzip(plain), '"' + digest(plain) + '"');
  }

  private static String put(String html, Pattern place, String text) {
    Matcher matcher = place.matcher(html);
    if (!matcher.find()) {
      throw new IllegalStateException("web/index.html has no " + place);
    }
    return html.substring(0, matcher.end(1)) + text + html.substring(matcher.end());
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
