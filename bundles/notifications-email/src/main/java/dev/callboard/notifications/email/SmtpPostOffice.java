package dev.callboard.notifications.email;

import dev.callboard.notifications.spi.DeliveryException;
import dev.callboard.platform.net.TrustedCertificates;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Hands mail in by SMTP (RFC 5321), with a connection for each message. Thread-safe. */
final class SmtpPostOffice implements PostOffice {
  private final MailSettings settings;
  private final MailServer server;

  SmtpPostOffice(MailSettings settings) {
    this.settings = settings;
    server = settings.server();
  }

  @Override
  public void send(Mail mail) throws DeliveryException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(SmtpPostOffice.class.getClassLoader());
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, mail);
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect(
            server.host(),
            server.port(),
            server.username().orElse(null),
            server.password().orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException e) {
      throw failure(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Properties properties() {
    String millis = Long.toString(Math.max(1, server.timeout().toMillis()));
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(server.username().isPresent()));
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(server.secure()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.starttls.enable", "true");
    properties.put(
        "mail.smtp.starttls.required", Boolean.toString(server.requireTls() && !server.secure()));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.localhost", domain());
    server.ca().ifPresent(pem -> properties.put("mail.smtp.ssl.socketFactory", trusting(pem)));
    return properties;
  }

  private static SSLSocketFactory trusting(String pem) {
    try {
      return TrustedCertificates.context(Optional.of(pem)).getSocketFactory();
    } catch (IllegalArgumentException e) {
      throw MailSettings.wrong("transportConfig.ca must be certificates in PEM form");
    }
  }

  private String domain() {
    String sender = settings.sender();
    return sender.substring(sender.lastIndexOf('@') + 1).replace(">", "");
  }

  private MimeMessage message(Session session, Mail mail) throws MessagingException {
    String id = "<" + mail.id() + "@" + domain() + ">";
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    InternetAddress sender = new InternetAddress(settings.sender(), true);
    message.setFrom(sender);
    if (settings.replyTo().isPresent()) {
      message.setReplyTo(new Address[] {new InternetAddress(settings.replyTo().get(), true)});
    }
    for (String to : mail.to()) {
      message.addRecipient(
          mail.hidden() ? Message.RecipientType.BCC : Message.RecipientType.TO,
          new InternetAddress(to, true));
    }
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.now()));
    // RFC 3834: nobody's absence is to be answered to us.
    message.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** What the server will never take is given up; the rest is tried again. */
  private DeliveryException failure(MessagingException e) {
    for (Exception each = e;
        each instanceof MessagingException next;
        each = next.getNextException()) {
      int code = 0;
      if (each instanceof SMTPAddressFailedException address) {
        code = address.getReturnCode();
      } else if (each instanceof SMTPSendFailedException send) {
        code = send.getReturnCode();
      }
      boolean signIn = code == 530 || code == 534 || code == 535;
      if (code >= 500 && !signIn) {
        return DeliveryException.never("The mail server " + server + " answered " + code);
      }
    }
    if (e instanceof AuthenticationFailedException) {
      return DeliveryException.later(
          "The mail server " + server + " refused the user or the password", null);
    }
    return DeliveryException.later(
        "The mail server " + server + " did not take it: " + MailText.line("" + e.getMessage()), e);
  }
}
