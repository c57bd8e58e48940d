package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Posts records as a batch of CloudEvents 1.0 in JSON. Anything but 2xx means that they did not
 * arrive. No redirects are followed, because a token goes along.
 */
final class CloudEventsSink implements Sink {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 15_000;

  private final URI target;
  private final Optional<String> token;

  CloudEventsSink(URI target, Optional<String> token) {
    this.target = target;
    this.token = token;
  }

  @Override
  public void write(List<AuditRecord> records) throws IOException {
    byte[] body =
        records.stream()
            .map(CloudEventsSink::event)
            .collect(Collectors.joining(",", "[", "]"))
            .getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/cloudevents-batch+json");
      token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      if (status < 200 || status > 299) {
        throw new IOException(target.getHost() + " answered " + status);
      }
    } finally {
      connection.disconnect();
    }
  }

  /** The id and source of a record are the same whenever it is sent: receivers can tell. */
  private static String event(AuditRecord record) {
    String subject = Lines.text(record, "target", "ref");
    String time = Lines.text(record, "ts");
    return "{\"specversion\":\"1.0\",\"id\":"
        + Lines.quoted(record.hash())
        + ",\"source\":\"/api/audit\",\"type\":"
        + Lines.quoted("dev.callboard.audit." + Lines.text(record, "eventId"))
        + (subject.isEmpty() ? "" : ",\"subject\":" + Lines.quoted(subject))
        + (time.isEmpty() ? "" : ",\"time\":" + Lines.quoted(time))
        + ",\"sequence\":"
        + Lines.quoted(String.format("%020d", record.seq()))
        + ",\"datacontenttype\":\"application/json\",\"data\":"
        + Lines.line(record)
        + "}";
  }
}
