package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends records as RFC 5424 messages: over TCP with their lengths (RFC 6587, 3.4.1), over TLS with
 * the same (RFC 5425), or as datagrams (RFC 5426). A batch has a connection of its own. Syslog has
 * no receipts: over TCP, records are given again when the connection was cut before its end; over
 * UDP, what is lost is lost.
 */
final class SyslogSink implements Sink {
  /** How messages travel. */
  enum Protocol {
    UDP,
    TCP,
    TLS
  }

  private static final int CONNECT_MILLIS = 5_000;
  private static final int END_MILLIS = 500;

  private final String host;
  private final int port;
  private final Protocol protocol;
  private final Supplier<SSLSocketFactory> tls;

  /**
   * Creates it.
   *
   * @param tls gives what makes connections of the protocol TLS
   */
  SyslogSink(String host, int port, Protocol protocol, Supplier<SSLSocketFactory> tls) {
    this.host = host;
    this.port = port;
    this.protocol = protocol;
    this.tls = tls;
  }

  @Override
  public void write(List<AuditRecord> records) throws IOException {
    if (protocol == Protocol.UDP) {
      datagrams(records);
      return;
    }
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      plain.setSoTimeout(CONNECT_MILLIS);
      if (protocol == Protocol.TCP) {
        stream(records, plain);
        return;
      }
      try (SSLSocket secure = (SSLSocket) tls.get().createSocket(plain, host, port, true)) {
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        stream(records, secure);
      }
    }
  }

  private static void stream(List<AuditRecord> records, Socket socket) throws IOException {
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    for (AuditRecord record : records) {
      byte[] message = SyslogMessage.of(record, Integer.MAX_VALUE);
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
    }
    out.flush();
    socket.shutdownOutput();
    awaitEnd(socket);
  }

  /** A receiver that went away resets the connection; one that is well ends it or says nothing. */
  private static void awaitEnd(Socket socket) throws IOException {
    socket.setSoTimeout(END_MILLIS);
    try {
      while (socket.getInputStream().read() >= 0) {
        // Syslog receivers say nothing.
      }
    } catch (SocketTimeoutException e) {
      // It keeps the connection for a while.
    }
  }

  private void datagrams(List<AuditRecord> records) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetSocketAddress address = new InetSocketAddress(host, port);
      for (AuditRecord record : records) {
        byte[] message = SyslogMessage.of(record, SyslogMessage.DATAGRAM);
        socket.send(new DatagramPacket(message, message.length, address));
      }
    }
  }
}
