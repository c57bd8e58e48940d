package dev.callboard.plugins.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells what a plugin brings, from what stands in its jar; no code of it is run. Only for jars that
 * {@link JarInspector} has let pass. What a plugin makes at run time only is not known.
 */
public final class JarBrings {
  private static final int MAX_ENTRY = 1 << 20;
  private static final List<String> UI = List.of("ui.json", "ui/ui.json");
  private static final Pattern MOUNT =
      Pattern.compile("osgi\\.jakartars\\.application\\.base\"[^>]*value=\"(/?[\\w-]{1,100})\"");
  private static final Pattern PROVIDED =
      Pattern.compile("<provide\\s+interface=\"([\\w.$]{1,300})\"");
  private static final String DECLARES = "Ldev/callboard/platform/http/RequiresPermission;";
  private static final String PROVIDES = "dev/callboard/platform/permission/PermissionProvider";
  private static final Pattern PERMISSION =
      Pattern.compile("[a-z][a-z0-9-]{0,63}(\\.[a-z][a-z0-9-]{0,63}){1,5}");

  private JarBrings() {}

  /**
   * Looks into a jar.
   *
   * @param pluginId its plugin
   * @return JSON values: {@code rest}, {@code extensions}, {@code permissions}, {@code ui}, {@code
   *     docs}, {@code database} and {@code openapi}
   * @throws IOException when it cannot be read
   */
  public static Map<String, Object> of(Path jar, String pluginId) throws IOException {
    Set<String> mounts = new TreeSet<>();
    Map<String, Integer> services = new TreeMap<>();
    Set<String> permissions = new TreeSet<>();
    int pages = 0;
    boolean database = false;
    boolean openapi = false;
    Optional<Map<String, Object>> ui = Optional.empty();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (entry.isDirectory() || entry.getSize() > MAX_ENTRY) {
          continue;
        }
        if (name.startsWith("OSGI-INF/") && name.endsWith(".xml")) {
          String component = new String(bytes(zip, entry), StandardCharsets.UTF_8);
          find(MOUNT, component).forEach(base -> mounts.add("/api/" + base.replace("/", "")));
          find(PROVIDED, component).forEach(type -> services.merge(type, 1, Integer::sum));
        } else if (name.endsWith(".class")) {
          permissions(bytes(zip, entry), pluginId, permissions);
        } else if (UI.contains(name)) {
          ui = Optional.of(ui(bytes(zip, entry)));
        }
        pages += name.startsWith("docs/") && name.endsWith(".md") ? 1 : 0;
        database |= name.startsWith("migrations/") && name.endsWith(".sql");
        openapi |= name.startsWith("openapi/");
      }
    }
    Map<String, Object> brings = new LinkedHashMap<>();
    brings.put("rest", mounts);
    brings.put("extensions", ExtensionWords.of(services));
    brings.put("permissions", permissions);
    brings.put("ui", ui.orElse(null));
    brings.put("docs", pages == 0 ? null : Map.of("pages", pages));
    brings.put("database", database);
    brings.put("openapi", openapi);
    return brings;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes(MAX_ENTRY);
    }
  }

  private static List<String> find(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** Takes the names in classes that declare permissions, which are those that routes ask for. */
  private static void permissions(byte[] classFile, String pluginId, Set<String> found)
      throws IOException {
    ConstantPool pool = ConstantPool.read(classFile);
    if (!pool.hasText(DECLARES) && !pool.hasText(PROVIDES)) {
      return;
    }
    pool.texts().stream()
        .filter(text -> PERMISSION.matcher(text).matches())
        .filter(text -> text.startsWith(pluginId + ".") || isOfTheServer(text))
        .forEach(found::add);
  }

  private static boolean isOfTheServer(String text) {
    return text.matches("(catalog|scaffolder|callboard|search|techdocs)\\..*");
  }

  /** Returns for each list of {@code ui.json} what its items are called. */
  private static Map<String, Object> ui(byte[] json) {
    Map<String, Object> ui = new LinkedHashMap<>();
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      root.properties()
          .forEach(
              field -> {
                if (field.getValue().isArray()) {
                  List<String> names = new ArrayList<>();
                  field.getValue().forEach(item -> names.add(name(item)));
                  ui.put(field.getKey(), names);
                }
              });
    } catch (IOException e) {
      ui.put("problem", List.of("ui.json is no JSON"));
    }
    return ui;
  }

  private static String name(JsonNode item) {
    for (String key : List.of("title", "name", "id", "path", "page", "type", "element")) {
      if (item.path(key).isTextual()) {
        return item.path(key).asText();
      }
    }
    return item.isTextual() ? item.asText() : "";
  }
}
