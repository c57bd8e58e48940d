package dev.callboard.it.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as sign-in needs: cookies by path, and redirects. */
final class Browser {
  private static final Pattern MESSAGE = Pattern.compile("m=decodeURIComponent\\('([^']*)'\\)");
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Browser(String server) {
    this.server = server;
  }

  /** Opens a page, and the one it leads to in the end. */
  HttpResponse<String> open(String path) throws IOException, InterruptedException {
    URI page = URI.create(server + path);
    HttpResponse<String> answer = get(page);
    // The client itself would follow five.
    for (int i = 0; i < 20 && answer.statusCode() / 100 == 3; i++) {
      page = page.resolve(answer.headers().firstValue("Location").orElseThrow());
      answer = get(page);
    }
    return answer;
  }

  private HttpResponse<String> get(URI page) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString());
  }

  /** Fills a form in and sends it. */
  HttpResponse<String> submit(String form, Map<String, String> typed)
      throws IOException, InterruptedException {
    Matcher action = ACTION.matcher(form);
    Matcher hidden = HIDDEN.matcher(form);
    if (!action.find() || !hidden.find()) {
      throw new AssertionError("no form in " + form);
    }
    Map<String, String> fields = new LinkedHashMap<>(typed);
    fields.put(hidden.group(1), hidden.group(2));
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return client.send(
        HttpRequest.newBuilder(URI.create(server + action.group(1)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }

  /** Opens the pop-up and returns what its last page tells the page that opened it. */
  JsonNode signIn(String provider) throws IOException, InterruptedException {
    return message(open("/api/auth/" + provider + "/start?env=production"));
  }

  static JsonNode message(HttpResponse<String> page) throws IOException {
    Matcher found = MESSAGE.matcher(page.body());
    if (!found.find()) {
      throw new AssertionError(page.uri() + " gave " + page.statusCode() + " " + page.body());
    }
    return JSON.readTree(URLDecoder.decode(found.group(1), UTF_8));
  }

  /** Does what a script of the portal does. */
  HttpResponse<String> script(String method, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server + path))
            .header("X-Requested-With", "XMLHttpRequest")
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }

  List<HttpCookie> cookies(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .toList();
  }

  void put(HttpCookie cookie) {
    cookies.getCookieStore().add(URI.create(server + cookie.getPath()), cookie);
  }
}
