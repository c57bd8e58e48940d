package dev.callboard.http.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.callboard.platform.http.AuthenticatedRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers {@code /api/<id>/openapi.json}, as Backstage does, with the file {@code
 * openapi/<id>.yaml} or {@code .json} of the plugin's bundle. The file is read when it is asked for
 * the first time.
 */
@Path(OpenApiResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
  static final String PATH = "/openapi.json";

  private final URL document;
  private byte[] json;

  private OpenApiResource(URL document) {
    this.document = document;
  }

  /**
   * Returns the resource of a plugin, or empty when its bundle describes nothing.
   *
   * @param entries finds a file of the bundle by its path, null when there is none
   */
  static Optional<OpenApiResource> of(String pluginId, Function<String, URL> entries) {
    URL yaml = entries.apply("openapi/" + pluginId + ".yaml");
    URL found = yaml != null ? yaml : entries.apply("openapi/" + pluginId + ".json");
    return Optional.ofNullable(found).map(OpenApiResource::new);
  }

  /** Returns the description of the plugin's routes. */
  @GET
  @AuthenticatedRoute
  public synchronized byte[] document() {
    if (json == null) {
      json = read();
    }
    return json;
  }

  private byte[] read() {
    // What is JSON could be read as YAML, but not all of it: tabs for instance.
    ObjectMapper mapper =
        document.getPath().endsWith(".json") ? new JsonMapper() : new YAMLMapper();
    try (InputStream in = document.openStream()) {
      JsonNode tree = mapper.readTree(in);
      return new JsonMapper().writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be read: " + document, e);
    }
  }
}
