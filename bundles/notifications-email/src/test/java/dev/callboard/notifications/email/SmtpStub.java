package dev.callboard.notifications.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that speaks TLS from the first byte or after STARTTLS, and answers as it is told.
 */
final class SmtpStub implements AutoCloseable {
  final List<String> heard = new CopyOnWriteArrayList<>();
  volatile String toRecipient = "250 ok";

  private final ServerSocket server;
  private final SSLContext tls;
  private final boolean fromTheStart;

  SmtpStub(SSLContext tls, boolean fromTheStart) throws IOException {
    this.tls = tls;
    this.fromTheStart = fromTheStart;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "smtp-stub");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket plain = server.accept()) {
        Socket socket = fromTheStart ? encrypted(plain) : plain;
        talk(socket, fromTheStart);
      } catch (IOException e) {
        // The client went, as it does when it trusts nobody.
      }
    }
  }

  private Socket encrypted(Socket plain) throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", 0, true);
    socket.setUseClientMode(false);
    return socket;
  }

  private void talk(Socket socket, boolean secure) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = socket.getOutputStream();
    if (secure == fromTheStart) {
      // After STARTTLS the server does not greet again.
      say(out, "220 stub");
    }
    String line = in.readLine();
    while (line != null) {
      String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
      heard.add((secure ? "tls " : "plain ") + verb);
      switch (verb) {
        case "EHLO" -> {
          say(out, "250-stub");
          say(out, secure ? "250 AUTH PLAIN LOGIN" : "250 STARTTLS");
        }
        case "STARTTLS" -> {
          say(out, "220 go");
          talk(encrypted(socket), true);
          return;
        }
        case "AUTH" -> say(out, "235 welcome");
        case "RCPT" -> say(out, toRecipient);
        case "DATA" -> {
          say(out, "354 go on");
          while (!".".equals(in.readLine())) {
            // Nobody wants to know.
          }
          say(out, "250 taken");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
      line = in.readLine();
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
