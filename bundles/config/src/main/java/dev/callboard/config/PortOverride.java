package dev.callboard.config;

import dev.callboard.config.Node.MapNode;
import dev.callboard.config.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the port of the command line over the one of the files. The host that is listened on stays,
 * and a base URL on localhost that names the configured port follows.
 */
final class PortOverride {
  private static final Origin ORIGIN = Origin.of("option --port");

  private PortOverride() {}

  static MapNode apply(MapNode root, int port) {
    MapNode backend = child(root, "backend");
    Node listen = backend.entries().get("listen");
    String oldPort = port(listen);
    MapNode changed = with(backend, "listen", listen(listen, port));
    MapNode result = with(root, "backend", baseUrl(changed, oldPort, port));
    return root.entries().get("app") instanceof MapNode app
        ? with(result, "app", baseUrl(app, oldPort, port))
        : result;
  }

  private static MapNode listen(Node listen, int port) {
    MapNode map = listen instanceof MapNode existing ? existing : MapNode.empty(ORIGIN);
    if (listen instanceof Scalar scalar) {
      String host = scalar.text().substring(0, Math.max(0, scalar.text().lastIndexOf(':')));
      map = host.isEmpty() ? map : with(map, "host", Scalar.text(host, scalar.origin()));
    }
    return with(map, "port", new Scalar((long) port, Integer.toString(port), false, ORIGIN));
  }

  private static String port(Node listen) {
    if (listen instanceof Scalar scalar) {
      return scalar.text().substring(scalar.text().lastIndexOf(':') + 1);
    }
    if (listen instanceof MapNode map && map.entries().get("port") instanceof Scalar scalar) {
      return scalar.text();
    }
    return "7007";
  }

  private static MapNode baseUrl(MapNode section, String oldPort, int port) {
    String old = "http://localhost:" + oldPort;
    if (port == 0
        || !(section.entries().get("baseUrl") instanceof Scalar scalar)
        || !(scalar.text().equals(old) || scalar.text().startsWith(old + "/"))) {
      return section;
    }
    String url = "http://localhost:" + port + scalar.text().substring(old.length());
    return with(section, "baseUrl", Scalar.text(url, ORIGIN));
  }

  private static MapNode child(MapNode map, String key) {
    Node node = map.entries().get(key);
    if (node != null && !(node instanceof MapNode)) {
      throw ConfigException.at(node.origin(), "'" + key + "' must be an object");
    }
    return node instanceof MapNode existing ? existing : MapNode.empty(ORIGIN);
  }

  private static MapNode with(MapNode map, String key, Node value) {
    Map<String, Node> entries = new LinkedHashMap<>(map.entries());
    entries.put(key, value);
    return new MapNode(entries, map.origin());
  }
}
