package dev.callboard.catalog.rest.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.write.WriteRefused;
import dev.callboard.catalog.write.WriteResult;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of writes. */
final class WriteAnswers {
  /** The media type of every answer. */
  static final String JSON = "application/json; charset=utf-8";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private WriteAnswers() {}

  /** Answers the entity with its etag; one that was not stored has none. */
  static Response written(WriteResult result) {
    Response.ResponseBuilder answer =
        Response.status(result.created() ? 201 : 200).type(JSON).entity(result.json());
    if (!result.etag().isEmpty()) {
      answer.header("ETag", quoted(result.etag()));
    }
    return answer.build();
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }

  /** Answers JSON values. */
  static Response values(int status, Object value) {
    return Response.status(status).type(JSON).entity(bytes(value)).build();
  }

  /**
   * Answers a refusal in the usual shape, with everything that is wrong with the entity and with
   * the etag that it has, if that is why.
   */
  static Response refused(WriteRefused refusal, String method, UriInfo uri) {
    int status = refusal.code().status();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error(refusal));
    body.put("errors", problems(refusal.problems()));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("method", method);
    request.put("url", url(uri));
    body.put("request", request);
    body.put("response", Map.of("statusCode", status));
    Response.ResponseBuilder answer = Response.status(status).type(JSON).entity(bytes(body));
    refusal.etag().ifPresent(etag -> answer.header("ETag", quoted(etag)));
    return answer.build();
  }

  /** Returns name and message. */
  static Map<String, Object> error(dev.callboard.platform.error.PortalException refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("name", refusal.code().errorName());
    error.put("message", refusal.getMessage());
    return error;
  }

  /** Returns each problem with the JSON pointer of the value. */
  static List<Object> problems(List<Problem> problems) {
    List<Object> list = new ArrayList<>();
    for (Problem problem : problems) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("path", problem.pointer());
      item.put("message", problem.message());
      list.add(item);
    }
    return list;
  }

  private static String url(UriInfo uri) {
    String query = uri.getRequestUri().getRawQuery();
    return "/" + uri.getPath(false) + (query == null ? "" : "?" + query);
  }

  private static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON values could not be written", e);
    }
  }
}
